"""Axes that are known while the text is written: which come first, which are left, and how to get them back."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.vocabulary import static


@static
def is_several(axis: Any) -> bool:
    return isinstance(axis, tuple)


@static
def how_many(axis: Any) -> int:
    return len(axis)


@static
def first_axes(axis: Any, ndim: int) -> tuple[int, ...]:
    """The permutation that brings these axes to the front."""
    first = tuple(each % ndim for each in (axis if isinstance(axis, tuple) else (axis,)))
    return first + tuple(each for each in range(ndim) if each not in first)


@static
def inverse(axes: int | tuple[int, ...]) -> tuple[int, ...]:
    """The permutation that undoes a permutation."""
    axes = axes if isinstance(axes, tuple) else (axes,)
    order = [axis % len(axes) for axis in axes]
    return tuple(order.index(axis) for axis in range(len(axes)))


@static
def ones(ndim: int) -> tuple[int, ...]:
    """The shape of as many axes of length one."""
    return (1,) * ndim


@static
def _gone(axis: Any, before: int, ndim: int) -> tuple[int, ...]:
    """The axes that were taken away, in a result that has some `before` the others."""
    axes = range(ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    return tuple(each % ndim + before for each in axes)


def gathered(a, axis):
    """The array with what a reduction takes together along its first axis."""
    if axis is None:
        return flat(a)
    if axis == 0:
        return a
    if not is_several(axis):
        return np.moveaxis(a, axis, 0)
    front = np.transpose(a, first_axes(axis, a.ndim))
    return front.reshape((-1, *front.shape[how_many(axis):]))


def spread_again(found, a, axis, keepdims, before=0):
    """What a reduction left, with the axes that it took away if they are to be kept; it may have some `before`."""
    return np.expand_dims(found, _gone(axis, before, a.ndim)) if keepdims else found


def stretch(a, axis, start, stop):
    """A slice along one axis."""
    if axis == 0 or a.ndim == 1:
        return a[start:stop]
    if axis == -1 or axis == a.ndim - 1:
        return a[..., start:stop]
    return np.moveaxis(np.moveaxis(a, axis, 0)[start:stop], 0, axis)


def flat(a):
    """All items in one line."""
    return a if a.ndim == 1 else np.ravel(a)


@static
def _is_last(axis: int, ndim: int) -> bool:
    return axis % ndim == ndim - 1


def to_last(x, axis):
    return x if _is_last(axis, x.ndim) else np.moveaxis(x, axis, -1)


def from_last(x, axis):
    return x if _is_last(axis, x.ndim) else np.moveaxis(x, -1, axis)
