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

SHARE = POSITIVE / 3.0
ANGLE = 40.0 * X
SMALL = UNIT / 2.0
#: of float32 numbers, SciPy takes other integers for floats, and computes some functions in doubles only
FIVE = np.int64(5)
ONE = np.int64(1)

#: with complex results
OF_REAL = (special.kelvin, special.modfresnelp, special.modfresnelm)

OF_ONE: dict[Callable[..., Any], Any] = {
    special.erfi: X, special.dawsn: X, special.ndtri_exp: -ABOVE, special.exp1: ABOVE, special.expi: ABOVE,
    special.spence: ABOVE, special.exprel: X, special.loggamma: ABOVE, special.sindg: ANGLE, special.cosdg: ANGLE,
    special.tandg: ANGLE, special.cotdg: ANGLE, special.y0: ABOVE, special.y1: ABOVE, special.i0e: X, special.i1e: X,
    special.k0: ABOVE, special.k1: ABOVE, special.k0e: ABOVE, special.k1e: ABOVE, special.ber: ABOVE,
    special.bei: ABOVE, special.ker: ABOVE, special.kei: ABOVE, special.berp: ABOVE, special.beip: ABOVE,
    special.kerp: ABOVE, special.keip: ABOVE, special.ellipk: SMALL, special.ellipkm1: SHARE, special.ellipe: SMALL,
    special.itstruve0: ABOVE, special.it2struve0: ABOVE, special.itmodstruve0: ABOVE, special.wrightomega: X,
    special.factorial: POSITIVE, special.sici: ABOVE, special.shichi: ABOVE, special.fresnel: UNIT,
    special.itj0y0: ABOVE, special.it2j0y0: ABOVE, special.iti0k0: ABOVE, special.it2i0k0: ABOVE,
    special.itairy: UNIT, special.airy: X, special.airye: POSITIVE,
}  # fmt: skip

