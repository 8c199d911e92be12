"""Cholesky and QR factors.

Equations after I. Murray, "Differentiation of the Cholesky decomposition" (2016), and S. Walter and L. Lehmann,
"Algorithmic differentiation of linear algebra functions with application in optimum experimental design" (2010).
"""

from __future__ import annotations

import numpy as np

from srcad.rules.domains import SPD, SQUARE
from srcad.rules.linalg.matrices import half_diagonal, symmetric, t, to_triangle
from srcad.rules.vocabulary import Pair, Row, is_zero, refuse, structured

# --- cholesky -----------------------------------------------------------------------------------------------------


def cholesky_tangent(a_dot, a, out, upper=False):
    """``dL = L low(inv(L) da inv(L).T)``; only one triangle of `a` is read."""
    uplo = "U" if upper else "L"
    factor = t(out) if upper else out
    inner = np.linalg.solve(factor, t(np.linalg.solve(factor, symmetric(a_dot, uplo))))
    moved = factor @ half_diagonal(inner)
    return t(moved) if upper else moved


def cholesky_adjoint(g, a, out, upper=False):
    if upper:
        return to_triangle(_cholesky_back(out, out @ t(g)), "U")
    return to_triangle(_cholesky_back(t(out), t(out) @ g))


def _cholesky_back(turned, product):
    """Of the factor, transposed, and its product with the adjoint."""
    return np.linalg.solve(turned, t(np.linalg.solve(turned, half_diagonal(product))))


# --- qr -----------------------------------------------------------------------------------------------------------


def _known_mode(mode):
    if mode not in ("reduced", "r"):
        refuse("the derivative of qr is known for mode='reduced' and mode='r'")


def _qr_tangent(a_dot, a, out, mode="reduced"):
    _known_mode(mode)
    if mode == "r":
        return qr_moved(a_dot, np.linalg.qr(a)[0], out)[1]
    return qr_moved(a_dot, out[0], out[1])


def _qr_adjoint(g, a, out, mode="reduced"):
    _known_mode(mode)
    if mode == "r":
        return qr_back(0.0, g, np.linalg.qr(a)[0], out)
    return qr_back(g[0], g[1], out[0], out[1])


def qr_moved(a_dot, q, r):
    """``da inv(r) = dq + q dr inv(r)``, and ``q.T dq`` is skew"""
    turned = t(np.linalg.solve(t(r), t(a_dot)))
    inner = t(q) @ turned
    upper = np.triu(inner) + t(np.tril(inner, -1))
    return turned - q @ upper, upper @ r


def qr_back(q_bar, r_bar, q, r):
    """The transpose of `qr_moved`, of the results that are used."""
    if is_zero(q_bar):
        x = q @ _copied(r @ t(r_bar))
    elif is_zero(r_bar):
        x = q_bar - q @ _copied(t(q_bar) @ q)
    else:
        x = q_bar + q @ _copied(r @ t(r_bar) - t(q_bar) @ q)
    return t(np.linalg.solve(r, t(x)))


def _copied(inner):
    """The symmetric matrix with this lower triangle."""
    return np.tril(inner) + t(np.tril(inner, -1))


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(np.linalg.cholesky, a=Pair(cholesky_tangent, cholesky_adjoint), domain=SPD),
    structured(np.linalg.qr,       a=Pair(_qr_tangent, _qr_adjoint), domain=SQUARE),
)
# fmt: on
