"""Cholesky and QR factors.

Equations after I. Murray, "Differentiation of the Cholesky decomposition" (2016), and S. Walter and L. Lehmann,
"Algorithmic differentiation of linear algebra functions with application in optimum experimental design" (2010).
"""

from __future__ import annotations

import numpy as np

from srcad.rules.linalg.matrices import half_diagonal, symmetric, t, to_triangle
from srcad.rules.vocabulary import Pair, Row, is_zero, refuse, structured

# --- cholesky -----------------------------------------------------------------------------------------------------


def _cholesky_tangent(a_dot, a, out, upper=False):
    """``dL = L low(inv(L) da inv(L).T)``; only one triangle of `a` is read."""
    uplo = "U" if upper else "L"
    factor = t(out) if upper else out
    inner = np.linalg.solve(factor, t(np.linalg.solve(factor, symmetric(a_dot, uplo))))
    moved = factor @ half_diagonal(inner)
    return t(moved) if upper else moved


def _cholesky_adjoint(g, a, out, upper=False):
    if upper:
        return to_triangle(_cholesky_back(t(g), t(out)), "U")
    return to_triangle(_cholesky_back(g, out))


def _cholesky_back(g, factor):
    inner = np.linalg.solve(t(factor), half_diagonal(t(factor) @ g))
    return np.linalg.solve(t(factor), t(inner))


# --- qr -----------------------------------------------------------------------------------------------------------


def _known_mode(mode):
    if mode not in ("reduced", "r"):
        refuse("the derivative of qr is known for mode='reduced' and mode='r'")


def _qr_tangent(a_dot, a, out, mode="reduced"):
    """``da inv(r) = dq + q dr inv(r)``, and ``q.T dq`` is skew"""
    _known_mode(mode)
    if mode == "r":
        return _qr_moved(a_dot, np.linalg.qr(a)[0], out)[1]
    return _qr_moved(a_dot, out[0], out[1])


def _qr_moved(a_dot, q, r):
    turned = t(np.linalg.solve(t(r), t(a_dot)))
    inner = t(q) @ turned
    upper = np.triu(inner) + t(np.tril(inner, -1))
    return turned - q @ upper, upper @ r


def _qr_adjoint(g, a, out, mode="reduced"):
    _known_mode(mode)
    if mode == "r":
        inner = out @ t(g)
        return _qr_back(np.linalg.qr(a)[0] @ _copied(inner), out)
    q = out[0]
    r = out[1]
    if is_zero(g[0]):
        return _qr_back(q @ _copied(r @ t(g[1])), r)
    if is_zero(g[1]):
        return _qr_back(g[0] - q @ _copied(t(g[0]) @ q), r)
    return _qr_back(g[0] + q @ _copied(r @ t(g[1]) - t(g[0]) @ q), r)


def _copied(inner):
    """The symmetric matrix with this lower triangle."""
    return np.tril(inner) + t(np.tril(inner, -1))


def _qr_back(x, r):
    """``x inv(r).T``"""
    return t(np.linalg.solve(r, t(x)))


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(np.linalg.cholesky, a=Pair(_cholesky_tangent, _cholesky_adjoint)),
    structured(np.linalg.qr,       a=Pair(_qr_tangent, _qr_adjoint)),
)
# fmt: on
