"""Lengths and ends of spectra: what transposes of Fourier transforms need besides transforms."""

from __future__ import annotations

from typing import Any

import numpy as np


def resized(x: Any, shape: tuple[int, ...]) -> Any:
    """An array of this shape with what `x` has at its places, and zeros where it has none."""
    if x.shape == shape:
        return x
    common = tuple(slice(min(own, wanted)) for own, wanted in zip(x.shape, shape, strict=True))
    made = np.zeros(shape, x.dtype)
    made[common] = x[common]
    return made


def both_halves(half: Any, n: int, axis: int = -1) -> Any:
    """Half the spectrum of `n` real numbers, each entry counted as often as it stands in the whole one.

    That is twice, but for the first, and for even `n` the one in the middle.
    """
    counts = np.full(half.shape[axis], 2.0, half.real.dtype)
    counts[:1] = 1.0
    if n % 2 == 0:
        counts[n // 2 :] = 1.0
    return half * along(counts, half.ndim, axis)


def scaled_ends(x: Any, first: float, last: float, axes: int | tuple[int, ...]) -> Any:
    """The array with the first entries along each of these axes multiplied by one number, the last by another."""
    made = x
    for axis in axes if isinstance(axes, tuple) else (axes,):
        factors = np.ones(x.shape[axis], x.real.dtype)
        factors[:1] *= first
        factors[-1:] *= last
        made = made * along(factors, x.ndim, axis)
    return made


def along(factors: Any, ndim: int, axis: int) -> Any:
    """One factor per place along an axis, such that they broadcast to an array of `ndim` dimensions."""
    shape = [1] * ndim
    shape[axis] = -1
    return factors.reshape(shape)
