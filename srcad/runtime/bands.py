"""Matrices of which only some diagonals are kept, in the rows of LAPACK: ``ab[u + i - j, j] == a[i, j]``."""

from __future__ import annotations

from typing import Any

import numpy as np


def transposed_band(ab: Any, lower: int, upper: int) -> Any:
    """The diagonals of the transpose, which has `upper` below and `lower` above the main one."""
    return np.stack([np.roll(ab[row], row - upper) for row in range(lower + upper, -1, -1)])


def band_times(ab: Any, x: Any, lower: int, upper: int) -> Any:
    """The product with a vector, or with the columns of a matrix."""
    product = np.zeros(x.shape, np.result_type(ab, x))
    for row in range(lower + upper + 1):
        to, of = _paired(len(x), row - upper)
        product[to] += (ab[row, of] * x[of].T).T
    return product


def band_of_outer(y: Any, x: Any, lower: int, upper: int) -> Any:
    """The diagonals of ``y x.T``: of the sum over the columns, if there are several."""
    ab = np.zeros((lower + upper + 1, len(x)), np.result_type(x, y))
    for row in range(lower + upper + 1):
        to, of = _paired(len(x), row - upper)
        both = y[to] * x[of]
        ab[row, of] = both if both.ndim == 1 else both.sum(axis=1)
    return ab


def _paired(length: int, below: int) -> tuple[slice, slice]:
    """The rows and columns of the entries so far below the main diagonal."""
    if below >= 0:
        return slice(below, None), slice(None, max(length - below, 0))
    return slice(None, max(length + below, 0)), slice(-below, None)
