"""Sparse matrices of SciPy, and their factors, which are multiplied with, and solved with.

Those that come from outside, and factors, are constants; those that are made here may be of entries that carry a
derivative.  What is known of one is its dtype, not its shape; all have two axes.
"""

from __future__ import annotations

from typing import Any

from srcad.ir.types import Opaque, SparseMatrix, Type, dtype_kind

_MATRIX, _FACTORS = "sparse", "factors"


def sparse(dtype: str) -> Opaque:
    """The type of a sparse matrix of numbers of a dtype, made here."""
    what = f"{_MATRIX} {dtype}"
    return SparseMatrix(what) if dtype_kind(dtype) in "fc" else Opaque(what)


def factors(dtype: str) -> Opaque:
    """The type of what `splu` gives."""
    return Opaque(f"{_FACTORS} {dtype}")


def is_sparse(type_: Type) -> bool:
    return isinstance(type_, Opaque) and type_.what.split()[0] == _MATRIX


def is_factors(type_: Type) -> bool:
    return isinstance(type_, Opaque) and type_.what.split()[0] == _FACTORS


def dtype_of_sparse(type_: Type) -> str:
    """The dtype of the entries of a sparse matrix, or of its factors."""
    assert isinstance(type_, Opaque)
    return type_.what.split()[1]


def sparse_type(value: Any) -> Opaque | None:
    """The type of a sparse matrix that exists, with its class; None of anything else."""
    cls = type(value)
    if not cls.__module__.startswith("scipy.sparse.") or not hasattr(cls, "tocsr") or value.ndim != 2:
        return None
    return Opaque(f"{_MATRIX} {value.dtype.name} {cls.__name__}")
