"""Continuous distributions with shapes, at location 0 and scale 1."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from srcad.rules.scipy_stats.standard import bounded, continuous
from srcad.rules.vocabulary import Row


def _positive(y, value):
    return y >= 0.0, value


def _from_zero(y, share):
    return np.where(y > 0.0, share, 0.0)


def _to_zero(y, share):
    return np.where(y > 0.0, share, 1.0)


def _dgamma(y, a):
    """What lies below y, in which it has a slope at 0 too, where np.abs has none."""
    outside = special.gammaincc(a, np.where(y > 0.0, y, -y))
    return np.where(y > 0.0, 1.0 - 0.5 * outside, 0.5 * outside)


def _gennorm(y, beta):
    outside = special.gammaincc(1.0 / beta, np.where(y > 0.0, y, -y) ** beta)
    return np.where(y > 0.0, 1.0 - 0.5 * outside, 0.5 * outside)


def _dgamma_at(q, a):
    far = special.gammainccinv(a, np.where(q > 0.5, 2.0 - 2.0 * q, 2.0 * q))
    return np.where(q > 0.5, far, -far)


def _gennorm_at(q, beta):
    far = special.gammainccinv(1.0 / beta, np.where(q > 0.5, 2.0 - 2.0 * q, 2.0 * q)) ** (1.0 / beta)
    return np.where(q > 0.5, far, -far)


def _within(y, value):
    """A logarithm of a density that there is between 0 and 1."""
    return (y >= 0.0) & (y <= 1.0), value


def _normal(y):
    return -0.5 * y * y - 0.5 * np.log(2.0 * np.pi)


def _t(y, df):
    scale = special.gammaln(0.5 * (df + 1.0)) - special.gammaln(0.5 * df) - 0.5 * np.log(np.pi * df)
    return scale - 0.5 * (df + 1.0) * np.log1p(y * y / df)


def _f(y, dfn, dfd):
    scale = 0.5 * dfd * np.log(dfd) + 0.5 * dfn * np.log(dfn) - special.betaln(0.5 * dfn, 0.5 * dfd)
    return _positive(y, scale + special.xlogy(0.5 * dfn - 1.0, y) - 0.5 * (dfn + dfd) * np.log(dfd + dfn * y))


def _lognorm(y, s):
    return _positive(y, _normal(np.log(y) / s) - np.log(s * y))


def _log1p_over(c, y):
    """``log1p(c y) / c``, which is y where c is 0."""
    return y * special.hyp2f1(1.0, 1.0, 2.0, -c * y)


def _genpareto(y, c):
    return (y >= 0.0) & (c * y > -1.0), -(1.0 + c) * _log1p_over(c, y)


def _genextreme(y, c):
    power = _log1p_over(-c, y)
    return c * y < 1.0, (c - 1.0) * power - np.exp(-power)


def _log_mass(a, b):
    """The logarithm of the share of the normal distribution between a and b, both on the side of its smaller tail."""
    low, high = np.where(a > 0.0, -b, a), np.where(a > 0.0, -a, b)
    return special.log_ndtr(high) + np.log(-np.expm1(special.log_ndtr(low) - special.log_ndtr(high)))


def _truncnorm(y, a, b):
    return (y >= a) & (y <= b), _normal(y) - _log_mass(a, b)


def _vonmises(y, kappa):
    return kappa * special.cosm1(y) - np.log(2.0 * np.pi) - np.log(special.i0e(kappa))


def _burr12(y, c, d):
    return _positive(y, np.log(c * d) + special.xlogy(c - 1.0, y) - (d + 1.0) * np.log1p(y**c))


def _johnsonsu(y, a, b):
    return np.log(b) - 0.5 * np.log1p(y * y) + _normal(a + b * np.arcsinh(y))


def _logit(y):
    """Of what is between 0 and 1."""
    return special.logit(np.where((y > 0.0) & (y < 1.0), y, 0.5))


def _johnsonsb(y, a, b):
    return _within(y, np.log(b) - np.log(y * (1.0 - y)) + _normal(a + b * _logit(y)))


def _gengamma(power, a, c):
    return np.where(c > 0, special.gammainc(a, power), special.gammaincc(a, power))


def _odds(share):
    return share / (1.0 - share)


def _loguniform(y, a, b):
    return (y >= a) & (y <= b), -np.log(y) - np.log(np.log(b / a))


# fmt: off
ROWS: tuple[Row, ...] = (
    # --- normal and its kin -------------------------------------------------------------------------------------------
    *continuous(stats.t, _t,
                lambda y, df: special.stdtr(df, y), lambda y, df: special.stdtr(df, -y),
                lambda q, df: special.stdtrit(df, q), lambda q, df: -special.stdtrit(df, q),
                shapes=(3.4,)),
    *bounded(stats.lognorm, _lognorm,
             lambda y, s: _from_zero(y, special.ndtr(np.log(y) / s)),
             lambda y, s: _to_zero(y, special.ndtr(-np.log(y) / s)),
             lambda q, s: np.exp(s * special.ndtri(q)), lambda q, s: np.exp(-s * special.ndtri(q)), shapes=(0.7,)),
    *continuous(stats.skewnorm,
                lambda y, a: np.log(2.0) + _normal(y) + special.log_ndtr(a * y),
                lambda y, a: special.ndtr(y) - 2.0 * special.owens_t(y, a),
                lambda y, a: special.ndtr(-y) + 2.0 * special.owens_t(y, a), shapes=(0.7,)),
    *bounded(stats.truncnorm, _truncnorm, shapes=(-0.8, 1.7)),
    *continuous(stats.vonmises, _vonmises, shapes=(0.7,)),
    *bounded(stats.vonmises_line, lambda y, kappa: (np.abs(y) <= np.pi, _vonmises(y, kappa)), shapes=(0.7,)),
    *continuous(stats.johnsonsu, _johnsonsu,
                lambda y, a, b: special.ndtr(a + b * np.arcsinh(y)),
                lambda y, a, b: special.ndtr(-a - b * np.arcsinh(y)),
                lambda q, a, b: np.sinh((special.ndtri(q) - a) / b),
                lambda q, a, b: np.sinh((-special.ndtri(q) - a) / b), shapes=(0.7, 1.2)),
    *bounded(stats.johnsonsb, _johnsonsb,
             lambda y, a, b: np.where(y < 1.0, _from_zero(y, special.ndtr(a + b * _logit(y))), 1.0),
             lambda y, a, b: np.where(y < 1.0, _to_zero(y, special.ndtr(-a - b * _logit(y))), 0.0),
             lambda q, a, b: special.expit((special.ndtri(q) - a) / b),
             lambda q, a, b: special.expit((-special.ndtri(q) - a) / b), shapes=(0.7, 1.2)),
    *bounded(stats.invgauss,
             lambda y, mu: _positive(y, -0.5 * np.log(2.0 * np.pi) - 1.5 * np.log(y)
                                     - 0.5 * (y / mu - 1.0) ** 2 / y), shapes=(0.7,)),
    *bounded(stats.rice,
             lambda y, b: _positive(y, np.log(y) - 0.5 * (y - b) ** 2 + np.log(special.i0e(y * b))),
             lambda y, b: _from_zero(y, special.chndtr(y * y, 2.0, b * b)), shapes=(0.7,)),
    *continuous(stats.gennorm,
                lambda y, beta: np.log(0.5 * beta) - special.gammaln(1.0 / beta) - np.abs(y) ** beta,
                _gennorm, lambda y, beta: _gennorm(-y, beta),
                _gennorm_at, lambda q, beta: -_gennorm_at(q, beta), shapes=(1.7,)),
    *bounded(stats.halfgennorm,
             lambda y, beta: _positive(y, np.log(beta) - special.gammaln(1.0 / beta) - y ** beta),
             lambda y, beta: _from_zero(y, special.gammainc(1.0 / beta, y ** beta)),
             lambda y, beta: _to_zero(y, special.gammaincc(1.0 / beta, y ** beta)),
             lambda q, beta: special.gammaincinv(1.0 / beta, q) ** (1.0 / beta),
             lambda q, beta: special.gammainccinv(1.0 / beta, q) ** (1.0 / beta), shapes=(1.7,)),

    # --- gamma and its kin --------------------------------------------------------------------------------------------
    *bounded(stats.gamma,
             lambda y, a: _positive(y, special.xlogy(a - 1.0, y) - y - special.gammaln(a)),
             lambda y, a: _from_zero(y, special.gammainc(a, y)), lambda y, a: _to_zero(y, special.gammaincc(a, y)),
             lambda q, a: special.gammaincinv(a, q), lambda q, a: special.gammainccinv(a, q),
             shapes=(1.7,)),
    *bounded(stats.erlang,
             lambda y, a: _positive(y, special.xlogy(a - 1.0, y) - y - special.gammaln(a)),
             lambda y, a: _from_zero(y, special.gammainc(a, y)), lambda y, a: _to_zero(y, special.gammaincc(a, y)),
             lambda q, a: special.gammaincinv(a, q), lambda q, a: special.gammainccinv(a, q), shapes=(2,)),
    *bounded(stats.invgamma,
             lambda y, a: _positive(y, -(a + 1.0) * np.log(y) - special.gammaln(a) - 1.0 / y),
             lambda y, a: _from_zero(y, special.gammaincc(a, 1.0 / y)),
             lambda y, a: _to_zero(y, special.gammainc(a, 1.0 / y)),
             lambda q, a: 1.0 / special.gammainccinv(a, q), lambda q, a: 1.0 / special.gammaincinv(a, q),
             shapes=(1.7,)),
    *bounded(stats.chi2,
             lambda y, df: _positive(y, special.xlogy(0.5 * df - 1.0, y) - 0.5 * y - special.gammaln(0.5 * df)
                                     - 0.5 * np.log(2.0) * df),
             lambda y, df: _from_zero(y, special.chdtr(df, y)), lambda y, df: _to_zero(y, special.chdtrc(df, y)),
             lambda q, df: 2.0 * special.gammaincinv(0.5 * df, q), lambda q, df: special.chdtri(df, q),
             shapes=(3.4,)),
    *bounded(stats.chi,
             lambda y, df: _positive(y, np.log(2.0) - 0.5 * np.log(2.0) * df - special.gammaln(0.5 * df)
                                     + special.xlogy(df - 1.0, y) - 0.5 * y * y),
             lambda y, df: _from_zero(y, special.chdtr(df, y * y)),
             lambda y, df: _to_zero(y, special.chdtrc(df, y * y)),
             lambda q, df: np.sqrt(2.0 * special.gammaincinv(0.5 * df, q)),
             lambda q, df: np.sqrt(special.chdtri(df, q)), shapes=(3.4,)),
    *bounded(stats.nakagami,
             lambda y, nu: _positive(y, np.log(2.0) + special.xlogy(nu, nu) - special.gammaln(nu)
                                     + special.xlogy(2.0 * nu - 1.0, y) - nu * y * y),
             lambda y, nu: _from_zero(y, special.gammainc(nu, nu * y * y)),
             lambda y, nu: _to_zero(y, special.gammaincc(nu, nu * y * y)),
             lambda q, nu: np.sqrt(special.gammaincinv(nu, q) / nu),
             lambda q, nu: np.sqrt(special.gammainccinv(nu, q) / nu), shapes=(1.7,)),
    *continuous(stats.loggamma,
                lambda y, c: c * y - np.exp(y) - special.gammaln(c),
                lambda y, c: special.gammainc(c, np.exp(y)), lambda y, c: special.gammaincc(c, np.exp(y)),
                lambda q, c: np.log(special.gammaincinv(c, q)), lambda q, c: np.log(special.gammainccinv(c, q)),
                shapes=(1.7,)),
    *bounded(stats.gengamma,
             lambda y, a, c: _positive(y, np.log(np.abs(c)) + special.xlogy(c * a - 1.0, y) - y ** c
                                       - special.gammaln(a)),
             lambda y, a, c: _from_zero(y, _gengamma(np.where(y > 0.0, y, 1.0) ** c, a, c)),
             lambda y, a, c: _to_zero(y, _gengamma(np.where(y > 0.0, y, 1.0) ** c, a, -c)),
             lambda q, a, c: np.where(c > 0, special.gammaincinv(a, q), special.gammainccinv(a, q)) ** (1.0 / c),
             lambda q, a, c: np.where(c > 0, special.gammainccinv(a, q), special.gammaincinv(a, q)) ** (1.0 / c),
             shapes=(1.7, 1.2)),
    *continuous(stats.dgamma,
                lambda y, a: special.xlogy(a - 1.0, np.abs(y)) - np.log(2.0) - special.gammaln(a) - np.abs(y),
                _dgamma, lambda y, a: _dgamma(-y, a), _dgamma_at, lambda q, a: -_dgamma_at(q, a), shapes=(1.7,)),

    # --- beta and its kin ---------------------------------------------------------------------------------------------
    *bounded(stats.beta,
             lambda y, a, b: _within(y, special.xlogy(a - 1.0, y) + special.xlog1py(b - 1.0, -y)
                                     - special.betaln(a, b)),
             lambda y, a, b: special.betainc(a, b, np.clip(y, 0.0, 1.0)),
             lambda y, a, b: special.betaincc(a, b, np.clip(y, 0.0, 1.0)),
             lambda q, a, b: special.betaincinv(a, b, q), lambda q, a, b: special.betainccinv(a, b, q),
             shapes=(1.7, 2.3)),
    *bounded(stats.betaprime,
             lambda y, a, b: _positive(y, special.xlogy(a - 1.0, y) - special.xlog1py(a + b, y)
                                       - special.betaln(a, b)),
             lambda y, a, b: _from_zero(y, special.betainc(a, b, y / (1.0 + y))),
             lambda y, a, b: _to_zero(y, special.betainc(b, a, 1.0 / (1.0 + y))),
             lambda q, a, b: _odds(special.betaincinv(a, b, q)),
             lambda q, a, b: 1.0 / _odds(special.betaincinv(b, a, q)), shapes=(1.7, 2.3)),
    *bounded(stats.f, _f,
             lambda y, dfn, dfd: _from_zero(y, special.fdtr(dfn, dfd, y)),
             lambda y, dfn, dfd: _to_zero(y, special.fdtrc(dfn, dfd, y)),
             lambda q, dfn, dfd: special.fdtri(dfn, dfd, q), lambda q, dfn, dfd: special.fdtri(dfn, dfd, 1.0 - q),
             shapes=(3.4, 5.2)),
    *bounded(stats.powerlaw,
             lambda y, a: _within(y, np.log(a) + special.xlogy(a - 1.0, y)),
             lambda y, a: np.clip(y, 0.0, 1.0) ** a, None,
             lambda q, a: q ** (1.0 / a), lambda q, a: (1.0 - q) ** (1.0 / a), shapes=(1.7,)),
    *bounded(stats.loguniform, _loguniform,
             lambda y, a, b: np.log(np.clip(y, a, b) / a) / np.log(b / a), None,
             lambda q, a, b: a * (b / a) ** q, lambda q, a, b: b * (a / b) ** q, shapes=(0.7, 2.3)),
    *bounded(stats.reciprocal, _loguniform,
             lambda y, a, b: np.log(np.clip(y, a, b) / a) / np.log(b / a), None,
             lambda q, a, b: a * (b / a) ** q, lambda q, a, b: b * (a / b) ** q, shapes=(0.7, 2.3)),

    # --- extremes and lifetimes ---------------------------------------------------------------------------------------
    *bounded(stats.weibull_min,
             lambda y, c: _positive(y, np.log(c) + special.xlogy(c - 1.0, y) - y ** c),
             lambda y, c: _from_zero(y, -np.expm1(-y ** c)), lambda y, c: _to_zero(y, np.exp(-y ** c)),
             lambda q, c: (-np.log1p(-q)) ** (1.0 / c), lambda q, c: (-np.log(q)) ** (1.0 / c),
             logsf=lambda y, c: np.where(y > 0.0, -y ** c, 0.0), shapes=(1.7,)),
    *bounded(stats.weibull_max,
             lambda y, c: _positive(-y, np.log(c) + special.xlogy(c - 1.0, -y) - (-y) ** c),
             lambda y, c: _to_zero(-y, np.exp(-(-y) ** c)), lambda y, c: _from_zero(-y, -np.expm1(-(-y) ** c)),
             lambda q, c: -(-np.log(q)) ** (1.0 / c), lambda q, c: -(-np.log1p(-q)) ** (1.0 / c),
             logcdf=lambda y, c: np.where(y < 0.0, -(-y) ** c, 0.0), shapes=(1.7,)),
    *bounded(stats.pareto,
             lambda y, b: (y >= 1.0, np.log(b) - (b + 1.0) * np.log(y)),
             lambda y, b: np.where(y > 1.0, 1.0 - y ** -b, 0.0), lambda y, b: np.where(y > 1.0, y ** -b, 1.0),
             lambda q, b: (1.0 - q) ** (-1.0 / b), lambda q, b: q ** (-1.0 / b),
             logsf=lambda y, b: np.where(y > 1.0, -b * np.log(y), 0.0), shapes=(1.7,)),
    *bounded(stats.lomax,
             lambda y, c: _positive(y, np.log(c) - (c + 1.0) * np.log1p(y)),
             lambda y, c: _from_zero(y, -np.expm1(-c * np.log1p(y))),
             lambda y, c: _to_zero(y, np.exp(-c * np.log1p(y))),
             lambda q, c: np.expm1(-np.log1p(-q) / c), lambda q, c: np.expm1(-np.log(q) / c),
             logsf=lambda y, c: np.where(y > 0.0, -c * np.log1p(y), 0.0), shapes=(1.7,)),
    *bounded(stats.genpareto, _genpareto,
             lambda y, c: _from_zero(y, -np.expm1(-_log1p_over(c, y))),
             lambda y, c: _to_zero(y, np.exp(-_log1p_over(c, y))),
             lambda q, c: -special.boxcox1p(-q, -c), lambda q, c: -special.boxcox(q, -c), shapes=(0.3,)),
    *bounded(stats.genextreme, _genextreme,
             lambda y, c: np.exp(-np.exp(-_log1p_over(-c, y))), lambda y, c: -np.expm1(-np.exp(-_log1p_over(-c, y))),
             lambda q, c: -special.boxcox(-np.log(q), c), lambda q, c: -special.boxcox(-np.log1p(-q), c),
             shapes=(0.3,)),
    *bounded(stats.gompertz,
             lambda y, c: _positive(y, np.log(c) + y - c * np.expm1(y)),
             lambda y, c: _from_zero(y, -np.expm1(-c * np.expm1(y))),
             lambda y, c: _to_zero(y, np.exp(-c * np.expm1(y))),
             lambda q, c: np.log1p(-np.log1p(-q) / c), lambda q, c: np.log1p(-np.log(q) / c), shapes=(0.7,)),
    *bounded(stats.fisk,
             lambda y, c: _positive(y, np.log(c) + special.xlogy(c - 1.0, y) - 2.0 * np.log1p(y ** c)),
             lambda y, c: _from_zero(y, special.expit(c * np.log(y))),
             lambda y, c: _to_zero(y, special.expit(-c * np.log(y))),
             lambda q, c: np.exp(special.logit(q) / c), lambda q, c: np.exp(-special.logit(q) / c), shapes=(1.7,)),
    *bounded(stats.burr12, _burr12,
             lambda y, c, d: _from_zero(y, -np.expm1(-d * np.log1p(y ** c))),
             lambda y, c, d: _to_zero(y, np.exp(-d * np.log1p(y ** c))),
             lambda q, c, d: np.expm1(-np.log1p(-q) / d) ** (1.0 / c),
             lambda q, c, d: np.expm1(-np.log(q) / d) ** (1.0 / c), shapes=(1.7, 1.2)),
    *bounded(stats.exponweib,
             lambda y, a, c: _positive(y, np.log(a * c) + special.xlogy(a - 1.0, -np.expm1(-y ** c)) - y ** c
                                       + special.xlogy(c - 1.0, y)),
             lambda y, a, c: _from_zero(y, (-np.expm1(-y ** c)) ** a), None,
             lambda q, a, c: (-np.log1p(-q ** (1.0 / a))) ** (1.0 / c), shapes=(1.7, 1.2)),
    *bounded(stats.truncexpon,
             lambda y, b: ((y >= 0.0) & (y <= b), -y - np.log(-np.expm1(-b))),
             lambda y, b: np.expm1(-np.clip(y, 0.0, b)) / np.expm1(-b), None,
             lambda q, b: -np.log1p(q * np.expm1(-b)), shapes=(1.7,)),
)
# fmt: on
