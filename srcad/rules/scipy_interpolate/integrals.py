"""Integrals of piecewise polynomials and of splines, which are differences of antiderivatives."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import BSpline, PPoly

from srcad.rules.vocabulary import Pair, Row, static, structured, written
from srcad.runtime import (
    antiderivative_of,
    breakpoints_of,
    coefficients_of,
    degree_of,
    extrapolation_of,
    integral_of,
    knots_of,
    reach_of,
    spline_at,
    value_at,
)


@static
def _is_spline(curve: Any) -> bool:
    """Whether it has no breakpoints that move."""
    return bool(curve.parts == ("c",))


def _coefficients_adjoint(g, curve):
    return (g,) if _is_spline(curve) else (g, np.zeros_like(breakpoints_of(curve)))


@static
def _count(curve: Any) -> int:
    return int(curve.items[0].dims[0])


@static
def _spread(curve: Any) -> tuple[int, ...]:
    """The first axis, beside what a curve gives at a point."""
    return (-1, *(1,) * (curve.items[0].ndim - 1))


def _antiderivative(curve, nu=1):
    if not _is_spline(curve):
        return _piecewise_antiderivative(curve)
    knots, k = knots_of(curve), degree_of(curve)
    count = len(knots) - k - 1
    widths = np.reshape((knots[k + 1 :] - knots[:count]) / (k + 1), _spread(curve))
    sums = np.cumsum(coefficients_of(curve)[:count] * widths, axis=0)
    longer = np.concatenate([knots[:1], knots, knots[-1:]])
    return BSpline(longer, np.concatenate([np.zeros_like(sums[:1]), sums]), k + 1, extrapolation_of(curve))


def _piecewise_antiderivative(curve):
    """Each piece begins where the one before it ends."""
    points = breakpoints_of(curve)
    powers = np.arange(_count(curve), 0, -1.0)[:, None]
    raised = coefficients_of(curve) / powers
    areas = np.cumsum(np.sum(raised * np.diff(points) ** powers, axis=0))
    starts = np.concatenate([np.zeros_like(areas[:1]), areas[:-1]])
    return PPoly(np.concatenate([raised, starts[None]]), points, extrapolation_of(curve))


@static
def _is_open(curve: Any, extrapolate: Any) -> bool:
    """Whether it is known to go on beyond its ends by itself."""
    return extrapolate is None and curve.known == (True,)


def _integral(curve, a, b, extrapolate=None):
    whole = antiderivative_of(curve)
    if not _is_spline(curve):
        return np.asarray(value_at(whole, b) - value_at(whole, a))
    if _is_open(curve, extrapolate):
        return np.asarray(spline_at(whole, b) - spline_at(whole, a))
    low, high = reach_of(curve, extrapolate=extrapolate)
    above = spline_at(whole, np.clip(b, low, high), extrapolate=extrapolate)
    return np.asarray(above - spline_at(whole, np.clip(a, low, high), extrapolate=extrapolate))


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(coefficients_of,  curve=Pair(lambda curve_dot, curve: curve_dot[0], _coefficients_adjoint)),
    written(antiderivative_of,   _antiderivative),
    written(integral_of,         _integral),
)
# fmt: on
