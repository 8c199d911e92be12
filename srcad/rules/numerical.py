"""Quadrature, interpolation, convolution, statistics: written with functions that have rows of their own."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.axes import ones
from srcad.rules.domains import INCREASING, REAL, VECTOR, between
from srcad.rules.vocabulary import Row, Variant, linear, refuse, scalar, static, variant, written, zero
from srcad.runtime import slide

# --- quadrature and differences -----------------------------------------------------------------------------------


def _trapezoid(y, x=None, dx=1.0, axis=-1):
    if axis != -1 and axis != y.ndim - 1:
        return _trapezoid_of_rows(y, x, dx, axis)
    if x is None:
        return dx * 0.5 * np.sum(y[..., 1:] + y[..., :-1], axis=-1)
    return 0.5 * np.sum((x[..., 1:] - x[..., :-1]) * (y[..., 1:] + y[..., :-1]), axis=-1)


def _trapezoid_of_rows(y, x, dx, axis):
    rows = np.moveaxis(y, axis, -1)
    if x is None:
        return _trapezoid(rows, None, dx)
    return _trapezoid(rows, x if x.ndim == 1 else np.moveaxis(x, axis, -1))


@static
def _axes(axis: Any, ndim: int) -> tuple[int, ...]:
    axes = range(ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    return tuple(each % ndim for each in axes)


@static
def _is_tuple(value: Any) -> bool:
    return isinstance(value, tuple)


def _gradient(f, *steps, axis=None, edge_order=1):
    axes = _axes(axis, f.ndim)
    if len(steps) == 0:
        found = [_gradient_along(f, 1.0, each, edge_order) for each in axes]
    elif len(steps) == 1:
        found = [_gradient_along(f, steps[0], each, edge_order) for each in axes]
    else:
        found = [_gradient_along(f, step, each, edge_order) for each, step in zip(axes, steps, strict=True)]
    return found[0] if len(axes) == 1 else tuple(found)


def _gradient_along(f, step, axis, edge_order):
    rows = f if axis == 0 else np.moveaxis(f, axis, 0)
    if np.ndim(step) == 0:
        found = _even(rows, step, edge_order)
    else:
        gaps = step[1:] - step[:-1]
        found = _uneven(rows, gaps.reshape(gaps.shape + ones(f.ndim - 1)), edge_order)
    return found if axis == 0 else np.moveaxis(found, 0, axis)


def _even(f, h, edge_order):
    """Central differences, and one-sided ones at the ends."""
    inside = (f[2:] - f[:-2]) / (2.0 * h)
    if edge_order == 1:
        return np.concatenate([(f[1:2] - f[:1]) / h, inside, (f[-1:] - f[-2:-1]) / h])
    first = (-1.5 * f[:1] + 2.0 * f[1:2] - 0.5 * f[2:3]) / h
    last = (1.5 * f[-1:] - 2.0 * f[-2:-1] + 0.5 * f[-3:-2]) / h
    return np.concatenate([first, inside, last])


def _uneven(f, gaps, edge_order):
    """The derivative of the parabola through three points."""
    before, after = gaps[:-1], gaps[1:]
    left, right = (f[1:-1] - f[:-2]) / before, (f[2:] - f[1:-1]) / after
    inside = (after * left + before * right) / (before + after)
    if edge_order == 1:
        return np.concatenate([(f[1:2] - f[:1]) / gaps[:1], inside, (f[-1:] - f[-2:-1]) / gaps[-1:]])
    bend = (right - left) / (before + after)
    return np.concatenate([left[:1] - before[:1] * bend[:1], inside, right[-1:] + after[-1:] * bend[-1:]])


def _ediff1d(ary, to_end=None, to_begin=None):
    flat = np.ravel(ary)
    steps = flat[1:] - flat[:-1]
    if to_begin is not None:
        steps = np.concatenate([np.ravel(to_begin), steps])
    return steps if to_end is None else np.concatenate([steps, np.ravel(to_end)])


# --- interpolation ------------------------------------------------------------------------------------------------


def _interp(x, xp, fp, left=None, right=None, period=None):
    """On each piece a straight line, outside the constants at the ends."""
    if period is not None:
        return _periodic(x, xp, fp, period)
    i = np.clip(np.searchsorted(xp, x, side="right") - 1, 0, len(xp) - 2)
    gap = xp[i + 1] - xp[i]
    part = (x - xp[i]) / np.where(gap == 0.0, 1.0, gap)
    inside = fp[i] + part * (fp[i + 1] - fp[i])
    below = fp[0] if left is None else left
    above = fp[-1] if right is None else right
    return np.where(x < xp[0], below, np.where(x > xp[-1], above, inside))


def _periodic(x, xp, fp, period):
    """One period, with a point more on either side."""
    places = xp % period
    order = np.argsort(places)
    places, values = places[order], fp[order]
    places = np.concatenate([places[-1:] - period, places, places[:1] + period])
    return _interp(x % period, places, np.concatenate([values[-1:], values, values[:1]]))


# --- statistics ---------------------------------------------------------------------------------------------------


def _average(a, axis=None, weights=None, returned=False, keepdims=False):
    if weights is None:
        mean = np.mean(a, axis=axis, keepdims=keepdims)
        return (mean, np.full_like(mean, np.size(a) / np.size(mean))) if returned else mean
    if weights.ndim != a.ndim:
        weights = _line_along(weights, a, axis)
    total = np.sum(weights, axis=axis, keepdims=keepdims)
    mean = np.sum(a * weights, axis=axis, keepdims=keepdims) / total
    return (mean, np.broadcast_to(total, mean.shape)) if returned else mean


def _line_along(weights, a, axis):
    """Weights of the items along one axis, for all that lie beside them."""
    if weights.ndim != 1 or _is_tuple(axis):
        refuse("the derivative of np.average is known for weights of the array's shape, or along one axis")
    return np.moveaxis(np.broadcast_to(weights, np.moveaxis(a, axis, -1).shape), -1, axis)


def _as_variables(m, rowvar):
    """One variable in each row."""
    if m.ndim == 1:
        return m[None, :]
    return m if rowvar else m.T


def _covariances(m, y, rowvar, bias, ddof, fweights, aweights):
    rows = _as_variables(m, rowvar)
    if y is not None:
        rows = np.concatenate([rows, _as_variables(y, rowvar)])
    freedom = (0 if bias else 1) if ddof is None else ddof
    if fweights is None and aweights is None:
        centered = rows - np.mean(rows, axis=1, keepdims=True)
        return centered @ centered.T / (rows.shape[1] - freedom)
    weights = aweights if fweights is None else fweights if aweights is None else fweights * aweights
    total = np.sum(weights)
    centered = rows - (rows @ weights / total)[:, None]
    if aweights is not None and freedom != 0:
        total = total - freedom * np.sum(weights * aweights) / total
    elif aweights is None:
        total = total - freedom
    return (centered * weights) @ centered.T / total


def _cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, dtype=None):
    found = _covariances(m, y, rowvar, bias, ddof, fweights, aweights)
    return found.reshape(()) if m.ndim == 1 and y is None else found


def _corrcoef(x, y=None, rowvar=True, dtype=None):
    if x.ndim == 1 and y is None:
        return 1.0 + 0.0 * np.sum(x)
    found = _covariances(x, y, rowvar, False, None, None, None)
    sizes = np.sqrt(np.diag(found))
    return found / sizes[:, None] / sizes


# --- convolution --------------------------------------------------------------------------------------------------


def _convolve(a, v, mode="full"):
    """The whole convolution, less its ends."""
    if mode == "full":
        return np.convolve(a, v)
    least, most = min(len(a), len(v)), max(len(a), len(v))
    if mode == "same":
        start = (least - 1) // 2
        return np.convolve(a, v)[start : start + most]
    return np.convolve(a, v)[least - 1 : most]


def _correlate(a, v, mode="valid"):
    """Which of two is the longer decides where numpy sees the middle."""
    if mode == "same":
        start = (len(v) - 1) // 2 if len(a) >= len(v) else len(a) // 2
        return np.convolve(a, v[::-1])[start : start + max(len(a), len(v))]
    return np.convolve(a, v[::-1], mode)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.trapezoid, _trapezoid),
    written(np.interp,    _interp, domain=(between(0.5, 2.5), INCREASING, REAL.shaped(5))),
    written(np.average,   _average),
    written(np.gradient,  _gradient, domain=(REAL,)),
    written(np.ediff1d,   _ediff1d),
    written(np.cov,       _cov),
    written(np.corrcoef,  _corrcoef),
    linear(np.convolve,   a=lambda g, a, v: slide(g, v), v=lambda g, a, v: slide(g, a), domain=VECTOR),
    written(np.correlate, _correlate, domain=VECTOR),
    linear(slide,         wide=lambda g, wide, narrow: np.convolve(g, narrow),
                          narrow=lambda g, wide, narrow: slide(wide, g), domain=VECTOR),
    scalar(np.unwrap,     lambda p, discont=None, axis=-1: 1.0),
    *zero(np.isclose, np.flatnonzero, np.argwhere, np.unravel_index, np.array_equiv),
    *zero(np.triu_indices, np.tril_indices, np.triu_indices_from, np.tril_indices_from, np.diag_indices),
    *zero(np.shares_memory, np.may_share_memory),
)
VARIANTS: tuple[Variant, ...] = (
    variant(np.convolve,  "mode", body=_convolve),
)
# fmt: on
