"""`numpy.linalg`.

Equations after M. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
differentiation" (2008), and I. Murray, "Differentiation of the Cholesky decomposition" (2016).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.errors import RuleError
from srcad.rules.reductions import keep_axes, unless_zero
from srcad.rules.vocabulary import Pair, Row, is_complex, reduction, refuse, static, structured, written


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


def _slogdet_tangent(a_dot, a):
    """The sign does not change."""
    if a.ndim != 2:
        refuse("the derivative of slogdet is known for one matrix")
    return 0.0, np.trace(np.linalg.solve(a, a_dot))


def _slogdet_adjoint(g, a):
    if a.ndim != 2:
        refuse("the derivative of slogdet is known for one matrix")
    return g[1] * np.linalg.inv(a).T


def _power(a, n):
    """Products one after the other."""
    if n < 1:
        refuse("the derivative of matrix_power is known for positive powers")
    power = a
    for _ in range(n - 1):
        power = power @ a
    return power


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
    inner = np.linalg.solve(out, np.linalg.solve(out, _symmetric(a_dot)).T)
    return out @ _lower_half(inner)


def _cholesky_adjoint(g, a, out):
    if a.ndim != 2:
        refuse("the derivative of cholesky is known for one matrix")
    inner = np.linalg.solve(out.T, _lower_half(out.T @ g))
    return _to_lower(np.linalg.solve(out.T, inner.T))


# --- eigenvalues of symmetric matrices, of which the lower triangle is read ---------------------------------------


def _symmetric(a):
    """The symmetric matrix with this lower triangle."""
    return np.tril(a) + np.tril(a, -1).T


def _to_lower(a):
    """The transpose of `_symmetric`."""
    return np.tril(a + a.T) - np.diag(np.diag(a))


def _eigvalsh_tangent(a_dot, a):
    """``dw = diag(v.T da v)``"""
    v = np.linalg.eigh(a)[1]
    return np.diag(v.T @ _symmetric(a_dot) @ v)


def _eigvalsh_adjoint(g, a):
    v = np.linalg.eigh(a)[1]
    return _to_lower((v * g) @ v.T)


def _inverse_gaps(w):
    """``1 / (w_j - w_i)``, and 0 on the diagonal."""
    gaps = w - w[:, None]
    return (1.0 - np.eye(len(w))) / (gaps + np.eye(len(w)))


def _eigh_tangent(a_dot, a, out):
    """``dv = v (F * (v.T da v))``"""
    w, v = out
    inner = v.T @ _symmetric(a_dot) @ v
    return np.diag(inner), v @ (_inverse_gaps(w) * inner)


def _eigh_adjoint(g, a, out):
    w, v = out
    inner = np.diag(g[0]) + _inverse_gaps(w) * (v.T @ g[1])
    return _to_lower(v @ inner @ v.T)


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
    if isinstance(ord, int | float) and ord > 1 and of_vectors:
        return "power"
    raise RuleError("the derivative of norm is known for vectors, `ord` a number from 1 on, and for the Frobenius norm")


def _sign(x):
    """What ``abs(x)`` changes by, for a change of x by one."""
    return x.conj() / unless_zero(np.abs(x)) if is_complex(x) else np.sign(x)


def _norm(x, out, ord=None, axis=None, keepdims=False):
    """0 at 0, and ties of ``ord=inf`` share equally."""
    which = _which(ord, x.ndim == 1 or isinstance(axis, int))
    if which == "length":
        return (x.conj() if is_complex(x) else x) / unless_zero(keep_axes(out, axis, keepdims))
    if which == "sum":
        return _sign(x)
    if which == "power":
        return _sign(x) * (np.abs(x) / unless_zero(keep_axes(out, axis, keepdims))) ** (ord - 1)
    ties = np.abs(x) == keep_axes(out, axis, keepdims)
    return _sign(x) * ties / np.sum(ties, axis=axis, keepdims=True)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(np.linalg.inv,      a=Pair(_inv_tangent, _inv_adjoint)),
    structured(np.linalg.det,      a=Pair(_det_tangent, _det_adjoint)),
    structured(np.linalg.solve,    a=Pair(_solve_tangent_a, _solve_adjoint_a),
                                   b=Pair(_solve_tangent_b, _solve_adjoint_b)),
    structured(np.linalg.cholesky, a=Pair(_cholesky_tangent, _cholesky_adjoint)),
    structured(np.linalg.slogdet,  a=Pair(_slogdet_tangent, _slogdet_adjoint)),
    structured(np.linalg.eigvalsh, a=Pair(_eigvalsh_tangent, _eigvalsh_adjoint)),
    structured(np.linalg.eigh,     a=Pair(_eigh_tangent, _eigh_adjoint)),
    written(np.linalg.matrix_power, _power),
    reduction(np.linalg.norm,      _norm, first="x"),
)
# fmt: on
