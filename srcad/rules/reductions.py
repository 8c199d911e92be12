"""Functions that take axes away, and the running ones."""

from __future__ import annotations

import numpy as np

from srcad import runtime
from srcad.rules.vocabulary import Row, linear, reduction, refuse, written, zero


def keep_axes(reduced, axis, keepdims):  # type: ignore[no-untyped-def]
    """What a reduction left, such that it broadcasts to what it was given."""
    if axis is None or keepdims or axis == 0:
        return reduced
    return np.expand_dims(reduced, axis)


def count(a, axis):  # type: ignore[no-untyped-def]
    """How many items a reduction makes one of."""
    if axis is None:
        return a.size
    if isinstance(axis, int):
        return a.shape[axis]
    return runtime.count(a, axis)


def _mean(g, a, axis=None, keepdims=False):  # type: ignore[no-untyped-def]
    return keep_axes(g / count(a, axis), axis, keepdims)


def _share_of_ties(a, out, axis=None, keepdims=False):  # type: ignore[no-untyped-def]
    ties = a == keep_axes(out, axis, keepdims)
    if axis is None:
        return ties / np.sum(ties)
    return ties / np.sum(ties, axis=axis, keepdims=True)


def _center(a, axis):  # type: ignore[no-untyped-def]
    if axis is None:
        return a - np.mean(a)
    return a - np.mean(a, axis=axis, keepdims=True)


def _var(a, axis=None, ddof=0, keepdims=False):  # type: ignore[no-untyped-def]
    return 2.0 * _center(a, axis) / (count(a, axis) - ddof)


def _std(a, out, axis=None, ddof=0, keepdims=False):  # type: ignore[no-untyped-def]
    """0 where all items are equal."""
    spread = keep_axes(out, axis, keepdims)
    return _center(a, axis) / ((count(a, axis) - ddof) * np.where(spread == 0.0, 1.0, spread))


def _ptp(a, axis=None, keepdims=False):  # type: ignore[no-untyped-def]
    return np.max(a, axis=axis, keepdims=keepdims) - np.min(a, axis=axis, keepdims=keepdims)


def _cumsum(g, a, axis=None):  # type: ignore[no-untyped-def]
    if a.ndim == 1:
        return np.cumsum(g[::-1])[::-1]
    if axis is None:
        return np.cumsum(g[::-1])[::-1].reshape(a.shape)
    return np.flip(np.cumsum(np.flip(g, axis), axis), axis)


def _cumprod(a, axis=None):  # type: ignore[no-untyped-def]
    """A loop, so that zeros are exact to all orders."""
    if a.ndim != 1:
        refuse("the derivative of cumprod is known in one dimension")
    out = np.zeros_like(a)
    product = 1.0
    for i in range(len(a)):
        product = product * a[i]
        out[i] = product
    return out


def _diff(a, n=1, axis=-1):  # type: ignore[no-untyped-def]
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
    reduction(np.prod,      lambda a, axis=None, keepdims=False: runtime.prod_except(a, axis)),
    reduction(np.max,       _share_of_ties),
    reduction(np.min,       _share_of_ties),
    reduction(np.var,       _var),
    reduction(np.std,       _std),
    written(np.ptp,         _ptp),
    linear(np.cumsum,       a=_cumsum),
    written(np.cumprod,     _cumprod),
    written(np.diff,        _diff),
    *zero(np.argmax, np.argmin, np.any, np.all, np.count_nonzero, np.allclose, np.array_equal),
)
# fmt: on
