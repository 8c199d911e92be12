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


def _normal(x, mean=None, cov=1.0, allow_singular=False):
    """By the factor of Cholesky: like SciPy's eigenvectors it reads the lower triangle of the matrix."""
    if np.ndim(cov) != 2 or _of_one(cov):
        refuse("the derivative is known for a matrix `cov` of two variables or more: write `cov * np.eye(d)`")
    if allow_singular:
        refuse("the derivative is known for allow_singular=False")
    centered = x if mean is None else x - mean
    root = np.linalg.cholesky(cov)
    white = np.linalg.solve(root, centered.T)
    log_volume = 0.5 * len(root) * np.log(2.0 * np.pi) + np.sum(np.log(np.diag(root)))
    return -0.5 * np.sum(white * white, axis=0) - log_volume


def _density(x, mean=None, cov=1.0, allow_singular=False):
    return np.exp(_normal(x, mean, cov, allow_singular))


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
    formula(stats.dirichlet.logpdf,           _dirichlet),
    formula(stats.dirichlet.pdf,              lambda x, alpha: np.exp(_dirichlet(x, alpha))),
)
# fmt: on
