"""Sparse matrices that a program makes of entries that move; the adjoint of one is a sparse matrix of its shape.

What is taken of it is only what stands where the matrix has entries: elsewhere it is zero, and stays.
"""

from __future__ import annotations

import numpy as np

from srcad.rules.vocabulary import Pair, Row, linear, structured
from srcad.runtime import (
    compressed,
    dense,
    entries_at,
    inner_of,
    matrix_sum,
    matrix_times,
    on_pattern,
    sampled,
    scattered,
    total_of,
    transpose_of,
)


def _total_back(g, matrix):
    return on_pattern(matrix, np.full(matrix.shape[0], g), np.ones(matrix.shape[1]))


_ITSELF = Pair(lambda dot, one, other: dot, lambda g, one, other: g)

# fmt: off
ROWS: tuple[Row, ...] = (
    linear(on_pattern,    constant=("pattern",),
                          left=lambda g, pattern, left, right: g @ right,
                          right=lambda g, pattern, left, right: g.T @ left),
    linear(sampled,       constant=("pattern",), array=lambda g, pattern, array: g.toarray()),
    linear(entries_at,    matrix=lambda g, matrix, rows, columns: scattered(g, matrix, rows, columns)),
    linear(scattered,     constant=("like",),
                          entries=lambda g, entries, like, rows, columns: entries_at(g, rows, columns)),
    structured(matrix_sum, one=_ITSELF, other=_ITSELF),
    linear(matrix_times,  matrix=lambda g, matrix, number: matrix_times(g, number),
                          number=lambda g, matrix, number: inner_of(g, matrix)),
    linear(inner_of,      one=lambda g, one, other: matrix_times(other, g),
                          other=lambda g, one, other: matrix_times(one, g)),
    linear(total_of,      matrix=_total_back),
    linear(transpose_of,  matrix=lambda g, matrix: g.T),
    linear(dense,         matrix=lambda g, matrix: sampled(matrix, g)),
    linear(compressed,    matrix=lambda g, matrix: g),
)
# fmt: on
