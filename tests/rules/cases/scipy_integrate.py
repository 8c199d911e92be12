"""`scipy.integrate` of samples; that of functions has tests of its own."""

from __future__ import annotations

import numpy as np
from scipy import integrate

from tests.rules.checking import Case

_rng = np.random.default_rng(13)
EVEN, ODD = _rng.standard_normal(6), _rng.standard_normal(7)
Y = _rng.standard_normal((3, 4, 5))
_WIDE = np.cumsum(_rng.uniform(0.5, 1.5, (3, 4, 5)), axis=1)
AT_6, AT_7, AT_5 = (np.cumsum(_rng.uniform(0.5, 1.5, n)) for n in (6, 7, 5))

_SAMPLED = (integrate.trapezoid, integrate.simpson, integrate.cumulative_trapezoid)

CASES: list[Case] = [
    *(Case(fn, (y,)) for fn in _SAMPLED for y in (EVEN, ODD)),
    *(Case(fn, (EVEN, AT_6)) for fn in _SAMPLED),
    *(Case(fn, (ODD, AT_7)) for fn in _SAMPLED),
    *(Case(fn, (Y, AT_5)) for fn in _SAMPLED),
    *(Case(fn, (Y, _WIDE), {"axis": 1}) for fn in _SAMPLED),
    *(Case(fn, (Y,), {"dx": 0.5, "axis": axis}) for fn in _SAMPLED for axis in (0, 1)),
    *(Case(integrate.simpson, (EVEN[:n],)) for n in (2, 3, 4)),
    *(Case(integrate.cumulative_simpson, (y,)) for y in (EVEN, EVEN[:-1], EVEN[:2], EVEN[:3])),
    *(Case(integrate.cumulative_simpson, (y,), {"x": x, "initial": 0.7}) for y, x in ((EVEN, AT_6), (ODD, AT_7))),
    Case(integrate.cumulative_simpson, (Y,), {"x": _WIDE, "axis": 1}),
    Case(integrate.cumulative_simpson, (Y,), {"dx": 0.3, "axis": 0}),
    Case(integrate.cumulative_trapezoid, (EVEN,), {"initial": 0}),
    Case(integrate.romb, (Y,)),
    Case(integrate.romb, (AT_5, 0.5)),
    Case(integrate.romb, (Y[:, :3],), {"axis": 1, "dx": 2.0}),
]
