"""Distributions of vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import special, stats

from srcad.rules.domains import SPD, VECTOR
from srcad.rules.vocabulary import Row, formula, refuse, static


@static
def _of_one(value: Any) -> bool:
    """Whether the first axis has length one."""
    dims: Any = getattr(value, "dims", None) or getattr(value, "shape", None)
    return bool(dims) and dims[0] == 1


def _squares(x, mean, matrix):
    """The squared distance from the mean in the metric of a matrix, and half the logarithm of its determinant.

    By the factor of Cholesky: like SciPy's eigenvectors it reads the lower triangle.
    """
    if np.ndim(matrix) != 2 or _of_one(matrix):
        refuse("the derivative is known for a matrix of two variables or more: write `cov * np.eye(d)`")
    centered = x if mean is None else x - mean
    root = np.linalg.cholesky(matrix)
    white = np.linalg.solve(root, centered.T)
    return np.sum(white * white, axis=0), np.sum(np.log(np.diag(root)))


def _normal(x, mean=None, cov=1.0, allow_singular=False):
    if allow_singular:
        refuse("the derivative is known for allow_singular=False")
    squares, log_volume = _squares(x, mean, cov)
    return -0.5 * squares - 0.5 * len(cov) * np.log(2.0 * np.pi) - log_volume


def _density(x, mean=None, cov=1.0, allow_singular=False):
    return np.exp(_normal(x, mean, cov, allow_singular))


def _t(x, loc=None, shape=1, df=1):
    squares, log_volume = _squares(x, loc, shape)
    half = 0.5 * (df + len(shape))
    scale = special.gammaln(half) - special.gammaln(0.5 * df) - 0.5 * len(shape) * np.log(np.pi * df)
    return scale - log_volume - half * np.log1p(squares / df)


def _dirichlet(x, alpha):
    """Of shares of which all are given, in the first axis of x."""
    if _of_one(x):
        refuse("the derivative is known where x holds all the shares: append 1 - sum(x)")
    scale = special.gammaln(np.sum(alpha)) - np.sum(special.gammaln(alpha))
    return scale + np.sum(special.xlogy(alpha - 1.0, x.T), axis=-1)


# fmt: off
ROWS: tuple[Row, ...] = (
    formula(stats.multivariate_normal.logpdf, _normal, domain=(VECTOR, VECTOR, SPD)),
    formula(stats.multivariate_normal.pdf,    _density, domain=(VECTOR, VECTOR, SPD)),
    formula(stats.multivariate_t.logpdf,      _t, domain=(VECTOR, VECTOR, SPD, 3.4)),
    formula(stats.multivariate_t.pdf,         lambda x, loc=None, shape=1, df=1: np.exp(_t(x, loc, shape, df)),
                                              domain=(VECTOR, VECTOR, SPD, 3.4)),
    formula(stats.dirichlet.logpdf,           _dirichlet),
    formula(stats.dirichlet.pdf,              lambda x, alpha: np.exp(_dirichlet(x, alpha))),
)
# fmt: on
