"""Arrays made of others and between numbers: every keyword."""

from __future__ import annotations

import numpy as np

from tests.rules.cases.core import V, W, X
from tests.rules.checking import Case

CASES = [
    Case(np.full, ((2, 3), 0.5), {"dtype": np.float64}),
    Case(np.full_like, (X, 0.5), {"dtype": np.float64}),
    Case(np.array, (V,), {"ndmin": 2}),
    Case(np.array, ([0.5, 0.7],), {"dtype": np.float64}),
    Case(np.asarray, (V,), {"dtype": np.float64}),
    Case(np.copy, (X,), {"order": "C"}),
    *(Case(np.arange, args) for args in ((0.3, 3.1), (0.3, 3.1, 0.6), (3, -1.7, -0.9), (2.5,))),
    *(Case(np.linspace, (0.3, 1.7, 5), {"endpoint": e}) for e in (True, False)),
    *(Case(np.linspace, (V, W, 4), {"axis": axis, "endpoint": e}) for axis in (0, 1, -1) for e in (True, False)),
    Case(np.linspace, (V, 0.5, 4)),
    Case(np.linspace, (X, V, 4)),
    *(Case(np.logspace, (0.3, 0.7, 4), kw) for kw in ({"endpoint": False}, {"base": 2.5})),
    *(Case(np.geomspace, ends, {"num": 4}) for ends in ((0.3, 0.7), (-0.3, -0.7))),
    Case(np.geomspace, (0.3, 0.7, 4), {"endpoint": False}),
    Case(np.kaiser, (1, 2.3)),
]
