"""`scipy.spatial.distance`; loaded when the user has loaded it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from scipy.spatial import distance

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, common_dtype, matrices, number, reduced, sampled_dtype, vector
from srcad.analyse.result_types.table import FALSE, NONE, TYPERS, Typer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Type


def _of_points(metric: Callable[..., Any]) -> Typer:
    """The typer of a distance of two points, which may be weighted."""

    def typer(fresh: Fresh, u: Atom, v: Atom, w: Atom = NONE) -> Type:
        weights = [] if w == NONE else [vector(w.type, fresh)]
        return number(sampled_dtype(metric, vector(u.type, fresh), vector(v.type, fresh), *weights), ())

    return typer


for _metric in (
    *(distance.euclidean, distance.sqeuclidean, distance.cityblock, distance.chebyshev, distance.cosine),
    *(distance.canberra, distance.braycurtis, distance.hamming),
):
    TYPERS[_metric] = _of_points(_metric)


@types(distance.seuclidean)
def _seuclidean(fresh: Fresh, u: Atom, v: Atom, V: Atom) -> Type:
    return number(sampled_dtype(distance.euclidean, vector(u.type, fresh), vector(v.type, fresh)), ())


@types(distance.minkowski)
def _minkowski(fresh: Fresh, u: Atom, v: Atom, p: Atom = Lit(2), w: Atom = NONE) -> Type:
    weights = [] if w == NONE else [vector(w.type, fresh)]
    of_power = _minkowski_of(static(p))  # the sum of powers turns into the largest of all at infinity
    return number(sampled_dtype(of_power, vector(u.type, fresh), vector(v.type, fresh), *weights), ())


@cache
def _minkowski_of(p: float) -> Callable[..., Any]:
    return lambda u, v, w=None: distance.minkowski(u, v, p, w)


@types(distance.correlation)
def _correlation(fresh: Fresh, u: Atom, v: Atom, w: Atom = NONE, centered: Atom = Lit(True)) -> Type:
    static(centered)
    return _of_points(distance.cosine)(fresh, u, v, w)


@types(distance.mahalanobis)
def _mahalanobis(fresh: Fresh, u: Atom, v: Atom, VI: Atom) -> Type:
    inverse = matrices(VI.type, fresh)
    return number(sampled_dtype(_bilinear, vector(u.type, fresh), vector(v.type, fresh), inverse), ())


def _bilinear(u: Any, v: Any, VI: Any) -> Any:
    return distance.mahalanobis(u, v, VI[:, None])


@types(distance.jensenshannon)
def _jensenshannon(
    fresh: Fresh, p: Atom, q: Atom, base: Atom = NONE, axis: Atom = Lit(0), keepdims: Atom = FALSE
) -> Type:
    x, y = as_array(p.type, fresh), as_array(q.type, fresh)
    if x.ndim != y.ndim:
        raise CannotType("the Jensen-Shannon distance is known of distributions with as many axes each")
    dims = reduced(x.dims, static(axis), bool(static(keepdims)))
    dtype = sampled_dtype(distance.jensenshannon, x, y)
    return number(dtype if base == NONE or dims else common_dtype([dtype, "float64"]), dims)


@types(distance.dice, distance.jaccard, distance.rogerstanimoto, distance.russellrao, distance.sokalsneath,
       distance.yule)  # fmt: skip
def _of_booleans(fresh: Fresh, u: Atom, v: Atom) -> Type:
    return number("float64", ())


@types(distance.cdist)
def _cdist(
    fresh: Fresh, XA: Atom, XB: Atom, metric: Atom = Lit("euclidean"), *,
    p: Atom = Lit(2), w: Atom = NONE, V: Atom = NONE, VI: Atom = NONE,
) -> Type:  # fmt: skip
    _check(metric, p)
    return Array("float64", (matrices(XA.type, fresh).dims[0], matrices(XB.type, fresh).dims[0]))


@types(distance.pdist)
def _pdist(
    fresh: Fresh, X: Atom, metric: Atom = Lit("euclidean"), *,
    p: Atom = Lit(2), w: Atom = NONE, V: Atom = NONE, VI: Atom = NONE,
) -> Type:  # fmt: skip
    _check(metric, p)
    matrices(X.type, fresh)
    return Array("float64", (fresh(),))


def _check(metric: Atom, p: Atom) -> None:
    static(p)
    if not isinstance(static(metric), str):
        raise CannotType("the distances of all pairs are known for a metric that is given by its name")


@types(distance.squareform)
def _squareform(fresh: Fresh, X: Atom, force: Atom = Lit("no"), checks: Atom = Lit(True)) -> Type:
    x = as_array(X.type, fresh)
    if x.ndim == 1:
        side = fresh()
        return Array(x.dtype, (side, side))
    return Array(x.dtype, (fresh(),))
