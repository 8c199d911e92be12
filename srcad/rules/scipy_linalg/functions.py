"""Functions of matrices.

The derivative of ``f(a)`` along `e` stands in the upper right block of ``f([[a, e], [0, a]])``, and the transpose of
that map is the same one at ``a.T``: N. Higham, "Functions of Matrices" (2008), theorem 3.6; A. Al-Mohy and N. Higham,
"Computing the Frechet derivative of the matrix exponential, with an application to condition number estimation" (2009).
"""

from __future__ import annotations

import numpy as np
from scipy import linalg

from srcad.rules.domains import SPD, SQUARE
from srcad.rules.vocabulary import Pair, Row, refuse, structured, written
from srcad.runtime import with_direction


def _one_matrix(a):
    if a.ndim != 2:
        refuse("the derivative of functions of matrices is known for one matrix: use a loop over the stack")


# --- expm ---------------------------------------------------------------------------------------------------------


def _expm_tangent(a_dot, A):
    _one_matrix(A)
    return linalg.expm_frechet(A, a_dot, compute_expm=False)


def _expm_adjoint(g, A):
    _one_matrix(A)
    return linalg.expm_frechet(A.T, g, compute_expm=False)


def _expm_frechet(A, E, compute_expm=True):
    both = linalg.expm(with_direction(A, E))
    n = len(A)
    return (both[:n, :n], both[:n, n:]) if compute_expm else both[:n, n:]


# --- functions whose derivative solves a Sylvester equation -------------------------------------------------------


def _sqrtm_tangent(a_dot, A, out):
    """``x x = a`` gives ``x dx + dx x = da``"""
    return linalg.solve_sylvester(out, out, a_dot)


def _sqrtm_adjoint(g, A, out):
    return linalg.solve_sylvester(out.T, out.T, g)


def _signm_tangent(a_dot, A, out):
    """With ``n = a s``: ``n ds + ds n = da - s da s``"""
    return linalg.solve_sylvester(A @ out, A @ out, a_dot - out @ a_dot @ out)


def _signm_adjoint(g, A, out):
    size = (A @ out).T
    half = linalg.solve_sylvester(size, size, g)
    return half - out.T @ half @ out.T


# --- the others ---------------------------------------------------------------------------------------------------


def _logm_tangent(a_dot, A):
    n = len(A)
    return linalg.logm(with_direction(A, a_dot))[:n, n:]


def _logm_adjoint(g, A):
    n = len(A)
    return linalg.logm(with_direction(A.T, g))[:n, n:]


def _power_tangent_a(a_dot, A, t):
    n = len(A)
    return linalg.fractional_matrix_power(with_direction(A, a_dot), t)[:n, n:]


def _power_adjoint_a(g, A, t):
    n = len(A)
    return linalg.fractional_matrix_power(with_direction(A.T, g), t)[:n, n:]


def _power_tangent_t(t_dot, A, t, out):
    return t_dot * (linalg.logm(A) @ out)


def _power_adjoint_t(g, A, t, out):
    return np.sum(g * (linalg.logm(A) @ out))


def _cosm_tangent(a_dot, A):
    n = len(A)
    return linalg.cosm(with_direction(A, a_dot))[:n, n:]


def _cosm_adjoint(g, A):
    n = len(A)
    return linalg.cosm(with_direction(A.T, g))[:n, n:]


def _sinm_tangent(a_dot, A):
    n = len(A)
    return linalg.sinm(with_direction(A, a_dot))[:n, n:]


def _sinm_adjoint(g, A):
    n = len(A)
    return linalg.sinm(with_direction(A.T, g))[:n, n:]


def _coshm(A):
    return 0.5 * (linalg.expm(A) + linalg.expm(-A))


def _sinhm(A):
    return 0.5 * (linalg.expm(A) - linalg.expm(-A))


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(linalg.expm,     A=Pair(_expm_tangent, _expm_adjoint), domain=SQUARE),
    written(linalg.expm_frechet, _expm_frechet, domain=SQUARE),
    structured(linalg.sqrtm,    A=Pair(_sqrtm_tangent, _sqrtm_adjoint), domain=SPD),
    structured(linalg.signm,    A=Pair(_signm_tangent, _signm_adjoint), domain=SQUARE),
    structured(linalg.logm,     A=Pair(_logm_tangent, _logm_adjoint), domain=SPD),
    structured(linalg.fractional_matrix_power,
                                A=Pair(_power_tangent_a, _power_adjoint_a),
                                t=Pair(_power_tangent_t, _power_adjoint_t), domain=(SPD, 0.3)),
    structured(linalg.cosm,     A=Pair(_cosm_tangent, _cosm_adjoint), domain=SQUARE),
    structured(linalg.sinm,     A=Pair(_sinm_tangent, _sinm_adjoint), domain=SQUARE),
    written(linalg.tanm,        lambda A: np.linalg.solve(linalg.cosm(A), linalg.sinm(A)), domain=SQUARE),
    written(linalg.coshm,       _coshm, domain=SQUARE),
    written(linalg.sinhm,       _sinhm, domain=SQUARE),
    written(linalg.tanhm,       lambda A: np.linalg.solve(_coshm(A), _sinhm(A)), domain=SQUARE),
)
# fmt: on