OF_MORE: dict[Callable[..., Any], list[tuple[Any, ...]]] = {
    special.logsumexp: [(T3, (0, 2))],
    special.expn: [(2, POSITIVE), (0, POSITIVE), (1, POSITIVE)],
    special.huber: [(ABOVE, X), (0.6, X)],
    special.pseudo_huber: [(ABOVE, X), (0.3, X)],
    special.powm1: [(POSITIVE, Y), (POSITIVE, 2.0)],
    special.boxcox: [(POSITIVE, UNIT), (POSITIVE, 0.3)],
    special.boxcox1p: [(POSITIVE, UNIT), (0.7, V)],
    special.inv_boxcox: [(SMALL, SMALL), (0.3, SMALL)],
    special.inv_boxcox1p: [(SMALL, SMALL)],
    special.owens_t: [(X, Y), (0.3, X)],
    special.voigt_profile: [],
    special.multigammaln: [(POSITIVE + 2.0, 3), (3.0, 2), (POSITIVE, 1)],
    special.polygamma: [(0, POSITIVE), (1, POSITIVE), (2, ABOVE)],
    special.zeta: [(ABOVE + 0.3, POSITIVE), (ABOVE + 0.3,)],
    special.zetac: [(ABOVE + 0.3,)],
    runtime.zeta_derivative: [(1, ABOVE + 0.3, POSITIVE), (2, 0.4, ABOVE)],
    special.poch: [(POSITIVE, ABOVE)],
    special.gammainc: [(ABOVE, POSITIVE), (0.6, 2.0 * ABOVE), (12.5, 6.0 * POSITIVE)],
    special.gammaincc: [(ABOVE, POSITIVE), (0.6, 2.0 * ABOVE)],
    special.gammaincinv: [(ABOVE, SHARE)],
    special.gammainccinv: [(ABOVE, SHARE)],
    special.binom: [(ABOVE + 1.0, POSITIVE)],
    special.comb: [(ABOVE + 1.0, POSITIVE), (ABOVE + 1.0, 2)],
    special.perm: [(ABOVE + 1.0, POSITIVE), (ABOVE + 1.0, 2)],
    special.besselpoly: [(POSITIVE, 1, 2), (POSITIVE, 1, 0)],
    special.jv: [(0, X), (Y, ABOVE)],
    special.yv: [(Y, ABOVE), (0, ABOVE)],
    special.yn: [(1, ABOVE), (0, ABOVE)],
    special.kv: [(Y, ABOVE), (0, ABOVE)],
    special.kn: [(1, ABOVE), (0, ABOVE)],
    special.jve: [(Y, ABOVE)],
    special.yve: [(Y, ABOVE)],
    special.iv: [(Y, ABOVE)],
    special.ive: [(1, X), (Y, ABOVE)],
    special.kve: [(Y, ABOVE)],
    runtime.jv_derivative: [(1, Y, POSITIVE), (2, 3.0 * ABOVE, ABOVE)],
    runtime.yv_derivative: [(1, Y, POSITIVE), (2, 3.0 * ABOVE, ABOVE)],
    runtime.ive_derivative: [(1, Y, POSITIVE), (2, 3.0 * ABOVE, ABOVE)],
    runtime.kve_derivative: [(1, Y, POSITIVE), (2, 3.0 * ABOVE, ABOVE)],
    special.jvp: [(1, X), (1, X, 2), (0, X, 0)],
    special.yvp: [(1, ABOVE), (1, ABOVE, 2)],
    special.ivp: [(1, X), (1, X, 2)],
    special.kvp: [(1, ABOVE), (1, ABOVE, 2)],
    special.spherical_jn: [(0, X), (2, X), (2, ABOVE, True), (0, 0.7)],
    special.spherical_yn: [(0, ABOVE), (2, ABOVE), (1, ABOVE, True)],
    special.spherical_in: [(0, X), (2, X), (0, ABOVE, True)],
    special.spherical_kn: [(0, ABOVE), (2, ABOVE), (1, ABOVE, True)],
    special.struve: [(1, ABOVE), (0, X)],
    special.modstruve: [(1, ABOVE), (0, ABOVE)],
    special.pbdv: [(2, X)],
    special.pbvv: [(2, X)],
    special.pbwa: [(2, X)],
    special.mathieu_cem: [(2, ONE, ANGLE)],
    special.mathieu_sem: [(2, ONE, ANGLE)],
    special.mathieu_modcem1: [(2, ONE, POSITIVE)],
    special.mathieu_modcem2: [(2, ONE, POSITIVE)],
    special.mathieu_modsem1: [(2, ONE, POSITIVE)],
    special.mathieu_modsem2: [(2, ONE, POSITIVE)],
    special.ellipkinc: [(X, SMALL), (4.0 * X, 0.3), (0.3, SMALL)],
    special.ellipeinc: [(X, SMALL), (4.0 * X, 0.3), (0.3, SMALL)],
    special.ellipj: [(X, SHARE), (X, 0.3)],
    special.elliprc: [(POSITIVE, ABOVE)],
    special.elliprf: [(POSITIVE, ABOVE, ABOVE * 1.5), (0.3, ABOVE, ABOVE * 1.5)],
    special.elliprg: [(POSITIVE, ABOVE, ABOVE * 1.5)],
    special.elliprd: [(POSITIVE, ABOVE, ABOVE * 1.5)],
    special.elliprj: [(POSITIVE, ABOVE, ABOVE * 1.5, 2.0 * ABOVE)],
    special.agm: [(POSITIVE, ABOVE), (0.3, POSITIVE)],
    special.radian: [(X, Y, V)],
    special.diric: [(X, 3), (X, 4)],
    special.hyp0f1: [(2, X)],
    special.hyp1f1: [(2, 3, X)],
    special.hyp2f1: [(1, 2, 3, SMALL)],
    special.hyperu: [(2, 1, ABOVE)],
    special.wright_bessel: [(1, 2, POSITIVE)],
    special.eval_legendre: [(3, UNIT), (0, UNIT), (1, UNIT)],
    special.eval_chebyt: [(3, UNIT), (0, UNIT)],
    special.eval_chebyu: [(3, UNIT), (0, UNIT)],
    special.eval_chebyc: [(3, UNIT), (0, UNIT)],
    special.eval_chebys: [(3, UNIT), (0, UNIT)],
    special.eval_hermite: [(3, UNIT), (0, UNIT), (1, UNIT)],
    special.eval_hermitenorm: [(3, UNIT), (0, UNIT)],
    special.eval_laguerre: [(3, UNIT), (0, UNIT)],
    special.eval_genlaguerre: [(3, 2, UNIT)],
    special.eval_gegenbauer: [(3, 2, UNIT)],
    special.eval_jacobi: [(3, 2, 1, UNIT), (0, 2, 1, UNIT)],
    special.eval_sh_legendre: [(3, UNIT)],
    special.eval_sh_chebyt: [(3, UNIT)],
    special.eval_sh_chebyu: [(3, UNIT)],
    special.eval_sh_jacobi: [(3, 3, 2, UNIT)],
    special.lpmv: [(1, 3, SMALL), (0, 2, SMALL), (2, 2, SMALL)],
    special.betainc: [(ABOVE, POSITIVE, SHARE), (0.6, 0.3, SHARE)],
    special.betaincc: [(ABOVE, POSITIVE, SHARE)],
    special.betaincinv: [(ABOVE, POSITIVE, SHARE)],
    special.betainccinv: [(ABOVE, POSITIVE, SHARE)],
    special.stdtr: [(ABOVE, X)],
    special.stdtrit: [(ABOVE, SHARE)],
    special.chdtr: [(ABOVE, POSITIVE)],
    special.chdtrc: [(ABOVE, POSITIVE)],
    special.chdtri: [(ABOVE, SHARE)],
    special.fdtr: [(ABOVE, POSITIVE, POSITIVE)],
    special.fdtrc: [(ABOVE, POSITIVE, POSITIVE)],
    special.fdtri: [(ABOVE, POSITIVE, SHARE)],
    special.gdtr: [(ABOVE, ABOVE, POSITIVE)],
    special.gdtrc: [(ABOVE, ABOVE, POSITIVE)],
    special.gdtria: [(SHARE, ABOVE, POSITIVE)],
    special.gdtrix: [(ABOVE, ABOVE, SHARE)],
    special.gdtrib: [(ABOVE, SHARE, POSITIVE)],
    special.btdtria: [(SHARE, ABOVE, SHARE)],
    special.btdtrib: [(ABOVE, SHARE, SHARE)],
    special.chdtriv: [(SHARE, POSITIVE)],
    special.stdtridf: [(0.8, 0.9)],
    special.fdtridfd: [(ABOVE, 0.4, 0.7)],
    special.chndtrinc: [(3.0 * ABOVE, 2, 0.5 * SHARE)],
    special.pdtrik: [(0.3 + SHARE / 2.0, ABOVE)],
    special.bdtrik: [(0.6 + SHARE / 3.0, 4.0 + ABOVE, SHARE)],
    special.bdtrin: [(2.0 * POSITIVE, SHARE, SHARE)],
    special.nbdtrik: [(0.3 + SHARE / 2.0, ABOVE, SHARE)],
    special.nbdtrin: [(2.0 * POSITIVE, SHARE, SHARE)],
    runtime.gammainc_derivative: [(1, ABOVE, POSITIVE), (2, 0.6, 2.0 * ABOVE), (1, 12.5, 6.0 * POSITIVE)],
    runtime.gamma_density_derivative: [(0, ABOVE, POSITIVE), (2, ABOVE, POSITIVE)],
    runtime.betainc_derivative: [(1, 0, ABOVE, POSITIVE, SHARE), (1, 2, 0.6, 0.3, SHARE)],
    runtime.beta_density_derivative: [(0, 0, ABOVE, POSITIVE, SHARE), (2, 1, ABOVE, POSITIVE, SHARE)],
    runtime.student_derivative: [(1, ABOVE, X), (2, ABOVE, X)],
    runtime.student_density_derivative: [(0, ABOVE, X), (2, ABOVE, X)],
    special.bdtr: [(2, FIVE, SHARE)],
    special.bdtrc: [(2, FIVE, SHARE)],
    special.bdtri: [(2, FIVE, SHARE)],
    special.nbdtr: [(2, 5, SHARE)],
    special.nbdtrc: [(2, 5, SHARE)],
    special.nbdtri: [(2, 5, SHARE)],
    special.pdtr: [(2, ABOVE)],
    special.pdtrc: [(2, ABOVE)],
    special.pdtri: [(2, SHARE)],
    special.chndtr: [(ABOVE, 3, POSITIVE)],
    special.chndtrix: [(SHARE, 3, POSITIVE)],
    special.nrdtrimn: [(SHARE, POSITIVE, X)],
    special.nrdtrisd: [(X, 0.5 + SHARE / 1.5, X + ABOVE)],
    special.tklmbda: [(SMALL, SHARE), (SMALL, 1)],
}  # fmt: skip

