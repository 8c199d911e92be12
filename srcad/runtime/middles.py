"""The middle of an array, as convolutions cut it out."""

from __future__ import annotations

from typing import Any

import numpy as np


def middle_of(whole: Any, shape: tuple[int, ...]) -> Any:
    """The part of this shape in the middle of an array; where it cannot be exact, nearer to the front."""
    return whole[_places(whole.shape, shape)].copy()


def middle_in(part: Any, shape: tuple[int, ...]) -> Any:
    """Zeros of this shape with an array in their middle: the transpose of `middle_of`."""
    whole = np.zeros(shape, part.dtype)
    whole[_places(shape, part.shape)] = part
    return whole


def _places(wide: tuple[int, ...], narrow: tuple[int, ...]) -> tuple[slice, ...]:
    starts = ((n - m) // 2 for n, m in zip(wide, narrow, strict=True))
    return tuple(slice(start, start + m) for start, m in zip(starts, narrow, strict=True))
