"""More continuous distributions, at location 0 and scale 1."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from srcad.rules.scipy_stats.standard import bounded, continuous
from srcad.rules.vocabulary import Row


def _positive(y, value):
    return y > 0.0, value


def _from_zero(y, share):
    return np.where(y > 0.0, share, 0.0)


def _to_zero(y, share):
    return np.where(y > 0.0, share, 1.0)


def _normal(y):
    return -0.5 * y * y - 0.5 * np.log(2.0 * np.pi)


def _triang(y, c):
    value = np.where(y < c, np.log(y / c), np.log((1.0 - y) / (1.0 - c)))
    return (y > 0.0) & (y < 1.0), np.log(2.0) + value


def _trapezoid(y, c, d):
    side = np.where(y < c, np.log(y / c), np.where(y > d, np.log((1.0 - y) / (1.0 - d)), 0.0))
    return (y > 0.0) & (y < 1.0), np.log(2.0 / (1.0 + d - c)) + side


def _foldcauchy(y, c):
    return _positive(y, np.log(1.0 / (1.0 + (y - c) ** 2) + 1.0 / (1.0 + (y + c) ** 2)) - np.log(np.pi))


def _fatiguelife(y, c):
    shape = np.log(y + 1.0) - np.log(2.0 * c) - 0.5 * np.log(2.0 * np.pi) - 1.5 * np.log(y)
    return _positive(y, shape - 0.5 * (y - 1.0) ** 2 / (y * c * c))


def _exponnorm(y, K):
    return 0.5 / (K * K) - y / K + special.log_ndtr(y - 1.0 / K) - np.log(K)


def _mielke(y, k, s):
    return _positive(y, np.log(k) + (k - 1.0) * np.log(y) - (1.0 + k / s) * np.log1p(y**s))


def _powerlognorm(y, c, s):
    z = np.log(y) / s
    return _positive(y, np.log(c / (s * y)) + _normal(z) + (c - 1.0) * special.log_ndtr(-z))


def _norminvgauss(y, a, b):
    length = np.hypot(1.0, y)
    shape = np.log(a / np.pi) + np.log(special.k1e(a * length)) - np.log(length)
    return shape + b * y - a * length + np.sqrt(a * a - b * b)


def _ncx2(y, df, nc):
    root = np.sqrt(y) - np.sqrt(nc)
    bessel = special.ive(0.5 * df - 1.0, np.sqrt(y * nc))
    return _positive(y, (0.25 * df - 0.5) * np.log(y / nc) - 0.5 * root * root + np.log(0.5 * bessel))


def _genexpon(y, a, b, c):
    share = -np.expm1(-c * y)
    return y >= 0.0, np.log(a + b * share) - (a + b) * y + b * share / c


def _dweibull(y, c):
    """What lies below y, in which it has a slope at 0 too, where np.abs may have none."""
    outside = np.exp(-(np.where(y > 0.0, y, -y) ** c))
    return np.where(y > 0.0, 1.0 - 0.5 * outside, 0.5 * outside)


def _laplace_asymmetric(y, kappa):
    return y * np.where(y >= 0.0, -kappa, 1.0 / kappa) - np.log(kappa + 1.0 / kappa)


def _laplace_asymmetric_cdf(y, kappa):
    total = kappa + 1.0 / kappa
    return np.where(y >= 0.0, 1.0 - np.exp(-kappa * y) / (kappa * total), np.exp(y / kappa) * kappa / total)


# fmt: off
ROWS: tuple[Row, ...] = (
    *bounded(stats.anglit,
             lambda y: (np.abs(y) <= 0.25 * np.pi, np.log(np.cos(2.0 * y))),
             lambda y: np.sin(np.clip(y, -0.25 * np.pi, 0.25 * np.pi) + 0.25 * np.pi) ** 2, None,
             lambda q: np.arcsin(np.sqrt(q)) - 0.25 * np.pi),
    *bounded(stats.cosine,
             lambda y: (np.abs(y) <= np.pi, np.log1p(np.cos(y)) - np.log(2.0 * np.pi))),
    *bounded(stats.levy_l,
             lambda y: _positive(-y, -0.5 * np.log(2.0 * np.pi) - 1.5 * np.log(-y) + 0.5 / y),
             lambda y: _to_zero(-y, special.erf(1.0 / np.sqrt(-2.0 * y))),
             lambda y: _from_zero(-y, special.erfc(1.0 / np.sqrt(-2.0 * y)))),
    *bounded(stats.triang, _triang, shapes=(0.47,)),
    *bounded(stats.trapezoid, _trapezoid, shapes=(0.21, 0.74)),
    *bounded(stats.bradford,
             lambda y, c: ((y >= 0.0) & (y <= 1.0), np.log(c / np.log1p(c)) - np.log1p(c * y)),
             lambda y, c: np.log1p(c * np.clip(y, 0.0, 1.0)) / np.log1p(c), None,
             lambda q, c: np.expm1(q * np.log1p(c)) / c, shapes=(0.7,)),
    *bounded(stats.alpha,
             lambda y, a: _positive(y, _normal(a - 1.0 / y) - 2.0 * np.log(y) - special.log_ndtr(a)),
             lambda y, a: _from_zero(y, special.ndtr(a - 1.0 / y) / special.ndtr(a)), None,
             lambda q, a: 1.0 / (a - special.ndtri(q * special.ndtr(a))), shapes=(1.7,)),
    *bounded(stats.foldnorm,
             lambda y, c: (y >= 0.0, np.logaddexp(_normal(y - c), _normal(y + c))),
             lambda y, c: _from_zero(y, special.ndtr(y - c) + special.ndtr(y + c) - 1.0), shapes=(0.7,)),
    *bounded(stats.foldcauchy, _foldcauchy,
             lambda y, c: _from_zero(y, (np.arctan(y - c) + np.arctan(y + c)) / np.pi), shapes=(0.7,)),
    *bounded(stats.fatiguelife, _fatiguelife,
             lambda y, c: _from_zero(y, special.ndtr((np.sqrt(y) - 1.0 / np.sqrt(y)) / c)),
             lambda y, c: _to_zero(y, special.ndtr((1.0 / np.sqrt(y) - np.sqrt(y)) / c)), shapes=(0.7,)),
    *continuous(stats.exponnorm, _exponnorm,
                lambda y, K: special.ndtr(y) - np.exp(0.5 / (K * K) - y / K + special.log_ndtr(y - 1.0 / K)),
                shapes=(1.7,)),
    *bounded(stats.exponpow,
             lambda y, b: _positive(y, np.log(b) + (b - 1.0) * np.log(y) + y ** b - np.expm1(y ** b)),
             lambda y, b: _from_zero(y, -np.expm1(-np.expm1(y ** b))),
             lambda y, b: _to_zero(y, np.exp(-np.expm1(y ** b))),
             lambda q, b: np.log1p(-np.log1p(-q)) ** (1.0 / b), lambda q, b: np.log1p(-np.log(q)) ** (1.0 / b),
             shapes=(1.7,)),
    *continuous(stats.genlogistic,
                lambda y, c: np.log(c) + c * special.log_expit(y) + special.log_expit(-y),
                lambda y, c: np.exp(c * special.log_expit(y)), None,
                lambda q, c: special.logit(q ** (1.0 / c)), None,
                logcdf=lambda y, c: c * special.log_expit(y), shapes=(1.7,)),
    *bounded(stats.invweibull,
             lambda y, c: _positive(y, np.log(c) - (c + 1.0) * np.log(y) - y ** -c),
             lambda y, c: _from_zero(y, np.exp(-y ** -c)), lambda y, c: _to_zero(y, -np.expm1(-y ** -c)),
             lambda q, c: (-np.log(q)) ** (-1.0 / c), lambda q, c: (-np.log1p(-q)) ** (-1.0 / c), shapes=(1.7,)),
    *continuous(stats.laplace_asymmetric, _laplace_asymmetric, _laplace_asymmetric_cdf, shapes=(1.7,)),
    *bounded(stats.loglaplace,
             lambda y, c: _positive(y, np.log(0.5 * c) + np.where(y < 1.0, c - 1.0, -c - 1.0) * np.log(y)),
             lambda y, c: _from_zero(y, np.where(y < 1.0, 0.5 * y ** c, 1.0 - 0.5 * y ** -c)),
             lambda y, c: _to_zero(y, np.where(y < 1.0, 1.0 - 0.5 * y ** c, 0.5 * y ** -c)), shapes=(1.7,)),
    *bounded(stats.mielke, _mielke,
             lambda y, k, s: _from_zero(y, y ** k / (1.0 + y ** s) ** (k / s)), shapes=(1.7, 1.2)),
    *bounded(stats.kappa3,
             lambda y, a: _positive(y, np.log(a) - (1.0 + 1.0 / a) * np.log(a + y ** a)),
             lambda y, a: _from_zero(y, y * (a + y ** a) ** (-1.0 / a)), shapes=(1.7,)),
    *continuous(stats.powernorm,
                lambda y, c: np.log(c) + _normal(y) + (c - 1.0) * special.log_ndtr(-y),
                lambda y, c: -np.expm1(c * special.log_ndtr(-y)), lambda y, c: np.exp(c * special.log_ndtr(-y)),
                logsf=lambda y, c: c * special.log_ndtr(-y), shapes=(1.7,)),
    *bounded(stats.powerlognorm, _powerlognorm,
             lambda y, c, s: _from_zero(y, -np.expm1(c * special.log_ndtr(-np.log(y) / s))),
             lambda y, c, s: _to_zero(y, np.exp(c * special.log_ndtr(-np.log(y) / s))), shapes=(1.7, 0.7)),
    *bounded(stats.truncpareto,
             lambda y, b, c: ((y >= 1.0) & (y <= c), np.log(b / (1.0 - c ** -b)) - (b + 1.0) * np.log(y)),
             lambda y, b, c: (1.0 - np.clip(y, 1.0, c) ** -b) / (1.0 - c ** -b), shapes=(1.7, 3.2)),
    *continuous(stats.skewcauchy,
                lambda y, a: -np.log(np.pi) - np.log1p((y / (1.0 + a * np.sign(y))) ** 2), shapes=(0.3,)),
    *bounded(stats.wrapcauchy,
             lambda y, c: ((y >= 0.0) & (y <= 2.0 * np.pi),
                           np.log((1.0 - c * c) / (2.0 * np.pi)) - np.log(1.0 + c * c - 2.0 * c * np.cos(y))),
             shapes=(0.3,)),
    *continuous(stats.dweibull,
                lambda y, c: np.log(0.5 * c) + (c - 1.0) * np.log(np.abs(y)) - np.abs(y) ** c,
                _dweibull, lambda y, c: _dweibull(-y, c), shapes=(1.7,)),
    *bounded(stats.rdist,
             lambda y, c: (np.abs(y) < 1.0, (0.5 * c - 1.0) * np.log1p(-y * y) - special.betaln(0.5, 0.5 * c)),
             lambda y, c: special.betainc(0.5 * c, 0.5 * c, 0.5 + 0.5 * np.clip(y, -1.0, 1.0)),
             lambda y, c: special.betainc(0.5 * c, 0.5 * c, 0.5 - 0.5 * np.clip(y, -1.0, 1.0)),
             lambda q, c: 2.0 * special.betaincinv(0.5 * c, 0.5 * c, q) - 1.0,
             lambda q, c: 1.0 - 2.0 * special.betaincinv(0.5 * c, 0.5 * c, q), shapes=(3.4,)),
    *bounded(stats.recipinvgauss,
             lambda y, mu: _positive(y, -0.5 * np.log(2.0 * np.pi * y) - 0.5 * (1.0 / mu - y) ** 2 / y), shapes=(0.7,)),
    *continuous(stats.norminvgauss, _norminvgauss, shapes=(1.7, 0.6)),
    *bounded(stats.ncx2, _ncx2, lambda y, df, nc: _from_zero(y, special.chndtr(y, df, nc)), shapes=(3, 1.7)),
    *bounded(stats.genexpon, _genexpon, shapes=(0.7, 1.2, 0.4)),
    *bounded(stats.burr,
             lambda y, c, d: _positive(y, np.log(c * d) - (c + 1.0) * np.log(y) - (d + 1.0) * np.log1p(y ** -c)),
             lambda y, c, d: _from_zero(y, np.exp(-d * np.log1p(y ** -c))), shapes=(1.7, 1.2)),
)
# fmt: on