#: functions that older versions of SciPy do not have
LATER: dict[str, list[tuple[Any, ...]]] = {
    "softplus": [(X,)],
    "log_wright_bessel": [(1, 2, POSITIVE)],
    "sph_harm_y": [(2, 1, POSITIVE, X), (1, -1, POSITIVE, 0.3), (0, 0, POSITIVE, X)],
}


def _cases() -> Iterator[Case]:
    for fn, x in OF_ONE.items():
        yield Case(fn, (x,))
    for fn, calls in OF_MORE.items():
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
    yield Case(special.voigt_profile, (X, POSITIVE, ABOVE))
    yield Case(special.voigt_profile, (X, 0.7, 0.3))
    plane = POSITIVE + 1j * Y
    for fn in (fn for fn in ON_COMPLEX if fn not in OF_REAL):
        orders = (1, 2) if getattr(fn, "nin", 1) == 2 or fn in (special.h1vp, special.h2vp) else ()
        for z in (plane, plane[0, 0]):
            if not orders:
                yield Case(fn, (z,))
            yield from (Case(fn, (order, z)) for order in orders)
    yield from (Case(fn, (ABOVE,)) for fn in (special.wofz, special.lambertw, *OF_REAL))
    yield Case(special.lambertw, (plane, -1))
    yield Case(special.hankel1, (Y, POSITIVE))
    yield Case(special.hankel2e, (Y, POSITIVE))
    yield Case(special.h1vp, (1, POSITIVE, 2))


CASES = list(_cases())
