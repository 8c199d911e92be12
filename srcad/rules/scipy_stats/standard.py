"""From what a distribution is at location 0 and scale 1 to the rows of its methods.

A method of a distribution takes its shapes by the names that SciPy has given them, then `loc` and `scale`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from srcad.rules.domains import between, made
from srcad.rules.signatures import name_parameters
from srcad.rules.vocabulary import Body, Domains, Row, formula, is_literal, is_python

Distribution = Any

#: location and scale are near to 0 and 1, so that a place within the bounds of a distribution stays there
_LOC, _SCALE = between(-0.02, 0.02).shaped(4), between(0.97, 1.0).shaped(1)
#: away from the tails
_SHARES = between(0.15, 0.85).shaped(4)
_OF_SHARES = ("ppf", "isf")


def unit(x, loc, scale):
    """``(x - loc) / scale``"""
    return _over(of_numpy(x), scale) if is_literal(loc) and loc == 0 else _over(of_numpy(x) - loc, scale)


def of_numpy(x):
    """SciPy computes with NumPy's numbers, which give nan where Python's raise."""
    return np.float64(x) if is_python(x) else x


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


def _log_density_inside(found, scale):
    inside, value = found
    return np.where(inside, _log_density(value, scale), -np.inf)


def _density_inside(found, scale):
    inside, value = found
    return np.where(inside, _density(value, scale), 0.0)


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
        lambda f: lambda q, loc=0.0, scale=1.0: shifted(f(of_numpy(q)), loc, scale)),
    "a": Shaped(
        lambda f, end: lambda x, a, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), a), scale),
        lambda f: lambda q, a, loc=0.0, scale=1.0: shifted(f(of_numpy(q), a), loc, scale)),
    "b": Shaped(
        lambda f, end: lambda x, b, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), b), scale),
        lambda f: lambda q, b, loc=0.0, scale=1.0: shifted(f(of_numpy(q), b), loc, scale)),
    "c": Shaped(
        lambda f, end: lambda x, c, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), c), scale),
        lambda f: lambda q, c, loc=0.0, scale=1.0: shifted(f(of_numpy(q), c), loc, scale)),
    "s": Shaped(
        lambda f, end: lambda x, s, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), s), scale),
        lambda f: lambda q, s, loc=0.0, scale=1.0: shifted(f(of_numpy(q), s), loc, scale)),
    "df": Shaped(
        lambda f, end: lambda x, df, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), df), scale),
        lambda f: lambda q, df, loc=0.0, scale=1.0: shifted(f(of_numpy(q), df), loc, scale)),
    "mu": Shaped(
        lambda f, end: lambda x, mu, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), mu), scale),
        lambda f: lambda q, mu, loc=0.0, scale=1.0: shifted(f(of_numpy(q), mu), loc, scale)),
    "nu": Shaped(
        lambda f, end: lambda x, nu, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), nu), scale),
        lambda f: lambda q, nu, loc=0.0, scale=1.0: shifted(f(of_numpy(q), nu), loc, scale)),
    "kappa": Shaped(
        lambda f, end: lambda x, kappa, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), kappa), scale),
        lambda f: lambda q, kappa, loc=0.0, scale=1.0: shifted(f(of_numpy(q), kappa), loc, scale)),
    "beta": Shaped(
        lambda f, end: lambda x, beta, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), beta), scale),
        lambda f: lambda q, beta, loc=0.0, scale=1.0: shifted(f(of_numpy(q), beta), loc, scale)),
    "a, b": Shaped(
        lambda f, end: lambda x, a, b, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), a, b), scale),
        lambda f: lambda q, a, b, loc=0.0, scale=1.0: shifted(f(of_numpy(q), a, b), loc, scale)),
    "a, c": Shaped(
        lambda f, end: lambda x, a, c, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), a, c), scale),
        lambda f: lambda q, a, c, loc=0.0, scale=1.0: shifted(f(of_numpy(q), a, c), loc, scale)),
    "c, d": Shaped(
        lambda f, end: lambda x, c, d, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), c, d), scale),
        lambda f: lambda q, c, d, loc=0.0, scale=1.0: shifted(f(of_numpy(q), c, d), loc, scale)),
    "dfn, dfd": Shaped(
        lambda f, end: lambda x, dfn, dfd, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), dfn, dfd), scale),
        lambda f: lambda q, dfn, dfd, loc=0.0, scale=1.0: shifted(f(of_numpy(q), dfn, dfd), loc, scale)),
    "K": Shaped(
        lambda f, end: lambda x, K, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), K), scale),
        lambda f: lambda q, K, loc=0.0, scale=1.0: shifted(f(of_numpy(q), K), loc, scale)),
    "b, c": Shaped(
        lambda f, end: lambda x, b, c, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), b, c), scale),
        lambda f: lambda q, b, c, loc=0.0, scale=1.0: shifted(f(of_numpy(q), b, c), loc, scale)),
    "k, s": Shaped(
        lambda f, end: lambda x, k, s, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), k, s), scale),
        lambda f: lambda q, k, s, loc=0.0, scale=1.0: shifted(f(of_numpy(q), k, s), loc, scale)),
    "c, s": Shaped(
        lambda f, end: lambda x, c, s, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), c, s), scale),
        lambda f: lambda q, c, s, loc=0.0, scale=1.0: shifted(f(of_numpy(q), c, s), loc, scale)),
    "df, nc": Shaped(
        lambda f, end: lambda x, df, nc, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), df, nc), scale),
        lambda f: lambda q, df, nc, loc=0.0, scale=1.0: shifted(f(of_numpy(q), df, nc), loc, scale)),
    "a, b, c": Shaped(
        lambda f, end: lambda x, a, b, c, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), a, b, c), scale),
        lambda f: lambda q, a, b, c, loc=0.0, scale=1.0: shifted(f(of_numpy(q), a, b, c), loc, scale)),
    "chi": Shaped(
        lambda f, end: lambda x, chi, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), chi), scale),
        lambda f: lambda q, chi, loc=0.0, scale=1.0: shifted(f(of_numpy(q), chi), loc, scale)),
    "lam": Shaped(
        lambda f, end: lambda x, lam, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), lam), scale),
        lambda f: lambda q, lam, loc=0.0, scale=1.0: shifted(f(of_numpy(q), lam), loc, scale)),
    "rho": Shaped(
        lambda f, end: lambda x, rho, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), rho), scale),
        lambda f: lambda q, rho, loc=0.0, scale=1.0: shifted(f(of_numpy(q), rho), loc, scale)),
    "beta, m": Shaped(
        lambda f, end: lambda x, beta, m, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), beta, m), scale),
        lambda f: lambda q, beta, m, loc=0.0, scale=1.0: shifted(f(of_numpy(q), beta, m), loc, scale)),
    "c, a, b": Shaped(
        lambda f, end: lambda x, c, a, b, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), c, a, b), scale),
        lambda f: lambda q, c, a, b, loc=0.0, scale=1.0: shifted(f(of_numpy(q), c, a, b), loc, scale)),
    "u, s, a, b": Shaped(
        lambda f, end: lambda x, u, s, a, b, loc=0.0, scale=1.0: end(f(unit(x, loc, scale), u, s, a, b), scale),
        lambda f: lambda q, u, s, a, b, loc=0.0, scale=1.0: shifted(f(of_numpy(q), u, s, a, b), loc, scale)),
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
    shapes: Domains = (),
) -> list[Row]:
    """The rows of a continuous distribution; what is not given follows from the rest, or has no row.

    Calls are drawn with these `shapes`.
    """
    shaped = _SHAPED[dist.shapes or ""]
    densities = {"logpdf": shaped.places(logpdf, _log_density), "pdf": shaped.places(logpdf, _density)}
    return _rows(dist, densities, _shares(shaped, cdf, sf, ppf, isf, logcdf, logsf), shapes)


def bounded(
    dist: Distribution,
    logpdf: Body,
    cdf: Body | None = None,
    sf: Body | None = None,
    ppf: Body | None = None,
    isf: Body | None = None,
    *,
    logcdf: Body | None = None,
    logsf: Body | None = None,
    shapes: Domains = (),
) -> list[Row]:
    """The same of one that has a density in places only: `logpdf` gives where, and what it is there."""
    shaped = _SHAPED[dist.shapes or ""]
    densities = {"logpdf": shaped.places(logpdf, _log_density_inside), "pdf": shaped.places(logpdf, _density_inside)}
    return _rows(dist, densities, _shares(shaped, cdf, sf, ppf, isf, logcdf, logsf), shapes)


def _rows(dist: Distribution, densities: dict[str, Body], shares: dict[str, Body | None], shapes: Domains) -> list[Row]:
    places = made(dist.ppf, _SHARES, *shapes)
    methods = [(method, body) for method, body in (densities | shares).items() if body is not None]
    return [
        named(dist, method, body, (_SHARES if method in _OF_SHARES else places, *shapes, _LOC, _SCALE))
        for method, body in methods
    ]


def _shares(
    shaped: Shaped,
    cdf: Body | None,
    sf: Body | None,
    ppf: Body | None,
    isf: Body | None,
    logcdf: Body | None,
    logsf: Body | None,
) -> dict[str, Body | None]:
    return {
        "cdf": cdf and shaped.places(cdf, _share),
        "sf": shaped.places(sf, _share) if sf else cdf and shaped.places(cdf, _rest),
        "logcdf": shaped.places(logcdf, _share) if logcdf else cdf and shaped.places(cdf, _log_share),
        "logsf": shaped.places(logsf, _share) if logsf else sf and shaped.places(sf, _log_share),
        "ppf": ppf and shaped.shares(ppf),
        "isf": isf and shaped.shares(isf),
    }


def named(dist: Distribution, method: str, body: Body, domain: Domains) -> Row:
    """The row of one method, whose parameters SciPy does not tell."""
    fn = getattr(dist, method)
    name_parameters(fn, *inspect.signature(body).parameters)
    return formula(fn, body, domain=domain)
