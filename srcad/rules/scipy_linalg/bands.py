"""Equations with matrices of few diagonals, or of equal ones."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import linalg

from srcad.rules.domains import REAL, UNIT, VECTOR, made
from srcad.rules.vocabulary import Pair, Row, refuse, static, structured
from srcad.runtime import band_of_outer, band_times, transposed_band

# --- solve_banded -------------------------------------------------------------------------------------------------


def _banded_tangent_ab(ab_dot, l_and_u, ab, b, out):
    return -linalg.solve_banded(l_and_u, ab, band_times(ab_dot, out, l_and_u[0], l_and_u[1]))


def _banded_adjoint_ab(g, l_and_u, ab, b, out):
    return -band_of_outer(_banded_adjoint_b(g, l_and_u, ab, b), out, l_and_u[0], l_and_u[1])


def _banded_tangent_b(b_dot, l_and_u, ab, b):
    return linalg.solve_banded(l_and_u, ab, b_dot)


def _banded_adjoint_b(g, l_and_u, ab, b):
    lower = l_and_u[0]
    upper = l_and_u[1]
    return linalg.solve_banded((upper, lower), transposed_band(ab, lower, upper), g)


# --- solveh_banded: the main diagonal counts once, the others twice -----------------------------------------------


def _halves(ab, lower):
    """One for each diagonal, a half for the main one."""
    return np.where(np.arange(ab.shape[0]) == (0 if lower else ab.shape[0] - 1), 0.5, 1.0)[:, None]


def _solveh_tangent_ab(ab_dot, ab, b, out, lower=False):
    n = ab.shape[0] - 1
    half = ab_dot * _halves(ab, lower)
    if lower:
        moved = band_times(half, out, n, 0) + band_times(transposed_band(half, n, 0), out, 0, n)
    else:
        moved = band_times(half, out, 0, n) + band_times(transposed_band(half, 0, n), out, n, 0)
    return -_solveh(ab, moved, lower)


def _solveh_adjoint_ab(g, ab, b, out, lower=False):
    n = ab.shape[0] - 1
    b_bar = _solveh(ab, g, lower)
    if lower:
        both = band_of_outer(b_bar, out, n, 0) + band_of_outer(out, b_bar, n, 0)
    else:
        both = band_of_outer(b_bar, out, 0, n) + band_of_outer(out, b_bar, 0, n)
    return -_halves(ab, lower) * both


def _solveh(ab, b, lower=False):
    return linalg.solveh_banded(ab, b, lower=True) if lower else linalg.solveh_banded(ab, b)


def _solveh_back(g, ab, b, lower=False):
    return _solveh(ab, g, lower)


# --- Toeplitz and circulant matrices ------------------------------------------------------------------------------


def _one_vector(b):
    if b.ndim != 1:
        refuse("the derivative of solve_toeplitz is known for one right side: solve for each column")


@static
def _is_pair(c_or_cr: Any) -> bool:
    """Whether the first column and the first row are given."""
    return isinstance(c_or_cr, tuple) or hasattr(c_or_cr, "items")


def _other_way(c_or_cr):
    """The transposed matrix; a symmetric one is given by one vector."""
    if not _is_pair(c_or_cr):
        return c_or_cr
    return np.append(c_or_cr[0][:1], c_or_cr[1][1:]), c_or_cr[0]


def _toeplitz_tangent_c(c_dot, c_or_cr, b, out):
    _one_vector(b)
    if _is_pair(c_or_cr):
        return -linalg.solve_toeplitz(c_or_cr, linalg.toeplitz(c_dot[0], c_dot[1]) @ out)
    return -linalg.solve_toeplitz(c_or_cr, linalg.toeplitz(c_dot) @ out)


def _toeplitz_adjoint_c(g, c_or_cr, b, out):
    _one_vector(b)
    b_bar = linalg.solve_toeplitz(_other_way(c_or_cr), g)
    zeros = np.zeros_like(out)
    below = -(linalg.toeplitz(out, zeros).T @ b_bar)
    # the first entry of the row is that of the column
    above = -(linalg.toeplitz(b_bar, zeros).T @ out) * (np.arange(len(out)) > 0)
    return (below, above) if _is_pair(c_or_cr) else below + above


def _circulant_tangent_c(c_dot, c, b, out):
    _one_vector(b)
    return -linalg.solve_circulant(c, linalg.circulant(c_dot) @ out)


def _circulant_adjoint_c(g, c, b, out):
    _one_vector(b)
    return -(linalg.circulant(out).T @ linalg.solve_circulant(np.roll(c[::-1], 1), g))


def _circulant_adjoint_b(g, c, b):
    _one_vector(b)
    return linalg.solve_circulant(np.roll(c[::-1], 1), g)


# --- a factor of few diagonals ------------------------------------------------------------------------------------


def _no_factor():
    refuse("the derivative in a factor by cholesky_banded is not known: use solveh_banded")


def _cho_solve_back(g, cb_and_lower, b):
    return linalg.cho_solve_banded(cb_and_lower, g)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(linalg.solve_banded,    ab=Pair(_banded_tangent_ab, _banded_adjoint_ab),
                                       b=Pair(_banded_tangent_b, _banded_adjoint_b),
                                       domain=((1, 1), made(np.add, REAL.shaped(3, 4), [[0.0], [3.0], [0.0]]),
                                               REAL.shaped(4))),
    structured(linalg.solveh_banded,   ab=Pair(_solveh_tangent_ab, _solveh_adjoint_ab),
                                       b=Pair(_solveh_back, _solveh_back),
                                       domain=(made(np.add, UNIT.shaped(2, 4), [[0.0], [3.0]]), REAL.shaped(4))),
    structured(linalg.cho_solve_banded,
               cb_and_lower=Pair(lambda c_dot, cb_and_lower, b: _no_factor(),
                                 lambda g, cb_and_lower, b: _no_factor()),
               b=Pair(_cho_solve_back, _cho_solve_back)),
    structured(linalg.solve_toeplitz,
               c_or_cr=Pair(_toeplitz_tangent_c, _toeplitz_adjoint_c),
               b=Pair(lambda b_dot, c_or_cr, b: linalg.solve_toeplitz(c_or_cr, b_dot),
                      lambda g, c_or_cr, b: linalg.solve_toeplitz(_other_way(c_or_cr), g)),
                      domain=(made(np.add, VECTOR, [3.0, 0.0, 0.0]), VECTOR)),
    structured(linalg.solve_circulant,
               c=Pair(_circulant_tangent_c, _circulant_adjoint_c),
               b=Pair(lambda b_dot, c, b: linalg.solve_circulant(c, b_dot), _circulant_adjoint_b),
               domain=(made(np.add, VECTOR, [3.0, 0.0, 0.0]), VECTOR)),
)
# fmt: on
