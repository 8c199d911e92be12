"""The least time of a call, of several functions taken in turn."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

#: a batch of calls takes at least this long, so that reading the clock is not what is measured
BATCH = 0.001


def least_times(calls: Mapping[str, Callable[[], Any]], seconds: float, rounds: int = 3) -> dict[str, float]:
    """Seconds per call of each; in turn, until each has had its share of `seconds`, and at least `rounds` times.

    The least of many, because whatever disturbs a measurement makes it longer; in turn, so that what
    disturbs one disturbs its neighbours.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        timings = [_Timing(name, call, _batch_size(call)) for name, call in calls.items()]
        waiting = timings
        while waiting:
            for timing in waiting:
                timing.measure()
            waiting = [one for one in waiting if one.rounds < rounds or one.spent < seconds / len(calls)]
    finally:
        if collecting:
            gc.enable()
    return {timing.name: timing.least for timing in timings}


@dataclass(slots=True)
class _Timing:
    """One of the calls, and what is known about it."""

    name: str
    call: Callable[[], Any]
    size: int
    least: float = float("inf")
    spent: float = 0.0
    rounds: int = 0

    def measure(self) -> None:
        taken = _time(self.call, self.size)
        self.least = min(self.least, taken)
        self.spent += taken * self.size
        self.rounds += 1


def _batch_size(call: Callable[[], Any]) -> int:
    call()  # the first call transforms and compiles
    size = 1
    while (taken := _time(call, size) * size) < BATCH:
        size = max(2 * size, int(size * BATCH / max(taken, 1e-9)))
    return size


def _time(call: Callable[[], Any], size: int) -> float:
    start = perf_counter()
    for _ in range(size):
        call()
    return (perf_counter() - start) / size
