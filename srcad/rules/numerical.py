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


def _gradient(f, h=1.0):
    if np.ndim(h) != 0:
        refuse("the derivative of np.gradient is known for one step")
    ends = (f[1:2] - f[:1]) / h, (f[-1:] - f[-2:-1]) / h
    return np.concatenate([ends[0], (f[2:] - f[:-2]) / (2.0 * h), ends[1]])


def _cov(m):
    if m.ndim != 2:
        refuse("the derivative of np.cov is known for a matrix: write np.var(x, ddof=1)")
    centered = m - np.mean(m, axis=1, keepdims=True)
    return centered @ centered.T / (m.shape[1] - 1)


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
    written(np.polyval,   _polyval),
    written(np.gradient,  _gradient),
    written(np.ediff1d,   lambda ary: np.ravel(ary)[1:] - np.ravel(ary)[:-1]),
    written(np.cov,       _cov),
    written(np.logspace,  lambda start, stop, num=50: 10.0 ** np.linspace(start, stop, num)),
    written(np.geomspace, lambda start, stop, num=50: np.exp(np.linspace(np.log(start), np.log(stop), num))),
    linear(np.convolve,   a=_convolve_a, v=_convolve_v),
    linear(slide,         wide=lambda g, wide, narrow: np.convolve(g, narrow),
                          narrow=lambda g, wide, narrow: slide(wide, g)),
    *zero(np.isclose, np.flatnonzero, np.argwhere, np.unravel_index, np.tri),
    *zero(np.triu_indices, np.tril_indices, np.diag_indices, np.shares_memory, np.may_share_memory),
)
# fmt: on
