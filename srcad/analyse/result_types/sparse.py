"""Products with sparse matrices, which are NumPy's arrays again."""

from __future__ import annotations

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.plain import AttributeOf
from srcad.analyse.result_types.common import as_array, as_index, common_dtype
from srcad.analyse.result_types.table import static, types
from srcad.analyse.sparse import dtype_of_sparse, is_factors, is_sparse, sparse
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, TupleOf, Type
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


@types(AttributeOf("T"))
def _transposed(fresh: Fresh, value: Atom) -> Type:
    _expect_sparse(value)
    return sparse(dtype_of_sparse(value.type))


@types(AttributeOf("shape"))
def _shape(fresh: Fresh, value: Atom) -> Type:
    _expect_sparse(value)
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


def _expect_sparse(value: Atom) -> None:
    if not is_sparse(value.type):
        raise CannotType(f"{value.type} is not a sparse matrix")
