"""`scipy.spatial.distance`."""

from __future__ import annotations

import numpy as np
from scipy.spatial import distance

from tests.rules.checking import Case

_rng = np.random.default_rng(11)
U, V, W = (_rng.uniform(0.5, 2.0, 4) for _ in range(3))
A, B = _rng.uniform(0.5, 2.0, (3, 4)), _rng.uniform(0.5, 2.0, (2, 4))
_half = _rng.standard_normal((4, 4))
VI = _half @ _half.T + np.eye(4)

_POINTS = (
    *(distance.euclidean, distance.sqeuclidean, distance.cityblock, distance.chebyshev, distance.cosine),
    *(distance.correlation, distance.canberra, distance.braycurtis, distance.hamming),
)
_METRICS = (*("euclidean", "sqeuclidean", "cityblock", "chebyshev", "cosine", "correlation", "canberra", "braycurtis"),)

CASES: list[Case] = [
    *(Case(fn, (U, V)) for fn in _POINTS),
    *(Case(fn, (U, V), {"w": W}) for fn in _POINTS),
    Case(distance.correlation, (U, V), {"centered": False}),
    Case(distance.minkowski, (U, V, 1)),
    Case(distance.minkowski, (U, V), {"p": 3, "w": W}),
    Case(distance.minkowski, (U, V), {"p": 3}),
    Case(distance.jensenshannon, (U, V, 2.0)),
    Case(distance.jensenshannon, (A, A[:, ::-1]), {"axis": 1, "keepdims": True}),
    Case(distance.jensenshannon, (A, A[:, ::-1])),
    *(Case(distance.cdist, (A, B, metric)) for metric in (*_METRICS, "jensenshannon")),
    *(Case(distance.cdist, (A, B, metric), {"w": W}) for metric in _METRICS),
    Case(distance.cdist, (A, B)),
    Case(distance.cdist, (A, B), {"metric": "minkowski", "p": 3}),
    Case(distance.cdist, (A, B, "minkowski"), {"p": 3, "w": W}),
    Case(distance.cdist, (A, B, "seuclidean"), {"V": W}),
    Case(distance.cdist, (A, B, "mahalanobis"), {"VI": VI}),
    *(Case(distance.pdist, (A, metric)) for metric in (*_METRICS, "jensenshannon")),
    Case(distance.pdist, (A,), {"metric": "minkowski", "p": 4, "w": W}),
    Case(distance.pdist, (A, "seuclidean"), {"V": W}),
    Case(distance.pdist, (A, "mahalanobis"), {"VI": VI}),
    Case(distance.squareform, (_rng.standard_normal((4, 4)),), {"checks": False}),
]
