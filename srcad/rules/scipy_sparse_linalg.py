"""Equations with sparse matrices; loaded when the user has loaded `scipy.sparse.linalg`.

Of an iterative solver the derivative is that of the solution: the transposed equation is solved by the same method, to
the same tolerance.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.sparse import linalg

from srcad.rules.vocabulary import Pair, Row, is_sparse, linear, structured
from srcad.runtime import on_pattern

# --- direct -------------------------------------------------------------------------------------------------------


def _spsolve_tangent_a(A_dot, A, b, out):
    return -linalg.spsolve(A, A_dot @ out)


def _spsolve_adjoint_a(g, A, b, out):
    return on_pattern(A, -linalg.spsolve(A.T, g), out)


def _spsolve_tangent_b(b_dot, A, b):
    return linalg.spsolve(A, b_dot)


def _spsolve_adjoint_b(g, A, b):
    return linalg.spsolve(A.T, g)


def _triangular_back(g, A, b, lower=True, unit_diagonal=False):
    return linalg.spsolve_triangular(A.T, g, lower=not lower, unit_diagonal=unit_diagonal)


# --- iterative ----------------------------------------------------------------------------------------------------


def _iterative(solver: Callable[..., Any], steps: int | None = None) -> Row:
    """The row of a solver that takes so many steps unless told otherwise; in `A`, if that is an array."""

    def again(A, b, rtol, atol, maxiter):
        if rtol is None and atol is None and maxiter is None:
            return solver(A, b)[0]
        most = _unless_none(maxiter, steps)
        return solver(A, b, rtol=_unless_none(rtol, 1e-5), atol=_unless_none(atol, 0.0), maxiter=most)[0]

    def tangent_a(dot, A, b, out, x0=None, rtol=None, atol=None, maxiter=None):
        return -again(A, dot @ out[0], rtol, atol, maxiter), 0

    def adjoint_a(g, A, b, out, x0=None, rtol=None, atol=None, maxiter=None):
        felt = again(A.T, g[0], rtol, atol, maxiter)
        return -np.outer(felt, out[0]) if not is_sparse(A) else on_pattern(A, -felt, out[0])

    def tangent_b(dot, A, b, x0=None, rtol=None, atol=None, maxiter=None):
        return again(A, dot, rtol, atol, maxiter), 0

    def adjoint_b(g, A, b, x0=None, rtol=None, atol=None, maxiter=None):
        return again(A.T, g[0], rtol, atol, maxiter)

    matrix, right = Pair(tangent_a, adjoint_a), Pair(tangent_b, adjoint_b)
    return structured(solver, constant=("x0", "rtol", "atol"), A=matrix, b=right)


def _unless_none(given, default):
    """A keyword, or SciPy's own default of it."""
    return default if given is None else given


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(linalg.spsolve,        A=Pair(_spsolve_tangent_a, _spsolve_adjoint_a),
                                      b=Pair(_spsolve_tangent_b, _spsolve_adjoint_b)),
    linear(linalg.spsolve_triangular, b=_triangular_back),
    linear(linalg.expm_multiply,      B=lambda g, A, B: linalg.expm_multiply(A.T, g)),
    *map(_iterative, (linalg.cg, linalg.cgs, linalg.bicg, linalg.bicgstab, linalg.gmres, linalg.tfqmr, linalg.qmr)),
    *(_iterative(solver, 1000) for solver in (linalg.lgmres, linalg.gcrotmk)),
)
# fmt: on
