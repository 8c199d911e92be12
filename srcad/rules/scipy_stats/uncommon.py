"""Continuous distributions that few use, at location 0 and scale 1."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from srcad.rules.scipy_stats.standard import bounded, continuous
from srcad.rules.vocabulary import Row


def _normal(y):
    return -0.5 * y * y - 0.5 * np.log(2.0 * np.pi)


# --- Argus: what the gamma distribution of shape 3/2 has up to chi**2 / 2 --------------------------------------------


def _argus(y, chi):
    inner = (1.0 - y) * (1.0 + y)
    scale = 3.0 * np.log(chi) - 0.5 * np.log(2.0 * np.pi) - np.log(0.5 * special.gammainc(1.5, 0.5 * chi * chi))
    return (y > 0.0) & (y < 1.0), scale + np.log(y) + 0.5 * np.log(inner) - 0.5 * chi * chi * inner


def _argus_sf(y, chi):
    inside = np.clip(y, 0.0, 1.0)
    inner = 0.5 * chi * chi * (1.0 - inside) * (1.0 + inside)
    return special.gammainc(1.5, inner) / special.gammainc(1.5, 0.5 * chi * chi)


# --- Crystal Ball: normal, with a power law below -beta --------------------------------------------------------------


def _crystalball_tail(beta, m):
    """What the tail holds, where the normal part is ``exp(-y**2 / 2)``; and all."""
    tail = m / beta / (m - 1.0) * np.exp(-0.5 * beta * beta)
    return tail, tail + np.sqrt(2.0 * np.pi) * special.ndtr(beta)


def _crystalball(y, beta, m):
    _, total = _crystalball_tail(beta, m)
    power = -m * np.log1p(np.maximum(-beta - y, 0.0) * beta / m) - 0.5 * beta * beta
    return np.where(y > -beta, -0.5 * y * y, power) - np.log(total)


def _crystalball_cdf(y, beta, m):
    tail, total = _crystalball_tail(beta, m)
    body = tail + np.sqrt(2.0 * np.pi) * (special.ndtr(y) - special.ndtr(-beta))
    power = tail * np.exp((1.0 - m) * np.log1p(np.maximum(-beta - y, 0.0) * beta / m))
    return np.where(y > -beta, body, power) / total


# --- the rest --------------------------------------------------------------------------------------------------------


def _log_mills(x):
    """The logarithm of what lies above x in the normal distribution over its density there."""
    return special.log_ndtr(-x) - _normal(x)


def _dpareto_lognorm(y, u, s, a, b):
    z = (np.log(y) - u) / s
    sides = np.logaddexp(_log_mills(a * s - z), _log_mills(b * s + z))
    return y > 0.0, np.log(a) + np.log(b) - np.log(a + b) - np.log(y) + _normal(z) + sides


def _genhalflogistic(y, c):
    inside = (y >= 0.0) & (c * y < 1.0)
    log = np.log1p(-c * np.where(inside, y, 0.0))
    return inside, np.log(2.0) + log / c - log - 2.0 * np.log1p(np.exp(log / c))


def _genhalflogistic_cdf(y, c):
    inside = (y >= 0.0) & (c * y < 1.0)
    log = np.log1p(-c * np.where(inside, y, 0.0))
    return np.where(inside, np.tanh(-0.5 * log / c), y > 0.0)


def _jf_skew_t(y, a, b):
    side = y / np.sqrt(a + b + y * y)
    scale = (a + b - 1.0) * np.log(2.0) + special.betaln(a, b) + 0.5 * np.log(a + b)
    return (a + 0.5) * np.log1p(side) + (b + 0.5) * np.log1p(-side) - scale


def _below_skew_t(y, a, b):
    return 0.5 * (1.0 + y / np.sqrt(a + b + y * y))


def _skew_t_of(share, a, b):
    return (share - 0.5) * np.sqrt((a + b) / (share * (1.0 - share)))


def _rel_breitwigner(y, rho):
    root = np.sqrt(1.0 + 1.0 / (rho * rho))
    scale = 0.5 * np.log(2.0 * root * root / (1.0 + root)) + np.log(2.0 / np.pi)
    return y >= 0.0, scale - np.log1p(((y - rho) * (y + rho) / rho) ** 2)


def _truncweibull_min(y, c, a, b):
    log_mass = -(a**c) + np.log(-np.expm1(a**c - b**c))
    return (y >= a) & (y <= b), np.log(c) + special.xlogy(c - 1.0, y) - y**c - log_mass


def _truncweibull_share(low, high, c, a, b):
    """How much lies between two places, of all between a and b."""
    return np.exp(a**c - low**c) * np.expm1(low**c - high**c) / np.expm1(a**c - b**c)


def _tukeylambda(y, lam):
    share = special.tklmbda(y, lam)
    return lam * np.abs(y) < 1.0, -np.log(share ** (lam - 1.0) + (1.0 - share) ** (lam - 1.0))


#: not there before SciPy 1.12
_JF_SKEW_T = (
    continuous(
        stats.jf_skew_t,
        _jf_skew_t,
        lambda y, a, b: special.betainc(a, b, _below_skew_t(y, a, b)),
        lambda y, a, b: special.betaincc(a, b, _below_skew_t(y, a, b)),
        lambda q, a, b: _skew_t_of(special.betaincinv(a, b, q), a, b),
        lambda q, a, b: _skew_t_of(special.betainccinv(a, b, q), a, b),
        shapes=(1.7, 2.3),
    )
    if hasattr(stats, "jf_skew_t")
    else []
)
#: not there before SciPy 1.15
_DPARETO_LOGNORM = (
    bounded(stats.dpareto_lognorm, _dpareto_lognorm, shapes=(0.3, 0.7, 1.7, 2.3))
    if hasattr(stats, "dpareto_lognorm")
    else []
)

# fmt: off
ROWS: tuple[Row, ...] = (
    *bounded(stats.argus, _argus, lambda y, chi: 1.0 - _argus_sf(y, chi), _argus_sf, shapes=(1.7,)),
    *continuous(stats.crystalball, _crystalball, _crystalball_cdf, shapes=(1.2, 2.3)),
    *_DPARETO_LOGNORM,
    *bounded(stats.genhalflogistic, _genhalflogistic, _genhalflogistic_cdf, None,
             lambda q, c: -np.expm1(-2.0 * c * np.arctanh(q)) / c, shapes=(0.7,)),
    *_JF_SKEW_T,
    *bounded(stats.rel_breitwigner, _rel_breitwigner, shapes=(1.7,)),
    *bounded(stats.truncweibull_min, _truncweibull_min,
             lambda y, c, a, b: _truncweibull_share(a, np.clip(y, a, b), c, a, b),
             lambda y, c, a, b: _truncweibull_share(np.clip(y, a, b), b, c, a, b), shapes=(1.7, 0.4, 2.3)),
    *bounded(stats.tukeylambda, _tukeylambda,
             lambda y, lam: special.tklmbda(y, lam), lambda y, lam: special.tklmbda(-y, lam),
             lambda q, lam: special.boxcox(q, lam) - special.boxcox1p(-q, lam),
             lambda q, lam: special.boxcox1p(-q, lam) - special.boxcox(q, lam), shapes=(0.4,)),
)
# fmt: on
