"""Functions of `scipy.special` with complex results, and those whose rows hold in the complex plane too.

Of the scaled Hankel functions, ``exp(-iz) hankel1(v, z)`` and its conjugate, the scale is differentiated as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE, REAL
from srcad.rules.scipy_special.bessel import of_real
from srcad.rules.scipy_special.orders import in_order
from srcad.rules.vocabulary import Row, scalar, several
from srcad.runtime import jv_derivative, yv_derivative


def _hankel1_in_order(v, z):
    of_real(z)
    return jv_derivative(1, v, z) + 1j * yv_derivative(1, v, z)


def _hankel2_in_order(v, z):
    of_real(z)
    return jv_derivative(1, v, z) - 1j * yv_derivative(1, v, z)


def _lambertw(z, k=0, tol=1e-8, out=None):
    """``w exp(w) = z``"""
    return np.exp(-out) / (1.0 + out)


def _kelvin(x, out):
    """``x**2 y'' + x y' = i x**2 y`` of ``ber + i bei`` and of ``ker + i kei``."""
    be, ke, be_slope, ke_slope = out
    return be_slope, ke_slope, 1j * be - be_slope / x, 1j * ke - ke_slope / x


def _modfresnelp(x, out):
    """The integral of ``exp(i t**2)`` from x on, and that times ``exp(-i (x**2 + pi/4)) / sqrt(pi)``."""
    return -np.exp(1j * x * x), -2j * x * out[1] - np.exp(-0.25j * np.pi) / math.sqrt(math.pi)


def _modfresnelm(x, out):
    return -np.exp(-1j * x * x), 2j * x * out[1] - np.exp(0.25j * np.pi) / math.sqrt(math.pi)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.wofz,     lambda z, out: 2.0j / math.sqrt(math.pi) - 2.0 * z * out),
    scalar(special.hankel1,  _hankel1_in_order,
           lambda v, z: 0.5 * (special.hankel1(v - 1.0, z) - special.hankel1(v + 1.0, z)), domain=(REAL, POSITIVE)),
    scalar(special.hankel2,  _hankel2_in_order,
           lambda v, z: 0.5 * (special.hankel2(v - 1.0, z) - special.hankel2(v + 1.0, z)), domain=(REAL, POSITIVE)),
    scalar(special.hankel1e, lambda v, z: np.exp(-1j * z) * _hankel1_in_order(v, z), lambda v, z, out:
           0.5 * (special.hankel1e(v - 1.0, z) - special.hankel1e(v + 1.0, z)) - 1.0j * out, domain=(REAL, POSITIVE)),
    scalar(special.hankel2e, lambda v, z: np.exp(1j * z) * _hankel2_in_order(v, z), lambda v, z, out:
           0.5 * (special.hankel2e(v - 1.0, z) - special.hankel2e(v + 1.0, z)) + 1.0j * out, domain=(REAL, POSITIVE)),
    scalar(special.h1vp,     in_order, lambda v, z, n=1: special.h1vp(v, z, n + 1), domain=(1, POSITIVE)),
    scalar(special.h2vp,     in_order, lambda v, z, n=1: special.h2vp(v, z, n + 1), domain=(1, POSITIVE)),
    scalar(special.lambertw, _lambertw, domain=POSITIVE),
    several(special.kelvin,      _kelvin, domain=POSITIVE),
    several(special.modfresnelp, _modfresnelp, domain=POSITIVE),
    several(special.modfresnelm, _modfresnelm, domain=POSITIVE),
)
# fmt: on

ON_COMPLEX: tuple[Callable[..., Any], ...] = (
    *(row.fn for row in ROWS),
    *(special.erf, special.erfc, special.erfcx, special.erfi, special.dawsn, special.exp1, special.expi),
    *(special.expm1, special.log1p, special.jv, special.yv, special.iv, special.kv),
)
