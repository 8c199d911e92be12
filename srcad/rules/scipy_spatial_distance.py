"""`scipy.spatial.distance`; loaded when the user has loaded it.

Each metric is written out along the last axis, for two points or for all pairs of two sets.  Distances that are roots
have derivative 0 between equal points, like `np.linalg.norm`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special
from scipy.spatial import distance

from srcad.rules.domains import POSITIVE, SPD, VECTOR
from srcad.rules.reductions import unless_zero
from srcad.rules.vocabulary import Pair, Row, refuse, static, structured, written, zero
from srcad.runtime import root_of_squares

# --- along the last axis ------------------------------------------------------------------------------------------


@static
def _is_double(x: Any) -> bool:
    return bool(x.dtype == "float64")


def _doubles(x):
    """SciPy computes all pairs in double precision, and takes weights so."""
    rows = np.asarray(x)
    return rows if _is_double(rows) else rows.astype(np.float64)


def _total(x, w=None):
    terms = x if w is None else _doubles(w) * x
    return np.sum(terms) if terms.ndim == 1 else np.sum(terms, axis=-1)


def _largest(x):
    return np.max(x) if x.ndim == 1 else np.max(x, axis=-1)


def _length(x, w=None):
    if w is not None:
        return root_of_squares(_total(x * x, w))
    return np.linalg.norm(x) if x.ndim == 1 else np.linalg.norm(x, axis=-1)


# --- metrics ------------------------------------------------------------------------------------------------------


def _euclidean(u, v, w=None):
    return _length(np.asarray(u) - np.asarray(v), w)


def _sqeuclidean(u, v, w=None):
    return _total((np.asarray(u) - np.asarray(v)) ** 2, w)


def _cityblock(u, v, w=None):
    return _total(np.abs(np.asarray(u) - np.asarray(v)), w)


def _chebyshev(u, v, w=None):
    """Weights only say which coordinates count."""
    gaps = np.abs(np.asarray(u) - np.asarray(v))
    return _largest(gaps if w is None else (np.asarray(w) > 0.0) * gaps)


def _seuclidean(u, v, V):
    return _length(np.asarray(u) - np.asarray(v), 1.0 / np.asarray(V))


@static
def _inverse(p: float) -> float:
    return 1.0 / p


def _minkowski(u, v, p=2, w=None):
    if p == 1:
        return _cityblock(u, v, w)
    if p == 2:
        return _euclidean(u, v, w)
    if p < 1:
        refuse("the derivative of the Minkowski distance is known for p from 1 on")
    total = _total(np.abs(np.asarray(u) - np.asarray(v)) ** p, w)
    if np.ndim(total) == 0:
        return total ** _inverse(p) if total != 0.0 else 0.0 * total
    return np.where(total == 0.0, 0.0, unless_zero(total) ** _inverse(p))


def _cosine(u, v, w=None):
    u, v = np.asarray(u), np.asarray(v)
    cosines = _total(u * v, w) / np.sqrt(_total(u * u, w) * _total(v * v, w))
    return np.clip(1.0 - cosines, 0.0, 2.0)


def _centered(x, w=None):
    if x.ndim == 1:
        return x - np.average(x, weights=w)
    if w is None:
        return x - np.mean(x, axis=-1, keepdims=True)
    return x - np.sum(w * x, axis=-1, keepdims=True) / np.sum(w)


def _correlation(u, v, w=None, centered=True):
    if not centered:
        return _cosine(u, v, w)
    return _cosine(_centered(np.asarray(u), w), _centered(np.asarray(v), w), w)


def _canberra(u, v, w=None):
    """Where both coordinates are 0 their distance is 0."""
    u, v = np.asarray(u), _doubles(v)
    return _total(np.abs(u - v) / unless_zero(np.abs(u) + np.abs(v)), w)


def _braycurtis(u, v, w=None):
    u, v = np.asarray(u), _doubles(v)
    return _total(np.abs(u - v), w) / _total(np.abs(u + v), w)


def _mahalanobis(u, v, VI):
    gap = np.asarray(u) - np.asarray(v)
    return root_of_squares(gap @ VI @ gap if gap.ndim == 1 else _total(gap @ VI * gap))


def _jensenshannon(p, q, base=None, axis=0, keepdims=False):
    p, q = np.asarray(p), np.asarray(q)
    p = p / np.sum(p, axis=axis, keepdims=True)
    q = q / np.sum(q, axis=axis, keepdims=True)
    middle = (p + q) / 2.0
    apart = np.sum(special.rel_entr(p, middle) + special.rel_entr(q, middle), axis=axis, keepdims=keepdims)
    if base is None:
        return root_of_squares(apart / 2.0)
    return root_of_squares(apart / (2.0 * (np.log(base) if np.ndim(apart) == 0 else float(np.log(base)))))


def _hamming(u, v, w=None):
    return np.average(np.asarray(u) != np.asarray(v), weights=w)


# --- all pairs ----------------------------------------------------------------------------------------------------


@static
def _is_one_of(metric: str, *names: str) -> bool:
    """Whether a metric is the one that has these names."""
    return metric.lower() in names


def _by_metric(u, v, metric, p, w, V, VI):
    if _is_one_of(metric, "euclidean", "euclid", "eu", "e"):
        return _euclidean(u, v, w)
    if _is_one_of(metric, "sqeuclidean", "sqe", "sqeuclid"):
        return _sqeuclidean(u, v, w)
    if _is_one_of(metric, "cityblock", "cblock", "cb", "c"):
        return _cityblock(u, v, w)
    if _is_one_of(metric, "chebyshev", "chebychev", "cheby", "cheb", "ch"):
        return _chebyshev(u, v, w)
    if _is_one_of(metric, "minkowski", "mi", "m", "pnorm"):
        return _minkowski(u, v, p, w)
    if _is_one_of(metric, "cosine", "cos"):
        return _cosine(u, v, w)
    if _is_one_of(metric, "correlation", "co"):
        return _correlation(u, v, w)
    if _is_one_of(metric, "canberra"):
        return _canberra(u, v, w)
    if _is_one_of(metric, "braycurtis"):
        return _braycurtis(u, v, w)
    if _is_one_of(metric, "jensenshannon", "js") and w is None:
        return _jensenshannon(u, v, axis=-1)
    if _is_one_of(metric, "seuclidean", "se", "s") and V is not None:
        return _seuclidean(u, v, V)
    if _is_one_of(metric, "mahalanobis", "mahal", "mah") and VI is not None:
        return _mahalanobis(u, v, VI)
    return refuse(
        "the derivative of the distances of all pairs is known for these metrics: euclidean, sqeuclidean, cityblock, "
        "chebyshev, minkowski, cosine, correlation, canberra, braycurtis, jensenshannon without w, seuclidean with V "
        "and mahalanobis with VI"
    )


def _cdist(XA, XB, metric="euclidean", p=2, w=None, V=None, VI=None):
    return _by_metric(_doubles(XA)[:, None], _doubles(XB), metric, p, w, V, VI)


def _pdist(X, metric="euclidean", p=2, w=None, V=None, VI=None):
    i, j = np.triu_indices(len(X), 1)
    return _by_metric(_doubles(X)[i], _doubles(X)[j], metric, p, w, V, VI)


def _squareform_tangent(X_dot, X, force="no", checks=True):
    """A tangent need not be symmetric."""
    return distance.squareform(X_dot, checks=False)


def _squareform_adjoint(g, X, force="no", checks=True):
    """Of a matrix the upper triangle is read."""
    if X.ndim == 2:
        return np.triu(distance.squareform(g))
    return distance.squareform(g + g.T, checks=False)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(distance.euclidean,     _euclidean, domain=VECTOR),
    written(distance.sqeuclidean,   _sqeuclidean, domain=VECTOR),
    written(distance.seuclidean,    _seuclidean, domain=(VECTOR, VECTOR, POSITIVE.shaped(3))),
    written(distance.cityblock,     _cityblock, domain=VECTOR),
    written(distance.chebyshev,     _chebyshev, domain=VECTOR),
    written(distance.minkowski,     _minkowski, domain=VECTOR),
    written(distance.cosine,        _cosine, domain=VECTOR),
    written(distance.correlation,   _correlation, domain=VECTOR),
    written(distance.canberra,      _canberra, domain=VECTOR),
    written(distance.braycurtis,    _braycurtis, domain=VECTOR),
    written(distance.mahalanobis,   _mahalanobis, domain=(VECTOR, VECTOR, SPD)),
    written(distance.jensenshannon, _jensenshannon, domain=POSITIVE.shaped(3)),
    written(distance.hamming,       _hamming, domain=VECTOR),
    written(distance.cdist,         _cdist),
    written(distance.pdist,         _pdist),
    structured(distance.squareform, X=Pair(_squareform_tangent, _squareform_adjoint), domain=(VECTOR,)),
    *zero(distance.dice, distance.jaccard, distance.rogerstanimoto, distance.russellrao, distance.sokalsneath,
          distance.yule),
)
# fmt: on
