"""Matrices put together of blocks."""

from __future__ import annotations

from typing import Any

import numpy as np


def with_direction(a: Any, e: Any) -> Any:
    """The matrix ``[[a, e], [0, a]]``: a function of it has the derivative along `e` in the place of `e`.

    Its eigenvalues are double and it has no basis of eigenvectors, so it is always in double precision.
    """
    n = len(a)
    blocks = np.zeros((2 * n, 2 * n))
    blocks[:n, :n] = blocks[n:, n:] = a
    blocks[:n, n:] = e
    return blocks


def permutation(pivots: Any) -> Any:
    """The order of rows that the exchanges of `lu_factor` make."""
    order = np.arange(len(pivots))
    for i, j in enumerate(pivots):
        order[[i, j]] = order[[j, i]]
    return order
