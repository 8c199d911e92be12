"""Discrete distributions in their parameters; in a count, and in a location that moves it, there is no derivative."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special, stats

from srcad.rules.domains import ABOVE_ONE, POSITIVE, SHARE, whole
from srcad.rules.scipy_stats.standard import Distribution, named
from srcad.rules.vocabulary import Body, Domains, Row, is_literal, static


@static
def _is_whole(value: Any) -> bool:
    """Whether a number or an array is one of integers."""
    dtype = str(getattr(value, "dtype", None) or "")
    return isinstance(value, int) or dtype.startswith(("int", "uint")) or getattr(value, "kind", "") == "i"


def _whole(k):
    """A count; of floats what lies between has no weight, and no derivative."""
    return k if _is_whole(k) else np.floor(k)


def _count(k, loc):
    return _whole(k) if is_literal(loc) and loc == 0 else _whole(k - loc)


def _from(k, least, value):
    """A logarithm of a probability that there is from some count on."""
    return np.where(k >= least, value, -np.inf)


def _same(value):
    return value


def _log(value):
    return np.log(value)


def _exp(value):
    return np.exp(value)


def _rest(value):
    return 1.0 - value


# fmt: off
_SHAPED: dict[str, Callable[[Body, Body], Body]] = {
    "mu": lambda f, end: lambda k, mu, loc=0: end(f(_count(k, loc), mu)),
    "p": lambda f, end: lambda k, p, loc=0: end(f(_count(k, loc), p)),
    "a": lambda f, end: lambda k, a, loc=0: end(f(_count(k, loc), a)),
    "alpha": lambda f, end: lambda k, alpha, loc=0: end(f(_count(k, loc), alpha)),
    "mu1, mu2": lambda f, end: lambda k, mu1, mu2, loc=0: end(f(_count(k, loc), mu1, mu2)),
    "lambda_": lambda f, end: lambda k, lambda_, loc=0: end(f(_count(k, loc), lambda_)),
    "lambda_, N": lambda f, end: lambda k, lambda_, N, loc=0: end(f(_count(k, loc), lambda_, _whole(N))),
    "n, p": lambda f, end: lambda k, n, p, loc=0: end(f(_count(k, loc), n, p)),
    "n, a, b": lambda f, end: lambda k, n, a, b, loc=0: end(f(_count(k, loc), _whole(n), a, b)),
}
# fmt: on


def _discrete(
    dist: Distribution, logpmf: Body, cdf: Body | None = None, sf: Body | None = None, *, domain: Domains
) -> list[Row]:
    """The rows of a distribution: of a count, and of its shapes, which lie in `domain`."""
    shaped = _SHAPED[dist.shapes]
    found = {
        "logpmf": shaped(logpmf, _same),
        "pmf": shaped(logpmf, _exp),
        "cdf": cdf and shaped(cdf, _same),
        "logcdf": cdf and shaped(cdf, _log),
        "sf": shaped(sf, _same) if sf else cdf and shaped(cdf, _rest),
        "logsf": sf and shaped(sf, _log),
    }
    return [named(dist, method, body, domain) for method, body in found.items() if body is not None]


_COUNTS = whole(1, 5)


def _log_binomial(n, k):
    return special.gammaln(n + 1.0) - special.gammaln(k + 1.0) - special.gammaln(n - k + 1.0)


def _binom(k, n, p):
    value = _log_binomial(n, k) + special.xlogy(k, p) + special.xlog1py(n - k, -p)
    return np.where((k >= 0) & (k <= n), value, -np.inf)


def _binom_cdf(k, n, p):
    inner = special.bdtr(np.clip(k, 0, n - 1), n, p)
    return np.where(k < 0, 0.0, np.where(k >= n, 1.0, inner))


def _binom_sf(k, n, p):
    inner = special.bdtrc(np.clip(k, 0, n - 1), n, p)
    return np.where(k < 0, 1.0, np.where(k >= n, 0.0, inner))


def _bernoulli(k, p):
    return np.where((k >= 0) & (k <= 1), special.xlogy(k, p) + special.xlog1py(1 - k, -p), -np.inf)


def _nbinom(k, n, p):
    scale = special.gammaln(n + k) - special.gammaln(k + 1.0) - special.gammaln(n)
    return _from(k, 0, scale + special.xlogy(n, p) + special.xlog1py(k, -p))


def _betabinom(k, n, a, b):
    value = _log_binomial(n, k) + special.betaln(k + a, n - k + b) - special.betaln(a, b)
    return np.where((k >= 0) & (k <= n), value, -np.inf)


def _boltzmann(k, lambda_, N):
    value = np.log(np.expm1(-lambda_) / np.expm1(-lambda_ * N)) - lambda_ * k
    return np.where((k >= 0) & (k < N), value, -np.inf)


def _skellam(k, mu1, mu2):
    root = np.sqrt(mu1) - np.sqrt(mu2)
    bessel = special.ive(np.abs(k), 2.0 * np.sqrt(mu1 * mu2))
    return 0.5 * k * np.log(mu1 / mu2) - root * root + np.log(bessel)


def _betanbinom(k, n, a, b):
    value = special.betaln(a + n, b + k) - special.betaln(a, b) - np.log(n + k) - special.betaln(n, k + 1.0)
    return _from(k, 0, value)


def _zipf(k, a):
    return _from(k, 1, -a * np.log(np.maximum(k, 1)) - np.log(special.zeta(a)))


def _zipf_sf(k, a):
    return np.where(k >= 1, special.zeta(a, np.maximum(k, 0) + 1.0) / special.zeta(a), 1.0)


def _yulesimon(k, alpha):
    return _from(k, 1, np.log(alpha) + special.betaln(np.maximum(k, 1), alpha + 1.0))


def _yulesimon_sf(k, alpha):
    from_one = np.maximum(k, 1)
    return np.where(k >= 1, from_one * special.beta(from_one, alpha + 1.0), 1.0)


#: not there before SciPy 1.12
_BETANBINOM = (
    _discrete(stats.betanbinom, _betanbinom, domain=(_COUNTS, 5, POSITIVE, 1.7)) if hasattr(stats, "betanbinom") else []
)

# fmt: off
ROWS: tuple[Row, ...] = (
    *_discrete(stats.poisson,
               lambda k, mu: _from(k, 0, special.xlogy(k, mu) - special.gammaln(k + 1.0) - mu),
               lambda k, mu: np.where(k >= 0, special.pdtr(np.maximum(k, 0), mu), 0.0),
               lambda k, mu: np.where(k >= 0, special.pdtrc(np.maximum(k, 0), mu), 1.0), domain=(_COUNTS, POSITIVE)),
    *_discrete(stats.bernoulli, _bernoulli,
               lambda k, p: np.where(k < 0, 0.0, np.where(k >= 1, 1.0, 1.0 - p)),
               lambda k, p: np.where(k < 0, 1.0, np.where(k >= 1, 0.0, p)), domain=(0, SHARE)),
    *_discrete(stats.binom, lambda k, n, p: _binom(k, _whole(n), p),
               lambda k, n, p: _binom_cdf(k, _whole(n), p), lambda k, n, p: _binom_sf(k, _whole(n), p),
               domain=(_COUNTS, 5, SHARE)),
    *_discrete(stats.geom,
               lambda k, p: _from(k, 1, special.xlog1py(k - 1, -p) + np.log(p)),
               lambda k, p: np.where(k >= 1, -np.expm1(special.xlog1py(k, -p)), 0.0),
               lambda k, p: np.where(k >= 1, np.exp(special.xlog1py(k, -p)), 1.0), domain=(_COUNTS, SHARE)),
    *_discrete(stats.nbinom, _nbinom,
               lambda k, n, p: np.where(k >= 0, special.betainc(n, np.maximum(k, 0) + 1.0, p), 0.0),
               lambda k, n, p: np.where(k >= 0, special.betaincc(n, np.maximum(k, 0) + 1.0, p), 1.0),
               domain=(_COUNTS, POSITIVE, SHARE)),
    *_discrete(stats.logser,
               lambda k, p: _from(k, 1, special.xlogy(k, p) - np.log(k) - np.log(-np.log1p(-p))),
               domain=(_COUNTS, SHARE)),
    *_discrete(stats.dlaplace, lambda k, a: np.log(np.tanh(0.5 * a)) - a * np.abs(k), domain=(_COUNTS, POSITIVE)),
    *_discrete(stats.planck,
               lambda k, lambda_: _from(k, 0, np.log(-np.expm1(-lambda_)) - lambda_ * k),
               lambda k, lambda_: np.where(k >= 0, -np.expm1(-lambda_ * (k + 1)), 0.0),
               lambda k, lambda_: np.where(k >= 0, np.exp(-lambda_ * (k + 1)), 1.0), domain=(_COUNTS, POSITIVE)),
    *_discrete(stats.boltzmann, _boltzmann, domain=(_COUNTS, POSITIVE, 6)),
    *_discrete(stats.betabinom, _betabinom, domain=(_COUNTS, 5, POSITIVE, 1.7)),
    *_BETANBINOM,
    *_discrete(stats.skellam, _skellam, domain=(_COUNTS, POSITIVE, 1.7)),
    *_discrete(stats.zipf, _zipf, lambda k, a: 1.0 - _zipf_sf(k, a), _zipf_sf, domain=(_COUNTS, ABOVE_ONE)),
    *_discrete(stats.yulesimon, _yulesimon, lambda k, alpha: 1.0 - _yulesimon_sf(k, alpha), _yulesimon_sf,
               domain=(_COUNTS, POSITIVE)),
)
# fmt: on
