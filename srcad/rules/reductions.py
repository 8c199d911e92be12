"""Functions that take axes away, and the running ones."""

from __future__ import annotations

import numpy as np

from srcad.rules.vocabulary import Row, is_complex, linear, reduction, refuse, written, zero
from srcad.runtime import length_along, prod_except


def keep_axes(reduced, axis, keepdims):
    """What a reduction left, such that it broadcasts to what it was given."""
    if axis is None or keepdims or axis == 0 or np.ndim(reduced) == 0:
        return reduced
    return np.expand_dims(reduced, axis)


def count(a, axis):
    """How many items a reduction makes one of."""
    if axis is None:
        return a.size
    if isinstance(axis, int):
        return a.shape[axis]
    return length_along(a, axis)


def _mean(g, a, axis=None, keepdims=False):
    return keep_axes(g / count(a, axis), axis, keepdims)


def _prod(a, axis=None, keepdims=False):
    if np.ndim(a) == 0:
        return 1.0
    return prod_except(a) if axis is None else prod_except(a, axis)


def _share_of_ties(a, out, axis=None, keepdims=False):
    ties = a == keep_axes(out, axis, keepdims)
    if axis is None:
        return ties / np.sum(ties)
    return ties / np.sum(ties, axis=axis, keepdims=True)


def _center(a, axis):
    if axis is None:
        return a - np.mean(a)
    return a - np.mean(a, axis=axis, keepdims=True)


def _apart(a, axis):
    """Half of the derivative of ``abs(a - mean) ** 2``."""
    return _center(a, axis).conj() if is_complex(a) else _center(a, axis)


def _freedom(a, axis, ddof):
    return count(a, axis) if ddof == 0 else count(a, axis) - ddof


def unless_zero(size):
    """A divisor, or one where what it divides is zero too."""
    if np.ndim(size) == 0:
        return size if size != 0.0 else 1.0
    return np.where(size == 0.0, 1.0, size)


def _var(a, axis=None, ddof=0, keepdims=False):
    return 2.0 * _apart(a, axis) / _freedom(a, axis, ddof)


def _std(a, out, axis=None, ddof=0, keepdims=False):
    """0 where all items are equal."""
    spread = keep_axes(out, axis, keepdims)
    return _apart(a, axis) / (_freedom(a, axis, ddof) * unless_zero(spread))


def _ptp(a, axis=None, keepdims=False):
    return np.max(a, axis=axis, keepdims=keepdims) - np.min(a, axis=axis, keepdims=keepdims)


def _cumsum(g, a, axis=None):
    if a.ndim == 1:
        return np.cumsum(g[::-1])[::-1]
    if axis is None:
        return np.cumsum(g[::-1])[::-1].reshape(a.shape)
    return np.flip(np.cumsum(np.flip(g, axis), axis), axis)


def _cumprod(a, axis=None):
    """A loop, so that zeros are exact to all orders."""
    if a.ndim != 1:
        refuse("the derivative of cumprod is known in one dimension")
    out = np.zeros_like(a)
    product = 1.0
    for i in range(len(a)):
        product = product * a[i]
        out[i] = product
    return out


def _diff(a, n=1, axis=-1):
    if n != 1:
        refuse("the derivative of np.diff is known for n=1: write np.diff(np.diff(x))")
    if axis == 0 or a.ndim == 1:
        return a[1:] - a[:-1]
    if axis == -1 or axis == a.ndim - 1:
        return a[..., 1:] - a[..., :-1]
    return np.moveaxis(np.moveaxis(a, axis, 0)[1:] - np.moveaxis(a, axis, 0)[:-1], 0, axis)


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.sum,          a=lambda g, a, axis=None, keepdims=False: keep_axes(g, axis, keepdims)),
    linear(np.mean,         a=_mean),
    reduction(np.prod,      _prod),
    reduction(np.max,       _share_of_ties),
    reduction(np.min,       _share_of_ties),
    reduction(np.var,       _var),
    reduction(np.std,       _std),
    written(np.ptp,         _ptp),
    linear(np.cumsum,       a=_cumsum),
    written(np.cumprod,     _cumprod),
    written(np.diff,        _diff),
    reduction(np.amax,      _share_of_ties),
    reduction(np.amin,      _share_of_ties),
    *zero(np.argmax, np.argmin, np.any, np.all, np.count_nonzero, np.allclose, np.array_equal),
)
# fmt: on
