"""Products with sparse matrices, which are NumPy's arrays again, and what else is done to their entries."""

from __future__ import annotations

import numpy as np

from srcad import runtime
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.plain import AttributeOf
from srcad.analyse.result_types.common import as_array, as_index, common_dtype, number
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import static, types
from srcad.analyse.sparse import dtype_of_sparse, is_factors, is_sparse, sparse
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Scalar, TupleOf, Type, dtype_kind
from srcad.runtime import solved_by


def sparse_product(fresh: Fresh, a: Atom, b: Atom) -> Type:
    """The type of ``a @ b`` where one of the two is sparse, or both."""
    if is_sparse(a.type) and is_sparse(b.type):
        return sparse(common_dtype([dtype_of_sparse(a.type), dtype_of_sparse(b.type)]))
    matrix, other = (a, b) if is_sparse(a.type) else (b, a)
    x = as_array(other.type, fresh)
    if x.ndim not in (1, 2):
        raise CannotType("a sparse matrix is multiplied with a vector or a matrix")
    dtype = common_dtype([dtype_of_sparse(matrix.type), x.dtype])
    return Array(dtype, (fresh(), *x.dims[1:]) if matrix is a else (*x.dims[:-1], fresh()))


@types(runtime.transpose_of, runtime.compressed)
def _transposed(fresh: Fresh, matrix: Atom) -> Type:
    return sparse(_dtype_of(matrix))


@types(runtime.dense)
def _dense(fresh: Fresh, matrix: Atom) -> Type:
    return Array(_dtype_of(matrix), (fresh(), fresh()))


@types(runtime.total_of)
def _total_of(fresh: Fresh, matrix: Atom) -> Type:
    dtype = _dtype_of(matrix)
    if dtype_kind(dtype) not in "fc":
        raise CannotType("the sum of a sparse matrix is known of floats")
    return number(dtype, ())


@types(runtime.inner_of)
def _inner_of(fresh: Fresh, one: Atom, other: Atom) -> Type:
    return number(common_dtype([_dtype_of(one), _dtype_of(other)]), ())


@types(runtime.matrix_sum)
def _matrix_sum(fresh: Fresh, one: Atom, other: Atom) -> Type:
    return sparse(common_dtype([_dtype_of(one), _dtype_of(other)]))


@types(runtime.matrix_times)
def _matrix_times(fresh: Fresh, matrix: Atom, number: Atom) -> Type:
    if not isinstance(number.type, Scalar):
        raise CannotType("a sparse matrix is multiplied with a number, or by @")
    entries = Array(_dtype_of(matrix), (fresh(),))
    found = elementwise(np.multiply, [entries, number.type], fresh)
    assert isinstance(found, Array)
    return sparse(found.dtype)


@types(runtime.on_pattern)
def _on_pattern(fresh: Fresh, pattern: Atom, left: Atom, right: Atom) -> Type:
    _dtype_of(pattern)
    return sparse(common_dtype([as_array(left.type, fresh).dtype, as_array(right.type, fresh).dtype]))


@types(runtime.sampled)
def _sampled(fresh: Fresh, pattern: Atom, array: Atom) -> Type:
    _dtype_of(pattern)
    return sparse(as_array(array.type, fresh).dtype)


@types(runtime.entries_at)
def _entries_at(fresh: Fresh, matrix: Atom, rows: Atom, columns: Atom) -> Type:
    return Array(_dtype_of(matrix), (fresh(),))


@types(runtime.scattered)
def _scattered(fresh: Fresh, entries: Atom, like: Atom, rows: Atom, columns: Atom) -> Type:
    _dtype_of(like)
    return sparse(as_array(entries.type, fresh).dtype)


@types(AttributeOf("shape"))
def _shape(fresh: Fresh, value: Atom) -> Type:
    _dtype_of(value)
    return TupleOf((as_index(fresh()), as_index(fresh())))


@types(solved_by)
def _solved_by(fresh: Fresh, factors: Atom, rhs: Atom, trans: Atom = Lit("N")) -> Type:
    """The factors of `splu` solve with a vector or a matrix."""
    if not is_factors(factors.type):
        raise CannotType(f"{factors.type} has no method `solve` that is known")
    if static(trans) not in ("N", "T"):
        raise CannotType("`solve` is known for trans='N' and 'T'")
    x = as_array(rhs.type, fresh)
    return Array(common_dtype([dtype_of_sparse(factors.type), x.dtype]), x.dims)


def _dtype_of(matrix: Atom) -> str:
    """The dtype of the entries of what must be a sparse matrix."""
    if not is_sparse(matrix.type):
        raise CannotType(f"{matrix.type} is not a sparse matrix")
    return dtype_of_sparse(matrix.type)
