"""Functions that move items about: their transposes move them back."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.vocabulary import (
    FRESH,
    MAYBE_VIEW,
    VIEW,
    Linear,
    Pair,
    Row,
    joint,
    linear,
    refuse,
    static,
    structured,
    written,
    zero,
)
from srcad.runtime import put_along, split_like

# --- axes ---------------------------------------------------------------------------------------------------------


@static
def _inverse(axes: tuple[int, ...]) -> tuple[int, ...]:
    """The permutation that undoes a permutation."""
    order = [axis % len(axes) for axis in axes]
    return tuple(order.index(axis) for axis in range(len(axes)))


@static
def _minus(shift: Any) -> Any:
    return tuple(-s for s in shift) if isinstance(shift, tuple) else -shift


def _transpose(g, a, axes=None):
    return g.T if axes is None else np.transpose(g, _inverse(axes))


def _roll(g, a, shift, axis=None):
    return np.roll(g, -shift if isinstance(shift, int) else _minus(shift), axis)


def _reshape(g, a, shape, order="C"):
    return g.reshape(a.shape) if order == "C" else np.reshape(g, a.shape, order)


def _ravel(g, a, order="C"):
    if order != "C":
        refuse("the derivative of np.ravel is known for order='C'")
    return g.reshape(a.shape)


# --- joining ------------------------------------------------------------------------------------------------------


@static
def _all_have(arrays: Any, ndim: int) -> bool:
    """Whether all arrays of a sequence have so many dimensions (a type says what its items are)."""
    items = arrays if isinstance(arrays, list | tuple) else getattr(arrays, "items", None) or [arrays.item]
    return all(getattr(item, "ndim", 0) == ndim for item in items)


def _join(g, arrays, axis):
    """Two or three arrays are cut apart in plain sight."""
    if axis == 0 and _all_have(arrays, g.ndim) and len(arrays) == 2:
        n = len(arrays[0])
        return [g[:n], g[n:]]
    if axis == 0 and _all_have(arrays, g.ndim) and len(arrays) == 3:
        n = len(arrays[0])
        m = n + len(arrays[1])
        return [g[:n], g[n:m], g[m:]]
    return split_like(g, arrays, axis)


def _stack(g, arrays, axis=0):
    if axis == 0 and len(arrays) == 1:
        return [g[0]]
    if axis == 0 and len(arrays) == 2:
        return [g[0], g[1]]
    if axis == 0 and len(arrays) == 3:
        return [g[0], g[1], g[2]]
    return split_like(g, arrays, axis)


def _concatenate(g, arrays, axis=0):
    if axis is None:
        refuse("the derivative of np.concatenate is known with an axis")
    return _join(g, arrays, axis)


def _vstack(g, tup):
    return _stack(g, tup) if _all_have(tup, 1) else _join(g, tup, 0)


def _hstack(g, tup):
    return _join(g, tup, 0 if np.ndim(tup[0]) <= 1 else 1)


def _append(arr, values, axis=None):
    if axis is None:
        return np.concatenate([np.ravel(arr), np.ravel(values)])
    return np.concatenate([arr, values], axis=axis)


# --- picking ------------------------------------------------------------------------------------------------------


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


def _sort_tangent(a_dot, a, axis=-1):
    if a.ndim == 1:
        return a_dot[np.argsort(a)]
    return np.take_along_axis(a_dot, np.argsort(a, axis), axis)


def _sort_adjoint(g, a, axis=-1):
    if a.ndim == 1:
        return g[np.argsort(np.argsort(a))]
    return np.take_along_axis(g, np.argsort(np.argsort(a, axis), axis), axis)


# --- diagonals ----------------------------------------------------------------------------------------------------


@static
def _is_square(x: Any) -> bool:
    rows, columns = x.dims if hasattr(x, "dims") else x.shape
    return bool(rows == columns)


def _on_diagonal(g, a, k):
    """A matrix of zeros of the shape of `a`, with `g` on its k-th diagonal."""
    if _is_square(a):
        return np.diag(g, k)
    i = np.arange(len(g))
    matrix = np.zeros_like(a)
    if k >= 0:
        matrix[i, i + k] = g
    else:
        matrix[i - k, i] = g
    return matrix


def _diag(g, v, k=0):
    return np.diag(g, k) if v.ndim == 1 else _on_diagonal(g, v, k)


def _diagonal(g, a, offset=0):
    if a.ndim != 2:
        refuse("the derivative of np.diagonal is known in two dimensions")
    return _on_diagonal(g, a, offset)


def _trace(g, a, offset=0):
    if a.ndim != 2:
        refuse("the derivative of np.trace is known in two dimensions")
    if offset == 0 and _is_square(a):
        return g * np.eye(len(a))
    return g * np.eye(a.shape[0], a.shape[1], offset)


# --- padding ------------------------------------------------------------------------------------------------------


@static
def _before(pad_width: Any, axis: int) -> int:
    """How much was put before an axis: the widths are one number, one pair, or a pair for each axis."""
    if isinstance(pad_width, int):
        return pad_width
    first = pad_width[axis] if len(pad_width) > 1 and isinstance(pad_width[0], tuple) else pad_width[0]
    return int(first[0] if isinstance(first, tuple) else first)


def _pad(g, array, pad_width, mode="constant"):
    if mode != "constant":
        refuse("the derivative of np.pad is known for mode='constant'")
    top = _before(pad_width, 0)
    if array.ndim == 1:
        return g[top : top + len(array)]
    if array.ndim == 2:
        left = _before(pad_width, 1)
        return g[top : top + array.shape[0], left : left + array.shape[1]]
    return refuse("the derivative of np.pad is known for one or two dimensions")


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.transpose,    VIEW,       a=_transpose),
    linear(np.swapaxes,     VIEW,       a=lambda g, a, axis1, axis2: np.swapaxes(g, axis1, axis2)),
    linear(np.moveaxis,     VIEW,       a=lambda g, a, source, destination: np.moveaxis(g, destination, source)),
    linear(np.reshape,      MAYBE_VIEW, a=_reshape),
    linear(np.ravel,        MAYBE_VIEW, a=_ravel),
    linear(np.squeeze,      VIEW,       a=lambda g, a, axis=None: g.reshape(a.shape)),
    linear(np.expand_dims,  VIEW,       a=lambda g, a, axis: g.reshape(a.shape)),
    Linear(np.atleast_1d, {"0": lambda g, a: g.reshape(np.shape(a))}, MAYBE_VIEW),
    Linear(np.atleast_2d, {"0": lambda g, a: g.reshape(np.shape(a))}, MAYBE_VIEW),
    linear(np.broadcast_to, VIEW,       array=lambda g, array, shape: g),
    linear(np.flip,         VIEW,       m=lambda g, m, axis=None: np.flip(g, axis)),
    linear(np.flipud,       VIEW,       m=lambda g, m: np.flipud(g)),
    linear(np.fliplr,       VIEW,       m=lambda g, m: np.fliplr(g)),
    linear(np.roll,         FRESH,      a=_roll),

    linear(np.concatenate,  FRESH,      arrays=_concatenate),
    linear(np.stack,        FRESH,      arrays=_stack),
    linear(np.vstack,       FRESH,      tup=_vstack),
    linear(np.hstack,       FRESH,      tup=_hstack),
    linear(np.column_stack, FRESH,      tup=lambda g, tup: split_like(g, tup, 1)),
    written(np.append,                  _append),
    linear(np.split,        VIEW,       ary=lambda g, ary, indices_or_sections, axis=0: np.concatenate(g, axis)),

    joint(np.where,                     x=lambda g, condition, x, y: np.where(condition, g, 0.0),
                                        y=lambda g, condition, x, y: np.where(condition, 0.0, g)),
    written(np.take,                    _take),
    linear(np.take_along_axis, FRESH,   arr=lambda g, arr, indices, axis=-1: put_along(g, indices, axis, arr)),
    linear(np.repeat,       FRESH,      a=_repeat),
    linear(np.tile,         FRESH,      A=_tile),
    structured(np.sort,     FRESH,      a=Pair(_sort_tangent, _sort_adjoint)),
    linear(np.pad,          FRESH,      array=_pad),

    linear(np.diag,         MAYBE_VIEW, v=_diag),
    linear(np.diagonal,     VIEW,       a=_diagonal),
    linear(np.trace,        FRESH,      a=_trace),
    linear(np.tril,         FRESH,      m=lambda g, m, k=0: np.tril(g, k)),
    linear(np.triu,         FRESH,      m=lambda g, m, k=0: np.triu(g, k)),
    *zero(np.shape, np.ndim, np.size, np.argsort, np.nonzero, np.searchsorted),
)
# fmt: on
