"""Eigenvalues of symmetric matrices, of pairs of them, and singular values.

For what is right at repeated values, see `srcad.rules.linalg.spectra`.
"""

from __future__ import annotations

import numpy as np
from scipy import linalg

from srcad.rules.linalg.matrices import scaled, symmetric, to_triangle
from srcad.rules.linalg.spectra import svd_adjoint, svd_tangent
from srcad.rules.vocabulary import Pair, Row, is_zero, refuse, static, structured, written
from srcad.runtime import over_gaps

# --- eigh: a v = w b v with v.T b v = 1 ---------------------------------------------------------------------------


@static
def uplo(lower: bool) -> str:
    return "L" if lower else "U"


def _known_type(type):
    if type != 1:
        refuse("the derivative of eigh is known for type=1")


def _pairs_of(a, b, out, lower, eigvals_only):
    """Values and vectors."""
    if not eigvals_only:
        return out[0], out[1]
    if b is None:
        return linalg.eigh(a, lower=lower)
    return linalg.eigh(a, b, lower=lower)


def _eigh_tangent_a(a_dot, a, out, b=None, lower=True, eigvals_only=False, type=1):
    """``dw = diag(v.T da v)``, ``dv = v (F * (v.T da v))``"""
    _known_type(type)
    w, v = _pairs_of(a, b, out, lower, eigvals_only)
    inner = v.T @ symmetric(a_dot, uplo(lower)) @ v
    return np.diag(inner) if eigvals_only else (np.diag(inner), v @ over_gaps(inner, w))


def _eigh_adjoint_a(g, a, out, b=None, lower=True, eigvals_only=False, type=1):
    _known_type(type)
    w, v = _pairs_of(a, b, out, lower, eigvals_only)
    return to_triangle(_felt_by_a(g, w, v, eigvals_only), uplo(lower))


def _felt_by_a(g, w, v, eigvals_only):
    if eigvals_only:
        return scaled(v, g) @ v.T
    if is_zero(g[1]):
        return scaled(v, g[0]) @ v.T
    return v @ _turning(g, w, v) @ v.T


def _turning(g, w, v):
    if is_zero(g[0]):
        return over_gaps(v.T @ g[1], w)
    return np.diag(g[0]) + over_gaps(v.T @ g[1], w, g[0])


def _eigh_tangent_b(b_dot, a, out, b=None, lower=True, eigvals_only=False, type=1):
    """As if `a` moved by ``-w b_dot``; and the vectors keep their length."""
    _known_type(type)
    w, v = _pairs_of(a, b, out, lower, eigvals_only)
    inner = v.T @ symmetric(b_dot, uplo(lower)) @ v
    moved = -scaled(inner, w)
    if eigvals_only:
        return np.diag(moved)
    return np.diag(moved), v @ over_gaps(moved, w) - 0.5 * scaled(v, np.diag(inner))


def _eigh_adjoint_b(g, a, out, b=None, lower=True, eigvals_only=False, type=1):
    _known_type(type)
    w, v = _pairs_of(a, b, out, lower, eigvals_only)
    return to_triangle(-_felt_by_b(g, w, v, eigvals_only), uplo(lower))


def _felt_by_b(g, w, v, eigvals_only):
    if eigvals_only:
        return scaled(v, g * w) @ v.T
    if is_zero(g[1]):
        return scaled(v, g[0] * w) @ v.T
    lengths = 0.5 * np.diag(np.sum(v * g[1], axis=0))
    return v @ (scaled(_turning(g, w, v), w) + lengths) @ v.T


def _eigvalsh(a, b=None, lower=True, type=1):
    _known_type(type)
    if b is None:
        return linalg.eigh(a, lower=lower, eigvals_only=True)
    return linalg.eigh(a, b, lower=lower, eigvals_only=True)


# --- tridiagonal matrices -----------------------------------------------------------------------------------------


def _tridiagonal_pairs(d, e, out, eigvals_only):
    return linalg.eigh_tridiagonal(d, e) if eigvals_only else (out[0], out[1])


def _tridiagonal_moved(v, product, w, eigvals_only):
    inner = v.T @ product
    return np.diag(inner) if eigvals_only else (np.diag(inner), v @ over_gaps(inner, w))


def _tridiagonal_tangent_d(d_dot, d, e, out, eigvals_only=False):
    w, v = _tridiagonal_pairs(d, e, out, eigvals_only)
    return _tridiagonal_moved(v, d_dot[:, None] * v, w, eigvals_only)


def _tridiagonal_tangent_e(e_dot, d, e, out, eigvals_only=False):
    w, v = _tridiagonal_pairs(d, e, out, eigvals_only)
    return _tridiagonal_moved(v, (np.diag(e_dot, 1) + np.diag(e_dot, -1)) @ v, w, eigvals_only)


def _tridiagonal_felt(g, w, v, eigvals_only):
    """What is felt by the matrix, without its last factor ``v.T``."""
    if eigvals_only:
        return scaled(v, g)
    return scaled(v, g[0]) if is_zero(g[1]) else v @ _turning(g, w, v)


def _tridiagonal_adjoint_d(g, d, e, out, eigvals_only=False):
    w, v = _tridiagonal_pairs(d, e, out, eigvals_only)
    return np.sum(_tridiagonal_felt(g, w, v, eigvals_only) * v, axis=1)


def _tridiagonal_adjoint_e(g, d, e, out, eigvals_only=False):
    w, v = _tridiagonal_pairs(d, e, out, eigvals_only)
    felt = _tridiagonal_felt(g, w, v, eigvals_only)
    return np.sum(felt[1:] * v[:-1] + felt[:-1] * v[1:], axis=1)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(linalg.eigh,     a=Pair(_eigh_tangent_a, _eigh_adjoint_a),
                                b=Pair(_eigh_tangent_b, _eigh_adjoint_b)),
    written(linalg.eigvalsh,    _eigvalsh),
    structured(linalg.eigh_tridiagonal,
                                d=Pair(_tridiagonal_tangent_d, _tridiagonal_adjoint_d),
                                e=Pair(_tridiagonal_tangent_e, _tridiagonal_adjoint_e)),
    written(linalg.eigvalsh_tridiagonal, lambda d, e: linalg.eigh_tridiagonal(d, e, eigvals_only=True)),
    structured(linalg.svd,      a=Pair(svd_tangent, svd_adjoint)),
    written(linalg.svdvals,     lambda a: np.linalg.svd(a, compute_uv=False)),
)
# fmt: on
