"""`scipy.stats`: methods of distributions at places that are not in their tails.

Shapes in which a distribution function has no derivative are integers.
"""

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

#: each with shapes of densities, and those of distribution functions and their inverses
CONTINUOUS: list[tuple[Any, tuple[Any, ...], tuple[Any, ...]]] = [
    *((dist, (), ()) for dist in (
        stats.norm, stats.expon, stats.uniform, stats.laplace, stats.logistic, stats.cauchy, stats.halfnorm,
        stats.halfcauchy, stats.halflogistic, stats.rayleigh, stats.maxwell, stats.gumbel_r, stats.gumbel_l,
        stats.hypsecant, stats.moyal, stats.levy, stats.arcsine, stats.semicircular, stats.wald, stats.gibrat)),
    (stats.t, (3.4,), (3,)),
    (stats.lognorm, (0.7,), (0.7,)),
    (stats.skewnorm, (0.7,), (0.7,)),
    (stats.truncnorm, (-0.8, 1.7), (-0.8, 1.7)),
    (stats.vonmises, (0.7,), (0.7,)),
    (stats.vonmises_line, (0.7,), (0.7,)),
    (stats.johnsonsu, (0.7, 1.2), (0.7, 1.2)),
    (stats.johnsonsb, (0.7, 1.2), (0.7, 1.2)),
    (stats.invgauss, (0.7,), (0.7,)),
    (stats.rice, (0.7,), (0.7,)),
    (stats.gennorm, (1.7,), (1.7,)),
    (stats.halfgennorm, (1.7,), (1.7,)),
    (stats.gamma, (1.7,), (2,)),
    (stats.erlang, (2,), (2,)),
    (stats.invgamma, (1.7,), (2,)),
    (stats.chi2, (3.4,), (3,)),
    (stats.chi, (3.4,), (3,)),
    (stats.nakagami, (1.7,), (2,)),
    (stats.loggamma, (1.7,), (2,)),
    (stats.gengamma, (1.7, 1.2), (2, 1)),
    (stats.dgamma, (1.7,), (2,)),
    (stats.beta, (1.7, 2.3), (2, 3)),
    (stats.betaprime, (1.7, 2.3), (2, 3)),
    (stats.f, (3.4, 5.2), (3, 5)),
    (stats.powerlaw, (1.7,), (1.7,)),
    (stats.loguniform, (0.7, 2.3), (0.7, 2.3)),
    (stats.weibull_min, (1.7,), (1.7,)),
    (stats.weibull_max, (1.7,), (1.7,)),
    (stats.pareto, (1.7,), (1.7,)),
    (stats.lomax, (1.7,), (1.7,)),
    (stats.genpareto, (0.3,), (0.3,)),
    (stats.genextreme, (0.3,), (0.3,)),
    (stats.gompertz, (0.7,), (0.7,)),
    (stats.fisk, (1.7,), (1.7,)),
    (stats.burr12, (1.7, 1.2), (1.7, 1.2)),
    (stats.exponweib, (1.7, 1.2), (1.7, 1.2)),
    (stats.truncexpon, (1.7,), (1.7,)),
]  # fmt: skip


def _methods(dist: Any, *names: str) -> Iterator[Any]:
    """Those of the methods that have rows."""
    found = (getattr(dist, name) for name in names)
    return (fn for fn in found if row_of(fn) is not None)


def _cases() -> Iterator[Case]:
    for dist, shapes, counts in CONTINUOUS:
        x = dist.ppf(SHARES, *shapes)
        for fn in _methods(dist, "logpdf", "pdf"):
            yield Case(fn, (LOC + SCALE * x, *shapes, LOC, SCALE))
        for fn in _methods(dist, "cdf", "sf", "logcdf", "logsf"):
            yield Case(fn, (LOC + SCALE * dist.ppf(SHARES, *counts), *counts, LOC, SCALE))
        for fn in _methods(dist, "ppf", "isf"):
            yield Case(fn, (SHARES, *counts, LOC, SCALE))
    x = np.array([[0.3, -1.2], [0.7, 1.4]])
    yield Case(stats.norm.logpdf, (x,))
    yield Case(stats.norm.logpdf, (0.3,))
    yield Case(stats.norm.logpdf, (x,), {"scale": 0.7})
    yield Case(stats.norm.logpdf, (x,), {"scale": 0.7, "loc": x[0]})
    yield Case(stats.norm.pdf, (0.3,), {"loc": x})
    yield Case(stats.gamma.logpdf, (np.abs(x),), {"scale": 0.7, "a": 1.3})
    yield Case(stats.gamma.logpdf, (np.abs(x), 1.3), {"scale": 0.7})
    yield Case(stats.expon.cdf, (x, 0.2, 1.7))


CASES = list(_cases())
