"""Taking apart the adjoint of an array that was put together from several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def split_like(joined: Any, arrays: Sequence[Any], axis: int) -> list[Any]:
    """The parts of `joined` that came from each of `arrays`, when they were concatenated or stacked along an axis.

    An array with another number of dimensions than the whole is one slice of it.
    """
    parts = []
    start = 0
    for array in arrays:
        shape = np.shape(array)
        stop = start + (shape[axis] if len(shape) == joined.ndim else 1)
        part = np.moveaxis(np.moveaxis(joined, axis, 0)[start:stop], 0, axis).reshape(shape)
        parts.append(part if isinstance(array, np.ndarray) else part[()])
        start = stop
    return parts


def join_like(parts: Sequence[Any], like: Any, axis: int) -> Any:
    """What `split_like` took apart, put together again: an array of the shape of `like`."""
    joined = np.zeros_like(like)
    front = np.moveaxis(joined, axis, 0)
    start = 0
    for part in parts:
        shape = np.shape(part)
        stop = start + (shape[axis] if len(shape) == joined.ndim else 1)
        front[start:stop] = np.moveaxis(np.reshape(part, _slab(joined.shape, axis, stop - start)), axis, 0)
        start = stop
    return joined


def _slab(shape: tuple[int, ...], axis: int, length: int) -> tuple[int, ...]:
    axis %= len(shape)
    return (*shape[:axis], length, *shape[axis + 1 :])


def items_like(array: Any, nested: Any) -> Any:
    """The items of an array in nested lists, as they stood when the array was made of `nested`."""
    if isinstance(nested, list | tuple):
        return [items_like(item, part) for item, part in zip(array, nested, strict=True)]
    return array


def repeat_like(item: Any, nested: Any) -> list[Any]:
    """A list that holds `item` as often as `nested` has items."""
    return [item] * len(nested)
