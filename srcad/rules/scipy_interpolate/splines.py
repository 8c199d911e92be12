"""Splines that are sums of B-splines: what moves of one are its coefficients; its knots are constant."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import BSpline

from srcad.rules.vocabulary import Pair, Row, static, structured, zero
from srcad.runtime import (
    degree_of,
    extrapolation_of,
    knots_of,
    onto_splines,
    reach_of,
    spline_at,
)

# --- reading ------------------------------------------------------------------------------------------------------


def _with(c, spline):
    """The spline of the same knots with other coefficients."""
    return BSpline(knots_of(spline), c, degree_of(spline), extrapolation_of(spline))


@static
def _content(spline: Any) -> tuple[int, ...]:
    """An axis of length one for each axis of what a spline gives at a point."""
    return (1,) * int(spline.items[0].ndim - 1)


@static
def _content_axes(spline: Any) -> tuple[int, ...]:
    return tuple(range(1 - spline.items[0].ndim, 0))


def _over_content(x, spline):
    """A number at each point, beside what the spline gives there."""
    return x if _content(spline) == () else np.reshape(x, np.shape(x) + _content(spline))


def _summed(g, spline):
    return g if _content(spline) == () else np.sum(g, axis=_content_axes(spline))


def _read_tangent(curve_dot, curve, x, nu=0, extrapolate=None):
    return spline_at(_with(curve_dot[0], curve), x, nu=nu, extrapolate=extrapolate)


def _read_adjoint(g, curve, x, nu=0, extrapolate=None):
    return (onto_splines(g, curve, x, nu=nu, extrapolate=extrapolate),)


def _read_tangent_x(x_dot, curve, x, nu=0, extrapolate=None):
    return spline_at(curve, x, nu=nu + 1, extrapolate=extrapolate) * _over_content(x_dot, curve)


def _read_adjoint_x(g, curve, x, nu=0, extrapolate=None):
    return _summed(g * spline_at(curve, x, nu=nu + 1, extrapolate=extrapolate), curve)


def _onto_tangent_x(x_dot, bar, spline, x, nu=0, extrapolate=None):
    return onto_splines(bar * _over_content(x_dot, spline), spline, x, nu=nu + 1, extrapolate=extrapolate)


def _onto_adjoint_x(g, bar, spline, x, nu=0, extrapolate=None):
    return _summed(bar * spline_at(_with(g, spline), x, nu=nu + 1, extrapolate=extrapolate), spline)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(spline_at,           curve=Pair(_read_tangent, _read_adjoint), x=Pair(_read_tangent_x, _read_adjoint_x)),
    structured(onto_splines,
               bar=Pair(lambda bar_dot, bar, spline, x, nu=0, extrapolate=None:
                            onto_splines(bar_dot, spline, x, nu=nu, extrapolate=extrapolate),
                        lambda g, bar, spline, x, nu=0, extrapolate=None:
                            spline_at(_with(g, spline), x, nu=nu, extrapolate=extrapolate)),
               x=Pair(_onto_tangent_x, _onto_adjoint_x)),
    structured(BSpline,             c=Pair(lambda c_dot, t, c, k, extrapolate=True: (c_dot,),
                                           lambda g, t, c, k, extrapolate=True: g[0])),
    *zero(knots_of, degree_of, extrapolation_of, reach_of),
)
# fmt: on
