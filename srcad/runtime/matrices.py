"""Sparse matrices of SciPy: what is done to their entries.

The derivative in a sparse matrix is one too: of its shape, with entries where the matrix has entries, or fewer.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def on_pattern(pattern: Any, left: Any, right: Any) -> Any:
    """The entries of ``left @ right.T`` where `pattern` has entries; of vectors, of their outer product."""
    places = pattern.tocoo()
    products = left[places.row] * right[places.col]
    entries = products if products.ndim == 1 else np.sum(products, axis=1)
    return _of_entries(places, entries, places.row, places.col)


def sampled(pattern: Any, array: Any) -> Any:
    """The entries of an array where `pattern` has entries."""
    places = pattern.tocoo()
    return _of_entries(places, array[places.row, places.col], places.row, places.col)


def entries_at(matrix: Any, rows: Any, columns: Any) -> Any:
    """The entries in some rows and columns."""
    found = matrix.tocsr()[np.asarray(rows, int), np.asarray(columns, int)]
    return np.ravel(found.toarray() if hasattr(found, "toarray") else found)


def scattered(entries: Any, like: Any, rows: Any, columns: Any) -> Any:
    """A sparse matrix of the shape of another with these entries; those in one place are summed."""
    return _of_entries(like.tocoo(), entries, rows, columns)


def _of_entries(like: Any, entries: Any, rows: Any, columns: Any) -> Any:
    return type(like)((entries, (rows, columns)), shape=like.shape).tocsr()


def matrix_sum(one: Any, other: Any) -> Any:
    """The sum, with an entry wherever one of the two has one: SciPy leaves out those that are zero."""
    a, b = one.tocoo(), other.tocoo()
    rows, columns = np.concatenate((a.row, b.row)), np.concatenate((a.col, b.col))
    return _of_entries(a, np.concatenate((a.data, b.data)), rows, columns)


def matrix_times(matrix: Any, number: Any) -> Any:
    """Each entry times a number."""
    return matrix * number


def inner_of(one: Any, other: Any) -> Any:
    """The sum of the products of entries."""
    return one.multiply(other).sum()


def total_of(matrix: Any) -> Any:
    """The sum of all entries; a text says ``matrix.sum()``."""
    return matrix.sum()


def transpose_of(matrix: Any) -> Any:
    """A text says ``matrix.T``."""
    return matrix.T


def dense(matrix: Any) -> Any:
    """A text says ``matrix.toarray()``."""
    return matrix.toarray()


def compressed(matrix: Any) -> Any:
    """The same matrix; a text says ``matrix.tocsr()`` or ``matrix.tocsc()``."""
    return matrix.tocsr()
