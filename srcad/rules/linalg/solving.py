"""Inverses, determinants and the solution of linear equations.

Equations after M. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
differentiation" (2008); for pseudo-inverses and least squares G. Golub and V. Pereyra, "The differentiation of
pseudo-inverses and nonlinear least squares problems whose variables separate" (1973).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.domains import SQUARE, VECTOR
from srcad.rules.linalg.matrices import outer, scaled, symmetric, t, to_triangle
from srcad.rules.vocabulary import Pair, Row, is_literal, is_zero, refuse, static, structured, written, zero
from srcad.runtime import cofactors

# --- inv, det -----------------------------------------------------------------------------------------------------


def inv_tangent(a_dot, a, out):
    """``d inv(a) = -inv(a) da inv(a)``"""
    return -out @ a_dot @ out


def inv_adjoint(g, a, out):
    return -t(out) @ g @ t(out)


def det_tangent(a_dot, a):
    """Jacobi's formula: the sum of ``cofactors(a) * da``"""
    return np.sum(cofactors(a) * a_dot) if a.ndim == 2 else np.sum(cofactors(a) * a_dot, axis=(-2, -1))


def det_adjoint(g, a):
    return g * cofactors(a) if a.ndim == 2 else g[..., None, None] * cofactors(a)


def _cofactors(a):
    """Of matrices that are not singular."""
    size = np.linalg.det(a)
    return size * np.linalg.inv(a).T if a.ndim == 2 else size[..., None, None] * t(np.linalg.inv(a))


def _slogdet_tangent(a_dot, a, out):
    """The sign does not change."""
    if a.ndim == 2:
        return 0.0, np.trace(np.linalg.solve(a, a_dot))
    return np.zeros_like(out[0]), np.sum(t(np.linalg.inv(a)) * a_dot, axis=(-2, -1))


def _slogdet_adjoint(g, a):
    return g[1] * np.linalg.inv(a).T if a.ndim == 2 else g[1][..., None, None] * t(np.linalg.inv(a))


