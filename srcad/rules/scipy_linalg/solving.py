"""Linear equations, inverses and norms, with the equations of `numpy.linalg`."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import linalg

from srcad.errors import RuleError
from srcad.rules.domains import SPD, SQUARE, VECTOR
from srcad.rules.linalg.matrices import outer, symmetric, to_triangle
from srcad.rules.linalg.norms import of_any
from srcad.rules.linalg.solving import (
    det_adjoint,
    det_tangent,
    inv_adjoint,
    inv_tangent,
    least_squares_felt,
    least_squares_moved,
    rank_adjoint,
    rank_tangent,
)
from srcad.rules.vocabulary import Pair, Row, is_zero, reduction, refuse, static, structured

# --- solve --------------------------------------------------------------------------------------------------------


@static
def _is_symmetric(assume_a: Any) -> bool:
    """Whether one triangle of the matrix is read."""
    if assume_a in (None, "gen", "general"):
        return False
    if assume_a in ("sym", "symmetric", "her", "hermitian", "pos", "positive definite"):
        return True
    raise RuleError(f"the derivative is not known for assume_a={assume_a!r}")


@static
def _triangle(lower: bool) -> str:
    return "L" if lower else "U"


def _inv_tangent(a_dot, a, out, assume_a=None, lower=False):
    return inv_tangent(symmetric(a_dot, _triangle(lower)) if _is_symmetric(assume_a) else a_dot, a, out)


def _inv_adjoint(g, a, out, assume_a=None, lower=False):
    a_bar = inv_adjoint(g, a, out)
    return to_triangle(a_bar, _triangle(lower)) if _is_symmetric(assume_a) else a_bar


def _solve(a, b, lower, assume_a, transposed):
    """The call again, as short as it can be said."""
    if assume_a is not None:
        return linalg.solve(a, b, lower=lower, assume_a=assume_a)
    return linalg.solve(a, b, transposed=True) if transposed else linalg.solve(a, b)


def _known(assume_a, transposed):
    if transposed and _is_symmetric(assume_a):
        refuse("the derivative of a symmetric system is known without `transposed`, which changes nothing")


def _solve_tangent_a(a_dot, a, b, out, lower=False, assume_a=None, transposed=False):
    _known(assume_a, transposed)
    da = symmetric(a_dot, _triangle(lower)) if _is_symmetric(assume_a) else a_dot
    return -_solve(a, (da.T if transposed else da) @ out, lower, assume_a, transposed)


def _solve_adjoint_a(g, a, b, out, lower=False, assume_a=None, transposed=False):
    b_bar = _solve_adjoint_b(g, a, b, out, lower, assume_a, transposed)
    if transposed:
        return -outer(out, b_bar)
    a_bar = -outer(b_bar, out)
    return to_triangle(a_bar, _triangle(lower)) if _is_symmetric(assume_a) else a_bar


def _solve_tangent_b(b_dot, a, b, out, lower=False, assume_a=None, transposed=False):
    _known(assume_a, transposed)
    return _solve(a, b_dot, lower, assume_a, transposed)


def _solve_adjoint_b(g, a, b, out, lower=False, assume_a=None, transposed=False):
    _known(assume_a, transposed)
    if _is_symmetric(assume_a):
        return _solve(a, g, lower, assume_a, transposed)
    return linalg.solve(a, g) if transposed else linalg.solve(a.T, g)


# --- triangles ----------------------------------------------------------------------------------------------------


@static
def _other(trans: Any) -> int:
    """The system with the transposed matrix."""
    return 0 if trans in (1, 2, "T", "C") else 1


def _part(a, lower, unit_diagonal):
    """What is read of the matrix."""
    if unit_diagonal:
        return np.tril(a, -1) if lower else np.triu(a, 1)
    return np.tril(a) if lower else np.triu(a)


def _triangular(a, b, trans, lower, unit_diagonal):
    if unit_diagonal:
        return linalg.solve_triangular(a, b, trans=trans, lower=lower, unit_diagonal=True)
    return linalg.solve_triangular(a, b, trans=trans, lower=lower)


def _triangular_tangent_a(a_dot, a, b, out, trans=0, lower=False, unit_diagonal=False):
    da = _part(a_dot, lower, unit_diagonal)
    return -_triangular(a, (da if _other(trans) == 1 else da.T) @ out, trans, lower, unit_diagonal)


def _triangular_adjoint_a(g, a, b, out, trans=0, lower=False, unit_diagonal=False):
    b_bar = _triangular(a, g, _other(trans), lower, unit_diagonal)
    a_bar = outer(b_bar, out) if _other(trans) == 1 else outer(out, b_bar)
    return -_part(a_bar, lower, unit_diagonal)


def _triangular_tangent_b(b_dot, a, b, out, trans=0, lower=False, unit_diagonal=False):
    return _triangular(a, b_dot, trans, lower, unit_diagonal)


def _triangular_adjoint_b(g, a, b, out, trans=0, lower=False, unit_diagonal=False):
    return _triangular(a, g, _other(trans), lower, unit_diagonal)


# --- pseudo-inverses ----------------------------------------------------------------------------------------------


def _pinvh_tangent(a_dot, a, out, lower=True):
    return rank_tangent(symmetric(a_dot, _triangle(lower)), symmetric(a, _triangle(lower)), out)


def _pinvh_adjoint(g, a, out, lower=True):
    return to_triangle(rank_adjoint(g, symmetric(a, _triangle(lower)), out), _triangle(lower))


# --- least squares ------------------------------------------------------------------------------------------------


def _lstsq_tangent_a(a_dot, a, b, out):
    x_dot, s_dot = least_squares_moved(a_dot, a, b, out[0])
    return x_dot, None, None, s_dot


def _lstsq_tangent_b(b_dot, a, b, out):
    return np.linalg.pinv(a) @ b_dot, None, None, np.zeros_like(out[3])


def _lstsq_adjoint_a(g, a, b, out):
    return least_squares_felt(g[0], g[3], a, b, out[0])


def _lstsq_adjoint_b(g, a, b):
    return np.zeros_like(b) if is_zero(g[0]) else np.linalg.pinv(a).T @ g[0]


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(linalg.inv,    a=Pair(_inv_tangent, _inv_adjoint), domain=SQUARE),
    structured(linalg.det,    a=Pair(det_tangent, det_adjoint), domain=SQUARE),
    structured(linalg.solve,  a=Pair(_solve_tangent_a, _solve_adjoint_a),
                              b=Pair(_solve_tangent_b, _solve_adjoint_b), domain=(SQUARE, VECTOR)),
    structured(linalg.solve_triangular, a=Pair(_triangular_tangent_a, _triangular_adjoint_a),
                                        b=Pair(_triangular_tangent_b, _triangular_adjoint_b), domain=(SQUARE, VECTOR)),
    structured(linalg.lstsq,  a=Pair(_lstsq_tangent_a, _lstsq_adjoint_a),
                              b=Pair(_lstsq_tangent_b, _lstsq_adjoint_b)),
    structured(linalg.pinv,   a=Pair(rank_tangent, rank_adjoint), domain=SQUARE),
    structured(linalg.pinvh,  a=Pair(_pinvh_tangent, _pinvh_adjoint), domain=SPD),
    reduction(linalg.norm,    of_any),
)
# fmt: on
