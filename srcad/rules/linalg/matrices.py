"""What the rules of linear algebra share; each holds for one matrix and for stacks of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.errors import RuleError
from srcad.rules.vocabulary import static


def t(a):
    """The transpose of each matrix."""
    return a.T if a.ndim == 2 else np.swapaxes(a, -1, -2)


def with_diagonal(v):
    """The matrix with this diagonal."""
    return np.diag(v) if v.ndim == 1 else v[..., None] * np.eye(v.shape[-1])


def diagonal(a):
    """The diagonal of a square matrix."""
    return np.diag(a) if a.ndim == 2 else np.linalg.diagonal(a)


def scaled(v, w):
    """Each column times a number: ``v diag(w)``."""
    return v * w if v.ndim == 2 else v * w[..., None, :]


def half_diagonal(a):
    """The lower triangle with half of the diagonal."""
    return np.tril(a, -1) + 0.5 * with_diagonal(diagonal(a))


def outer(x, y):
    """``x y.T``, of columns or of one vector each."""
    return np.outer(x, y) if x.ndim == 1 else x @ t(y)


@static
def reads_lower(uplo: str) -> bool:
    """Whether LAPACK reads the lower triangle of a symmetric matrix."""
    if uplo not in ("L", "l", "U", "u"):
        raise RuleError(f"the triangle {uplo!r} is neither 'L' nor 'U'")
    return uplo in "Ll"


def symmetric(a, uplo="L"):
    """The symmetric matrix of which this triangle is read."""
    if reads_lower(uplo):
        return np.tril(a) + t(np.tril(a, -1))
    return np.triu(a) + t(np.triu(a, 1))


def to_triangle(a, uplo="L"):
    """The transpose of `symmetric`."""
    if reads_lower(uplo):
        return np.tril(a) + np.tril(t(a), -1)
    return np.triu(a) + np.triu(t(a), 1)


@static
def is_square(x: Any) -> bool:
    """Whether the types show that a matrix is square."""
    rows, columns = (x.dims if hasattr(x, "dims") else x.shape)[-2:]
    return bool(rows == columns)
