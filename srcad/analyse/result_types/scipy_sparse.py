"""Sparse matrices made of constants; loaded when the user has loaded `scipy.sparse`."""

from __future__ import annotations

from scipy import sparse as scipy_sparse

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, common_dtype
from srcad.analyse.result_types.table import NONE, types
from srcad.analyse.sparse import dtype_of_sparse, is_sparse, sparse
from srcad.ir.core import Atom
from srcad.ir.types import Array, ListOf, TupleOf, Type


@types(scipy_sparse.eye, scipy_sparse.eye_array, scipy_sparse.identity)
def _eye(fresh: Fresh, *sizes: Atom, k: Atom | None = None, format: Atom | None = None) -> Type:  # noqa: A002
    return sparse("float64")


@types(scipy_sparse.diags, scipy_sparse.diags_array)
def _diags(
    fresh: Fresh,
    diagonals: Atom,
    offsets: Atom | None = None,
    shape: Atom | None = None,
    format: Atom | None = None,  # noqa: A002
) -> Type:
    items = diagonals.type.items if isinstance(diagonals.type, TupleOf) else (diagonals.type,)
    return sparse(common_dtype(["float64", *(as_array(item, fresh).dtype for item in items)]))


@types(scipy_sparse.csr_matrix, scipy_sparse.csc_matrix, scipy_sparse.csr_array, scipy_sparse.csc_array)
def _compressed(fresh: Fresh, arg1: Atom, shape: Atom = NONE) -> Type:
    """Of an array, or of entries and their places; by the arrays themselves it would share their memory."""
    if is_sparse(arg1.type):
        return sparse(dtype_of_sparse(arg1.type))
    if isinstance(arg1.type, Array):
        return sparse(arg1.type.dtype)
    match arg1.type:
        case TupleOf(items=(entries, TupleOf() | ListOf())):
            return sparse(as_array(entries, fresh).dtype)
    raise CannotType("a sparse matrix is known of an array, or of ``(entries, (rows, columns))``: make it outside")