def _power(a, n):
    """Halved as NumPy does."""
    if n < 0:
        return _power(np.linalg.inv(a), -n)
    if n == 0:
        return np.zeros_like(a) + np.eye(a.shape[-1])
    if n == 1:
        return a
    half = _power(a, n // 2)
    return half @ half if n % 2 == 0 else half @ half @ a


def _cond(x, p=None):
    if p is None or p == 2:
        s = np.linalg.svd(x, compute_uv=False)
        return s[..., 0] / s[..., -1]
    if p == -2:
        s = np.linalg.svd(x, compute_uv=False)
        return s[..., -1] / s[..., 0]
    return np.linalg.norm(x, p, (-2, -1)) * np.linalg.norm(np.linalg.inv(x), p, (-2, -1))


# --- solve --------------------------------------------------------------------------------------------------------


def _solved(a, b, is_vector):
    """``solve(a, b)``, where `b` may be a vector for each of several matrices."""
    return np.linalg.solve(a, b[..., None])[..., 0] if is_vector and a.ndim > 2 else np.linalg.solve(a, b)


def _solve_tangent_a(a_dot, a, b, out):
    """``a x = b`` gives ``a dx = db - da x``"""
    if b.ndim == 1 and a.ndim > 2:
        return -_solved(a, (a_dot @ out[..., None])[..., 0], True)
    return -np.linalg.solve(a, a_dot @ out)


def _solve_adjoint_a(g, a, b, out):
    b_bar = _solved(t(a), g, b.ndim == 1)
    if b.ndim > 1:
        return -b_bar @ t(out)
    return -np.outer(b_bar, out) if a.ndim == 2 else -b_bar[..., None] * out[..., None, :]


def _solve_tangent_b(b_dot, a, b, out):
    return np.linalg.solve(a, b_dot)


def _solve_adjoint_b(g, a, b, out):
    return _solved(t(a), g, b.ndim == 1)


def _tensorsolve(a, b, axes=None):
    """One system of equations for all the entries."""
    moved = a if axes is None else np.transpose(a, _moved_last(axes, a.ndim))
    flat = np.linalg.solve(np.reshape(moved, (b.size, b.size)), np.ravel(b))
    return np.reshape(flat, moved.shape[b.ndim :])


@static
def _moved_last(axes: Any, ndim: int) -> tuple[int, ...]:
    """The permutation that puts these axes behind the others."""
    last = tuple(axis % ndim for axis in axes)
    return (*(axis for axis in range(ndim) if axis not in last), *last)


def _tensorinv(a, ind=2):
    rows = 1
    for length in a.shape[:ind]:
        rows = rows * length
    inverse = np.linalg.inv(np.reshape(a, (rows, rows)))
    return np.reshape(inverse, (*a.shape[ind:], *a.shape[:ind]))


# --- pseudo-inverses ----------------------------------------------------------------------------------------------


def rank_tangent(a_dot, a, out):
    """``dp = -p da p + p p.T da.T (1 - a p) + (1 - p a) da.T p.T p``: the rank stays"""
    left = out @ t(out) @ t(a_dot)
    right = t(a_dot) @ t(out) @ out
    return left - left @ a @ out + right - out @ a @ right - out @ a_dot @ out


def rank_adjoint(g, a, out):
    left = t(g) @ out @ t(out)
    right = t(out) @ out @ t(g)
    return left - a @ out @ left + right - right @ out @ a - t(out) @ g @ t(out)


def _pinv_tangent(a_dot, a, out, rcond=None, hermitian=False, rtol=None):
    da = symmetric(a_dot) if hermitian else a_dot
    if rcond is not None or rtol is not None:
        return t(_cut_pinv(da, a, rcond if rtol is None else rtol, hermitian))
    return rank_tangent(da, symmetric(a) if hermitian else a, out)


def _pinv_adjoint(g, a, out, rcond=None, hermitian=False, rtol=None):
    if rcond is not None or rtol is not None:
        a_bar = _cut_pinv(t(g), a, rcond if rtol is None else rtol, hermitian)
    else:
        a_bar = rank_adjoint(g, symmetric(a) if hermitian else a, out)
    return to_triangle(a_bar) if hermitian else a_bar


def _cut_pinv(x, a, rcond, hermitian):
    """The derivative of ``pinv(a).T`` in the direction `x`, which is its own transpose.

    Singular values that are cut off need not be zero.  With ``f(s)`` 1/s or 0, the divided differences of `f` between
    kept and cut values enter, as for every function of the spectrum (Daleckii and Krein).
    """
    if hermitian:
        u, s, vt = np.linalg.svd(a, full_matrices=False, hermitian=True)
    else:
        u, s, vt = np.linalg.svd(a, full_matrices=False)
    kept = s > rcond * s[..., :1]
    f = kept / np.where(kept, s, 1.0)
    rows, columns = f[..., :, None], f[..., None, :]
    alike = kept[..., :, None] == kept[..., None, :]
    gaps = np.where(alike, 1.0, s[..., :, None] - s[..., None, :])
    sums = np.where(alike, 1.0, s[..., :, None] + s[..., None, :])
    even = np.where(alike, -rows * columns, (rows - columns) / gaps)
    odd = np.where(alike, rows * columns, (rows + columns) / sums)
    inner = t(u) @ x @ t(vt)
    core = 0.5 * (even * (inner + t(inner)) + odd * (inner - t(inner)))
    left = (x @ t(vt) - u @ inner) * columns * columns
    right = rows * rows * (t(u) @ x - inner @ vt)
    return (u @ core + left) @ vt + u @ right


# --- least squares ------------------------------------------------------------------------------------------------


def _known_cut(rcond):
    if rcond is not None and not (is_literal(rcond) and rcond == -1):
        refuse("the derivative of lstsq is known for rcond=None: cut singular values off with pinv")


def _residuals(a, b, x):
    return b - a @ x


def _squares_moved(r_dot, r, like):
    """How the sums of squares move; there are none where the solution is not unique or is exact."""
    moved = 2.0 * np.sum(r * r_dot, axis=0)
    return np.reshape(moved, (-1,))[: len(like)]


def _lstsq_tangent_a(a_dot, a, b, out, rcond=None):
    _known_cut(rcond)
    x_dot, s_dot = least_squares_moved(a_dot, a, b, out[0])
    return x_dot, _squares_moved(-a_dot @ out[0], _residuals(a, b, out[0]), out[1]), 0, s_dot


def least_squares_moved(a_dot, a, b, x):
    """``dx = dp b`` with `dp` that of `pinv`; and the singular values"""
    p = np.linalg.pinv(a)
    rise = a_dot.T @ (p.T @ x)
    x_dot = p @ (p.T @ (a_dot.T @ _residuals(a, b, x)) - a_dot @ x) + rise - p @ (a @ rise)
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    return x_dot, np.sum(u * (a_dot @ vt.T), axis=0)


def _lstsq_tangent_b(b_dot, a, b, out, rcond=None):
    _known_cut(rcond)
    x_dot = np.linalg.pinv(a) @ b_dot
    return x_dot, _squares_moved(b_dot, _residuals(a, b, out[0]), out[1]), 0, np.zeros_like(out[3])


def _lstsq_adjoint_a(g, a, b, out, rcond=None):
    _known_cut(rcond)
    x = out[0]
    if is_zero(g[1]):
        return least_squares_felt(g[0], g[3], a, b, x)
    squares = -outer(_of_squares(g[1], _residuals(a, b, x)), x)
    if is_zero(g[0]) and is_zero(g[3]):
        return squares
    return squares + least_squares_felt(g[0], g[3], a, b, x)


def least_squares_felt(x_bar, s_bar, a, b, x):
    """The adjoint of the matrix, of those that are used of the solution and the singular values."""
    if is_zero(s_bar):
        return _of_solution(x_bar, a, b, x)
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    values = scaled(u, s_bar) @ vt
    return values if is_zero(x_bar) else values + _of_solution(x_bar, a, b, x)


def _of_solution(x_bar, a, b, x):
    p = np.linalg.pinv(a)
    b_bar = p.T @ x_bar
    fall = outer(_residuals(a, b, x), p @ b_bar) - outer(b_bar, x)
    return fall + outer(p.T @ x, x_bar - a.T @ b_bar)


def _of_squares(g, r):
    """There may be no sums of squares."""
    if r.ndim == 1:
        return 2.0 * r * np.sum(g)
    return 2.0 * r * np.append(g, np.zeros(r.shape[1] - len(g)))


def _lstsq_adjoint_b(g, a, b, out, rcond=None):
    _known_cut(rcond)
    if is_zero(g[0]) and is_zero(g[1]):
        return np.zeros_like(b)
    if is_zero(g[1]):
        return np.linalg.pinv(a).T @ g[0]
    squares = _of_squares(g[1], _residuals(a, b, out[0]))
    return squares if is_zero(g[0]) else squares + np.linalg.pinv(a).T @ g[0]


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(np.linalg.inv,      a=Pair(inv_tangent, inv_adjoint), domain=SQUARE),
    structured(np.linalg.pinv,     constant=("rcond", "rtol"), a=Pair(_pinv_tangent, _pinv_adjoint), domain=SQUARE),
    structured(np.linalg.det,      a=Pair(det_tangent, det_adjoint), domain=SQUARE),
    written(cofactors,             _cofactors, domain=SQUARE),
    structured(np.linalg.slogdet,  a=Pair(_slogdet_tangent, _slogdet_adjoint), domain=SQUARE),
    structured(np.linalg.solve,    a=Pair(_solve_tangent_a, _solve_adjoint_a),
                                   b=Pair(_solve_tangent_b, _solve_adjoint_b), domain=(SQUARE, VECTOR)),
    structured(np.linalg.lstsq,    a=Pair(_lstsq_tangent_a, _lstsq_adjoint_a),
                                   b=Pair(_lstsq_tangent_b, _lstsq_adjoint_b), domain=(SQUARE, VECTOR)),
    written(np.linalg.tensorsolve, _tensorsolve, domain=(SQUARE, VECTOR)),
    written(np.linalg.tensorinv,   _tensorinv, domain=(SQUARE, 1)),
    written(np.linalg.matrix_power, _power, domain=(SQUARE, 3)),
    written(np.linalg.cond,        _cond, domain=SQUARE),
    *zero(np.linalg.matrix_rank),
)
# fmt: on
