"""Zeros and sums for adjoints whose shapes only the values tell.

The commonest case is tested first: these run once per use of a small array.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_VALUES = (int, float, complex, str, np.ndarray, np.generic, list, tuple, dict)


def zeros_like(x: Any) -> Any:
    """The zero of the adjoints of a value: a number, an array, a container of them, None for anything else."""
    if isinstance(x, float):
        return 0.0
    if isinstance(x, np.ndarray):
        return np.zeros(x.shape, x.dtype if x.dtype.kind in "fc" else float)
    if isinstance(x, list):
        # an entry that is no value stands for what a path left undefined; whatever it were, 0.0 can be added to
        return [zeros_like(item) if isinstance(item, _VALUES) else 0.0 for item in x]
    if isinstance(x, tuple):
        return tuple(map(zeros_like, x))
    if isinstance(x, dict):
        return {key: zeros_like(item) for key, item in x.items()}
    if isinstance(x, complex | np.complexfloating):
        return 0j
    if isinstance(x, np.floating):
        return 0.0
    if hasattr(x, "tocoo"):
        return type(x)(x.shape, dtype=x.dtype)
    # an array of another library
    return np.zeros_like(x) if hasattr(x, "__array_function__") and x.dtype.kind in "fc" else None


def unbroadcast(wide: Any, like: Any) -> Any:
    """The adjoint of a result, summed down to the shape of an operand that was broadcast to it.

    `like` is the operand or its shape.
    """
    if type(wide) in (float, complex):
        return wide
    shape = like if type(like) is tuple else getattr(like, "shape", ())
    if wide.shape == shape:
        return wide
    lead = wide.ndim - len(shape)
    if lead:
        wide = _summed(wide, tuple(range(lead)), False)
    short = tuple(axis for axis, length in enumerate(shape) if length == 1 != wide.shape[axis])
    return _summed(wide, short, True) if short else wide


def _summed(wide: Any, axis: tuple[int, ...], keepdims: bool) -> Any:
    """Arrays of other libraries have the method only."""
    if isinstance(wide, np.ndarray | np.generic):
        reduced: Any = np.add.reduce
        return reduced(wide, axis=axis, keepdims=keepdims)
    return wide.sum(axis=axis, keepdims=keepdims)


def last_writer(index: Any, shape: tuple[int, ...]) -> Any:
    """Which entries of an index were the last to write their place in an array of this shape.

    After ``z[index] = v``, only these entries of `v` are in `z`.  `index` is what stands between the brackets.
    """
    places = np.arange(int(np.prod(shape))).reshape(shape)[index]
    flat = places.ravel()[::-1]
    last = np.zeros(flat.shape, bool)
    last[np.unique(flat, return_index=True)[1]] = True
    return last[::-1].reshape(places.shape)
