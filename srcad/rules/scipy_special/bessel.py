"""Bessel functions, their integrals' integrands, and the functions of Airy, Kelvin and Struve.

A derivative is made of neighbouring orders, not of quotients by the argument: so it holds at 0 too.  Derivatives in the
order are integrals that SciPy does not have, of positive arguments.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE, REAL
from srcad.rules.scipy_special.orders import in_order, whole
from srcad.rules.vocabulary import Row, is_complex, refuse, scalar, several
from srcad.runtime import ive_derivative, jv_derivative, kve_derivative, yv_derivative

# --- spherical (DLMF 10.51, 10.52): of order 0 the lower neighbour has the factor 0 --------------------------------


def _spherical_jn(n, z, derivative=False):
    if n == 0:
        return -special.spherical_jn(1, z, derivative)
    lower = whole(n) * special.spherical_jn(n - 1, z, derivative)
    return (lower - (n + 1) * special.spherical_jn(n + 1, z, derivative)) / (2 * n + 1)


def _spherical_yn(n, z, derivative=False):
    if n == 0:
        return -special.spherical_yn(1, z, derivative)
    lower = whole(n) * special.spherical_yn(n - 1, z, derivative)
    return (lower - (n + 1) * special.spherical_yn(n + 1, z, derivative)) / (2 * n + 1)


def _spherical_in(n, z, derivative=False):
    if n == 0:
        return special.spherical_in(1, z, derivative)
    lower = whole(n) * special.spherical_in(n - 1, z, derivative)
    return (lower + (n + 1) * special.spherical_in(n + 1, z, derivative)) / (2 * n + 1)


def _spherical_kn(n, z, derivative=False):
    if n == 0:
        return -special.spherical_kn(1, z, derivative)
    lower = whole(n) * special.spherical_kn(n - 1, z, derivative)
    return -(lower + (n + 1) * special.spherical_kn(n + 1, z, derivative)) / (2 * n + 1)


# --- Airy: ``y'' = z y`` --------------------------------------------------------------------------------------------


def _airy(z, out):
    ai, ai_prime, bi, bi_prime = out
    return ai_prime, z * ai, bi_prime, z * bi


def _airye(z, out):
    """Scaled by ``exp(2/3 z**1.5)`` and its inverse, where z is positive."""
    ai, ai_prime, bi, bi_prime = out
    root = np.sqrt(np.maximum(z, 0.0))
    return ai_prime + root * ai, z * ai + root * ai_prime, bi_prime - root * bi, z * bi - root * bi_prime


# --- Struve (DLMF 11.4.29, 11.4.30) -----------------------------------------------------------------------------------


def _step(v, x):
    return (0.5 * x) ** v / (math.sqrt(math.pi) * special.gamma(v + 1.5))


def _struve(v, x):
    return 0.5 * (special.struve(v - 1.0, x) - special.struve(v + 1.0, x) + _step(v, x))


def _modstruve(v, x):
    return 0.5 * (special.modstruve(v - 1.0, x) + special.modstruve(v + 1.0, x) + _step(v, x))


# --- in the order -----------------------------------------------------------------------------------------------------


def of_real(x):
    if is_complex(x):
        refuse("the derivative in the order of this function is not known for complex arguments")


def _jv_in_order(v, x):
    of_real(x)
    return jv_derivative(1, v, x)


def _yv_in_order(v, x):
    of_real(x)
    return yv_derivative(1, v, x)


def _iv_in_order(v, x):
    of_real(x)
    return np.exp(x) * ive_derivative(1, v, x)


def _kv_in_order(v, x):
    of_real(x)
    return np.exp(-x) * kve_derivative(1, v, x)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.j0,           lambda x: -special.j1(x)),
    scalar(special.j1,           lambda x: 0.5 * (special.j0(x) - special.jv(2.0, x))),
    scalar(special.y0,           lambda x: -special.y1(x), domain=POSITIVE),
    scalar(special.y1,           lambda x: 0.5 * (special.y0(x) - special.yv(2.0, x)), domain=POSITIVE),
    scalar(special.i0,           lambda x: special.i1(x)),
    scalar(special.i1,           lambda x: 0.5 * (special.i0(x) + special.iv(2.0, x))),
    scalar(special.i0e,          lambda x, out: special.i1e(x) - np.sign(x) * out),
    scalar(special.i1e,          lambda x, out: 0.5 * (special.i0e(x) + special.ive(2.0, x)) - np.sign(x) * out),
    scalar(special.k0,           lambda x: -special.k1(x), domain=POSITIVE),
    scalar(special.k1,           lambda x: -0.5 * (special.k0(x) + special.kv(2.0, x)), domain=POSITIVE),
    scalar(special.k0e,          lambda x, out: out - special.k1e(x), domain=POSITIVE),
    scalar(special.k1e,          lambda x, out: out - 0.5 * (special.k0e(x) + special.kve(2.0, x)), domain=POSITIVE),

    scalar(special.jv,           _jv_in_order, lambda v, x: 0.5 * (special.jv(v - 1.0, x) - special.jv(v + 1.0, x)),
                                 domain=(REAL, POSITIVE)),
    scalar(special.yv,           _yv_in_order, lambda v, x: 0.5 * (special.yv(v - 1.0, x) - special.yv(v + 1.0, x)),
                                 domain=(REAL, POSITIVE)),
    scalar(special.yn,           in_order,
                                 lambda n, x: 0.5 * (special.yv(whole(n) - 1.0, x) - special.yv(n + 1.0, x)),
                                 domain=(1, POSITIVE)),
    scalar(special.iv,           _iv_in_order, lambda v, x: 0.5 * (special.iv(v - 1.0, x) + special.iv(v + 1.0, x)),
                                 domain=(REAL, POSITIVE)),
    scalar(special.kv,           _kv_in_order,
                                 lambda v, x: -0.5 * (special.kv(v - 1.0, x) + special.kv(v + 1.0, x)),
                                 domain=(REAL, POSITIVE)),
    scalar(special.kn,           in_order,
                                 lambda n, x: -0.5 * (special.kv(whole(n) - 1.0, x) + special.kv(n + 1.0, x)),
                                 domain=(1, POSITIVE)),
    # on real numbers the scaled functions of the first two kinds are the functions themselves
    scalar(special.jve,          lambda v, x: jv_derivative(1, v, x),
                                 lambda v, x: 0.5 * (special.jve(v - 1.0, x) - special.jve(v + 1.0, x)),
                                 domain=(REAL, POSITIVE)),
    scalar(special.yve,          lambda v, x: yv_derivative(1, v, x),
                                 lambda v, x: 0.5 * (special.yve(v - 1.0, x) - special.yve(v + 1.0, x)),
                                 domain=(REAL, POSITIVE)),
    scalar(special.ive,          lambda v, x: ive_derivative(1, v, x), lambda v, x, out:
                                 0.5 * (special.ive(v - 1.0, x) + special.ive(v + 1.0, x)) - np.sign(x) * out,
                                 domain=(REAL, POSITIVE)),
    scalar(special.kve,          lambda v, x: kve_derivative(1, v, x), lambda v, x, out:
                                 out - 0.5 * (special.kve(v - 1.0, x) + special.kve(v + 1.0, x)),
                                 domain=(REAL, POSITIVE)),
    scalar(jv_derivative,        None, lambda n, v, x: jv_derivative(n + 1, v, x), lambda n, v, x:
                                 0.5 * (jv_derivative(n, v - 1.0, x) - jv_derivative(n, v + 1.0, x)),
                                 domain=(1, REAL, POSITIVE)),
    scalar(yv_derivative,        None, lambda n, v, x: yv_derivative(n + 1, v, x), lambda n, v, x:
                                 0.5 * (yv_derivative(n, v - 1.0, x) - yv_derivative(n, v + 1.0, x)),
                                 domain=(1, REAL, POSITIVE)),
    scalar(ive_derivative,       None, lambda n, v, x: ive_derivative(n + 1, v, x), lambda n, v, x, out:
                                 0.5 * (ive_derivative(n, v - 1.0, x) + ive_derivative(n, v + 1.0, x)) - out,
                                 domain=(1, REAL, POSITIVE)),
    scalar(kve_derivative,       None, lambda n, v, x: kve_derivative(n + 1, v, x), lambda n, v, x, out:
                                 out - 0.5 * (kve_derivative(n, v - 1.0, x) + kve_derivative(n, v + 1.0, x)),
                                 domain=(1, REAL, POSITIVE)),
    scalar(special.jvp,          in_order,        lambda v, z, n=1: special.jvp(v, z, n + 1), domain=(1, REAL)),
    scalar(special.yvp,          in_order,        lambda v, z, n=1: special.yvp(v, z, n + 1), domain=(1, POSITIVE)),
    scalar(special.ivp,          in_order,        lambda v, z, n=1: special.ivp(v, z, n + 1), domain=(1, REAL)),
    scalar(special.kvp,          in_order,        lambda v, z, n=1: special.kvp(v, z, n + 1), domain=(1, POSITIVE)),
    scalar(special.spherical_jn, in_order,        _spherical_jn, domain=(2, REAL)),
    scalar(special.spherical_yn, in_order,        _spherical_yn, domain=(2, POSITIVE)),
    scalar(special.spherical_in, in_order,        _spherical_in, domain=(2, REAL)),
    scalar(special.spherical_kn, in_order,        _spherical_kn, domain=(2, POSITIVE)),
    scalar(special.struve,       in_order, _struve, domain=(1, POSITIVE)),
    scalar(special.modstruve,    in_order, _modstruve, domain=(1, POSITIVE)),

    several(special.airy,     _airy),
    several(special.airye,    _airye, domain=POSITIVE),

    # x**2 y'' + x y' = i x**2 y
    scalar(special.ber,          lambda x: special.berp(x)),
    scalar(special.bei,          lambda x: special.beip(x)),
    scalar(special.ker,          lambda x: special.kerp(x), domain=POSITIVE),
    scalar(special.kei,          lambda x: special.keip(x), domain=POSITIVE),
    scalar(special.berp,         lambda x, out: -special.bei(x) - out / x),
    scalar(special.beip,         lambda x, out: special.ber(x) - out / x),
    scalar(special.kerp,         lambda x, out: -special.kei(x) - out / x, domain=POSITIVE),
    scalar(special.keip,         lambda x, out: special.ker(x) - out / x, domain=POSITIVE),
)
# fmt: on
