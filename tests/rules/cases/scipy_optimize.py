"""`scipy.optimize` of arrays; of functions there are tests of their own."""

from __future__ import annotations

import numpy as np
from scipy import optimize

from tests.rules.checking import Case

_rng = np.random.default_rng(17)
MATRIX, B = _rng.uniform(0.2, 1.0, (5, 3)), np.array([0.3, 1.2, -0.4, 0.9, 0.2])
X, P = _rng.standard_normal(4), _rng.standard_normal(4)

CASES: list[Case] = [
    Case(optimize.nnls, (MATRIX, B)),
    Case(optimize.nnls, (MATRIX, MATRIX @ np.array([0.3, 0.7, 0.2]) + 0.1 * B)),
    Case(optimize.rosen, (MATRIX,)),
]
