"""Every workload, from floats to long arrays."""

from __future__ import annotations

from benchmarks.workloads import learning, physics, scalar, vectors

WORKLOADS = (*scalar.WORKLOADS, *vectors.WORKLOADS, *learning.WORKLOADS, *physics.WORKLOADS)
