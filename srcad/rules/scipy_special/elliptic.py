"""Elliptic integrals and functions, and the arithmetic-geometric mean.

B. C. Carlson's symmetric integrals (DLMF 19.16, 19.18) make the others; the complete ones, of a parameter, are
hypergeometric functions, which are smooth at 0 (DLMF 19.5).
"""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE, REAL, SHARE, UNIT
from srcad.rules.vocabulary import Row, is_literal, scalar, several

# --- Legendre's integrals, of any amplitude -------------------------------------------------------------------------


def _ellipk(m):
    return np.pi / 8.0 * special.hyp2f1(1.5, 1.5, 2.0, m)


def _ellipe(m):
    return -np.pi / 8.0 * special.hyp2f1(0.5, 1.5, 2.0, m)


def _ellipkinc(phi, m):
    """In m: the part of an amplitude within a quarter turn, and twice the complete integral for each half turn."""
    turns = np.round(phi / np.pi)
    s = np.sin(phi - np.pi * turns)
    rest = s * s * s / 6.0 * special.elliprd(1.0 - s * s, 1.0, 1.0 - m * s * s)
    return rest + 2.0 * turns * _ellipk(m)


def _ellipeinc(phi, m):
    turns = np.round(phi / np.pi)
    s = np.sin(phi - np.pi * turns)
    rest = s * s * s / 6.0 * special.elliprd(1.0 - s * s, 1.0 - m * s * s, 1.0)
    return 2.0 * turns * _ellipe(m) - rest


# --- Jacobi's functions ---------------------------------------------------------------------------------------------


def _ellipj_u(m, out):
    sn, cn, dn, _ = out
    return cn * dn, -sn * dn, -m * sn * cn, dn


def _ellipj_m(m, out):
    """``F(ph, m) = u`` stays, so ph moves by ``-dn dF/dm``."""
    sn, cn, dn, ph = out
    ph_dot = -dn * _ellipkinc(ph, m)
    return cn * ph_dot, -sn * ph_dot, -sn * (0.5 * sn + m * cn * ph_dot) / dn, ph_dot


# --- Carlson's integrals: partial fractions, and that they are homogeneous -------------------------------------------


def _rd_x(x, y, z, out):
    return 0.5 * (special.elliprd(y, z, x) - out) / (x - z)


def _rd_z(x, y, z, out):
    moved = y * _rd_x(y, x, z, out)
    if is_literal(x) and x == 0:
        return -(1.5 * out + moved) / z
    return -(1.5 * out + moved + x * _rd_x(x, y, z, out)) / z


def _rj_x(x, y, z, p, out):
    return 0.5 * (special.elliprd(y, z, x) - out) / (x - p)


def _rj_p(x, y, z, p, out):
    moved = x * _rj_x(x, y, z, p, out) + y * _rj_x(y, x, z, p, out) + z * _rj_x(z, x, y, p, out)
    return -(1.5 * out + moved) / p


def _rg_x(x, y, z):
    return 0.25 * (special.elliprf(x, y, z) - x / 3.0 * special.elliprd(y, z, x))


def _agm(a, b, out):
    """``agm(a, b) = pi / (2 RF(0, a**2, b**2))`` (DLMF 19.8.5)"""
    return 2.0 / (3.0 * np.pi) * out * out * np.abs(a) * special.elliprd(0.0, b * b, a * a)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.ellipk,    lambda m: _ellipk(m), domain=UNIT),
    scalar(special.ellipkm1,  lambda p: -np.pi / 8.0 * special.hyp2f1(0.5, 0.5, 2.0, 1.0 - p) / p, domain=SHARE),
    scalar(special.ellipe,    lambda m: _ellipe(m), domain=UNIT),
    scalar(special.ellipkinc, lambda phi, m: 1.0 / np.sqrt(1.0 - m * np.sin(phi) ** 2), _ellipkinc,
                              domain=(REAL, UNIT)),
    scalar(special.ellipeinc, lambda phi, m: np.sqrt(1.0 - m * np.sin(phi) ** 2),       _ellipeinc,
                              domain=(REAL, UNIT)),
    several(special.ellipj,   lambda u, m, out: _ellipj_u(m, out), lambda u, m, out: _ellipj_m(m, out),
                              domain=(REAL, SHARE)),
    scalar(special.elliprc,   lambda x, y: -special.elliprd(y, y, x) / 6.0,
                              lambda x, y: -special.elliprd(x, y, y) / 3.0, domain=POSITIVE),
    scalar(special.elliprf,   lambda x, y, z: -special.elliprd(y, z, x) / 6.0,
                              lambda x, y, z: -special.elliprd(x, z, y) / 6.0,
                              lambda x, y, z: -special.elliprd(x, y, z) / 6.0, domain=POSITIVE),
    scalar(special.elliprg,   lambda x, y, z: _rg_x(x, y, z), lambda x, y, z: _rg_x(y, x, z),
                              lambda x, y, z: _rg_x(z, x, y), domain=POSITIVE),
    scalar(special.elliprd,   _rd_x, lambda x, y, z, out: _rd_x(y, x, z, out), _rd_z, domain=POSITIVE),
    scalar(special.elliprj,   _rj_x,
                              lambda x, y, z, p, out: _rj_x(y, x, z, p, out),
                              lambda x, y, z, p, out: _rj_x(z, x, y, p, out), _rj_p, domain=POSITIVE),
    scalar(special.agm,       lambda a, b, out: _agm(a, b, out), lambda a, b, out: _agm(b, a, out), domain=POSITIVE),
)
# fmt: on
