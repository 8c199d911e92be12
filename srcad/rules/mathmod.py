"""The module `math`: functions of Python floats."""

from __future__ import annotations

import math

import numpy as np

from srcad.rules.domains import ABOVE_ONE, POSITIVE, REAL, UNIT, above
from srcad.rules.power import base_partial, exponent_partial
from srcad.rules.vocabulary import Row, scalar, zero
from srcad.runtime import polygamma, python_root_of_squares


def _log(x, base=None):
    return 1.0 / x if base is None else 1.0 / (x * math.log(base))


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(math.sqrt,       lambda x, out: 0.5 / out,             domain=POSITIVE),
    scalar(python_root_of_squares, lambda x, out: 0.5 / (out if out != 0.0 else 1.0), domain=POSITIVE),
    scalar(math.cbrt,       lambda x, out: 1.0 / (3.0 * out * out)),
    scalar(math.pow,        base_partial,                         exponent_partial, domain=(POSITIVE, REAL)),
    scalar(math.exp,        lambda x, out: out),
    scalar(math.exp2,       lambda x, out: math.log(2.0) * out),
    scalar(math.expm1,      lambda x, out: out + 1.0),
    scalar(math.log,        _log,                                 lambda x, base, out: -out / (base * math.log(base)),
                            domain=(POSITIVE, ABOVE_ONE)),
    scalar(math.log2,       lambda x: 1.0 / (math.log(2.0) * x),  domain=POSITIVE),
    scalar(math.log10,      lambda x: 1.0 / (math.log(10.0) * x), domain=POSITIVE),
    scalar(math.log1p,      lambda x: 1.0 / (1.0 + x),            domain=above(-1.0)),

    scalar(math.sin,        lambda x: math.cos(x)),
    scalar(math.cos,        lambda x: -math.sin(x)),
    scalar(math.tan,        lambda x, out: 1.0 + out * out,       domain=UNIT),
    scalar(math.asin,       lambda x: 1.0 / math.sqrt(1.0 - x * x), domain=UNIT),
    scalar(math.acos,       lambda x: -1.0 / math.sqrt(1.0 - x * x), domain=UNIT),
    scalar(math.atan,       lambda x: 1.0 / (1.0 + x * x)),
    scalar(math.atan2,      lambda y, x: x / (x * x + y * y),     lambda y, x: -y / (x * x + y * y)),
    # 0 at the origin
    scalar(math.hypot,      lambda x, y, out: x / out if out != 0.0 else 0.0,
                            lambda x, y, out: y / out if out != 0.0 else 0.0),
    scalar(math.sinh,       lambda x: math.cosh(x)),
    scalar(math.cosh,       lambda x: math.sinh(x)),
    scalar(math.tanh,       lambda x, out: 1.0 - out * out),
    scalar(math.asinh,      lambda x: 1.0 / math.sqrt(x * x + 1.0)),
    scalar(math.acosh,      lambda x: 1.0 / math.sqrt(x * x - 1.0), domain=ABOVE_ONE),
    scalar(math.atanh,      lambda x: 1.0 / (1.0 - x * x),        domain=UNIT),
    scalar(math.degrees,    lambda x: 180.0 / math.pi),
    scalar(math.radians,    lambda x: math.pi / 180.0),

    scalar(math.erf,        lambda x: 2.0 / math.sqrt(math.pi) * math.exp(-x * x)),
    scalar(math.erfc,       lambda x: -2.0 / math.sqrt(math.pi) * math.exp(-x * x)),

    scalar(math.lgamma,     lambda x: polygamma(0, x),            domain=POSITIVE),
    scalar(math.gamma,      lambda x, out: out * polygamma(0, x), domain=POSITIVE),
    scalar(polygamma, None, lambda n, x: polygamma(n + 1, x),     domain=(1, POSITIVE)),
    scalar(math.fabs,       lambda x: np.sign(x)),
    scalar(math.copysign,   lambda x, y: np.sign(x) * math.copysign(1.0, y), None),
    scalar(math.fmod,       lambda x, y: 1.0,                     lambda x, y: -math.trunc(x / y)),
    scalar(math.ldexp,      lambda x, y: math.ldexp(1.0, y),      None, domain=(REAL, 2)),
    *zero(math.floor, math.ceil, math.trunc, math.isnan, math.isinf, math.isfinite, math.isclose),
    *zero(math.factorial, math.comb, math.perm, math.gcd, math.lcm, math.isqrt),
)
# fmt: on
