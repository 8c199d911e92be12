"""Functions that pick, repeat and reorder items."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.axes import flat
from srcad.rules.domains import REAL, VECTOR, made, whole
from srcad.rules.gathers import places
from srcad.rules.vocabulary import (
    FRESH,
    Row,
    joint,
    linear,
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
        return flat(a)[indices]
    if axis == 0:
        return a[indices]
    if axis == 1:
        return a[:, indices]
    if axis == -1 or axis == a.ndim - 1:
        return a[..., indices]
    return flat(a)[np.take(places(a), indices, axis)]


def _put_back(g, a, index):
    """The sums of what belongs to each item of `a`, of which these were taken."""
    total = np.zeros_like(flat(a))
    np.add.at(total, index, g)
    return total.reshape(a.shape)


def _repeat(g, a, repeats, axis=None):
    if np.ndim(repeats) != 0:
        return _put_back(g, a, np.repeat(places(a), repeats, axis))
    if axis is None or a.ndim == 1:
        return g.reshape((*a.shape, repeats)).sum(axis=-1)
    if axis == 0:
        return g.reshape((*a.shape[:1], repeats, *a.shape[1:])).sum(axis=1)
    if axis == 1:
        return g.reshape((*a.shape[:2], repeats, *a.shape[2:])).sum(axis=2)
    if axis == -1:
        return g.reshape((*a.shape, repeats)).sum(axis=-1)
    return _put_back(g, a, np.repeat(places(a), repeats, axis))


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
    return _put_back(g, A, np.tile(places(A), reps))


def _take_along_axis(g, arr, indices, axis=-1):
    if axis is None:
        return _put_back(g, arr, indices)
    return put_along(g, indices, axis, arr)


def _choose(a, choices, mode="raise"):
    """Item by item from the array of that number."""
    together = choices if _is_one(choices) else np.stack(np.broadcast_arrays(*choices))
    count = len(together)
    which = np.clip(a, 0, count - 1) if mode == "clip" else a % count
    wide = np.broadcast_to(which, np.broadcast_shapes(np.shape(which), together.shape[1:]))
    lines = np.broadcast_to(together, (count, *wide.shape))
    return np.take_along_axis(lines, wide[None], 0)[0]


@static
def _is_one(choices: Any) -> bool:
    """Whether the arrays to choose from are the rows of one."""
    return hasattr(choices, "dims") or hasattr(choices, "strides")


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.roll,         FRESH,      a=_roll, domain=(REAL, 2)),
    written(np.extract,                 lambda condition, arr: np.ravel(arr)[np.ravel(condition)],
                                        domain=([True, False, True], VECTOR)),
    written(np.choose,                  _choose, domain=(whole(0, 2), [REAL, REAL])),
    joint(np.where,                     x=lambda g, condition, x, y: np.where(condition, g, 0.0),
                                        y=lambda g, condition, x, y: np.where(condition, 0.0, g),
                                        domain=(made(np.greater, REAL, 0.0), REAL, REAL)),
    written(np.take,                    _take, domain=(REAL, whole(0, 6))),
    linear(np.take_along_axis, FRESH,   arr=_take_along_axis, domain=(REAL, whole(0, 3), 1)),
    linear(np.repeat,       FRESH,      a=_repeat, domain=(REAL, 2)),
    linear(np.tile,         FRESH,      A=_tile, domain=(REAL, 2)),
    *zero(np.nonzero),
)
# fmt: on
