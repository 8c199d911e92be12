"""Polynomials, highest power first."""

from __future__ import annotations

import numpy as np

from tests.rules.cases.core import V, W, X
from tests.rules.checking import Case

LINE = np.array([0.3, -1.1, 0.8, 1.7, -0.4])
HEIGHT = np.cos(LINE * 2.0)
C = np.array([0.5, -0.3, 0.8, 0.2])
Z = np.array([0.5 - 1.0j, -0.3 + 0.2j, 0.8 + 0.4j])

CASES = [
    Case(np.polyval, (V, X)),
    *(Case(np.polyder, (C,), kw) for kw in ({}, {"m": 2})),
    *(Case(np.polyint, (C,), kw) for kw in ({}, {"m": 2}, {"k": 0.5})),
    *(Case(fn, pair) for fn in (np.polyadd, np.polysub, np.polymul) for pair in ((C, V), (V, C), (V, W))),
    Case(np.poly, (C,)),
    *(Case(np.roots, (p,)) for p in (C, LINE, Z)),
    *(Case(fn, (Z,)) for fn in (np.polyder, np.vander)),
    *(Case(np.vander, (LINE,), kw) for kw in ({}, {"N": 3}, {"increasing": True})),
    Case(np.polyfit, (LINE, HEIGHT, 2)),
    Case(np.polyfit, (LINE, HEIGHT, 1), {"w": np.abs(LINE)}),
    Case(np.polyfit, (LINE, HEIGHT, 3)),
]  # fmt: skip
