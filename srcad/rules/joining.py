"""Functions that put arrays together and take them apart."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.axes import ones, stretch
from srcad.rules.domains import BLOCK, REAL, VECTOR
from srcad.rules.vocabulary import (
    FRESH,
    VIEW,
    Row,
    linear,
    refuse,
    static,
    written,
)
from srcad.runtime import split_like


@static
def _is_array(arrays: Any) -> bool:
    """Whether what is joined are the rows of one array."""
    return hasattr(arrays, "dims")


@static
def _all_have(arrays: Any, ndim: int) -> bool:
    """Whether all arrays of a sequence have so many dimensions (a type says what its items are)."""
    items = arrays if isinstance(arrays, list | tuple) else getattr(arrays, "items", None) or [arrays.item]
    return all(getattr(item, "ndim", 0) == ndim for item in items)


@static
def _count(arrays: Any) -> int:
    """How many arrays a sequence holds, -1 if a loop has filled it."""
    items = arrays if isinstance(arrays, list | tuple) else getattr(arrays, "items", None)
    return -1 if items is None else len(items)


def _of_rows(g, array, axis):
    """The rows of an array that were put one after the other stand as they did."""
    if axis != 0:
        refuse("the derivative of joining the rows of an array is known along the first axis")
    return g.reshape(array.shape)


def _join(g, arrays, axis):
    """Two or three arrays are cut apart in plain sight."""
    if _is_array(arrays):
        return _of_rows(g, arrays, axis)
    if axis == 0 and _all_have(arrays, g.ndim) and _count(arrays) == 2:
        n = len(arrays[0])
        return [g[:n], g[n:]]
    if axis == 0 and _all_have(arrays, g.ndim) and _count(arrays) == 3:
        n = len(arrays[0])
        m = n + len(arrays[1])
        return [g[:n], g[n:m], g[m:]]
    return split_like(g, arrays, axis)


def _stack(g, arrays, axis=0, dtype=None, casting="same_kind"):
    if _is_array(arrays):
        return _of_rows(g, arrays, axis)
    if axis == 0 and _count(arrays) == 1:
        return [g[0]]
    if axis == 0 and _count(arrays) == 2:
        return [g[0], g[1]]
    if axis == 0 and _count(arrays) == 3:
        return [g[0], g[1], g[2]]
    return split_like(g, arrays, axis)


def _concatenate(g, arrays, axis=0, dtype=None, casting="same_kind"):
    if axis is None:
        return _join_flat(g, arrays)
    return _join(g, arrays, axis)


def _join_flat(g, arrays):
    if _count(arrays) < 0:
        refuse("the derivative of np.concatenate is known with an axis for a list that a loop has filled")
    parts = split_like(g, [np.ravel(arrays[k]) for k in _numbers(_count(arrays))], 0)
    return [parts[k].reshape(np.shape(arrays[k])) for k in _numbers(_count(arrays))]


def _vstack(g, tup, dtype=None, casting="same_kind"):
    if _is_array(tup):
        return _of_rows(g, tup, 0)
    return _stack(g, tup) if _all_have(tup, 1) else _join(g, tup, 0)


def _hstack(g, tup, dtype=None, casting="same_kind"):
    if _is_array(tup):
        return _of_rows(g, tup, 0 if tup.ndim <= 2 else 1)
    return _join(g, tup, 0 if np.ndim(tup[0]) <= 1 else 1)


def _columns(g, tup):
    return _of_rows(g, tup, 1) if _is_array(tup) else split_like(g, tup, 1)


def _layers(g, tup):
    return _of_rows(g, tup, 2) if _is_array(tup) else split_like(g, tup, 2)


def _append(arr, values, axis=None):
    if axis is None:
        return np.concatenate([np.ravel(arr), np.ravel(values)])
    return np.concatenate([arr, values], axis=axis)


def _array_split(ary, indices_or_sections, axis=0):
    """Parts that need not be equal: the first are longer by one."""
    if not _is_number(indices_or_sections):
        return np.split(ary, indices_or_sections, axis)
    n, parts = ary.shape[axis], indices_or_sections
    return tuple(stretch(ary, axis, _start(n, parts, k), _start(n, parts, k + 1)) for k in _numbers(parts))


@static
def _is_number(value: Any) -> bool:
    return isinstance(value, int)


@static
def _numbers(count: int) -> tuple[int, ...]:
    return tuple(range(count))


def _start(length, count, k):
    return k * (length // count) + min(k, length % count)


def _kron(a, b):
    """Each item of one with all of the other beside it."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return a * b
    wide, narrow = _with_axes(a, b.ndim), _with_axes(b, a.ndim)
    product = wide.reshape(_apart(wide, 0)) * narrow.reshape(_apart(narrow, 1))
    return product.reshape(tuple(m * n for m, n in zip(wide.shape, narrow.shape, strict=True)))


def _with_axes(a, ndim):
    return a if a.ndim >= ndim else a.reshape(ones(ndim - a.ndim) + a.shape)


def _apart(a, place):
    """The shape with an axis of length one after (or before) each."""
    if place == 0:
        return tuple(length for each in a.shape for length in (each, 1))
    return tuple(length for each in a.shape for length in (1, each))


def _meshgrid(*xi, indexing="xy", sparse=False, copy=True):
    lines = [_laid(np.ravel(x), len(xi), _place(k, len(xi), indexing)) for k, x in enumerate(xi)]
    return tuple(lines) if sparse else np.broadcast_arrays(*lines)


@static
def _place(k: int, count: int, indexing: str) -> int:
    """Along which axis a grid's argument lies."""
    return 1 - k if indexing == "xy" and k < 2 and count > 1 else k


def _laid(x, ndim, place):
    """A vector along one of several axes."""
    return x.reshape(ones(place) + x.shape + ones(ndim - place - 1))


def _broadcast_arrays(*args, subok=False):
    shape = np.broadcast_shapes(*[np.shape(each) for each in args])
    return tuple(np.broadcast_to(each, shape) for each in args)


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.concatenate,  FRESH,      arrays=_concatenate, domain=([VECTOR, VECTOR],)),
    linear(np.stack,        FRESH,      arrays=_stack, domain=([VECTOR, VECTOR],)),
    linear(np.vstack,       FRESH,      tup=_vstack, domain=([VECTOR, VECTOR],)),
    linear(np.hstack,       FRESH,      tup=_hstack, domain=([VECTOR, VECTOR],)),
    linear(np.column_stack, FRESH,      tup=_columns, domain=([VECTOR, VECTOR],)),
    linear(np.dstack,       FRESH,      tup=_layers, domain=([VECTOR, VECTOR],)),
    written(np.hsplit,                  lambda ary, indices_or_sections: np.split(
                                            ary, indices_or_sections, 0 if ary.ndim == 1 else 1), domain=(REAL, 3)),
    written(np.vsplit,                  lambda ary, indices_or_sections: np.split(ary, indices_or_sections, 0),
                                        domain=(BLOCK, 2)),
    written(np.append,                  _append),
    written(np.dsplit,                  lambda ary, indices_or_sections: np.split(ary, indices_or_sections, 2),
                                        domain=(BLOCK, 2)),
    written(np.array_split,             _array_split, domain=(REAL.shaped(5), 3)),
    written(np.kron,                    _kron),
    written(np.meshgrid,                _meshgrid),
    written(np.broadcast_arrays,        _broadcast_arrays),
    linear(np.split,        VIEW,       ary=lambda g, ary, indices_or_sections, axis=0: np.concatenate(g, axis),
                            domain=(VECTOR, 3)),
)
# fmt: on
