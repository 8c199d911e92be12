"""`numpy.linalg`.

Equations after M. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
differentiation" (2008), and I. Murray, "Differentiation of the Cholesky decomposition" (2016).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.errors import RuleError
from srcad.rules.reductions import keep_axes, unless_zero
from srcad.rules.vocabulary import Pair, Row, reduction, refuse, static, structured


def _t(a):
    return a.T if a.ndim == 2 else np.swapaxes(a, -1, -2)


# --- inv, det, solve ----------------------------------------------------------------------------------------------


def _inv_tangent(a_dot, a, out):
    """``d inv(a) = -inv(a) da inv(a)``"""
    return -out @ a_dot @ out


def _inv_adjoint(g, a, out):
    return -_t(out) @ g @ _t(out)


def _det_tangent(a_dot, a, out):
    """``d det(a) = det(a) tr(inv(a) da)``"""
    if a.ndim != 2:
        refuse("the derivative of det is known for one matrix")
    return out * np.trace(np.linalg.solve(a, a_dot))


def _det_adjoint(g, a, out):
    if a.ndim != 2:
        refuse("the derivative of det is known for one matrix")
    return g * out * np.linalg.inv(a).T


def _solve_tangent_a(a_dot, a, b, out):
    """``a x = b`` gives ``a dx = db - da x``"""
    return -np.linalg.solve(a, a_dot @ out)


def _solve_adjoint_a(g, a, b, out):
    b_bar = np.linalg.solve(_t(a), g)
    if b.ndim > 1:
        return -b_bar @ _t(out)
    return -np.outer(b_bar, out) if a.ndim == 2 else -b_bar[..., None] * out[..., None, :]


def _solve_tangent_b(b_dot, a, b, out):
    return np.linalg.solve(a, b_dot)


def _solve_adjoint_b(g, a, b, out):
    return np.linalg.solve(_t(a), g)


# --- cholesky -----------------------------------------------------------------------------------------------------


def _lower_half(a):
    """The lower triangle with half of the diagonal."""
    return np.tril(a) - 0.5 * np.diag(np.diag(a))


def _cholesky_tangent(a_dot, a, out):
    """``dL = L low(inv(L) da inv(L).T)``; only the lower triangle of `a` is read."""
    if a.ndim != 2:
        refuse("the derivative of cholesky is known for one matrix")
    symmetric = np.tril(a_dot) + np.tril(a_dot, -1).T
    inner = np.linalg.solve(out, np.linalg.solve(out, symmetric).T)
    return out @ _lower_half(inner)


def _cholesky_adjoint(g, a, out):
    if a.ndim != 2:
        refuse("the derivative of cholesky is known for one matrix")
    inner = np.linalg.solve(out.T, _lower_half(out.T @ g))
    full = np.linalg.solve(out.T, inner.T)
    return np.tril(full + full.T) - np.diag(np.diag(full))


# --- norm ---------------------------------------------------------------------------------------------------------


@static
def _which(ord: Any, of_vectors: bool) -> str:
    """Which norm is meant."""
    if ord in (None, "fro") or (ord == 2 and of_vectors):
        return "length"
    if ord == 1 and of_vectors:
        return "sum"
    if ord == np.inf and of_vectors:
        return "largest"
    raise RuleError("the derivative of norm is known for vectors with ord 1, 2 and inf, and for the Frobenius norm")


def _norm(x, out, ord=None, axis=None, keepdims=False):
    """0 at 0, and ties of ``ord=inf`` share equally."""
    which = _which(ord, x.ndim == 1 or isinstance(axis, int))
    if which == "length":
        return x / unless_zero(keep_axes(out, axis, keepdims))
    if which == "sum":
        return np.sign(x)
    ties = np.abs(x) == keep_axes(out, axis, keepdims)
    return np.sign(x) * ties / np.sum(ties, axis=axis, keepdims=True)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(np.linalg.inv,      a=Pair(_inv_tangent, _inv_adjoint)),
    structured(np.linalg.det,      a=Pair(_det_tangent, _det_adjoint)),
    structured(np.linalg.solve,    a=Pair(_solve_tangent_a, _solve_adjoint_a),
                                   b=Pair(_solve_tangent_b, _solve_adjoint_b)),
    structured(np.linalg.cholesky, a=Pair(_cholesky_tangent, _cholesky_adjoint)),
    reduction(np.linalg.norm,      _norm, first="x"),
)
# fmt: on
