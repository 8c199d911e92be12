"""Cholesky, LU, QR, RQ and polar factors, and what is solved with them.

The equations of LU and RQ follow from those of S. Walter and L. Lehmann, "Algorithmic differentiation of linear algebra
functions with application in optimum experimental design" (2010): what a factor may move is a triangle.
"""

from __future__ import annotations

import numpy as np
from scipy import linalg

from srcad.rules.domains import SPD, SQUARE, VECTOR
from srcad.rules.linalg.factors import cholesky_adjoint, cholesky_tangent, qr_back, qr_moved
from srcad.rules.linalg.matrices import outer
from srcad.rules.vocabulary import Pair, Row, is_zero, refuse, static, structured, written
from srcad.runtime import permutation

# --- cholesky -----------------------------------------------------------------------------------------------------


@static
def _not(flag: bool) -> bool:
    return not flag


def _cholesky_tangent(a_dot, a, out, lower=False):
    return cholesky_tangent(a_dot, a, out, _not(lower))


def _cholesky_adjoint(g, a, out, lower=False):
    return cholesky_adjoint(g, a, out, _not(lower))


def _triangle(c, lower):
    return np.tril(c) if lower else np.triu(c)


def _factor_tangent(a_dot, a, out, lower=False):
    """The other triangle of what `cho_factor` gives holds anything."""
    return cholesky_tangent(a_dot, a, _triangle(out[0], lower), _not(lower)), None


def _factor_adjoint(g, a, out, lower=False):
    return cholesky_adjoint(_triangle(g[0], lower), a, _triangle(out[0], lower), _not(lower))


def _cho_solve_tangent_c(c_dot, c_and_lower, b, out):
    c = _triangle(c_and_lower[0], c_and_lower[1])
    moved = _triangle(c_dot[0], c_and_lower[1])
    both = moved @ c.T if c_and_lower[1] else moved.T @ c
    return -linalg.cho_solve(c_and_lower, (both + both.T) @ out)


def _cho_solve_adjoint_c(g, c_and_lower, b, out):
    c = _triangle(c_and_lower[0], c_and_lower[1])
    a_bar = -outer(linalg.cho_solve(c_and_lower, g), out)
    both = a_bar + a_bar.T
    return _triangle(both @ c if c_and_lower[1] else c @ both, c_and_lower[1]), None


def _cho_solve_back(g, c_and_lower, b):
    return linalg.cho_solve(c_and_lower, g)


# --- lu: p l u = a ------------------------------------------------------------------------------------------------


def _between(x, l, u):  # noqa: E741
    """``inv(l) x inv(u)``"""
    left = linalg.solve_triangular(l, x, lower=True, unit_diagonal=True)
    return linalg.solve_triangular(u, left.T, trans=1).T


def _between_back(x, l, u):  # noqa: E741
    """``inv(l).T x inv(u).T``"""
    left = linalg.solve_triangular(l, x, trans=1, lower=True, unit_diagonal=True)
    return linalg.solve_triangular(u, left.T).T


def _lu_moved(pa_dot, l, u):  # noqa: E741
    inner = _between(pa_dot, l, u)
    return l @ np.tril(inner, -1), np.triu(inner) @ u


def _lu_felt(l_bar, u_bar, l, u):  # noqa: E741
    if is_zero(l_bar):
        return _between_back(np.triu(u_bar @ u.T), l, u)
    if is_zero(u_bar):
        return _between_back(np.tril(l.T @ l_bar, -1), l, u)
    return _between_back(np.tril(l.T @ l_bar, -1) + np.triu(u_bar @ u.T), l, u)


def _lu_tangent(a_dot, a, out, permute_l=False):
    if permute_l:
        p = linalg.lu(a)[0]
        l_dot, u_dot = _lu_moved(p.T @ a_dot, p.T @ out[0], out[1])
        return p @ l_dot, u_dot
    l_dot, u_dot = _lu_moved(out[0].T @ a_dot, out[1], out[2])
    return np.zeros_like(out[0]), l_dot, u_dot


