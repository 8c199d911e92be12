"""Counting, placing and multiplying items along axes."""

from __future__ import annotations

from typing import Any

import numpy as np


def length_along(x: Any, axis: Any = None) -> int:
    """How many items a reduction over `axis` makes one of."""
    shape = np.shape(x)
    axes = range(len(shape)) if axis is None else (axis,) if isinstance(axis, int) else axis
    product = 1
    for i in axes:
        product *= shape[i]
    return product


def put_along(values: Any, indices: Any, axis: int, like: Any) -> Any:
    """Zeros with `values` added where ``np.take_along_axis(like, indices, axis)`` would have read."""
    total = np.zeros_like(like)
    # an axis of length one was read for all places along it
    where: list[Any] = [
        place if n != 1 else 0 for place, n in zip(np.ogrid[tuple(map(slice, values.shape))], total.shape, strict=True)
    ]
    where[axis] = indices
    np.add.at(total, tuple(where), values)
    return total


def prod_except(x: Any, axis: int | tuple[int, ...] | None = None) -> Any:
    """For each item, the product of all the others along an axis, or several; exact where items are zero."""
    if axis is None:
        return prod_except(x.ravel(), 0).reshape(x.shape)
    if isinstance(axis, tuple):
        places = range(len(axis))
        together = np.moveaxis(x, axis, places)
        rows = together.reshape((-1, *together.shape[len(axis) :]))
        return np.moveaxis(prod_except(rows, 0).reshape(together.shape), places, axis)
    front = np.moveaxis(x, axis, 0)
    before = np.ones_like(front)
    np.cumprod(front[:-1], axis=0, out=before[1:])
    after = np.ones_like(front)
    np.cumprod(front[:0:-1], axis=0, out=after[-2::-1])
    return np.moveaxis(before * after, 0, axis)


def slide(wide: Any, narrow: Any) -> Any:
    """The sums of products of `narrow` with each stretch of `wide` that is as long."""
    if len(wide) < len(narrow):
        raise ValueError("the first sequence must be at least as long as the second")
    return np.convolve(wide, narrow[::-1], "valid")


def spread_stretches(sums: Any, indices: Any, axis: int, like: Any) -> Any:
    """Zeros with each of `sums` added wherever ``np.add.reduceat(like, indices, axis)`` has read an item for it."""
    total = np.zeros_like(like)
    lines, rows = np.moveaxis(total, axis, 0), np.moveaxis(sums, axis, 0)
    starts = np.asarray(indices)
    ends = np.append(starts, len(lines))[1:]
    for start, end, row in zip(starts, ends, rows, strict=True):
        lines[start : max(end, start + 1)] += row
    return total
