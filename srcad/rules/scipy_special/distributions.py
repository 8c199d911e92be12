"""Distribution functions, whose derivatives are densities, and their inverses, whose derivatives are one over them."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from srcad.rules.domains import ABOVE_ONE, NEGATIVE, POSITIVE, REAL, SHARE, between
from srcad.rules.scipy_special.incomplete import beta_density, gamma_density
from srcad.rules.scipy_special.orders import in_parameter, whole
from srcad.rules.scipy_special.powers import box_cox_slope
from srcad.rules.vocabulary import Row, scalar
from srcad.runtime import betainc_derivative, gammainc_derivative, student_derivative


def t_density(df, t):
    log_scale = special.betaln(0.5 * df, 0.5) + 0.5 * np.log(df)
    return np.exp(-0.5 * (df + 1.0) * np.log1p(t * t / df) - log_scale)


def t_df(df, t):
    """At ``t / sqrt(df)``, and because that moves."""
    slope = student_derivative(1, 0.5 * df, t / np.sqrt(df))
    return 0.5 * (slope - t / df * t_density(df, t))


def f_density(dfn, dfd, x):
    """As ``dfn x / (dfn x + dfd)`` has a beta distribution."""
    share = dfn * x / (dfn * x + dfd)
    return beta_density(0.5 * dfn, 0.5 * dfd, share) * dfn * dfd / (dfn * x + dfd) ** 2


def f_dfn(dfn, dfd, x):
    slope = betainc_derivative(1, 0, 0.5 * dfn, 0.5 * dfd, dfn * x / (dfn * x + dfd))
    return 0.5 * slope + x / dfn * f_density(dfn, dfd, x)


def f_dfd(dfn, dfd, x):
    slope = betainc_derivative(0, 1, 0.5 * dfn, 0.5 * dfd, dfn * x / (dfn * x + dfd))
    return 0.5 * slope - x / dfd * f_density(dfn, dfd, x)


def _rest_of_f_dfn(dfn, dfd, x):
    """By the share above, which is exact where it is small."""
    slope = betainc_derivative(0, 1, 0.5 * dfd, 0.5 * dfn, dfd / (dfn * x + dfd))
    return 0.5 * slope - x / dfn * f_density(dfn, dfd, x)


def _rest_of_f_dfd(dfn, dfd, x):
    slope = betainc_derivative(1, 0, 0.5 * dfd, 0.5 * dfn, dfd / (dfn * x + dfd))
    return 0.5 * slope + x / dfd * f_density(dfn, dfd, x)


def chi2_density(v, x):
    return 0.5 * gamma_density(0.5 * v, 0.5 * x)


def chi2_v(v, x):
    return 0.5 * gammainc_derivative(1, 0.5 * v, 0.5 * x)


def noncentral_chi2(x, df, nc):
    root = np.sqrt(x) - np.sqrt(nc)
    bessel = special.ive(0.5 * df - 1.0, np.sqrt(nc * x))
    return 0.5 * np.exp(-0.5 * root * root) * (x / nc) ** (0.25 * df - 0.5) * bessel


def _tukey(share, lmbda):
    """The density where so much lies below: the place is ``(share**lmbda - (1 - share)**lmbda) / lmbda``."""
    return 1.0 / (share ** (lmbda - 1.0) + (1.0 - share) ** (lmbda - 1.0))


def _tukey_x(x, lmbda, out):
    return np.where((out > 0.0) & (out < 1.0), _tukey(out, lmbda), 0.0)


def _tukey_lmbda(x, lmbda, out):
    inside = (out > 0.0) & (out < 1.0)
    share = np.where(inside, out, 0.5)
    moved = box_cox_slope(np.log(share), lmbda) - box_cox_slope(np.log1p(-share), lmbda)
    return np.where(inside, -_tukey(share, lmbda) * moved, 0.0)


# --- sums over the first ones of integers: the derivatives of neighbours cancel but for the last ---------------------


def _binomial(k, n, p):
    first = np.floor(k)
    return beta_density(first + 1.0, whole(n) - first, p)


def _negative_binomial(k, n, p):
    return beta_density(whole(n), whole(k) + 1.0, p)


def _poisson(k, m):
    return gamma_density(np.floor(k) + 1.0, m)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.stdtr,        t_df, lambda df, t: t_density(df, t), domain=(POSITIVE, REAL)),
    scalar(special.stdtrit,      lambda df, p, out: -t_df(df, out) / t_density(df, out),
                                 lambda df, p, out: 1.0 / t_density(df, out), domain=(ABOVE_ONE, SHARE)),
    scalar(special.chdtr,        lambda v, x: chi2_v(v, x), lambda v, x: chi2_density(v, x), domain=POSITIVE),
    scalar(special.chdtrc,       lambda v, x: -chi2_v(v, x), lambda v, x: -chi2_density(v, x), domain=POSITIVE),
    scalar(special.chdtri,       lambda v, p, out: -chi2_v(v, out) / chi2_density(v, out),
                                 lambda v, p, out: -1.0 / chi2_density(v, out), domain=(ABOVE_ONE, SHARE)),
    scalar(special.fdtr,         f_dfn, f_dfd, lambda dfn, dfd, x: f_density(dfn, dfd, x), domain=POSITIVE),
    scalar(special.fdtrc,        _rest_of_f_dfn, _rest_of_f_dfd, lambda dfn, dfd, x: -f_density(dfn, dfd, x),
                                 domain=POSITIVE),
    scalar(special.fdtri,        lambda dfn, dfd, p, out: -f_dfn(dfn, dfd, out) / f_density(dfn, dfd, out),
                                 lambda dfn, dfd, p, out: -f_dfd(dfn, dfd, out) / f_density(dfn, dfd, out),
                                 lambda dfn, dfd, p, out: 1.0 / f_density(dfn, dfd, out),
                                 domain=(ABOVE_ONE, ABOVE_ONE, SHARE)),
    scalar(special.gdtr,         lambda a, b, x: x * gamma_density(b, a * x),
                                 lambda a, b, x: gammainc_derivative(1, b, a * x),
                                 lambda a, b, x: a * gamma_density(b, a * x), domain=POSITIVE),
    scalar(special.gdtrc,        lambda a, b, x: -x * gamma_density(b, a * x),
                                 lambda a, b, x: -gammainc_derivative(1, b, a * x),
                                 lambda a, b, x: -a * gamma_density(b, a * x), domain=POSITIVE),
    scalar(special.gdtria,       lambda p, b, x, out: 1.0 / (x * gamma_density(b, x * out)),
                                 lambda p, b, x, out:
                                 -gammainc_derivative(1, b, x * out) / (x * gamma_density(b, x * out)),
                                 lambda p, b, x, out: -out / x, domain=(SHARE, ABOVE_ONE, POSITIVE)),
    scalar(special.gdtrix,       lambda a, b, p, out: -out / a,
                                 lambda a, b, p, out:
                                 -gammainc_derivative(1, b, a * out) / (a * gamma_density(b, a * out)),
                                 lambda a, b, p, out: 1.0 / (a * gamma_density(b, a * out)),
                                 domain=(POSITIVE, ABOVE_ONE, SHARE)),
    scalar(special.bdtr,         None, in_parameter, lambda k, n, p: -_binomial(k, n, p),
                                 domain=(2, np.int64(5), SHARE)),
    scalar(special.bdtrc,        None, in_parameter, lambda k, n, p: _binomial(k, n, p),
                                 domain=(2, np.int64(5), SHARE)),
    scalar(special.bdtri,        None, in_parameter, lambda k, n, y, out: -1.0 / _binomial(k, n, out),
                                 domain=(2, np.int64(5), SHARE)),
    scalar(special.nbdtr,        None, in_parameter, lambda k, n, p: _negative_binomial(k, n, p), domain=(2, 5, SHARE)),
    scalar(special.nbdtrc,       None, in_parameter, lambda k, n, p: -_negative_binomial(k, n, p),
                                 domain=(2, 5, SHARE)),
    scalar(special.nbdtri,       None, in_parameter, lambda k, n, y, out: 1.0 / _negative_binomial(k, n, out),
                                 domain=(2, 5, SHARE)),
    scalar(special.pdtr,         None, lambda k, m: -_poisson(k, m), domain=(2, POSITIVE)),
    scalar(special.pdtrc,        None, lambda k, m: _poisson(k, m), domain=(2, POSITIVE)),
    scalar(special.pdtri,        None, lambda k, y, out: -1.0 / _poisson(k, out), domain=(2, SHARE)),
    scalar(special.chndtr,       lambda x, df, nc: noncentral_chi2(x, df, nc), in_parameter,
                                 lambda x, df, nc: -noncentral_chi2(x, df + 2.0, nc), domain=(POSITIVE, 3, POSITIVE)),
    scalar(special.chndtrix,     lambda p, df, nc, out: 1.0 / noncentral_chi2(out, df, nc), in_parameter,
                                 lambda p, df, nc, out:
                                 noncentral_chi2(out, df + 2.0, nc) / noncentral_chi2(out, df, nc),
                                 domain=(SHARE, 3, POSITIVE)),
    scalar(special.nrdtrimn,     lambda p, std, x, out:
                                 -std * math.sqrt(2.0 * math.pi) * np.exp(0.5 * ((x - out) / std) ** 2),
                                 lambda p, std, x, out: (out - x) / std, lambda p, std, x: 1.0,
                                 domain=(SHARE, POSITIVE, REAL)),
    scalar(special.nrdtrisd,     lambda mn, p, x, out: -out / (x - mn),
                                 lambda mn, p, x, out: -out * out / (x - mn) * math.sqrt(2.0 * math.pi)
                                 * np.exp(0.5 * ((x - mn) / out) ** 2),
                                 lambda mn, p, x, out: out / (x - mn), domain=(NEGATIVE, between(0.5, 1.0), POSITIVE)),
    scalar(special.tklmbda,      _tukey_x, _tukey_lmbda, domain=(between(-0.5, 0.5), SHARE)),
)
# fmt: on
