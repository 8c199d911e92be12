"""Functions that put arrays together and take them apart."""

from __future__ import annotations

from typing import Any

import numpy as np

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


def _stack(g, arrays, axis=0):
    if _is_array(arrays):
        return _of_rows(g, arrays, axis)
    if axis == 0 and _count(arrays) == 1:
        return [g[0]]
    if axis == 0 and _count(arrays) == 2:
        return [g[0], g[1]]
    if axis == 0 and _count(arrays) == 3:
        return [g[0], g[1], g[2]]
    return split_like(g, arrays, axis)


def _concatenate(g, arrays, axis=0):
    if axis is None:
        refuse("the derivative of np.concatenate is known with an axis")
    return _join(g, arrays, axis)


def _vstack(g, tup):
    if _is_array(tup):
        return _of_rows(g, tup, 0)
    return _stack(g, tup) if _all_have(tup, 1) else _join(g, tup, 0)


def _hstack(g, tup):
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


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.concatenate,  FRESH,      arrays=_concatenate),
    linear(np.stack,        FRESH,      arrays=_stack),
    linear(np.vstack,       FRESH,      tup=_vstack),
    linear(np.hstack,       FRESH,      tup=_hstack),
    linear(np.column_stack, FRESH,      tup=_columns),
    linear(np.dstack,       FRESH,      tup=_layers),
    written(np.hsplit,                  lambda ary, indices_or_sections: np.split(
                                            ary, indices_or_sections, 0 if ary.ndim == 1 else 1)),
    written(np.vsplit,                  lambda ary, indices_or_sections: np.split(ary, indices_or_sections, 0)),
    written(np.append,                  _append),
    linear(np.split,        VIEW,       ary=lambda g, ary, indices_or_sections, axis=0: np.concatenate(g, axis)),
)
# fmt: on
