"""Factors with blocks of two on their diagonal: pivots of LDL, conjugate pairs of Schur.

Which entries are in a block is read from the factor.  It changes with the matrix only where the factors jump.
"""

from __future__ import annotations

import numpy as np
from scipy import linalg

from srcad.rules.linalg.matrices import symmetric, to_triangle
from srcad.rules.scipy_linalg.spectra import uplo
from srcad.rules.vocabulary import Pair, Row, is_zero, structured, written
from srcad.runtime import schur_equations
from srcad.runtime.schur import equations_of

# --- ldl: a = l d l.T; inv(l) da inv(l).T is dd in the blocks, and inv(l) dl d below them ----------------------------


def _outside(x, d, lower):
    """What is on the side of the factor, and in no block."""
    return np.where(d == 0.0, np.tril(x, -1) if lower else np.triu(x, 1), 0.0)


def _inside(x, d):
    return np.where((d == 0.0) & (np.eye(len(d)) == 0.0), 0.0, x)


def _ldl_tangent(a_dot, A, out, lower=True):
    l, d = out[0], out[1]  # noqa: E741
    inner = np.linalg.solve(l, np.linalg.solve(l, symmetric(a_dot, uplo(lower))).T)
    return l @ np.linalg.solve(d, _outside(inner, d, lower).T).T, _inside(inner, d), None


def _ldl_adjoint(g, A, out, lower=True):
    l, d = out[0], out[1]  # noqa: E741
    if is_zero(g[0]):
        inner = _inside(g[1], d)
    else:
        inner = _outside(np.linalg.solve(d, g[0].T @ l).T, d, lower)
        inner = inner if is_zero(g[1]) else inner + _inside(g[1], d)
    whole = np.linalg.solve(l.T, np.linalg.solve(l.T, inner.T).T)
    return to_triangle(whole, uplo(lower))


# --- schur: a = z t z.T; z turns by z.T dz = w, skew, such that dt = z.T da z + t w - w t keeps the form of t --------


def _skew(w, n):
    i, j = np.tril_indices(n, -1)
    below = np.zeros((n, n))
    below[i, j] = w
    return below - below.T


def _schur_tangent(a_dot, a, out, output="real"):
    t, z = out[0], out[1]
    inner = z.T @ a_dot @ z
    i, j = np.tril_indices(len(t), -1)
    missed = np.where(t[i, j] != 0.0, inner[j, j] - inner[i, i], inner[i, j])
    w = _skew(np.linalg.solve(schur_equations(t), -missed), len(t))
    return inner + t @ w - w @ t, z @ w


def _schur_adjoint(g, a, out, output="real"):
    t, z = out[0], out[1]
    if is_zero(g[0]):
        turned = z.T @ g[1]
    elif is_zero(g[1]):
        turned = t.T @ g[0] - g[0] @ t.T
    else:
        turned = z.T @ g[1] + t.T @ g[0] - g[0] @ t.T
    i, j = np.tril_indices(len(t), -1)
    missed = -np.linalg.solve(schur_equations(t).T, turned[i, j] - turned[j, i])
    below = np.zeros((len(t), len(t)))
    below[i, j] = missed
    even = np.where(np.diag(t, -1) != 0.0, np.diag(below, -1), 0.0)
    inner = np.where(t == 0.0, below, 0.0) + np.diag(np.append(even, 0.0) - np.append(0.0, even))
    return z @ (inner if is_zero(g[0]) else g[0] + inner) @ z.T


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(linalg.ldl,   A=Pair(_ldl_tangent, _ldl_adjoint)),
    structured(linalg.schur, a=Pair(_schur_tangent, _schur_adjoint)),
    written(schur_equations, equations_of),
)
# fmt: on
