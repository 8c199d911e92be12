"""Quadrature, interpolation, convolution and statistics: every mode, method and axis."""

from __future__ import annotations

import numpy as np

from tests.rules.cases.core import POSITIVE, T3, V, W, X
from tests.rules.checking import Case

XP = np.array([0.0, 1.0, 2.5, 3.0])
FP = np.array([0.5, -1.5, 2.0, 0.7])
AT = np.array([0.2, 1.7, 2.9, -1.3, 4.6])
M = np.cos(np.arange(20.0) ** 2).reshape(4, 5)
N = np.sin(np.arange(20.0) ** 1.5).reshape(4, 5)
GRID = np.array([0.0, 0.4, 1.1, 1.3, 2.2])
LONG = np.cos(np.arange(6.0))

CASES = [
    *(Case(np.trapezoid, (T3,), {"axis": axis}) for axis in (0, 1, 2, -2)),
    Case(np.trapezoid, (T3, V), {"axis": 1}),
    Case(np.trapezoid, (T3, T3 ** 3 + 1.0), {"axis": 1}),
    Case(np.trapezoid, (X,), {"dx": 0.5, "axis": 0}),
    Case(np.interp, (AT, XP, FP)),
    Case(np.interp, (AT, XP, FP), {"left": 0.3, "right": 0.9}),
    Case(np.interp, (AT, XP, FP), {"period": 3.5}),
    Case(np.interp, (AT, np.array([0.5, 5.0, 2.0]), V), {"period": 3.6}),
    Case(np.interp, (AT.reshape(5, 1), XP, FP)),
    Case(np.average, (X,), {"axis": 1, "weights": POSITIVE[0]}),
    Case(np.average, (X,), {"axis": 0, "weights": POSITIVE[:, 0]}),
    Case(np.average, (X,), {"axis": 1, "weights": POSITIVE, "returned": True}),
    Case(np.average, (X,), {"axis": 1, "weights": POSITIVE[0], "returned": True, "keepdims": True}),
    Case(np.average, (X,), {"returned": True, "axis": 0}),
    Case(np.average, (X,), {"weights": POSITIVE, "keepdims": True}),
    Case(np.gradient, (M, 0.5)),
    Case(np.gradient, (M, 0.5, 0.25)),
    Case(np.gradient, (M, GRID[:4], GRID)),
    Case(np.gradient, (M, GRID), {"axis": 1, "edge_order": 2}),
    Case(np.gradient, (M,), {"axis": 0, "edge_order": 2}),
    Case(np.gradient, (GRID ** 2, GRID)),
    Case(np.gradient, (M,), {"axis": (1, 0)}),
    Case(np.ediff1d, (X,), {"to_end": 0.5}),
    Case(np.ediff1d, (V,), {"to_end": W, "to_begin": 0.25}),
    *(Case(np.cov, args, kw) for args, kw in (
        ((M,), {"rowvar": False}), ((M,), {"bias": True}), ((M,), {"ddof": 0}), ((M, N), {}), ((V, W), {}), ((V,), {}),
        ((M,), {"fweights": np.array([1, 2, 1, 3]), "rowvar": False}),
        ((M,), {"aweights": M[:, 1] ** 2, "rowvar": False}),
        ((M,), {"aweights": M[:, 1] ** 2, "fweights": np.array([1, 2, 1, 3]), "rowvar": False}),
        ((M, N), {"aweights": M[:, 1] ** 2, "ddof": 0, "rowvar": False}),
    )),
    *(Case(np.corrcoef, args, kw) for args, kw in (((M,), {}), ((M,), {"rowvar": False}), ((M[:2], N[:1]), {}))),
    *(Case(fn, pair, {"mode": mode}) for fn in (np.convolve, np.correlate) for mode in ("full", "valid")
      for pair in ((LONG, V), (V, LONG), (V, W))),
    # the middle one depends on which of the lengths are even
    *(Case(fn, pair, {"mode": "same"}) for fn in (np.convolve, np.correlate)
      for pair in ((V, W[:2]), (W[:2], V), (LONG, V), (V, LONG), (LONG, FP), (FP, LONG), (V, W), (LONG, LONG[:1]))),
    Case(np.unwrap, (LONG * 4.0,)),
    Case(np.unwrap, (M * 4.0,), {"axis": 0}),
    Case(np.unwrap, (M * 4.0,), {"discont": 4.5}),
    Case(np.average, (T3, (0, 2)), {"weights": T3 ** 2}),
    Case(np.interp, (0.3, XP, FP), {"left": 0.1}),
]  # fmt: skip
