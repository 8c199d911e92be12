"""The table: a line per workload."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from benchmarks import first_call
from benchmarks.memory import peak
from benchmarks.peers import PEERS, Peer
from benchmarks.timing import least_times
from benchmarks.workload import Workload, seeded
from benchmarks.workloads.vectors import many, reading, vector
from srcad import grad

ALLOCATOR = ("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_")


def heading() -> Iterator[str]:
    yield f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}, one thread"
    yield f"allocator: {'keeps what is freed' if all(n in os.environ for n in ALLOCATOR) else 'as it comes'}"
    yield from (str(peer) if peer.installed() else f"{peer.name}: not installed, left out" for peer in PEERS)


def table(workloads: Sequence[Workload], peers: Sequence[Peer], seconds: float) -> Iterator[str]:
    """Lines, each when it is known."""
    columns = ["function us", "srcad/function", "srcad/expert", *(f"{peer.name}/function" for peer in peers)]
    width = max((len(workload.name) for workload in workloads), default=0)
    yield "  ".join([" " * width, *columns])
    for workload in workloads:
        cells = measured(workload, peers, seconds)
        yield "  ".join([
            workload.name.ljust(width),
            *(cell.rjust(len(column)) for cell, column in zip(cells, columns, strict=True)),
        ])


def measured(workload: Workload, peers: Sequence[Peer], seconds: float) -> list[str]:
    args = workload.arguments(seeded())
    gradient = grad(workload.function, workload.argnums)
    calls: dict[str, Callable[[], Any]] = {
        "function": lambda: workload.function(*args),
        "expert": lambda: workload.expert(*args),
        "srcad": lambda: gradient(*args),
    }
    for peer in peers:
        if peer.name in workload.peers:
            calls[peer.name] = peer.gradient(workload.function, workload.argnums, args)
    least = least_times(calls, seconds)
    function = least["function"]
    cells = [f"{function * 1e6:.4g}", f"{least['srcad'] / function:.2f}", f"{least['srcad'] / least['expert']:.2f}"]
    return cells + [f"{least[peer.name] / function:.2f}" if peer.name in least else "-" for peer in peers]


def linear(seconds: float) -> Iterator[str]:
    """A loop that reads x[i] must take about four times as long for four times as much, as its function does."""
    (short,), (long,) = vector(250_000)(seeded()), vector(1_000_000)(seeded())
    gradient = grad(reading)
    calls: dict[str, Callable[[], Any]] = {
        "own short": lambda: reading(short),
        "own long": lambda: reading(long),
        "short": lambda: gradient(short),
        "long": lambda: gradient(long),
    }
    least = least_times(calls, seconds)
    own, whole = least["own long"] / least["own short"], least["long"] / least["short"]
    yield f"reading x[i], four times the length: {own:.2f} times the function's time, {whole:.2f} its gradient's"


def memory() -> Iterator[str]:
    (x,) = vector(10_000_000)(seeded())
    gradient = grad(many)
    gradient(x[:3])
    own, whole = (peak(call) / 1e6 for call in (lambda: many(x), lambda: gradient(x)))
    yield f"ten million inputs: {own:.0f} MB in the function, {whole:.0f} in its gradient ({whole / own:.2f})"


def first_calls() -> Iterator[str]:
    yield f"first call of a 30-line function: {first_call.warm() * 1e3:.0f} ms of the processor"
    yield f"  the first of its process: {first_call.cold() * 1e3:.0f} ms"
