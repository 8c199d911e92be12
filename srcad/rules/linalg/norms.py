"""Norms of vectors and matrices.  They are 0 at zero, and ties share equally."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.errors import RuleError
from srcad.rules.linalg.matrices import scaled
from srcad.rules.parts import direction
from srcad.rules.reductions import keep_axes, unless_zero
from srcad.rules.vocabulary import Row, is_complex, reduction, static, written


@static
def _which(ord: Any, of_vectors: bool) -> str:
    """Which norm is meant."""
    if ord in (None, "fro") or (ord == 2 and of_vectors):
        return "length"
    if ord in (2, -2, "nuc") and not of_vectors:
        return "spectral"
    if ord == 0 and of_vectors:
        return "count"
    if ord == 1 and of_vectors:
        return "sum"
    if ord in (np.inf, -np.inf) and of_vectors:
        return "extreme"
    if isinstance(ord, int | float):
        return "power" if of_vectors else "sums"
    raise RuleError("the derivative of norm is known for `ord` None, a number, 'fro' and 'nuc'")


def _of_vectors(x, out, ord, axis, keepdims):
    which = _which(ord, True)
    if which == "length":
        return (x.conj() if is_complex(x) else x) / unless_zero(keep_axes(out, axis, keepdims))
    if which == "count":
        return np.zeros_like(x)
    if which == "sum":
        return direction(x, np.abs(x))
    if which == "power":
        return direction(x, np.abs(x)) * (np.abs(x) / unless_zero(keep_axes(out, axis, keepdims))) ** (ord - 1)
    ties = np.abs(x) == keep_axes(out, axis, keepdims)
    return direction(x, np.abs(x)) * ties / np.sum(ties, axis=axis, keepdims=True)


@static
def _at(axis: Any, place: int, ndim: int) -> int:
    """The axis of the rows (0) or the columns (1)."""
    return (axis[place] if axis is not None else place) % ndim


@static
def _column(ord: Any) -> int:
    """The axis over which absolute values are added: the rows for 1 and -1, the columns for inf and -inf."""
    return 0 if ord in (1, -1) else 1


def _of_matrices(x, out, ord, axis, keepdims):
    which = _which(ord, False)
    if which == "sums":
        over = _at(axis, _column(ord), x.ndim)
        sums = np.sum(np.abs(x), axis=over, keepdims=True)
        ties = sums == keep_axes(out, axis, keepdims)
        return direction(x, np.abs(x)) * ties / np.sum(ties, axis=_at(axis, 1 - _column(ord), x.ndim), keepdims=True)
    if x.ndim == 2 and (axis is None or _at(axis, 0, 2) == 0):
        return _in_singular_vectors(x, ord)
    moved = np.moveaxis(x, axis, (-2, -1))
    return np.moveaxis(_in_singular_vectors(moved, ord), (-2, -1), axis)


def _in_singular_vectors(x, ord):
    """The derivative of a function of the singular values: the vectors, of those that count."""
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    if is_complex(x):
        u, vt = u.conj(), vt.conj()
    if ord == "nuc":
        return scaled(u, s > 0.0) @ vt
    if ord == 2:
        ties = (s == s[..., :1]) & (s > 0.0)
    else:
        ties = (s == s[..., -1:]) & (s > 0.0)
    return scaled(u, ties / unless_zero(np.sum(ties, axis=-1, keepdims=True))) @ vt


def of_any(a, out, ord=None, axis=None, keepdims=False):
    """The norm of everything, of the vectors along one axis, or of matrices."""
    if ord is None or np.ndim(a) == 1 or isinstance(axis, int):
        return _of_vectors(a, out, ord, axis, keepdims)
    if ord == "fro":
        return _of_vectors(a, out, 2, axis, keepdims)
    return _of_matrices(a, out, ord, axis, keepdims)


def _norm(x, out, ord=None, axis=None, keepdims=False):
    return of_any(x, out, ord, axis, keepdims)


def _vector_norm(x, out, axis=None, keepdims=False, ord=2):
    return _of_vectors(x, out, ord, axis, keepdims)


def _matrix_norm(x, keepdims=False, ord="fro"):
    return np.linalg.norm(x, ord, (-2, -1), keepdims)


# fmt: off
ROWS: tuple[Row, ...] = (
    reduction(np.linalg.norm,        _norm,        first="x"),
    reduction(np.linalg.vector_norm, _vector_norm, first="x"),
    written(np.linalg.matrix_norm,   _matrix_norm),
)
# fmt: on
