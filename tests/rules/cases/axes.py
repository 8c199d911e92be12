"""Functions of axes and shapes, and the methods of ufuncs."""

from __future__ import annotations

import numpy as np

from srcad.analyse.result_types.ufunc_methods import REPEATED
from tests.rules.cases.core import POSITIVE, T3, A, V, W, X
from tests.rules.checking import Case

LINE = np.cos(np.arange(6.0))
WIDE = np.stack([LINE * 0.3 + 1.1, LINE**2 * 0.2 + 0.9])
ABOVE = np.array([[2.7, 1.6, 1.05], [3.4, 1.3, 0.7]])
STARTS = np.array([0, 3, 1, 4])

CASES = [
    *(Case(np.rot90, (T3, k), {"axes": axes}) for k in (1, 2, -1) for axes in ((0, 1), (1, 2), (2, 0))),
    *(Case(np.atleast_3d, (a,)) for a in (V, T3)),
    *(Case(np.rollaxis, (T3, axis), {"start": start})
      for axis, start in ((0, 1), (0, 3), (2, 1), (2, 0), (-2, 0), (-2, -1))),
    *(Case(np.ravel, (T3,), {"order": order}) for order in "CF"),
    *(Case(np.trace, (T3,), {"axis1": 1, "axis2": 2, "offset": k}) for k in (0, 1, -1)),
    Case(np.trace, (T3,)),
    *(Case(np.diagonal, (T3,), {"axis1": i, "axis2": j, "offset": k}) for i, j in ((0, 1), (2, 0)) for k in (0, 1, -1)),
    *(Case(fn.outer, pair) for fn in (np.add, np.multiply, np.divide, np.subtract, np.logaddexp, np.hypot, np.arctan2)
      for pair in ((X, V), (V, X), (V, 0.5))),
    *(Case(np.power.outer, pair) for pair in ((POSITIVE, V), (POSITIVE[0], V))),
    *(Case(fn.reduce, (X,), kw) for fn in (np.add, np.multiply, np.maximum, np.minimum)
      for kw in ({"axis": 1, "initial": 0.5}, {"axis": 1, "where": X > -1.0, "initial": 0.25}, {"axis": None})),
    *(Case(np.subtract.reduce, (a,), kw) for a, kw in ((V, {}), (X, {"axis": 1}))),
    *(Case(fn.accumulate, (a,), kw) for fn in (np.add, np.multiply, np.maximum, np.minimum, np.logaddexp)
      for a, kw in ((LINE, {}), (X, {"axis": 1}))),
    *(Case(fn.outer, pair) for fn in REPEATED for pair in ((POSITIVE, LINE + 0.31), (LINE + 2.0, 0.7))),
    *(Case(fn.accumulate, (ABOVE,), {"axis": 1}) for fn in (np.power, np.arctan2)),
    Case(np.ldexp.outer, (LINE, np.array([2, -1]))),
    *(Case(method, args, {"axis": 1}) for fn in REPEATED if fn is not np.add for method, args in (
        (fn.reduce, (ABOVE,)), (fn.accumulate, (ABOVE,)), (fn.reduceat, (WIDE, STARTS)))),
    *(Case(fn.reduce, (X,), {"axis": 1, "keepdims": True}) for fn in (np.hypot, np.fmax, np.fmin, np.logaddexp2)),
    *(Case(fn.reduceat, (LINE, STARTS)) for fn in (np.add, np.multiply, np.subtract, np.fmax, np.hypot)),
    Case(np.hypot.reduce, (LINE[2:3],)),
    Case(np.add.reduceat, (np.stack([LINE, LINE ** 2]), STARTS), {"axis": 1}),
    Case(np.tril, (T3,), {"k": 1}),
    Case(np.triu, (A,), {"k": -1}),
    Case(np.multiply.outer, (W, W)),
]  # fmt: skip
