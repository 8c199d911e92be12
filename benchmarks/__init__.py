"""What srcad's gradients cost, as ratios measured in one run: `python -m benchmarks`."""

from __future__ import annotations

import os

# one thread: a ratio of two texts must not depend on how many cores the matrix product found idle
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
