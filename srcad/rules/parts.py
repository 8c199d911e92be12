"""Complex numbers and their parts: the functions that are not holomorphic, and those of `cmath`.

The transpose of a function that is linear over the reals is taken for the pairing ``real(z_bar * dz)``.
"""

from __future__ import annotations

import cmath
import math

import numpy as np

from srcad.rules.reductions import unless_zero
from srcad.rules.vocabulary import (
    FRESH,
    MAYBE_VIEW,
    VIEW,
    Linear,
    Row,
    is_complex,
    is_python,
    linear,
    scalar,
    written,
    zero,
)


def direction(x, out):
    """The partial derivative of ``abs(x)``, 0 at 0."""
    if is_complex(x):
        return x.conjugate() / unless_zero(out)
    return (x > 0) - (x < 0) if is_python(x) else np.sign(x)


def _conjugate(g, x1):
    return g.conjugate() if is_complex(x1) else g


def _imag(g, val):
    return -1j * g if is_complex(val) else 0.0 * g


def _imag_of_complex(g, real, imag=0.0):
    """A complex `imag` is turned by a right angle, a real one is the imaginary part."""
    return 1j * g if is_complex(imag) else -g.imag


def _angle(z, deg=False):
    if not is_complex(z):
        return 0.0
    return -180j / (np.pi * z) if deg else -1j / z


def _log(x, base=None):
    return 1.0 / x if base is None else 1.0 / (x * cmath.log(base))


def _rect(r, phi):
    return complex(r * math.cos(phi), r * math.sin(phi))


# fmt: off
ROWS: tuple[Row, ...] = (
    Linear(complex, {"real": lambda g, real, imag=0.0: g, "imag": _imag_of_complex}, joint=True),
    linear(np.real,         VIEW,  val=lambda g, val: g),
    linear(np.imag,         VIEW,  val=_imag),
    linear(np.conjugate,    FRESH, x1=_conjugate),
    linear(np.real_if_close, MAYBE_VIEW, a=lambda g, a: g),
    scalar(np.angle,        _angle, None),
    scalar(np.complex64,    lambda x: 1.0),
    scalar(np.complex128,   lambda x: 1.0),
    scalar(np.clongdouble,  lambda x: 1.0),

    scalar(cmath.sqrt,      lambda x, out: 0.5 / out),
    scalar(cmath.exp,       lambda x, out: out),
    scalar(cmath.log,       _log,       lambda x, base, out: -out / (base * cmath.log(base))),
    scalar(cmath.log10,     lambda x: 1.0 / (math.log(10.0) * x)),
    scalar(cmath.sin,       lambda x: cmath.cos(x)),
    scalar(cmath.cos,       lambda x: -cmath.sin(x)),
    scalar(cmath.tan,       lambda x, out: 1.0 + out * out),
    scalar(cmath.asin,      lambda x: 1.0 / cmath.sqrt(1.0 - x * x)),
    scalar(cmath.acos,      lambda x: -1.0 / cmath.sqrt(1.0 - x * x)),
    scalar(cmath.atan,      lambda x: 1.0 / (1.0 + x * x)),
    scalar(cmath.sinh,      lambda x: cmath.cosh(x)),
    scalar(cmath.cosh,      lambda x: cmath.sinh(x)),
    scalar(cmath.tanh,      lambda x, out: 1.0 - out * out),
    scalar(cmath.asinh,     lambda x: 1.0 / cmath.sqrt(x * x + 1.0)),
    # not 1 / sqrt(x * x - 1): the cuts of the two roots meet those of acosh
    scalar(cmath.acosh,     lambda x: 1.0 / (cmath.sqrt(x - 1.0) * cmath.sqrt(x + 1.0))),
    scalar(cmath.atanh,     lambda x: 1.0 / (1.0 - x * x)),
    scalar(cmath.phase,     lambda x: -1j / x),
    written(cmath.polar,    lambda z: (abs(z), cmath.phase(z))),
    written(cmath.rect,     _rect),
    *zero(np.iscomplex, np.isreal),
    *zero(cmath.isnan, cmath.isinf, cmath.isfinite, cmath.isclose),
)
# fmt: on