def _lu_adjoint(g, a, out, permute_l=False):
    if permute_l:
        p = linalg.lu(a)[0]
        l_bar = g[0] if is_zero(g[0]) else p.T @ g[0]
        return p @ _lu_felt(l_bar, g[1], p.T @ out[0], out[1])
    if is_zero(g[1]) and is_zero(g[2]):
        return np.zeros_like(a)
    return out[0] @ _lu_felt(g[1], g[2], out[1], out[2])


def _unit_lower(lu):
    return np.tril(lu, -1) + np.eye(len(lu))


def _lu_factor_tangent(a_dot, a, out):
    lu = out[0]
    l_dot, u_dot = _lu_moved(a_dot[permutation(out[1])], _unit_lower(lu), np.triu(lu))
    return l_dot + u_dot, None


def _lu_factor_adjoint(g, a, out):
    lu = out[0]
    pa_bar = _lu_felt(np.tril(g[0], -1), np.triu(g[0]), _unit_lower(lu), np.triu(lu))
    return pa_bar[np.argsort(permutation(out[1]))]


def _lu_solve_tangent_lu(lu_dot, lu_and_piv, b, out, trans=0):
    lu = lu_and_piv[0]
    moved = np.tril(lu_dot[0], -1) @ np.triu(lu) + _unit_lower(lu) @ np.triu(lu_dot[0])
    a_dot = moved[np.argsort(permutation(lu_and_piv[1]))]
    return -linalg.lu_solve(lu_and_piv, (a_dot if trans == 0 else a_dot.T) @ out, trans)


@static
def _other(trans: int) -> int:
    return 1 if trans == 0 else 0


def _lu_solve_adjoint_lu(g, lu_and_piv, b, out, trans=0):
    lu = lu_and_piv[0]
    b_bar = linalg.lu_solve(lu_and_piv, g, _other(trans))
    a_bar = -outer(b_bar, out) if trans == 0 else -outer(out, b_bar)
    pa_bar = a_bar[permutation(lu_and_piv[1])]
    return np.tril(pa_bar @ np.triu(lu).T, -1) + np.triu(_unit_lower(lu).T @ pa_bar), None


# --- qr, rq -------------------------------------------------------------------------------------------------------


def _known_mode(mode, pivoting):
    if pivoting:
        refuse("the derivative of qr is not known with pivoting: permute the columns first")
    if mode not in ("full", "economic", "r"):
        refuse("the derivative of qr is known for mode='full' (of square matrices), 'economic' and 'r'")


def _qr_tangent(a_dot, a, out, mode="full", pivoting=False):
    """In full mode the matrix must be square: `solve` raises if it is not."""
    _known_mode(mode, pivoting)
    if mode == "r":
        return (qr_moved(a_dot, linalg.qr(a)[0], out[0])[1],)
    return qr_moved(a_dot, out[0], out[1])


def _qr_adjoint(g, a, out, mode="full", pivoting=False):
    _known_mode(mode, pivoting)
    if mode == "r":
        return qr_back(0.0, g[0], linalg.qr(a)[0], out[0])
    return qr_back(g[0], g[1], out[0], out[1])


def _known_rq(mode):
    if mode not in ("full", "economic"):
        refuse("the derivative of rq is known for mode='full' (of square matrices) and 'economic'")


def _rq_tangent(a_dot, a, out, mode="full"):
    """``inv(r) da = inv(r) dr q + dq``, and ``dq q.T`` is skew"""
    _known_rq(mode)
    r = out[0]
    q = out[1]
    turned = np.linalg.solve(r, a_dot)
    inner = turned @ q.T
    upper = np.triu(inner) + np.tril(inner, -1).T
    return r @ upper, turned - upper @ q


