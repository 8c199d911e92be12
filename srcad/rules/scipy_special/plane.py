"""Functions of `scipy.special` with complex results, and those whose rows hold in the complex plane too.

Of the scaled Hankel functions, ``exp(-iz) hankel1(v, z)`` and its conjugate, the scale is differentiated as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from scipy import special

from srcad.rules.domains import POSITIVE
from srcad.rules.scipy_special.orders import in_order
from srcad.rules.vocabulary import Row, scalar

# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.wofz,     lambda z, out: 2.0j / math.sqrt(math.pi) - 2.0 * z * out),
    scalar(special.hankel1,  in_order, lambda v, z: 0.5 * (special.hankel1(v - 1.0, z) - special.hankel1(v + 1.0, z)),
                             domain=(1, POSITIVE)),
    scalar(special.hankel2,  in_order, lambda v, z: 0.5 * (special.hankel2(v - 1.0, z) - special.hankel2(v + 1.0, z)),
                             domain=(1, POSITIVE)),
    scalar(special.hankel1e, in_order, lambda v, z, out:
           0.5 * (special.hankel1e(v - 1.0, z) - special.hankel1e(v + 1.0, z)) - 1.0j * out, domain=(1, POSITIVE)),
    scalar(special.hankel2e, in_order, lambda v, z, out:
           0.5 * (special.hankel2e(v - 1.0, z) - special.hankel2e(v + 1.0, z)) + 1.0j * out, domain=(1, POSITIVE)),
)
# fmt: on

ON_COMPLEX: tuple[Callable[..., Any], ...] = (
    *(row.fn for row in ROWS),
    *(special.erf, special.erfc, special.erfcx, special.erfi, special.dawsn, special.exp1, special.expi),
    *(special.expm1, special.log1p, special.jv, special.yv, special.iv, special.kv),
)
