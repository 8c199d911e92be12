"""Functions that pick, repeat and reorder items."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.vocabulary import (
    FRESH,
    Row,
    joint,
    linear,
    refuse,
    static,
    written,
    zero,
)
from srcad.runtime import put_along


@static
def _minus(shift: Any) -> Any:
    return tuple(-s for s in shift) if isinstance(shift, tuple) else -shift


def _roll(g, a, shift, axis=None):
    return np.roll(g, -shift if isinstance(shift, int) else _minus(shift), axis)


def _take(a, indices, axis=None):
    if axis is None:
        return np.ravel(a)[indices]
    if axis == 0:
        return a[indices]
    if axis == 1:
        return a[:, indices]
    if axis == -1 or axis == a.ndim - 1:
        return a[..., indices]
    return refuse("the derivative of np.take is known along the first two axes and the last")


def _repeat(g, a, repeats, axis=None):
    if np.ndim(repeats) != 0:
        refuse("the derivative of np.repeat is known for one number of repeats: write a[np.repeat(np.arange(n), k)]")
    if axis is None or a.ndim == 1:
        return g.reshape((*a.shape, repeats)).sum(axis=-1)
    if axis == 0:
        return g.reshape((*a.shape[:1], repeats, *a.shape[1:])).sum(axis=1)
    if axis == 1:
        return g.reshape((*a.shape[:2], repeats, *a.shape[2:])).sum(axis=2)
    if axis == -1:
        return g.reshape((*a.shape, repeats)).sum(axis=-1)
    return refuse("the derivative of np.repeat is known along the first two axes and the last")


@static
def _interleaved(reps: Any, ndim: int) -> tuple[int, ...]:
    """How often each axis is repeated, where the axes of the tiles are as many as those of the whole."""
    each = reps if isinstance(reps, tuple) else (reps,)
    return (1,) * (ndim - len(each)) + each


def _tile(g, A, reps):
    if A.ndim == 1 and g.ndim == 1:
        return g.reshape(_interleaved(reps, 1) + A.shape).sum(axis=0)
    if A.ndim == 1 and g.ndim == 2:
        return g.reshape(_interleaved(reps, 2) + A.shape).sum(axis=(0, 1))
    if A.ndim == 2 and g.ndim == 2:
        rows, columns = _interleaved(reps, 2)
        return g.reshape((rows, A.shape[0], columns, A.shape[1])).sum(axis=(0, 2))
    return refuse("the derivative of np.tile is known for one or two dimensions")


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.roll,         FRESH,      a=_roll),
    written(np.compress,                lambda condition, a: np.ravel(a)[condition]),
    written(np.extract,                 lambda condition, arr: np.ravel(arr)[np.ravel(condition)]),
    joint(np.where,                     x=lambda g, condition, x, y: np.where(condition, g, 0.0),
                                        y=lambda g, condition, x, y: np.where(condition, 0.0, g)),
    written(np.take,                    _take),
    linear(np.take_along_axis, FRESH,   arr=lambda g, arr, indices, axis=-1: put_along(g, indices, axis, arr)),
    linear(np.repeat,       FRESH,      a=_repeat),
    linear(np.tile,         FRESH,      A=_tile),
    *zero(np.nonzero),
)
# fmt: on
