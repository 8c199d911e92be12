"""Quadrature, interpolation, convolution: written with functions that have rows of their own."""

from __future__ import annotations

import numpy as np

from srcad.rules.vocabulary import Row, linear, refuse, written, zero
from srcad.runtime import slide


def _trapezoid(y, x=None, dx=1.0, axis=-1):
    if axis != -1 and axis != y.ndim - 1:
        refuse("the derivative of np.trapezoid is known along the last axis")
    if x is None:
        return dx * 0.5 * np.sum(y[..., 1:] + y[..., :-1], axis=-1)
    return 0.5 * np.sum((x[..., 1:] - x[..., :-1]) * (y[..., 1:] + y[..., :-1]), axis=-1)


def _interp(x, xp, fp):
    """On each piece a straight line, outside the constants at the ends."""
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, len(xp) - 2)
    gap = xp[i + 1] - xp[i]
    part = (x - xp[i]) / np.where(gap == 0.0, 1.0, gap)
    inside = fp[i] + part * (fp[i + 1] - fp[i])
    return np.where(x < xp[0], fp[0], np.where(x > xp[-1], fp[-1], inside))


def _average(a, axis=None, weights=None):
    if weights is None:
        return np.mean(a, axis=axis)
    if np.ndim(weights) != np.ndim(a):
        refuse("the derivative of np.average is known for weights of the shape of the array")
    return np.sum(a * weights, axis=axis) / np.sum(weights, axis=axis)


def _median(a, axis=None):
    """The middle item, or the mean of the two in the middle."""
    if axis is None:
        items = np.sort(np.ravel(a))
    else:
        items = np.sort(np.moveaxis(a, axis, 0), axis=0)
    n = len(items)
    return 0.5 * (items[(n - 1) // 2] + items[n // 2])


def _polyval(p, x):
    """Horner's rule."""
    y = 0.0 if np.ndim(x) == 0 else np.zeros_like(x)
    for k in range(len(p)):
        y = y * x + p[k]
    return y


def _full_only(mode):
    if mode != "full":
        refuse("the derivative of np.convolve is known for mode='full': cut the ends off that one")
    return mode


def _convolve_a(g, a, v, mode="full"):
    _full_only(mode)
    return slide(g, v)


def _convolve_v(g, a, v, mode="full"):
    _full_only(mode)
    return slide(g, a)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.trapezoid, _trapezoid),
    written(np.interp,    _interp),
    written(np.average,   _average),
    written(np.median,    _median),
    written(np.polyval,   _polyval),
    linear(np.convolve,   a=_convolve_a, v=_convolve_v),
    linear(slide,         wide=lambda g, wide, narrow: np.convolve(g, narrow),
                          narrow=lambda g, wide, narrow: slide(wide, g)),
    *zero(np.isclose, np.digitize, np.flatnonzero, np.argwhere, np.argpartition, np.unravel_index, np.tri),
    *zero(np.triu_indices, np.tril_indices, np.diag_indices, np.shares_memory, np.may_share_memory),
)
# fmt: on
