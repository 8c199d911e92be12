"""`scipy.optimize.curve_fit`: where the slope of the sum of squares is zero, by the implicit function theorem.

The covariance is that of the straight lines through the minimum: ``inv(J.T @ J)`` of the residuals' Jacobian, times the
mean square of the residuals unless `sigma` is absolute.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import curve_fit

from srcad.rules.implicit import half_square, jacobian, steepness, zeros_adjoint, zeros_tangent
from srcad.rules.inner import pulled, pushed
from srcad.rules.vocabulary import Pair, Row, is_zero, static, structured


@static
def _places(out: Any) -> tuple[int, ...]:
    """Which parameters there are."""
    return tuple(range(out.items[0].dims[0]))


@static
def _is_double(x: Any) -> bool:
    return getattr(x, "dtype", None) == "float64"


def _doubles(x):
    """As `curve_fit` passes it to the function."""
    return x if _is_double(x) else np.asarray(x, dtype=np.float64)


def _data(xdata, ydata, sigma):
    both = _doubles(xdata), _doubles(ydata)
    return both if sigma is None else (*both, sigma)


def _residuals(f, out):
    def residuals(p, x, y, sigma=None):
        off = f(x, *[p[place] for place in _places(out)]) - y
        return off if sigma is None else off / sigma

    return residuals


def _covariance(f, out, absolute):
    residuals = _residuals(f, out)

    def covariance(p, *data):
        J = jacobian(residuals, p, data)
        found = np.linalg.inv(J.T @ J)
        if absolute:
            return found
        off = residuals(p, *data)
        return found * (np.sum(off**2) / (len(off) - len(p)))

    return covariance


def _tangent(moved, data, f, out, absolute):
    """`moved` are the tangents of the data, None where there is none."""
    p = out[0]
    p_dot = zeros_tangent(moved, steepness(half_square(_residuals(f, out))), data, p)
    return p_dot, pushed(_covariance(f, out, absolute), (p, *data), (p_dot, *moved))[1]


def _adjoint(g, place, data, f, out, absolute):
    """That of one of the data: through the parameters, and that of the covariance itself."""
    p = out[0]
    slope = steepness(half_square(_residuals(f, out)))
    if is_zero(g[1]):
        return zeros_adjoint(g[0], slope, data, p)[place]
    bars = pulled(_covariance(f, out, absolute), p, *data)[1](g[1])
    p_bar = bars[0] if is_zero(g[0]) else g[0] + bars[0]
    return bars[place + 1] + zeros_adjoint(p_bar, slope, data, p)[place]


def _tangent_x(
    x_dot, f, xdata, ydata, out, p0=None, sigma=None, absolute_sigma=False, check_finite=None, method=None, jac=None,
    ftol=0.0, xtol=0.0, gtol=0.0, maxfev=0,
):  # fmt: skip
    moved = (_doubles(x_dot), None) if sigma is None else (_doubles(x_dot), None, None)
    return _tangent(moved, _data(xdata, ydata, sigma), f, out, absolute_sigma)


def _adjoint_x(
    g, f, xdata, ydata, out, p0=None, sigma=None, absolute_sigma=False, check_finite=None, method=None, jac=None,
    ftol=0.0, xtol=0.0, gtol=0.0, maxfev=0,
):  # fmt: skip
    return _adjoint(g, 0, _data(xdata, ydata, sigma), f, out, absolute_sigma)


def _tangent_y(
    y_dot, f, xdata, ydata, out, p0=None, sigma=None, absolute_sigma=False, check_finite=None, method=None, jac=None,
    ftol=0.0, xtol=0.0, gtol=0.0, maxfev=0,
):  # fmt: skip
    moved = (None, _doubles(y_dot)) if sigma is None else (None, _doubles(y_dot), None)
    return _tangent(moved, _data(xdata, ydata, sigma), f, out, absolute_sigma)


def _adjoint_y(
    g, f, xdata, ydata, out, p0=None, sigma=None, absolute_sigma=False, check_finite=None, method=None, jac=None,
    ftol=0.0, xtol=0.0, gtol=0.0, maxfev=0,
):  # fmt: skip
    return _adjoint(g, 1, _data(xdata, ydata, sigma), f, out, absolute_sigma)


def _tangent_sigma(
    sigma_dot, f, xdata, ydata, out, p0=None, sigma=None, absolute_sigma=False, check_finite=None, method=None,
    jac=None, ftol=0.0, xtol=0.0, gtol=0.0, maxfev=0,
):  # fmt: skip
    moved = (None, None, sigma_dot)
    return _tangent(moved, _data(xdata, ydata, sigma), f, out, absolute_sigma)


def _adjoint_sigma(
    g, f, xdata, ydata, out, p0=None, sigma=None, absolute_sigma=False, check_finite=None, method=None, jac=None,
    ftol=0.0, xtol=0.0, gtol=0.0, maxfev=0,
):  # fmt: skip
    return _adjoint(g, 2, _data(xdata, ydata, sigma), f, out, absolute_sigma)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(curve_fit,  constant=("p0", "ftol", "xtol", "gtol"),
                           xdata=Pair(_tangent_x, _adjoint_x), ydata=Pair(_tangent_y, _adjoint_y),
                           sigma=Pair(_tangent_sigma, _adjoint_sigma)),
)
# fmt: on
