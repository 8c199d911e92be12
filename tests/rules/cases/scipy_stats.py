"""`scipy.stats`: keywords of methods of distributions, and statistics of samples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import stats

from tests.rules.checking import Case

COUNTS = np.array([1, 2, 4, 3])
SHARES = np.array([0.15, 0.4, 0.62, 0.85])

#: of arrays of three axes where one is named, else of one and two
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


def _cases() -> Iterator[Case]:
    for method in ("logpdf", "pdf", "cdf", "sf", "logcdf", "logsf"):
        yield Case(getattr(stats.gengamma, method), (stats.gengamma.ppf(SHARES, 1.7, -1.2), 1.7, -1.2))
    for method in ("ppf", "isf"):
        yield Case(getattr(stats.gengamma, method), (SHARES, 1.7, -1.2))
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
        yield from (Case(fn, (samples,), kw) for samples in ((block,) if "axis" in kw else (vector, matrix)))
    weights = rng.uniform(0.2, 1.0, (4, 5))
    for fn in (stats.gmean, stats.hmean):
        yield Case(fn, (matrix,), {"weights": weights})
        yield Case(fn, (matrix, 1), {"weights": weights})
    yield from (Case(stats.pmean, (matrix, p)) for p in (2, 0.7, 0))
    yield Case(stats.pmean, (matrix, -1.5), {"axis": 1, "weights": weights, "keepdims": True})
    yield Case(stats.zmap, (vector, matrix), {"axis": None})
    yield Case(stats.zmap, (vector, matrix))
    yield Case(stats.zmap, (matrix[:, :1], matrix), {"axis": 1, "ddof": 1})
    yield from (Case(stats.trim_mean, (samples, 0.3)) for samples in (vector, block))
    yield Case(stats.trim_mean, (block, 0.11, None))
    yield Case(stats.trim_mean, (block, 0.3, -1))
    yield Case(stats.wasserstein_distance, (vector, matrix[0, :3]))
    yield Case(stats.energy_distance, (vector, matrix[0, :3]))
    yield Case(stats.entropy, (matrix, matrix[::-1].copy()))
    yield Case(stats.entropy, (matrix, matrix[::-1].copy(), 2.0, 1))
    yield Case(stats.boxcox_llf, (0.3, matrix), {"axis": 1})
    yield Case(stats.rankdata, (vector,))


def _of_vectors() -> Iterator[Case]:
    rng = np.random.default_rng(8)
    x, mean = rng.standard_normal((4, 3)), rng.standard_normal(3)
    factor = rng.standard_normal((3, 3)) + 2.0 * np.eye(3)
    cov = factor @ factor.T
    for fn in (stats.multivariate_normal.logpdf, stats.multivariate_normal.pdf):
        yield Case(fn, (x, mean, cov))
        yield Case(fn, (x,), {"cov": cov})
    for fn in (stats.multivariate_t.logpdf, stats.multivariate_t.pdf):
        yield Case(fn, (x, mean, cov, 3.4))
        yield Case(fn, (x[0],), {"shape": cov})


def _of_counts() -> Iterator[Case]:
    for fn in (stats.bernoulli.logpmf, stats.bernoulli.cdf, stats.bernoulli.sf):
        yield Case(fn, (COUNTS % 2, np.array([0.3, 0.6, 0.7, 0.2])))
    yield Case(stats.poisson.logpmf, (COUNTS, 1.3, 1))
    yield Case(stats.poisson.pmf, (3,), {"mu": 1.3})


#: shares add up to one: tests/rules/test_distributions.py
ELSEWHERE = (stats.dirichlet.logpdf, stats.dirichlet.pdf)

CASES = [*_cases(), *_of_counts(), *_of_samples(), *_of_vectors()]
