"""The series of `numpy.polynomial`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.polynomial import polynomial, polyutils

from srcad import runtime
from srcad.runtime.series import FAMILIES
from tests.rules.cases.core import V, W
from tests.rules.checking import Case

LINE = np.array([0.3, -1.1, 0.8, 1.7, -0.4])
HEIGHT = np.cos(LINE * 2.0)
C = np.array([0.5, -0.3, 0.8, 0.2])
SHORT = np.array([0.7, -0.4])
ROOTS = np.array([0.3, -0.8, 1.4])
PLANE = np.cos(np.arange(6.0)).reshape(3, 2)
SOLID = np.cos(np.arange(12.0)).reshape(3, 2, 2)


def _of(prefix: str, module: Any) -> list[Case]:
    def fn(name: str) -> Any:
        return getattr(module, name.replace("*", prefix))

    cases = [
        Case(fn("*val"), (0.3, C)),
        *(Case(fn(f"*{name}"), (SHORT, C)) for name in ("add", "sub", "mul", "div")),
        *(Case(fn("*pow"), (SHORT, n)) for n in (0, 1, 3)),
        Case(fn("*companion"), (SHORT,)),
        Case(fn("*fit"), (LINE, HEIGHT, 1), {"w": np.abs(LINE)}),
    ]
    if prefix in ("poly", "cheb"):
        # what all families have in common
        cases += [
            Case(fn("*val"), (LINE, C[:1])),
            *(Case(fn("*der"), (C,), kw) for kw in ({"m": 2}, {"m": 2, "scl": 0.5})),
            *(Case(fn("*int"), (C,), kw) for kw in ({"m": 2}, {"k": 0.5}, {"lbnd": -1.0}, {"scl": 0.5})),
            Case(fn("*int"), (C,), {"lbnd": -1.0, "scl": 0.5, "k": 0.3}),
            Case(fn("*int"), (PLANE,)),
            *(Case(fn("*vander"), (LINE, deg)) for deg in (0, 1)),
            *(Case(fn(f"*{name}"), (V, W)) for name in ("add", "sub", "mul")),
            *(Case(fn("*div"), pair) for pair in ((C, V), (C, C[:1]))),
            Case(fn("*val2d"), (LINE, LINE * 0.5, PLANE)),
            Case(fn("*fit"), (LINE, np.stack([HEIGHT, LINE], axis=1), 2)),
        ]
    if prefix != "poly":
        cases += [Case(fn(name), (C[:1],)) for name in ("poly2*", "*2poly")]
    return cases


CASES = [
    *(case for prefix, module in FAMILIES.items() for case in _of(prefix, module)),
    *(Case(polyutils.trimcoef, (c,), kw) for c in (C, V) for kw in ({}, {"tol": 0.25})),
    *(Case(runtime.to_length, (c, n)) for c in (C, PLANE) for n in (2, 5)),
    *(Case(runtime.series_product, (C, SHORT, n, "leg")) for n in (3, 5)),
    *(Case(runtime.series_factor, (V, SHORT, n, "cheb")) for n in (2, 3)),
    *(Case(runtime.series_divided, pair) for pair in ((C, SHORT, "leg"), (SHORT, C, "herm"))),
    *(Case(runtime.series_undivided, args) for args in ((C, SHORT, 4, "leg"), (C, W, 4, "poly"))),
    *(Case(polynomial.polyvalfromroots, (x, ROOTS)) for x in (0.4, LINE)),
]
