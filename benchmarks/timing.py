"""The least time of a call, of several functions taken in turn."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

#: a batch of calls takes at least this long, so that reading the clock is not what is measured
BATCH = 0.001


def least_times(calls: Mapping[str, Callable[[], Any]], seconds: float, rounds: int = 5) -> dict[str, float]:
    """Seconds per call of each; in turn, for `seconds` in all and at least `rounds` times each.

    The least of many, because whatever disturbs a measurement makes it longer; in turn, so that what
    disturbs one disturbs its neighbours.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        sizes = {name: _batch_size(call) for name, call in calls.items()}
        least = dict.fromkeys(calls, float("inf"))
        end = perf_counter() + seconds
        done = 0
        while done < rounds or perf_counter() < end:
            for name, call in calls.items():
                least[name] = min(least[name], _time(call, sizes[name]))
            done += 1
    finally:
        if collecting:
            gc.enable()
    return least


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
