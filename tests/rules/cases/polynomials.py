"""Polynomials and series."""

from __future__ import annotations

import numpy as np
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre, polynomial

from tests.rules.cases.core import V, W, X
from tests.rules.checking import Case

LINE = np.array([0.3, -1.1, 0.8, 1.7, -0.4])
HEIGHT = np.cos(LINE * 2.0)
C = np.array([0.5, -0.3, 0.8, 0.2])
FAMILIES = {"poly": polynomial, "cheb": chebyshev, "leg": legendre, "herm": hermite, "herme": hermite_e,
            "lag": laguerre}  # fmt: skip

CASES = [
    Case(np.polyval, (V, X)),
    *(Case(np.polyder, (C,), kw) for kw in ({}, {"m": 2})),
    *(Case(np.polyint, (C,), kw) for kw in ({}, {"m": 2}, {"k": 0.5})),
    *(Case(fn, pair) for fn in (np.polyadd, np.polysub, np.polymul) for pair in ((C, V), (V, C), (V, W))),
    Case(np.poly, (C,)),
    *(Case(np.vander, (LINE,), kw) for kw in ({}, {"N": 3}, {"increasing": True})),
    Case(np.polyfit, (LINE, HEIGHT, 2)),
    Case(np.polyfit, (LINE, HEIGHT, 1), {"w": np.abs(LINE)}),
    Case(np.polyfit, (LINE, HEIGHT, 3)),
    Case(polynomial.polyfit, (LINE, HEIGHT, 2)),
    *(Case(getattr(module, f"{name}val"), (x, C)) for name, module in FAMILIES.items() for x in (X, LINE, 0.3)),
    *(Case(getattr(module, f"{name}val"), (LINE, C[:1])) for name, module in FAMILIES.items()),
    *(Case(getattr(module, f"{name}der"), (C,), kw) for name, module in FAMILIES.items() for kw in ({}, {"m": 2})),
    *(Case(getattr(module, f"{name}vander"), (LINE, deg)) for name, module in FAMILIES.items() for deg in (0, 1, 3)),
]  # fmt: skip
