"""Distribution functions, whose derivatives are densities, and their inverses, whose derivatives are one over them."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from srcad.rules.domains import NEGATIVE, POSITIVE, REAL, SHARE, between
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
    scalar(special.betainc,      in_parameter, in_parameter, lambda a, b, x: _beta(a, b, x), domain=(2, 3, SHARE)),
    scalar(special.betaincc,     in_parameter, in_parameter, lambda a, b, x: -_beta(a, b, x), domain=(2, 3, SHARE)),
    scalar(special.betaincinv,   in_parameter, in_parameter, lambda a, b, y, out: 1.0 / _beta(a, b, out),
                                 domain=(2, 3, SHARE)),
    scalar(special.betainccinv,  in_parameter, in_parameter, lambda a, b, y, out: -1.0 / _beta(a, b, out),
                                 domain=(2, 3, SHARE)),
    scalar(special.stdtr,        in_parameter, lambda df, t: _t(df, t), domain=(3, REAL)),
    scalar(special.stdtrit,      in_parameter, lambda df, p, out: 1.0 / _t(df, out), domain=(3, SHARE)),
    scalar(special.chdtr,        in_parameter, lambda v, x: _chi2(v, x), domain=(3, POSITIVE)),
    scalar(special.chdtrc,       in_parameter, lambda v, x: -_chi2(v, x), domain=(3, POSITIVE)),
    scalar(special.chdtri,       in_parameter, lambda v, p, out: -1.0 / _chi2(v, out), domain=(3, SHARE)),
    scalar(special.fdtr,         in_parameter, in_parameter, lambda dfn, dfd, x: _f(dfn, dfd, x),
                                 domain=(3, 5, POSITIVE)),
    scalar(special.fdtrc,        in_parameter, in_parameter, lambda dfn, dfd, x: -_f(dfn, dfd, x),
                                 domain=(3, 5, POSITIVE)),
    scalar(special.fdtri,        in_parameter, in_parameter, lambda dfn, dfd, p, out: 1.0 / _f(dfn, dfd, out),
                                 domain=(3, 5, SHARE)),
    scalar(special.gdtr,         lambda a, b, x: x * _gamma(b, a * x), in_parameter,
                                 lambda a, b, x: a * _gamma(b, a * x), domain=(POSITIVE, 2, POSITIVE)),
    scalar(special.gdtrc,        lambda a, b, x: -x * _gamma(b, a * x), in_parameter,
                                 lambda a, b, x: -a * _gamma(b, a * x), domain=(POSITIVE, 2, POSITIVE)),
    scalar(special.gdtria,       lambda p, b, x, out: 1.0 / (x * _gamma(b, x * out)), in_parameter,
                                 lambda p, b, x, out: -out / x, domain=(SHARE, 2, POSITIVE)),
    scalar(special.gdtrix,       lambda a, b, p, out: -out / a, in_parameter,
                                 lambda a, b, p, out: 1.0 / (a * _gamma(b, a * out)), domain=(POSITIVE, 2, SHARE)),
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
    scalar(special.chndtr,       lambda x, df, nc: _noncentral_chi2(x, df, nc), in_parameter,
                                 lambda x, df, nc: -_noncentral_chi2(x, df + 2.0, nc), domain=(POSITIVE, 3, POSITIVE)),
    scalar(special.chndtrix,     lambda p, df, nc, out: 1.0 / _noncentral_chi2(out, df, nc), in_parameter,
                                 lambda p, df, nc, out:
                                 _noncentral_chi2(out, df + 2.0, nc) / _noncentral_chi2(out, df, nc),
                                 domain=(SHARE, 3, POSITIVE)),
    scalar(special.nrdtrimn,     lambda p, std, x, out:
                                 -std * math.sqrt(2.0 * math.pi) * np.exp(0.5 * ((x - out) / std) ** 2),
                                 lambda p, std, x, out: (out - x) / std, lambda p, std, x: 1.0,
                                 domain=(SHARE, POSITIVE, REAL)),
    scalar(special.nrdtrisd,     lambda mn, p, x, out: -out / (x - mn),
                                 lambda mn, p, x, out: -out * out / (x - mn) * math.sqrt(2.0 * math.pi)
                                 * np.exp(0.5 * ((x - mn) / out) ** 2),
                                 lambda mn, p, x, out: out / (x - mn), domain=(NEGATIVE, between(0.5, 1.0), POSITIVE)),
    scalar(special.tklmbda,      lambda x, lmbda, out: 1.0 / (out ** (lmbda - 1.0) + (1.0 - out) ** (lmbda - 1.0)),
                                 in_parameter, domain=(between(-0.3, 0.3), 1)),
)
# fmt: on