def _rq_adjoint(g, a, out, mode="full"):
    _known_rq(mode)
    r = out[0]
    q = out[1]
    if is_zero(g[1]):
        inner = r.T @ g[0]
        return np.linalg.solve(r.T, (np.triu(inner) + np.triu(inner, 1).T) @ q)
    inner = -g[1] @ q.T if is_zero(g[0]) else r.T @ g[0] - g[1] @ q.T
    return np.linalg.solve(r.T, g[1] + (np.triu(inner) + np.triu(inner, 1).T) @ q)


# --- polar: a = u p -----------------------------------------------------------------------------------------------


def _polar(a_dot, u, p):
    """``u.T du`` is skew and solves a Sylvester equation; `p` is symmetric."""
    inner = u.T @ a_dot
    skew = linalg.solve_sylvester(p, p, inner - inner.T)
    outside = np.linalg.solve(p, (a_dot - u @ inner).T).T
    return u @ skew + outside, inner - skew @ p


def _polar_back(u_bar, p_bar, u, p):
    if is_zero(p_bar):
        inner = u.T @ u_bar
        w = inner
    elif is_zero(u_bar):
        skew = linalg.solve_sylvester(p, p, -p_bar @ p)
        return u @ (skew - skew.T + p_bar)
    else:
        inner = u.T @ u_bar
        w = inner - p_bar @ p
    skew = linalg.solve_sylvester(p, p, w)
    outside = np.linalg.solve(p, (u_bar - u @ inner).T).T
    if is_zero(p_bar):
        return u @ (skew - skew.T) + outside
    return u @ (skew - skew.T + p_bar) + outside


def _polar_tangent(a_dot, a, out, side="right"):
    if side == "right":
        return _polar(a_dot, out[0], out[1])
    u_dot, p_dot = _polar(a_dot.T, out[0].T, out[1])
    return u_dot.T, p_dot.T


def _polar_adjoint(g, a, out, side="right"):
    if side == "right":
        return _polar_back(g[0], g[1], out[0], out[1])
    u_bar = g[0] if is_zero(g[0]) else g[0].T
    p_bar = g[1] if is_zero(g[1]) else g[1].T
    return _polar_back(u_bar, p_bar, out[0].T, out[1]).T


def _procrustes(A, B):
    """The orthogonal factor of ``A.T B``, and the sum of its singular values."""
    product = A.T @ B
    rotation = linalg.polar(product)[0]
    return rotation, np.sum(rotation * product)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(linalg.cholesky,   a=Pair(_cholesky_tangent, _cholesky_adjoint), domain=SPD),
    structured(linalg.cho_factor, a=Pair(_factor_tangent, _factor_adjoint)),
    structured(linalg.cho_solve,  c_and_lower=Pair(_cho_solve_tangent_c, _cho_solve_adjoint_c),
                                  b=Pair(_cho_solve_back, _cho_solve_back), domain=((SPD, False), VECTOR)),
    structured(linalg.lu,         a=Pair(_lu_tangent, _lu_adjoint), domain=SQUARE),
    structured(linalg.lu_factor,  a=Pair(_lu_factor_tangent, _lu_factor_adjoint), domain=SQUARE),
    structured(linalg.lu_solve,
               lu_and_piv=Pair(_lu_solve_tangent_lu, _lu_solve_adjoint_lu),
               b=Pair(lambda b_dot, lu_and_piv, b, trans=0: linalg.lu_solve(lu_and_piv, b_dot, trans),
                      lambda g, lu_and_piv, b, trans=0: linalg.lu_solve(lu_and_piv, g, _other(trans)))),
    structured(linalg.qr,         a=Pair(_qr_tangent, _qr_adjoint), domain=SQUARE),
    structured(linalg.rq,         a=Pair(_rq_tangent, _rq_adjoint), domain=SQUARE),
    structured(linalg.polar,      a=Pair(_polar_tangent, _polar_adjoint), domain=SQUARE),
    written(linalg.orthogonal_procrustes, _procrustes, domain=SQUARE),
)
# fmt: on
