"""Sparse matrices made of entries and their places; loaded when the user has loaded `scipy.sparse`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scipy import sparse

from srcad.rules.vocabulary import Pair, Row, is_sparse, refuse, static, structured
from srcad.runtime import entries_at


@static
def _of_entries(arg1: Any) -> bool:
    """Whether a matrix is made of ``(entries, (rows, columns))``."""
    return isinstance(arg1, tuple) or hasattr(arg1, "items")


def _made(make: Callable[..., Any]) -> Row:
    def tangent(dot, arg1, shape=None):
        if is_sparse(arg1):
            return make(dot)
        if not _of_entries(arg1):
            refuse("which entries a sparse matrix has depends on the array: make it of (entries, (rows, columns))")
        return make((dot[0], arg1[1]), shape=shape)

    def adjoint(g, arg1, shape=None):
        if is_sparse(arg1):
            return g
        if not _of_entries(arg1):
            refuse("which entries a sparse matrix has depends on the array: make it of (entries, (rows, columns))")
        return entries_at(g, arg1[1][0], arg1[1][1]), None

    return structured(make, arg1=Pair(tangent, adjoint))


_CLASSES = (sparse.csr_matrix, sparse.csc_matrix, sparse.csr_array, sparse.csc_array)
ROWS: tuple[Row, ...] = tuple(map(_made, _CLASSES))
ON_COMPLEX = frozenset(_CLASSES)
