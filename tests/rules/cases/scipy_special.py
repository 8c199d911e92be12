"""`scipy.special`; parameters that have no derivative are integers here, and floats in `test_special_functions`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from scipy import special

from srcad import runtime
from srcad.rules.scipy_special.plane import ON_COMPLEX
from tests.rules.cases.core import ABOVE, COLUMN, POSITIVE, ROW, SPD, T3, UNIT, V, W, X, Y
from tests.rules.checking import Case

SHARE = (UNIT + 1.0) / 2.0

#: with complex results of real numbers
OF_REAL = (special.kelvin, special.modfresnelp, special.modfresnelm)

CALLS: dict[Callable[..., Any], list[tuple[Any, ...]]] = {
    special.logsumexp: [(T3, (0, 2))],
    special.expn: [(0, POSITIVE), (1, POSITIVE)],
    special.multigammaln: [(POSITIVE, 1)],
    special.polygamma: [(0, POSITIVE)],
    special.zeta: [(ABOVE + 0.3,)],
    runtime.zeta_derivative: [(2, 0.4, ABOVE)],
    special.gammainc: [(0.6, 2.0 * ABOVE), (12.5, 6.0 * POSITIVE)],
    special.gammaincc: [(0.6, 2.0 * ABOVE)],
    special.comb: [(ABOVE + 1.0, 2)],
    special.perm: [(ABOVE + 1.0, 2)],
    special.besselpoly: [(POSITIVE, 1, 0)],
    special.jv: [(0, X), (1, X)],
    special.yv: [(0, ABOVE)],
    special.yn: [(0, ABOVE)],
    special.kv: [(0, ABOVE)],
    special.kn: [(0, ABOVE)],
    special.iv: [(1, X)],
    special.ive: [(1, X)],
    runtime.jv_derivative: [(2, 3.0 * ABOVE, ABOVE)],
    runtime.yv_derivative: [(2, 3.0 * ABOVE, ABOVE)],
    runtime.ive_derivative: [(2, 3.0 * ABOVE, ABOVE)],
    runtime.kve_derivative: [(2, 3.0 * ABOVE, ABOVE)],
    special.jvp: [(1, X, 2), (0, X, 0)],
    special.yvp: [(1, ABOVE, 2)],
    special.ivp: [(1, X, 2)],
    special.kvp: [(1, ABOVE, 2)],
    special.spherical_jn: [(0, X), (2, ABOVE, True), (0, 0.7)],
    special.spherical_yn: [(0, ABOVE), (1, ABOVE, True)],
    special.spherical_in: [(0, X), (0, ABOVE, True)],
    special.spherical_kn: [(0, ABOVE), (1, ABOVE, True)],
    special.struve: [(0, X)],
    special.modstruve: [(0, ABOVE)],
    special.ellipkinc: [(4.0 * X, 0.3)],
    special.ellipeinc: [(4.0 * X, 0.3)],
    special.diric: [(X, 4)],
    special.eval_legendre: [(0, UNIT), (1, UNIT)],
    special.eval_chebyt: [(0, UNIT)],
    special.eval_chebyu: [(0, UNIT)],
    special.eval_chebyc: [(0, UNIT)],
    special.eval_chebys: [(0, UNIT)],
    special.eval_hermite: [(0, UNIT), (1, UNIT)],
    special.eval_hermitenorm: [(0, UNIT)],
    special.eval_laguerre: [(0, UNIT)],
    special.eval_jacobi: [(0, 2, 1, UNIT)],
    special.lpmv: [(0, 2, UNIT / 2.0), (2, 2, UNIT / 2.0)],
    runtime.gammainc_derivative: [(2, 0.6, 2.0 * ABOVE), (1, 12.5, 6.0 * POSITIVE)],
    runtime.gamma_density_derivative: [(0, ABOVE, POSITIVE)],
    runtime.betainc_derivative: [(1, 2, 0.6, 0.3, SHARE)],
    runtime.beta_density_derivative: [(0, 0, ABOVE, POSITIVE, SHARE)],
    runtime.student_derivative: [(2, ABOVE, X)],
    runtime.student_density_derivative: [(0, ABOVE, X)],
    special.tklmbda: [(UNIT / 2.0, 1)],
    special.lambertw: [(POSITIVE + 1j * Y, -1)],
    special.h1vp: [(1, POSITIVE, 2)],
}  # fmt: skip

#: functions that older versions of SciPy do not have
LATER: dict[str, list[tuple[Any, ...]]] = {"sph_harm_y": [(1, -1, POSITIVE, 0.3), (0, 0, POSITIVE, X)]}


def _cases() -> Iterator[Case]:
    for fn, calls in CALLS.items():
        yield from (Case(fn, args) for args in calls)
    for name, calls in LATER.items():
        if hasattr(special, name):
            yield from (Case(getattr(special, name), args) for args in calls)
    for x in (V, X, T3):
        yield Case(special.logsumexp, (x,), {"axis": -1, "keepdims": True})
        yield Case(special.logsumexp, (x,), {"keepdims": True})
        yield Case(special.softmax, (x,), {"axis": -1})
        yield Case(special.log_softmax, (x,), {"axis": -1})
    for b in (POSITIVE, ROW + 1.0, COLUMN + 1.0, W + 1.0):
        yield Case(special.logsumexp, (X, None, b))
        yield Case(special.logsumexp, (X, 1, b))
    yield Case(special.logsumexp, (X,), {"b": POSITIVE, "axis": 1, "keepdims": True})
    yield Case(special.logsumexp, (V, None, np.abs(SPD)))
    yield Case(special.logsumexp, (X, 0, Y, False, True))
    yield Case(special.logsumexp, (X, 1, None, True, True))
    plane = POSITIVE + 1j * Y
    for fn in (fn for fn in ON_COMPLEX if fn not in OF_REAL):
        orders = (1, 2) if getattr(fn, "nin", 1) == 2 or fn in (special.h1vp, special.h2vp) else ()
        for z in (plane, plane[0, 0]):
            if not orders:
                yield Case(fn, (z,))
            yield from (Case(fn, (order, z)) for order in orders)


CASES = list(_cases())
