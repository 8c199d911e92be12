"""`scipy.stats`: methods of distributions at places that are not in their tails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import stats

from srcad.rules.table import row_of
from tests.rules.checking import Case

SHARES = np.array([0.15, 0.4, 0.62, 0.85])
LOC = np.array([0.3, -0.2, 0.1, 0.4])
SCALE = np.array([1.3])

#: each with its shapes
CONTINUOUS: list[tuple[Any, tuple[Any, ...]]] = [
    *((dist, ()) for dist in (
        stats.norm, stats.expon, stats.uniform, stats.laplace, stats.logistic, stats.cauchy, stats.halfnorm,
        stats.halfcauchy, stats.halflogistic, stats.rayleigh, stats.maxwell, stats.gumbel_r, stats.gumbel_l,
        stats.hypsecant, stats.moyal, stats.levy, stats.arcsine, stats.semicircular, stats.wald, stats.gibrat)),
    (stats.t, (3.4,)),
    (stats.lognorm, (0.7,)),
    (stats.skewnorm, (0.7,)),
    (stats.truncnorm, (-0.8, 1.7)),
    (stats.vonmises, (0.7,)),
    (stats.vonmises_line, (0.7,)),
    (stats.johnsonsu, (0.7, 1.2)),
    (stats.johnsonsb, (0.7, 1.2)),
    (stats.invgauss, (0.7,)),
    (stats.rice, (0.7,)),
    (stats.gennorm, (1.7,)),
    (stats.halfgennorm, (1.7,)),
    (stats.gamma, (1.7,)),
    (stats.erlang, (2,)),
    (stats.invgamma, (1.7,)),
    (stats.chi2, (3.4,)),
    (stats.chi, (3.4,)),
    (stats.nakagami, (1.7,)),
    (stats.loggamma, (1.7,)),
    (stats.gengamma, (1.7, 1.2)),
    (stats.dgamma, (1.7,)),
    (stats.beta, (1.7, 2.3)),
    (stats.betaprime, (1.7, 2.3)),
    (stats.f, (3.4, 5.2)),
    (stats.powerlaw, (1.7,)),
    (stats.loguniform, (0.7, 2.3)),
    (stats.reciprocal, (0.7, 2.3)),
    (stats.weibull_min, (1.7,)),
    (stats.weibull_max, (1.7,)),
    (stats.pareto, (1.7,)),
    (stats.lomax, (1.7,)),
    (stats.genpareto, (0.3,)),
    (stats.genextreme, (0.3,)),
    (stats.gompertz, (0.7,)),
    (stats.fisk, (1.7,)),
    (stats.burr12, (1.7, 1.2)),
    (stats.exponweib, (1.7, 1.2)),
    (stats.truncexpon, (1.7,)),
    *((dist, ()) for dist in (stats.anglit, stats.cosine, stats.levy_l)),
    (stats.triang, (0.47,)),
    (stats.trapezoid, (0.21, 0.74)),
    (stats.bradford, (0.7,)),
    (stats.alpha, (1.7,)),
    (stats.foldnorm, (0.7,)),
    (stats.foldcauchy, (0.7,)),
    (stats.fatiguelife, (0.7,)),
    (stats.exponnorm, (1.7,)),
    (stats.exponpow, (1.7,)),
    (stats.genlogistic, (1.7,)),
    (stats.invweibull, (1.7,)),
    (stats.laplace_asymmetric, (1.7,)),
    (stats.loglaplace, (1.7,)),
    (stats.mielke, (1.7, 1.2)),
    (stats.kappa3, (1.7,)),
    (stats.powernorm, (1.7,)),
    (stats.powerlognorm, (1.7, 0.7)),
    (stats.truncpareto, (1.7, 3.2)),
    (stats.skewcauchy, (0.3,)),
    (stats.wrapcauchy, (0.3,)),
    (stats.dweibull, (1.7,)),
    (stats.rdist, (3.4,)),
    (stats.recipinvgauss, (0.7,)),
    (stats.norminvgauss, (1.7, 0.6)),
    (stats.ncx2, (3, 1.7)),
    (stats.genexpon, (0.7, 1.2, 0.4)),
    (stats.burr, (1.7, 1.2)),
    (stats.gengamma, (1.7, -1.2)),
    (stats.argus, (1.7,)),
    (stats.crystalball, (1.2, 2.3)),
    *((dist, (0.3, 0.7, 1.7, 2.3)) for dist in (getattr(stats, "dpareto_lognorm", None),) if dist),
    (stats.genhalflogistic, (0.7,)),
    *((dist, (1.7, 2.3)) for dist in (getattr(stats, "jf_skew_t", None),) if dist),
    (stats.rel_breitwigner, (1.7,)),
    (stats.truncweibull_min, (1.7, 0.4, 2.3)),
    (stats.tukeylambda, (0.4,)),
]  # fmt: skip


COUNTS = np.array([1, 2, 4, 3])
#: each with its shapes where there is a density, and where there is a distribution function
DISCRETE: list[tuple[Any, tuple[Any, ...]]] = [
    (stats.poisson, (np.array([1.3, 2.1, 0.7, 2.0]),)),
    (stats.bernoulli, (np.array([0.3, 0.6, 0.7, 0.2]),)),
    (stats.binom, (5, np.array([0.3, 0.6, 0.7, 0.2]))),
    (stats.geom, (np.array([0.3, 0.6, 0.7, 0.2]),)),
    (stats.nbinom, (3, np.array([0.3, 0.6, 0.7, 0.2]))),
    (stats.logser, (np.array([0.3, 0.6, 0.7, 0.2]),)),
    (stats.dlaplace, (np.array([0.3, 0.6, 0.7, 1.2]),)),
    (stats.planck, (np.array([0.3, 0.6, 0.7, 1.2]),)),
    (stats.boltzmann, (np.array([0.3, 0.6, 0.7, 1.2]), 6)),
    (stats.betabinom, (5, np.array([0.3, 0.6, 0.7, 1.2]), 1.7)),
    *((dist, (5, np.array([0.3, 0.6, 0.7, 1.2]), 1.7)) for dist in (getattr(stats, "betanbinom", None),) if dist),
    (stats.skellam, (np.array([1.3, 2.1, 0.7, 2.0]), 1.7)),
    (stats.zipf, (np.array([1.3, 2.1, 1.7, 2.6]),)),
    (stats.yulesimon, (np.array([1.3, 2.1, 0.7, 2.0]),)),
]

#: parts of arrays of one, two and three axes
STATISTICS: list[tuple[Any, dict[str, Any]]] = [
    (stats.skew, {}), (stats.skew, {"axis": -1, "bias": False}), (stats.skew, {"axis": None, "keepdims": True}),
    (stats.kurtosis, {}), (stats.kurtosis, {"axis": -1, "bias": False}), (stats.kurtosis, {"fisher": False}),
    (stats.kurtosis, {"axis": None, "bias": False, "fisher": False, "keepdims": True}),
    (stats.moment, {"order": 3}), (stats.moment, {"order": 2, "axis": -1, "keepdims": True}),
    (stats.moment, {"order": 3, "axis": None, "center": 0.7}),
    (stats.variation, {}), (stats.variation, {"axis": -1, "ddof": 1, "keepdims": True}),
    (stats.sem, {}), (stats.sem, {"axis": None, "ddof": 0}), (stats.sem, {"axis": -1, "keepdims": True}),
    (stats.gmean, {}), (stats.gmean, {"axis": -1, "keepdims": True}), (stats.gmean, {"axis": None}),
    (stats.hmean, {}), (stats.hmean, {"axis": -1, "keepdims": True}), (stats.hmean, {"axis": None}),
    (stats.gstd, {}), (stats.gstd, {"axis": -1, "ddof": 0, "keepdims": True}),
    (stats.tmean, {}), (stats.tmean, {"axis": 0}), (stats.tvar, {}), (stats.tvar, {"axis": -1, "ddof": 0}),
    (stats.tstd, {}), (stats.tsem, {"axis": -1, "keepdims": True}), (stats.tsem, {}),
    (stats.kstat, {}), (stats.kstat, {"n": 1, "axis": 0}), (stats.kstat, {"n": 3, "axis": -1, "keepdims": True}),
    (stats.kstat, {"n": 4, "axis": -1}),
    (stats.iqr, {}), (stats.iqr, {"rng": (20, 70), "scale": 2.0}),
    (stats.median_abs_deviation, {}), (stats.median_abs_deviation, {"axis": -1, "scale": 0.7}),
    (stats.circmean, {}), (stats.circmean, {"axis": -1, "high": 5.0, "low": -1.0}), (stats.circvar, {"axis": 0}),
    (stats.circvar, {"high": 7.0}), (stats.circstd, {}), (stats.circstd, {"axis": -1, "normalize": True}),
    (stats.zscore, {}), (stats.zscore, {"axis": -1, "ddof": 1}), (stats.zscore, {"axis": None}),
    (stats.gzscore, {}), (stats.gzscore, {"axis": -1, "ddof": 1}),
    (stats.entropy, {}), (stats.entropy, {"axis": -1, "base": 2.0, "keepdims": True}),
]  # fmt: skip


def _methods(dist: Any, *names: str) -> Iterator[Any]:
    """Those of the methods that have rows."""
    found = (getattr(dist, name) for name in names)
    return (fn for fn in found if row_of(fn) is not None)


def _cases() -> Iterator[Case]:
    for dist, shapes in CONTINUOUS:
        x = LOC + SCALE * dist.ppf(SHARES, *shapes)
        for fn in _methods(dist, "logpdf", "pdf", "cdf", "sf", "logcdf", "logsf"):
            yield Case(fn, (x, *shapes, LOC, SCALE))
        for fn in _methods(dist, "ppf", "isf"):
            yield Case(fn, (SHARES, *shapes, LOC, SCALE))
    x = np.array([[0.3, -1.2], [0.7, 1.4]])
    yield Case(stats.norm.logpdf, (x,))
    yield Case(stats.norm.logpdf, (0.3,))
    yield Case(stats.norm.logpdf, (x,), {"scale": 0.7})
    yield Case(stats.norm.logpdf, (x,), {"scale": 0.7, "loc": x[0]})
    yield Case(stats.norm.pdf, (0.3,), {"loc": x})
    yield Case(stats.gamma.logpdf, (np.abs(x),), {"scale": 0.7, "a": 1.3})
    yield Case(stats.gamma.logpdf, (np.abs(x), 1.3), {"scale": 0.7})
    yield Case(stats.expon.cdf, (x, 0.2, 1.7))


def _of_samples() -> Iterator[Case]:
    rng = np.random.default_rng(7)
    vector, matrix, block = (rng.uniform(0.4, 2.9, shape) for shape in (5, (4, 5), (4, 2, 5)))
    for fn, kw in STATISTICS:
        yield from (Case(fn, (samples,), kw) for samples in (vector, matrix, block))
    weights = rng.uniform(0.2, 1.0, (4, 5))
    for fn in (stats.gmean, stats.hmean):
        yield Case(fn, (matrix,), {"weights": weights})
        yield Case(fn, (matrix, 1), {"weights": weights})
    yield from (Case(stats.pmean, (matrix, p)) for p in (2, 0.7, 0))
    yield Case(stats.pmean, (matrix, -1.5), {"axis": 1, "weights": weights, "keepdims": True})
    yield Case(stats.zmap, (vector, matrix), {"axis": None})
    yield Case(stats.zmap, (vector, matrix))
    yield Case(stats.zmap, (matrix[:, :1], matrix), {"axis": 1, "ddof": 1})
    yield from (Case(stats.trim_mean, (samples, 0.3)) for samples in (vector, matrix, block))
    yield Case(stats.trim_mean, (block, 0.11, None))
    yield Case(stats.trim_mean, (block, 0.3, -1))
    yield Case(stats.wasserstein_distance, (vector, matrix[0]))
    yield Case(stats.wasserstein_distance, (vector, matrix[0, :3]))
    yield Case(stats.energy_distance, (vector, matrix[0]))
    yield Case(stats.energy_distance, (vector, matrix[0, :3]))
    yield Case(stats.entropy, (matrix, matrix[::-1].copy()))
    yield Case(stats.entropy, (matrix, matrix[::-1].copy(), 2.0, 1))
    yield Case(stats.pearsonr, (vector, matrix[0]))
    yield Case(stats.boxcox, (vector, 0.3))
    yield Case(stats.boxcox_llf, (0.3, vector))
    yield Case(stats.boxcox_llf, (0.3, matrix), {"axis": 1})
    yield Case(stats.yeojohnson, (vector - 1.5, 0.3))
    yield Case(stats.yeojohnson_llf, (0.3, vector - 1.5))
    yield Case(stats.rankdata, (vector,))


def _of_vectors() -> Iterator[Case]:
    rng = np.random.default_rng(8)
    x, mean = rng.standard_normal((4, 3)), rng.standard_normal(3)
    factor = rng.standard_normal((3, 3)) + 2.0 * np.eye(3)
    cov = factor @ factor.T
    for fn in (stats.multivariate_normal.logpdf, stats.multivariate_normal.pdf):
        yield Case(fn, (x, mean, cov))
        yield Case(fn, (x[0], mean, cov))
        yield Case(fn, (x,), {"cov": cov})
    for fn in (stats.multivariate_t.logpdf, stats.multivariate_t.pdf):
        yield Case(fn, (x, mean, cov, 3.4))
        yield Case(fn, (x[0],), {"shape": cov})


def _of_counts() -> Iterator[Case]:
    for dist, shapes in DISCRETE:
        counts = COUNTS if dist is not stats.bernoulli else COUNTS % 2
        for fn in _methods(dist, "logpmf", "pmf", "cdf", "logcdf", "sf"):
            yield Case(fn, (counts, *shapes))
        for fn in _methods(dist, "logsf"):
            yield Case(fn, (counts if dist is not stats.bernoulli else 0 * counts, *shapes))
    yield Case(stats.poisson.logpmf, (COUNTS, 1.3, 1))
    yield Case(stats.poisson.pmf, (3,), {"mu": 1.3})
    yield Case(stats.nbinom.logpmf, (COUNTS, 2.6, 0.4))
    yield Case(stats.nbinom.cdf, (COUNTS, 2.6, 0.4))


#: shares add up to one: tests/rules/test_distributions.py
ELSEWHERE = (stats.dirichlet.logpdf, stats.dirichlet.pdf)

CASES = [*_cases(), *_of_counts(), *_of_samples(), *_of_vectors()]
