"""Splines through points, or near them: their coefficients are linear in the values.

Those of an interpolating spline solve a banded system of equations, one for each point; those of a least-squares spline
the normal equations of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import BSpline, make_interp_spline, make_lsq_spline, make_smoothing_spline
from scipy.linalg import solve_banded, solveh_banded

from srcad.rules.vocabulary import Pair, Row, refuse, static, structured, zero
from srcad.runtime import coefficients_of, collocation_band, degree_of, knots_of, normal_band, spline_at


@static
def _order(bc_type: Any) -> int | None:
    """The order of the derivative that is zero at the ends."""
    return {"natural": 2, "clamped": 1}.get(bc_type)


def _interp_tangent(y_dot, x, y, k=3, t=None, bc_type=None):
    return (coefficients_of(make_interp_spline(x, y_dot, k=k, t=t, bc_type=bc_type)),)


def _interp_adjoint(g, x, y, out, k=3, t=None, bc_type=None):
    band = collocation_band(out, x, order=_order(bc_type))
    if _order(bc_type) is None:
        return solve_banded((k, k), band, g[0])
    return solve_banded((k, k), band, g[0])[1:-1]


def _lsq_tangent(y_dot, x, y, t, k=3, w=None):
    return (coefficients_of(make_lsq_spline(x, y_dot, t, k=k, w=w)),)


def _lsq_adjoint(g, x, y, t, out, k=3, w=None):
    balanced = solveh_banded(normal_band(out, x, w=w), g[0])
    spline = BSpline(knots_of(out), balanced, degree_of(out))
    return spline_at(spline, x) if w is None else _for_rows(w, y) ** 2 * spline_at(spline, x)


@static
def _rows(y: Any) -> tuple[int, ...]:
    return (-1, *(1,) * (y.ndim - 1))


def _for_rows(w, y):
    """A weight for each point, beside what is given there."""
    return w if y.ndim == 1 else np.reshape(w, _rows(y))


def _smoothing_tangent(y_dot, x, y, w=None, lam=None):
    _given(lam)
    return (coefficients_of(make_smoothing_spline(x, y_dot, w=w, lam=lam)),)


def _smoothing_adjoint(g, x, y, out, w=None, lam=None):
    """The spline goes through ``f = inv(W + lam K) W y``: what gives `f` is its own transpose, but for `W`."""
    _given(lam)
    f_bar = solve_banded((3, 3), collocation_band(out, x, order=2), g[0])[1:-1]
    if w is None:
        return spline_at(make_smoothing_spline(x, f_bar, lam=lam), x)
    weights = _for_rows(w, y)
    return weights * spline_at(make_smoothing_spline(x, f_bar / weights, w=w, lam=lam), x)


def _smoothing_slope(x, y, out, w, lam):
    """``lam K f = W (y - f)``, so the derivative of `f` in `lam` is what smoothing makes of ``(f - y) / lam``."""
    _given(lam)
    return coefficients_of(make_smoothing_spline(x, (spline_at(out, x) - y) / lam, w=w, lam=lam))


def _given(lam):
    if lam is None:
        refuse("the derivative of make_smoothing_spline is known where `lam` is given")


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(make_interp_spline,     y=Pair(_interp_tangent, _interp_adjoint)),
    structured(make_lsq_spline,        y=Pair(_lsq_tangent, _lsq_adjoint)),
    structured(make_smoothing_spline,
               y=Pair(_smoothing_tangent, _smoothing_adjoint),
               lam=Pair(lambda lam_dot, x, y, out, w=None, lam=None: (lam_dot * _smoothing_slope(x, y, out, w, lam),),
                        lambda g, x, y, out, w=None, lam=None: np.sum(g[0] * _smoothing_slope(x, y, out, w, lam)))),
    *zero(collocation_band, normal_band),
)
# fmt: on
