"""Eigenvalues and singular values.

The equations are those of M. Giles, "Collected matrix derivative results for forward and reverse mode algorithmic
differentiation" (2008), and J. Townsend, "Differentiating the singular value decomposition" (2016).

Where values are repeated, the vectors are any basis of what they span, and of the values only symmetric functions have
a derivative.  Values alone are right there if the function is one; else they give one of its subgradients.  For what
depends on the vectors, see `over_gaps`.
"""

from __future__ import annotations

import numpy as np

from srcad.rules.domains import COMPLEX, SQUARE, SYMMETRIC
from srcad.rules.linalg.matrices import diagonal, scaled, symmetric, t, to_triangle, with_diagonal
from srcad.rules.vocabulary import Pair, Row, is_complex, is_zero, structured, written, zero
from srcad.runtime import (
    eigenvectors,
    first_only,
    largest,
    of_simple,
    over_gaps,
    over_size,
    real_eig,
    real_eigvals,
    with_nan,
)

# --- eigh ---------------------------------------------------------------------------------------------------------


def _eigvalsh_tangent(a_dot, a, UPLO="L"):
    """``dw = diag(v.T da v)``"""
    v = np.linalg.eigh(a, UPLO)[1]
    return np.sum(v * (symmetric(a_dot, UPLO) @ v), axis=-2)


def _eigvalsh_adjoint(g, a, UPLO="L"):
    v = np.linalg.eigh(a, UPLO)[1]
    return to_triangle(scaled(v, g) @ t(v), UPLO)


def _eigh_tangent(a_dot, a, out, UPLO="L"):
    """``dv = v (F * (v.T da v))`` with ``F[i, j] = 1 / (w[j] - w[i])``"""
    w = out[0]
    v = out[1]
    inner = t(v) @ symmetric(a_dot, UPLO) @ v
    return diagonal(inner), v @ over_gaps(inner, w)


def _eigh_adjoint(g, a, out, UPLO="L"):
    w = out[0]
    v = out[1]
    if is_zero(g[1]):
        return to_triangle(scaled(v, g[0]) @ t(v), UPLO)
    if is_zero(g[0]):
        inner = over_gaps(t(v) @ g[1], w)
    else:
        inner = with_diagonal(g[0]) + over_gaps(t(v) @ g[1], w, g[0])
    return to_triangle(v @ inner @ t(v), UPLO)


# --- eigvals ------------------------------------------------------------------------------------------------------


def eigvals_tangent(a_dot, a, out):
    """``dw = diag(inv(v) da v)``, the values being different from each other"""
    v = eigenvectors(a, out)
    return diagonal(np.linalg.solve(v, a_dot @ v))


def eigvals_adjoint(g, a, out):
    v = eigenvectors(a, out)
    return np.linalg.solve(t(v), g[..., None] * t(v))


def _eigenvectors_tangent(a_dot, a, w, out):
    """``dv = v (F * (inv(v) da v))``, of whatever length: eigenvalues do not depend on that of their vectors."""
    return out @ over_gaps(np.linalg.solve(out, a_dot @ out), w)


def _eigenvectors_adjoint(g, a, w, out):
    return np.linalg.solve(t(out), over_gaps(t(out) @ g, w) @ t(out))


# --- eig ----------------------------------------------------------------------------------------------------------


def _along_column(x):
    """The sum down each column, of length one."""
    return np.sum(x, axis=-2, keepdims=True)


def _of_unit_length(v_dot, v):
    """How vectors move that keep length one, and of which LAPACK keeps the largest component real.

    ``v_dot`` is how they would move without; each may be multiplied by a number of its own.
    """
    if not is_complex(v):
        return v_dot - v * _along_column(v * v_dot)
    there = largest(v)
    turn = _along_column(np.where(there, v_dot.imag, 0.0)) / _along_column(np.where(there, v.real, 0.0))
    return v_dot - v * (_along_column(np.real(np.conj(v) * v_dot)) + 1j * turn)


def _felt_by_length(g, v):
    """The transpose of `_of_unit_length`."""
    along = _along_column(g * v)
    if not is_complex(v):
        return g - v * along
    there = largest(v)
    turn = along.imag / _along_column(np.where(there, v.real, 0.0))
    return g - along.real * np.conj(v) - 1j * np.where(there, turn, 0.0)


def eig_tangent(a_dot, a, out):
    """``dw = diag(inv(v) da v)`` and ``dv = v (F * (inv(v) da v))``, but for what each vector is multiplied by"""
    w = out[0]
    v = out[1]
    inner = np.linalg.solve(v, a_dot @ v)
    return of_simple(diagonal(inner), w), _of_unit_length(v @ over_gaps(inner, w), v)


def eig_adjoint(g, a, out):
    w = out[0]
    v = out[1]
    if is_zero(g[1]):
        return np.linalg.solve(t(v), of_simple(g[0], w, True)[..., None] * t(v))
    turning = over_gaps(t(v) @ _felt_by_length(g[1], v), w)
    if is_zero(g[0]):
        return np.linalg.solve(t(v), turning @ t(v))
    return np.linalg.solve(t(v), (with_diagonal(of_simple(g[0], w, True)) + turning) @ t(v))


# --- svd ----------------------------------------------------------------------------------------------------------


