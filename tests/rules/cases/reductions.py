"""Functions that take axes away, the running ones, and those of items in order: every keyword that changes a result."""

from __future__ import annotations

import numpy as np

from srcad.runtime.newer import present
from tests.rules.cases.core import POSITIVE, T3, V, X, Y
from tests.rules.checking import Case

MASK = X > 0.0
HOLES = np.where(X == 0.7, np.nan, X)
LINE = np.array([0.5, np.nan, 2.0, -1.5])
ZEROS = np.array([[0.3, 0.0, 0.7], [0.0, 0.9, 0.0], [1.4, 2.0, -0.5]])
WIDE = np.cos(np.arange(30.0)).reshape(5, 6)
METHODS = (
    "linear", "lower", "higher", "nearest", "midpoint", "inverted_cdf", "averaged_inverted_cdf", "closest_observation",
    "interpolated_inverted_cdf", "hazen", "weibull", "median_unbiased", "normal_unbiased",
)  # fmt: skip

CASES = [
    *(Case(fn, (X,), kw) for fn in (np.sum, np.prod) for kw in (
        {"initial": 0.5}, {"where": MASK}, {"axis": 1, "where": MASK, "initial": 0.5},
        {"axis": 0, "keepdims": True, "initial": 0.5}, {"dtype": np.float64, "axis": 1},
    )),
    *(Case(fn, (X,), kw) for fn in (np.max, np.min) for kw in (
        {"axis": -1, "initial": 0.5}, {"axis": 1, "where": MASK, "initial": 0.5},
        {"axis": 1, "keepdims": True, "initial": 0.5},
    )),
    *(Case(np.mean, (X,), kw) for kw in ({"where": MASK}, {"axis": 1, "where": MASK}, {"dtype": np.float64})),
    *(Case(fn, (X,), kw) for fn in (np.var, np.std) for kw in (
        {"where": WIDE[:2, :3] > -0.9}, {"correction": 1}, {"axis": 1, "mean": np.array([[0.1], [0.2]])},
        {"axis": 0, "correction": 0, "keepdims": True}, {"ddof": 1, "where": WIDE[:2, :3] > -0.9},
    )),
    *(Case(np.prod, (T3,), {"axis": (0, 2), "keepdims": kept}) for kept in (False, True)),
    *(Case(fn, (a,), kw) for fn in (np.cumsum, np.cumprod, np.nancumsum, np.nancumprod) for a, kw in (
        (X, {"axis": -1}), (T3, {"axis": 1}), (V, {"axis": 0}),
    )),
    *(Case(fn, (a,), kw) for fn, _ in present(cumulative_sum=1, cumulative_prod=1) for a, kw in (
        (X, {"axis": 0}), (X, {"axis": 1, "include_initial": True}), (V, {"include_initial": True}),
    )),
    *(Case(np.diff, (X,), kw) for kw in (
        {"n": 2}, {"n": 2, "axis": 1}, {"prepend": 0.5}, {"append": Y, "axis": 0}, {"n": 0},
        {"prepend": Y[:, :1], "append": 0.25, "n": 2},
    )),
    *(Case(fn, (a,), kw) for fn in (np.nansum, np.nanprod, np.nanmax, np.nanmin, np.nanmean, np.nanvar, np.nanstd)
      for a, kw in ((HOLES, {}), (HOLES, {"axis": 0}), (HOLES, {"axis": 1, "keepdims": True}), (LINE, {}))),
    *(Case(fn, (HOLES,), {"where": WIDE[:2, :3] > -0.9}) for fn in (np.nansum, np.nanprod, np.nanmean, np.nanvar)),
    *(Case(fn, (HOLES,), {"axis": 1, "ddof": 1}) for fn in (np.nanvar, np.nanstd)),
    *(Case(np.nanmedian, (a,), kw) for a, kw in (
        (HOLES, {}), (HOLES, {"axis": 0}), (HOLES, {"axis": 1, "keepdims": True}), (LINE, {}),
    )),
    *(Case(np.nanquantile, (a, 0.3), kw) for a, kw in (
        (HOLES, {}), (HOLES, {"axis": 0}), (HOLES, {"axis": 1, "keepdims": True}), (LINE, {}),
    )),
    Case(np.nanpercentile, (LINE, 30.0)),
    Case(np.nanpercentile, (HOLES, 30.0), {"axis": 1}),
    *(Case(np.median, (a,), {"axis": axis, "keepdims": kept}) for a, axis in ((X, 0), (X, 1), (X, None), (T3, (0, 2)))
      for kept in (False, True)),
    *(Case(np.quantile, (WIDE, np.array([0.21, 0.73])), {"method": method, "axis": 1}) for method in METHODS),
    *(Case(np.quantile, (T3, 0.3), {"axis": axis, "keepdims": kept}) for axis, kept in (
        (0, False), (1, True), (-1, False), ((0, 2), False), ((0, 2), True), (None, True),
    )),
    *(Case(np.quantile, (T3, np.array([0.21, 0.73])), {"axis": axis, "keepdims": kept}) for axis, kept in (
        (0, True), ((0, 2), False), ((0, 2), True), (None, True),
    )),
    *(Case(np.percentile, (X, q), {"axis": 1}) for q in (30.0, 77, np.array([10.0, 60.0]))),
    *(Case(fn, (T3,), {"axis": axis}) for fn in (np.sort,) for axis in (0, 1, None)),
    Case(np.sort, (V,), {"kind": "stable"}),
    *(Case(np.partition, (WIDE, 2), {"axis": axis}) for axis in (0, 1, -1, None)),
    Case(np.partition, (V, 1)),
    Case(np.ptp, (POSITIVE,), {"axis": 1, "keepdims": True}),
    Case(np.cumprod, (ZEROS,), {"axis": 0}),
    Case(np.cumprod, (ZEROS,)),
    *(Case(np.prod, (ZEROS,), kw) for kw in ({}, {"axis": 0}, {"axis": 1, "keepdims": True}, {"axis": (0, 1)})),
    *(Case(np.prod, (np.where(T3 < 0.1, 0.0, T3),), {"axis": axis}) for axis in (0, 2, (0, 1), (0, 2), None)),
]  # fmt: skip
