"""Functions of arrays that take much memory for each item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def piecewise(
    f: Callable[..., Any], orders: tuple[int, ...], places: Callable[..., Any], *values: Any, at_once: int = 1024
) -> Any:
    """The function, where `places` says that it has a value and is not plainly 0; elsewhere nan.

    It is given vectors of doubles of so many items; the result has the shape and precision of the values together.
    """
    wide = np.broadcast_arrays(*(np.asarray(value, np.float64) for value in values))
    to_compute, zero = places(*wide)
    found = np.where(zero, 0.0, np.nan)
    inside = [value[to_compute] for value in wide]
    computed = np.empty(len(inside[0]))
    with np.errstate(all="ignore"):
        for start in range(0, len(computed), at_once):
            piece = slice(start, start + at_once)
            computed[piece] = f(*orders, *(value[piece] for value in inside))
    found[to_compute] = computed
    dtype = np.result_type(*values)
    return found.astype(dtype if dtype.kind == "f" else np.float64, copy=False)[()]
