"""Functions of arrays that take much memory for each item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

#: items that are computed at once
_PIECE = 1024


def piecewise(f: Callable[..., Any], orders: tuple[int, ...], places: Callable[..., Any], *values: Any) -> Any:
    """The function, where `places` says that it has a value and is not plainly 0; elsewhere nan.

    It is given vectors of doubles; the result has the shape and precision of the values together.
    """
    wide = np.broadcast_arrays(*(np.asarray(value, np.float64) for value in values))
    to_compute, zero = places(*wide)
    found = np.where(zero, 0.0, np.nan)
    inside = [value[to_compute] for value in wide]
    computed = np.empty(len(inside[0]))
    with np.errstate(all="ignore"):
        for start in range(0, len(computed), _PIECE):
            piece = slice(start, start + _PIECE)
            computed[piece] = f(*orders, *(value[piece] for value in inside))
    found[to_compute] = computed
    dtype = np.result_type(*values)
    return found.astype(dtype if dtype.kind == "f" else np.float64, copy=False)[()]
