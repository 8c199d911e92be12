"""From what a distribution is at location 0 and scale 1 to the rows of its methods.

A method of a distribution takes its shapes by the names that SciPy has given them, then `loc` and `scale`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from srcad.rules.signatures import name_parameters
from srcad.rules.vocabulary import Body, Row, formula, is_literal

Distribution = Any


def unit(x, loc, scale):
    """``(x - loc) / scale``"""
    return _over(x, scale) if is_literal(loc) and loc == 0 else _over(x - loc, scale)


def shifted(y, loc, scale):
    """``loc + scale y``"""
    return _times(y, scale) if is_literal(loc) and loc == 0 else loc + _times(y, scale)


def _over(x, scale):
    return x if is_literal(scale) and scale == 1 else x / scale


def _times(y, scale):
    return y if is_literal(scale) and scale == 1 else scale * y


def _log_density(value, scale):
    return value if is_literal(scale) and scale == 1 else value - np.log(scale)


def _density(value, scale):
    return np.exp(_log_density(value, scale))


def _share(value, scale):
    return value


def _log_share(value, scale):
    return np.log(value)


def _rest(value, scale):
    return 1.0 - value


class Shaped(NamedTuple):
    """How methods of distributions with certain shapes take them: those of places, and those of shares."""

    places: Callable[[Body, Body], Body]
    shares: Callable[[Body], Body]


# fmt: off
_SHAPED: dict[str, Shaped] = {
    "": Shaped(
        lambda f, end: lambda x, loc=0.0, scale=1.0: end(f(unit(x, loc, scale)), scale),
        lambda f: lambda q, loc=0.0, scale=1.0: shifted(f(q), loc, scale)),
    "a": Shaped(
        lambda f, end: lambda x, a, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), a), scale),
        lambda f: lambda q, a, loc=0.0, scale=1.0: shifted(f(q, a), loc, scale)),
    "b": Shaped(
        lambda f, end: lambda x, b, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), b), scale),
        lambda f: lambda q, b, loc=0.0, scale=1.0: shifted(f(q, b), loc, scale)),
    "c": Shaped(
        lambda f, end: lambda x, c, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), c), scale),
        lambda f: lambda q, c, loc=0.0, scale=1.0: shifted(f(q, c), loc, scale)),
    "s": Shaped(
        lambda f, end: lambda x, s, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), s), scale),
        lambda f: lambda q, s, loc=0.0, scale=1.0: shifted(f(q, s), loc, scale)),
    "df": Shaped(
        lambda f, end: lambda x, df, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), df), scale),
        lambda f: lambda q, df, loc=0.0, scale=1.0: shifted(f(q, df), loc, scale)),
    "mu": Shaped(
        lambda f, end: lambda x, mu, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), mu), scale),
        lambda f: lambda q, mu, loc=0.0, scale=1.0: shifted(f(q, mu), loc, scale)),
    "nu": Shaped(
        lambda f, end: lambda x, nu, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), nu), scale),
        lambda f: lambda q, nu, loc=0.0, scale=1.0: shifted(f(q, nu), loc, scale)),
    "kappa": Shaped(
        lambda f, end: lambda x, kappa, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), kappa), scale),
        lambda f: lambda q, kappa, loc=0.0, scale=1.0: shifted(f(q, kappa), loc, scale)),
    "beta": Shaped(
        lambda f, end: lambda x, beta, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), beta), scale),
        lambda f: lambda q, beta, loc=0.0, scale=1.0: shifted(f(q, beta), loc, scale)),
    "a, b": Shaped(
        lambda f, end: lambda x, a, b, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), a, b), scale),
        lambda f: lambda q, a, b, loc=0.0, scale=1.0: shifted(f(q, a, b), loc, scale)),
    "a, c": Shaped(
        lambda f, end: lambda x, a, c, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), a, c), scale),
        lambda f: lambda q, a, c, loc=0.0, scale=1.0: shifted(f(q, a, c), loc, scale)),
    "c, d": Shaped(
        lambda f, end: lambda x, c, d, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), c, d), scale),
        lambda f: lambda q, c, d, loc=0.0, scale=1.0: shifted(f(q, c, d), loc, scale)),
    "dfn, dfd": Shaped(
        lambda f, end: lambda x, dfn, dfd, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), dfn, dfd), scale),
        lambda f: lambda q, dfn, dfd, loc=0.0, scale=1.0: shifted(f(q, dfn, dfd), loc, scale)),
}
# fmt: on


def continuous(
    dist: Distribution,
    logpdf: Body,
    cdf: Body | None = None,
    sf: Body | None = None,
    ppf: Body | None = None,
    isf: Body | None = None,
    *,
    logcdf: Body | None = None,
    logsf: Body | None = None,
) -> list[Row]:
    """The rows of a continuous distribution; what is not given follows from the rest, or has no row."""
    shaped = _SHAPED[dist.shapes or ""]
    found = {
        "logpdf": shaped.places(logpdf, _log_density),
        "pdf": shaped.places(logpdf, _density),
        "cdf": cdf and shaped.places(cdf, _share),
        "sf": shaped.places(sf, _share) if sf else cdf and shaped.places(cdf, _rest),
        "logcdf": shaped.places(logcdf, _share) if logcdf else cdf and shaped.places(cdf, _log_share),
        "logsf": shaped.places(logsf, _share) if logsf else sf and shaped.places(sf, _log_share),
        "ppf": ppf and shaped.shares(ppf),
        "isf": isf and shaped.shares(isf),
    }
    return [named(dist, method, body) for method, body in found.items() if body is not None]


def named(dist: Distribution, method: str, body: Body) -> Row:
    """The row of one method, whose parameters SciPy does not tell."""
    shapes = dist.shapes.split(", ") if dist.shapes else ()
    first = "q" if method in ("ppf", "isf") else "x"
    fn = getattr(dist, method)
    name_parameters(fn, first, *shapes, "loc", "scale")
    return formula(fn, body)
