"""Ufuncs with several results, and elementwise functions that are no ufuncs."""

from __future__ import annotations

import numpy as np

from srcad import runtime
from tests.rules.cases.core import POSITIVE, V, X
from tests.rules.checking import Case

FAR = np.array([-7.3, -2.4, -0.1, 0.0, 0.25, 1.9, 12.6])

CASES = [
    Case(np.divmod, (X, 0.37)),
    Case(np.sinc, (FAR,)),
    *(Case(runtime.sinc_derivative, (n, FAR)) for n in (0, 2)),
    Case(np.i0, (FAR,)),
    *(Case(runtime.i0_derivative, (n, FAR)) for n in (0, 2)),
    Case(np.real_if_close, (X,)),
    Case(np.nan_to_num, (np.array([0.3, np.nan, np.inf, -1.5]),), {"nan": 0.5, "posinf": 2.0, "neginf": -2.0}),
    Case(np.nan_to_num, (np.array([0.3, np.nan, -1.5]),)),
    Case(np.fix, (X,)),
    Case(np.angle, (POSITIVE,)),
    *(Case(fn, (V,)) for fn in (np.iscomplex, np.isreal, np.isneginf, np.isposinf)),
]  # fmt: skip
