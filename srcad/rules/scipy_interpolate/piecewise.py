"""Piecewise polynomials: what moves of one are its coefficients, the highest power first, and its breakpoints.

Interpolating ones are made of values and slopes at the points (de Boor, "A Practical Guide to Splines", ch. IV).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy.interpolate import (
    Akima1DInterpolator,
    CubicHermiteSpline,
    CubicSpline,
    PchipInterpolator,
    PPoly,
    pchip_interpolate,
)

from srcad.rules.domains import INCREASING, REAL, between
from srcad.rules.reductions import unless_zero
from srcad.rules.vocabulary import Pair, Row, refuse, static, structured, written
from srcad.runtime import breakpoints_of, coefficients_of, value_at

# --- piecewise polynomials ----------------------------------------------------------------------------------------


@static
def _powers(curve: Any, nu: int) -> tuple[tuple[int, int, float], ...]:
    """For each coefficient that counts: its place, the power of its term once derived, and the factor before that."""
    count = curve.items[0].dims[0]
    return tuple(
        (place, count - 1 - place - nu, float(math.perm(count - 1 - place, nu))) for place in range(max(count - nu, 0))
    )


@static
def _one_number(curve: Any) -> bool:
    return bool(curve.items[0].ndim == 2)


def _check(curve):
    if not _one_number(curve):
        refuse("the derivative of a curve is known of one number at each point")


def _piece(points, x):
    """Which piece each point lies on; the first and the last go on."""
    return np.clip(np.searchsorted(points, x, side="right") - 1, 0, len(points) - 2)


def _value_tangent(curve_dot, curve, x, nu=0):
    _check(curve)
    points = breakpoints_of(curve)
    moved = value_at(PPoly(curve_dot[0], points), x, nu)
    return moved - value_at(curve, x, nu + 1) * curve_dot[1][_piece(points, x)]


def _value_adjoint(g, curve, x, nu=0):
    _check(curve)
    points = breakpoints_of(curve)
    c_bar, points_bar = np.zeros_like(coefficients_of(curve)), np.zeros_like(points)
    piece = _piece(points, x)
    step = x - points[piece]
    for place, power, factor in _powers(curve, nu):
        np.add.at(c_bar, (place, piece), factor * g * step**power)
    np.add.at(points_bar, piece, -g * value_at(curve, x, nu + 1))
    return c_bar, points_bar


def _value_tangent_x(x_dot, curve, x, nu=0):
    _check(curve)
    return value_at(curve, x, nu + 1) * x_dot


def _value_adjoint_x(g, curve, x, nu=0):
    _check(curve)
    return g * value_at(curve, x, nu + 1)


# --- splines of values and slopes ---------------------------------------------------------------------------------


def _hermite(x, y, slopes, extrapolate=None):
    """The cubic through two values with two slopes, piece by piece."""
    dx = np.diff(x)
    secants = np.diff(y) / dx
    bend = (slopes[:-1] + slopes[1:] - 2.0 * secants) / dx
    return PPoly(np.stack([bend / dx, (secants - slopes[:-1]) / dx - bend, slopes[:-1], y[:-1]]), x, extrapolate)


def _cubic_hermite(x, y, dydx):
    return _hermite(np.asarray(x), np.asarray(y), np.asarray(dydx))


def _cubic(x, y, bc_type="not-a-knot"):
    """Slopes that make the curvature continuous."""
    points, values = np.asarray(x), np.asarray(y)
    n = len(points)
    dx = np.diff(points)
    secants = np.diff(values) / dx
    A, b = np.zeros((n, n)), np.zeros(n)
    inner = np.arange(1, n - 1)
    A[inner, inner - 1] = dx[1:]
    A[inner, inner] = 2.0 * (dx[:-1] + dx[1:])
    A[inner, inner + 1] = dx[:-1]
    b[1:-1] = 3.0 * (dx[1:] * secants[:-1] + dx[:-1] * secants[1:])
    if bc_type == "natural":
        A[0, 0], A[0, 1], b[0] = 2.0, 1.0, 3.0 * secants[0]
        A[-1, -1], A[-1, -2], b[-1] = 2.0, 1.0, 3.0 * secants[-1]
    elif bc_type == "clamped":
        A[0, 0] = 1.0
        A[-1, -1] = 1.0
    elif bc_type != "not-a-knot":
        refuse("the derivative of CubicSpline is known for bc_type 'not-a-knot', 'natural' and 'clamped'")
    elif n == 2:
        A[0, 0], b[0] = 1.0, secants[0]
        A[1, 1], b[1] = 1.0, secants[0]
    elif n == 3:
        A[0, 0], A[0, 1], b[0] = 1.0, 1.0, 2.0 * secants[0]
        A[2, 1], A[2, 2], b[2] = 1.0, 1.0, 2.0 * secants[1]
    else:
        first, last = points[2] - points[0], points[-1] - points[-3]
        A[0, 0], A[0, 1] = dx[1], first
        b[0] = ((dx[0] + 2.0 * first) * dx[1] * secants[0] + dx[0] ** 2 * secants[1]) / first
        A[-1, -1], A[-1, -2] = dx[-2], last
        b[-1] = (dx[-1] ** 2 * secants[-2] + (2.0 * last + dx[-1]) * dx[-2] * secants[-1]) / last
    return _hermite(points, values, np.linalg.solve(A, b))


def _end_slope(h0, h1, m0, m1):
    """One-sided, with three points, and not so steep that the curve overshoots."""
    slope = ((2.0 * h0 + h1) * m0 - h0 * m1) / (h0 + h1)
    steep = (np.sign(m0) != np.sign(m1)) & (np.abs(slope) > 3.0 * np.abs(m0))
    return np.where(np.sign(slope) != np.sign(m0), 0.0, np.where(steep, 3.0 * m0, slope))[()]


def _pchip(x, y):
    """Harmonic means of the secants, 0 where these turn (Fritsch and Butland, 1984)."""
    points, values = np.asarray(x), np.asarray(y)
    dx = np.diff(points)
    secants = np.diff(values) / dx
    slopes = np.zeros(len(points))
    if len(points) == 2:
        slopes[:] = secants[0]
    else:
        w1, w2 = 2.0 * dx[1:] + dx[:-1], dx[1:] + 2.0 * dx[:-1]
        same = secants[:-1] * secants[1:] > 0.0
        before, after = np.where(same, secants[:-1], 1.0), np.where(same, secants[1:], 1.0)
        slopes[1:-1] = np.where(same, (w1 + w2) / (w1 / before + w2 / after), 0.0)
        slopes[0] = _end_slope(dx[0], dx[1], secants[0], secants[1])
        slopes[-1] = _end_slope(dx[-1], dx[-2], secants[-1], secants[-2])
    return _hermite(points, values, slopes)


def _akima(x, y):
    """Means of neighbouring secants, weighted by how little those on the other side differ (Akima, 1970).

    Beyond its ends it has no values.
    """
    points, values = np.asarray(x), np.asarray(y)
    if len(points) == 2:
        secant = (values[1:] - values[:-1]) / (points[1:] - points[:-1])
        return _hermite(points, values, np.concatenate([secant, secant]), False)
    inner = np.diff(values) / np.diff(points)
    left, right = 2.0 * inner[0] - inner[1], 2.0 * inner[-1] - inner[-2]
    further = np.array([2.0 * left - inner[0], left]), np.array([right, 2.0 * right - inner[-1]])
    secants = np.concatenate([further[0], inner, further[1]])
    apart = np.abs(np.diff(secants))
    ahead, behind = apart[2:], apart[:-2]
    both = ahead + behind
    weighted = secants[1:-2] + behind / unless_zero(both) * (secants[2:-1] - secants[1:-2])
    flat = both <= 1e-9 * np.max(both)
    return _hermite(points, values, np.where(flat, 0.5 * (secants[3:] + secants[:-3]), weighted), False)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(PPoly,               c=Pair(lambda c_dot, c, x, extrapolate=None: (c_dot, np.zeros_like(x)),
                                           lambda g, c, x, extrapolate=None: g[0]),
                                    x=Pair(lambda x_dot, c, x, extrapolate=None: (np.zeros_like(c), x_dot),
                                           lambda g, c, x, extrapolate=None: g[1])),
    structured(value_at,            curve=Pair(_value_tangent, _value_adjoint),
                                    x=Pair(_value_tangent_x, _value_adjoint_x)),
    structured(breakpoints_of,      curve=Pair(lambda curve_dot, curve: curve_dot[1],
                                               lambda g, curve: (np.zeros_like(coefficients_of(curve)), g))),
    written(CubicHermiteSpline,     _cubic_hermite),
    written(CubicSpline,            _cubic),
    written(PchipInterpolator,      _pchip),
    written(Akima1DInterpolator,    _akima),
    written(pchip_interpolate,      lambda xi, yi, x, der=0: value_at(PchipInterpolator(xi, yi), x, der),
                                    domain=(INCREASING, REAL.shaped(5), between(1.5, 3.0))),
)
# fmt: on
