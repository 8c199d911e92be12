"""Distribution functions, whose derivatives are densities, and their inverses, whose derivatives are one over them."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from srcad.rules.scipy_special.orders import in_parameter
from srcad.rules.vocabulary import Row, scalar


def _beta(a, b, x):
    return np.exp(special.xlogy(a - 1.0, x) + special.xlog1py(b - 1.0, -x) - special.betaln(a, b))


def _gamma(a, x):
    return np.exp(special.xlogy(a - 1.0, x) - x - special.gammaln(a))


def _t(df, t):
    log_scale = special.betaln(0.5 * df, 0.5) + 0.5 * np.log(df)
    return np.exp(-0.5 * (df + 1.0) * np.log1p(t * t / df) - log_scale)


def _f(dfn, dfd, x):
    """As ``dfn x / (dfn x + dfd)`` has a beta distribution."""
    share = dfn * x / (dfn * x + dfd)
    return _beta(0.5 * dfn, 0.5 * dfd, share) * dfn * dfd / (dfn * x + dfd) ** 2


def _chi2(v, x):
    return 0.5 * _gamma(0.5 * v, 0.5 * x)


def _noncentral_chi2(x, df, nc):
    root = np.sqrt(x) - np.sqrt(nc)
    bessel = special.ive(0.5 * df - 1.0, np.sqrt(nc * x))
    return 0.5 * np.exp(-0.5 * root * root) * (x / nc) ** (0.25 * df - 0.5) * bessel


# --- sums over the first ones of integers: the derivatives of neighbours cancel but for the last ---------------------


def _binomial(k, n, p):
    whole = np.floor(k)
    return _beta(whole + 1.0, n - whole, p)


def _negative_binomial(k, n, p):
    return _beta(n, np.floor(k) + 1.0, p)


def _poisson(k, m):
    return _gamma(np.floor(k) + 1.0, m)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.betainc,      in_parameter, in_parameter, lambda a, b, x: _beta(a, b, x)),
    scalar(special.betaincc,     in_parameter, in_parameter, lambda a, b, x: -_beta(a, b, x)),
    scalar(special.betaincinv,   in_parameter, in_parameter, lambda a, b, y, out: 1.0 / _beta(a, b, out)),
    scalar(special.betainccinv,  in_parameter, in_parameter, lambda a, b, y, out: -1.0 / _beta(a, b, out)),
    scalar(special.stdtr,        in_parameter, lambda df, t: _t(df, t)),
    scalar(special.stdtrit,      in_parameter, lambda df, p, out: 1.0 / _t(df, out)),
    scalar(special.chdtr,        in_parameter, lambda v, x: _chi2(v, x)),
    scalar(special.chdtrc,       in_parameter, lambda v, x: -_chi2(v, x)),
    scalar(special.chdtri,       in_parameter, lambda v, p, out: -1.0 / _chi2(v, out)),
    scalar(special.fdtr,         in_parameter, in_parameter, lambda dfn, dfd, x: _f(dfn, dfd, x)),
    scalar(special.fdtrc,        in_parameter, in_parameter, lambda dfn, dfd, x: -_f(dfn, dfd, x)),
    scalar(special.fdtri,        in_parameter, in_parameter, lambda dfn, dfd, p, out: 1.0 / _f(dfn, dfd, out)),
    scalar(special.gdtr,         lambda a, b, x: x * _gamma(b, a * x), in_parameter,
                                 lambda a, b, x: a * _gamma(b, a * x)),
    scalar(special.gdtrc,        lambda a, b, x: -x * _gamma(b, a * x), in_parameter,
                                 lambda a, b, x: -a * _gamma(b, a * x)),
    scalar(special.gdtria,       lambda p, b, x, out: 1.0 / (x * _gamma(b, x * out)), in_parameter,
                                 lambda p, b, x, out: -out / x),
    scalar(special.gdtrix,       lambda a, b, p, out: -out / a, in_parameter,
                                 lambda a, b, p, out: 1.0 / (a * _gamma(b, a * out))),
    scalar(special.bdtr,         None, in_parameter, lambda k, n, p: -_binomial(k, n, p)),
    scalar(special.bdtrc,        None, in_parameter, lambda k, n, p: _binomial(k, n, p)),
    scalar(special.bdtri,        None, in_parameter, lambda k, n, y, out: -1.0 / _binomial(k, n, out)),
    scalar(special.nbdtr,        None, in_parameter, lambda k, n, p: _negative_binomial(k, n, p)),
    scalar(special.nbdtrc,       None, in_parameter, lambda k, n, p: -_negative_binomial(k, n, p)),
    scalar(special.nbdtri,       None, in_parameter, lambda k, n, y, out: 1.0 / _negative_binomial(k, n, out)),
    scalar(special.pdtr,         None, lambda k, m: -_poisson(k, m)),
    scalar(special.pdtrc,        None, lambda k, m: _poisson(k, m)),
    scalar(special.pdtri,        None, lambda k, y, out: -1.0 / _poisson(k, out)),
    scalar(special.chndtr,       lambda x, df, nc: _noncentral_chi2(x, df, nc), in_parameter,
                                 lambda x, df, nc: -_noncentral_chi2(x, df + 2.0, nc)),
    scalar(special.chndtrix,     lambda p, df, nc, out: 1.0 / _noncentral_chi2(out, df, nc), in_parameter,
                                 lambda p, df, nc, out:
                                 _noncentral_chi2(out, df + 2.0, nc) / _noncentral_chi2(out, df, nc)),
    scalar(special.nrdtrimn,     lambda p, std, x, out:
                                 -std * math.sqrt(2.0 * math.pi) * np.exp(0.5 * ((x - out) / std) ** 2),
                                 lambda p, std, x, out: (out - x) / std, lambda p, std, x: 1.0),
    scalar(special.nrdtrisd,     lambda mn, p, x, out: -out / (x - mn),
                                 lambda mn, p, x, out: -out * out / (x - mn) * math.sqrt(2.0 * math.pi)
                                 * np.exp(0.5 * ((x - mn) / out) ** 2),
                                 lambda mn, p, x, out: out / (x - mn)),
    scalar(special.tklmbda,      lambda x, lmbda, out: 1.0 / (out ** (lmbda - 1.0) + (1.0 - out) ** (lmbda - 1.0)),
                                 in_parameter),
)
# fmt: on