def _thin_svd(a, hermitian):
    if hermitian:
        return np.linalg.svd(a, full_matrices=False, hermitian=True)
    return np.linalg.svd(a, full_matrices=False)


def _moved(a_dot, hermitian):
    """Of a matrix that is taken to be symmetric, the lower triangle is read."""
    return symmetric(a_dot) if hermitian else a_dot


def _felt(a_bar, hermitian):
    """The transpose of `_moved`."""
    return to_triangle(a_bar) if hermitian else a_bar


def _over_sums(x, s):
    """``x[i, j] / (s[j] + s[i])``"""
    return over_size(x, s[..., None, :] + s[..., :, None])


def svd_tangent(a_dot, a, out, full_matrices=True, compute_uv=True, hermitian=False):
    """Of ``u.T da v`` the diagonal moves the values; the rest, and what leaves both spaces, turns the vectors."""
    if not compute_uv:
        u, _, vt = _thin_svd(a, hermitian)
        return np.sum(u * (_moved(a_dot, hermitian) @ t(vt)), axis=-2)
    s = out[1]
    u = out[0][..., :, : s.shape[-1]] if full_matrices else out[0]
    vt = out[2][..., : s.shape[-1], :] if full_matrices else out[2]
    da = _moved(a_dot, hermitian)
    inner = t(u) @ da @ t(vt)
    even = 0.5 * over_gaps(inner + t(inner), s)
    odd = 0.5 * _over_sums(inner - t(inner), s)
    u_dot = u @ (even + odd) + over_size(da @ t(vt) - u @ inner, s[..., None, :])
    vt_dot = t(even - odd) @ vt + over_size(t(u) @ da - inner @ vt, s[..., :, None])
    if full_matrices:
        return with_nan(u_dot, out[0], -1), diagonal(inner), with_nan(vt_dot, out[2], -2)
    return u_dot, diagonal(inner), vt_dot


def svd_adjoint(g, a, out, full_matrices=True, compute_uv=True, hermitian=False):
    if not compute_uv:
        u, _, vt = _thin_svd(a, hermitian)
        return _felt(scaled(u, g) @ vt, hermitian)
    s = out[1]
    u = out[0][..., :, : s.shape[-1]] if full_matrices else out[0]
    vt = out[2][..., : s.shape[-1], :] if full_matrices else out[2]
    if is_zero(g[0]) and is_zero(g[2]):
        return _felt(scaled(u, g[1]) @ vt, hermitian)
    u_bar = first_only(g[0], s, -1) if full_matrices and not is_zero(g[0]) else g[0]
    vt_bar = first_only(g[2], s, -2) if full_matrices and not is_zero(g[2]) else g[2]
    return _felt(_turned_back(u_bar, g[1], vt_bar, u, s, vt), hermitian)


def _turned_back(u_bar, s_bar, vt_bar, u, s, vt):
    """The transpose of how singular values and vectors move, of the results that are used."""
    if is_zero(vt_bar):
        turn_u = t(u) @ u_bar
        inner = _inner(turn_u, turn_u - t(turn_u), s_bar, s)
        return (u @ inner + over_size(u_bar - u @ turn_u, s[..., None, :])) @ vt
    turn_v = vt @ t(vt_bar)
    outside = over_size(vt_bar - t(turn_v) @ vt, s[..., :, None])
    if is_zero(u_bar):
        return u @ (_inner(turn_v, t(turn_v) - turn_v, s_bar, s) @ vt + outside)
    turn_u = t(u) @ u_bar
    difference = turn_u - turn_v
    inner = _inner(turn_u + turn_v, difference - t(difference), s_bar, s)
    return (u @ inner + over_size(u_bar - u @ turn_u, s[..., None, :])) @ vt + u @ outside


def _inner(even, odd, s_bar, s):
    if is_zero(s_bar):
        gaps = over_gaps(even, s)
        return 0.5 * (gaps + t(gaps) + _over_sums(odd, s))
    gaps = over_gaps(even, s, s_bar)
    return with_diagonal(s_bar) + 0.5 * (gaps + t(gaps) + _over_sums(odd, s))


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(np.linalg.eigvalsh, a=Pair(_eigvalsh_tangent, _eigvalsh_adjoint), domain=SYMMETRIC),
    structured(np.linalg.eigh,     a=Pair(_eigh_tangent, _eigh_adjoint), domain=SYMMETRIC),
    structured(np.linalg.eigvals,  a=Pair(eigvals_tangent, eigvals_adjoint), domain=COMPLEX.shaped(3, 3)),
    structured(real_eigvals,       a=Pair(eigvals_tangent, eigvals_adjoint), domain=SYMMETRIC),
    structured(np.linalg.eig,      a=Pair(eig_tangent, eig_adjoint), domain=COMPLEX.shaped(3, 3)),
    structured(real_eig,           a=Pair(eig_tangent, eig_adjoint), domain=SYMMETRIC),
    *zero(largest),
    structured(eigenvectors,       a=Pair(_eigenvectors_tangent, _eigenvectors_adjoint)),
    structured(np.linalg.svd,      a=Pair(svd_tangent, svd_adjoint), domain=SQUARE),
    written(np.linalg.svdvals,     lambda x: np.linalg.svd(x, compute_uv=False), domain=SQUARE),
)
# fmt: on
