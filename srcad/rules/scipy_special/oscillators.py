"""Solutions of second-order equations that come with their derivatives: parabolic cylinder and Mathieu functions."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE, REAL
from srcad.rules.scipy_special.orders import in_parameter
from srcad.rules.vocabulary import Row, several


def _pbv(v, x, out):
    """``y'' = (x**2 / 4 - v - 1/2) y`` (DLMF 12.2.4)"""
    y, y_prime = out
    return y_prime, (0.25 * x * x - v - 0.5) * y


def _pbw(a, x, out):
    """``y'' = (a - x**2 / 4) y`` (DLMF 12.14)"""
    y, y_prime = out
    return y_prime, (a - 0.25 * x * x) * y


def _angular(a, q, x, out):
    """``y'' = (2 q cos(2 x) - a) y``, of an angle in degrees (DLMF 28.2.1)"""
    y, y_prime = out
    return np.pi / 180.0 * y_prime, np.pi / 180.0 * (2.0 * q * np.cos(np.pi / 90.0 * x) - a) * y


def _radial(a, q, x, out):
    """``y'' = (a - 2 q cosh(2 x)) y`` (DLMF 28.20.1)"""
    y, y_prime = out
    return y_prime, (a - 2.0 * q * np.cosh(2.0 * x)) * y


def _cem(m, q, x, out):
    return _angular(special.mathieu_a(m, q), q, x, out)


def _sem(m, q, x, out):
    return _angular(special.mathieu_b(m, q), q, x, out)


def _modcem(m, q, x, out):
    return _radial(special.mathieu_a(m, q), q, x, out)


def _modsem(m, q, x, out):
    return _radial(special.mathieu_b(m, q), q, x, out)


# fmt: off
ROWS: tuple[Row, ...] = (
    several(special.pbdv,            in_parameter, _pbv, domain=(2, REAL)),
    several(special.pbvv,            in_parameter, _pbv, domain=(2, REAL)),
    several(special.pbwa,            in_parameter, _pbw, domain=(2, REAL)),
    several(special.mathieu_cem,     in_parameter, in_parameter, _cem, domain=(2, np.int64(1), REAL)),
    several(special.mathieu_sem,     in_parameter, in_parameter, _sem, domain=(2, np.int64(1), REAL)),
    several(special.mathieu_modcem1, in_parameter, in_parameter, _modcem, domain=(2, np.int64(1), POSITIVE)),
    several(special.mathieu_modcem2, in_parameter, in_parameter, _modcem, domain=(2, np.int64(1), POSITIVE)),
    several(special.mathieu_modsem1, in_parameter, in_parameter, _modsem, domain=(2, np.int64(1), POSITIVE)),
    several(special.mathieu_modsem2, in_parameter, in_parameter, _modsem, domain=(2, np.int64(1), POSITIVE)),
)
# fmt: on
