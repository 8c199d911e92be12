"""Parameters for which a distribution function has a given value: by the theorem of implicit functions.

Counts are any numbers here, of which what lies up to them is an incomplete beta or gamma function.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import ABOVE_ONE, POSITIVE, SHARE, above, between
from srcad.rules.scipy_special.distributions import (
    chi2_density,
    chi2_v,
    f_density,
    f_dfd,
    f_dfn,
    noncentral_chi2,
    t_density,
    t_df,
)
from srcad.rules.scipy_special.incomplete import beta_density, gamma_density
from srcad.rules.scipy_special.orders import in_parameter
from srcad.rules.vocabulary import Row, scalar
from srcad.runtime import betainc_derivative, gammainc_derivative


def _binomial_k(k, n, p):
    """Of ``betainc(n - k, k + 1, 1 - p)``."""
    slope_of_b = betainc_derivative(0, 1, n - k, k + 1.0, 1.0 - p)
    return slope_of_b - betainc_derivative(1, 0, n - k, k + 1.0, 1.0 - p)


def _binomial_n(k, n, p):
    return betainc_derivative(1, 0, n - k, k + 1.0, 1.0 - p)


def _binomial_p(k, n, p):
    return -beta_density(n - k, k + 1.0, 1.0 - p)


def _negative_binomial_k(k, n, p):
    """Of ``betainc(n, k + 1, p)``."""
    return betainc_derivative(0, 1, n, k + 1.0, p)


def _negative_binomial_n(k, n, p):
    return betainc_derivative(1, 0, n, k + 1.0, p)


def _negative_binomial_p(k, n, p):
    return beta_density(n, k + 1.0, p)


def _above_zero(k, slope):
    """No count is below 0, where SciPy stops."""
    return np.where(k > 0.0, slope, 0.0)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.gdtrib,    lambda a, p, x, out: -x * gamma_density(out, a * x) / gammainc_derivative(1, out, a * x),
                              lambda a, p, x, out: 1.0 / gammainc_derivative(1, out, a * x),
                              lambda a, p, x, out: -a * gamma_density(out, a * x) / gammainc_derivative(1, out, a * x),
                              domain=(POSITIVE, SHARE, POSITIVE)),
    scalar(special.btdtria,   lambda p, b, x, out: 1.0 / betainc_derivative(1, 0, out, b, x),
                              lambda p, b, x, out:
                              -betainc_derivative(0, 1, out, b, x) / betainc_derivative(1, 0, out, b, x),
                              lambda p, b, x, out: -beta_density(out, b, x) / betainc_derivative(1, 0, out, b, x),
                              domain=(SHARE, POSITIVE, SHARE)),
    scalar(special.btdtrib,   lambda a, p, x, out:
                              -betainc_derivative(1, 0, a, out, x) / betainc_derivative(0, 1, a, out, x),
                              lambda a, p, x, out: 1.0 / betainc_derivative(0, 1, a, out, x),
                              lambda a, p, x, out: -beta_density(a, out, x) / betainc_derivative(0, 1, a, out, x),
                              domain=(POSITIVE, SHARE, SHARE)),
    scalar(special.stdtridf,  lambda p, t, out: 1.0 / t_df(out, t),
                              lambda p, t, out: -t_density(out, t) / t_df(out, t),
                              domain=(between(0.74, 0.78), between(0.9, 1.0))),
    scalar(special.chdtriv,   lambda p, x, out: 1.0 / chi2_v(out, x),
                              lambda p, x, out: -chi2_density(out, x) / chi2_v(out, x), domain=(SHARE, POSITIVE)),
    scalar(special.fdtridfd,  lambda dfn, p, x, out: -f_dfn(dfn, out, x) / f_dfd(dfn, out, x),
                              lambda dfn, p, x, out: 1.0 / f_dfd(dfn, out, x),
                              lambda dfn, p, x, out: -f_density(dfn, out, x) / f_dfd(dfn, out, x),
                              domain=(ABOVE_ONE, between(0.38, 0.42), between(0.66, 0.74))),
    scalar(special.chndtrinc, lambda x, df, p, out: noncentral_chi2(x, df, out) / noncentral_chi2(x, df + 2.0, out),
                              in_parameter, lambda x, df, p, out: -1.0 / noncentral_chi2(x, df + 2.0, out),
                              domain=(above(5.0), 2, between(0.1, 0.5))),
    scalar(special.pdtrik,    lambda p, m, out: _above_zero(out, -1.0 / gammainc_derivative(1, out + 1.0, m)),
                              lambda p, m, out:
                              _above_zero(out, -gamma_density(out + 1.0, m) / gammainc_derivative(1, out + 1.0, m)),
                              domain=(between(0.35, 0.8), ABOVE_ONE)),
    scalar(special.bdtrik,    lambda y, n, p, out: _above_zero(out, 1.0 / _binomial_k(out, n, p)),
                              lambda y, n, p, out: _above_zero(out, -_binomial_n(out, n, p) / _binomial_k(out, n, p)),
                              lambda y, n, p, out: _above_zero(out, -_binomial_p(out, n, p) / _binomial_k(out, n, p)),
                              domain=(between(0.6, 0.9), above(5.0), SHARE)),
    scalar(special.bdtrin,    lambda k, y, p, out: -_binomial_k(k, out, p) / _binomial_n(k, out, p),
                              lambda k, y, p, out: 1.0 / _binomial_n(k, out, p),
                              lambda k, y, p, out: -_binomial_p(k, out, p) / _binomial_n(k, out, p),
                              domain=(ABOVE_ONE, SHARE, SHARE)),
    scalar(special.nbdtrik,   lambda y, n, p, out: _above_zero(out, 1.0 / _negative_binomial_k(out, n, p)),
                              lambda y, n, p, out:
                              _above_zero(out, -_negative_binomial_n(out, n, p) / _negative_binomial_k(out, n, p)),
                              lambda y, n, p, out:
                              _above_zero(out, -_negative_binomial_p(out, n, p) / _negative_binomial_k(out, n, p)),
                              domain=(between(0.6, 0.9), ABOVE_ONE, between(0.1, 0.5))),
    scalar(special.nbdtrin,   lambda k, y, p, out: -_negative_binomial_k(k, out, p) / _negative_binomial_n(k, out, p),
                              lambda k, y, p, out: 1.0 / _negative_binomial_n(k, out, p),
                              lambda k, y, p, out: -_negative_binomial_p(k, out, p) / _negative_binomial_n(k, out, p),
                              domain=(ABOVE_ONE, SHARE, SHARE)),
)
# fmt: on
