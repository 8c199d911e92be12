"""Equations with constant sparse matrices; loaded when the user has loaded `scipy.sparse.linalg`."""

from __future__ import annotations

from scipy.sparse import linalg

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, common_dtype
from srcad.analyse.result_types.linalg import TRUE, inexact
from srcad.analyse.result_types.table import NONE, types
from srcad.analyse.sparse import dtype_of_sparse, factors, is_sparse
from srcad.ir.core import Atom
from srcad.ir.types import Array, Scalar, TupleOf, Type, may_be_one


def _solved(fresh: Fresh, a: Atom, b: Atom) -> Array:
    """The solution for a right side, by a sparse matrix or by an array."""
    y = as_array(b.type, fresh)
    matrix = dtype_of_sparse(a.type) if is_sparse(a.type) else as_array(a.type, fresh).dtype
    return Array(inexact(common_dtype([matrix, y.dtype])), y.dims)


def _only_sparse(a: Atom) -> None:
    if not is_sparse(a.type):
        raise CannotType("this is known of a sparse matrix: use numpy.linalg for arrays")


@types(linalg.spsolve)
def _spsolve(fresh: Fresh, A: Atom, b: Atom, permc_spec: Atom = NONE, use_umfpack: Atom = TRUE) -> Type:
    _only_sparse(A)
    found = _solved(fresh, A, b)
    if found.ndim == 2 and may_be_one(found.dims[1]):
        raise CannotType("spsolve makes a vector of one column: pass a vector")
    return found


@types(linalg.spsolve_triangular)
def _spsolve_triangular(
    fresh: Fresh,
    A: Atom,
    b: Atom,
    lower: Atom = TRUE,
    unit_diagonal: Atom = NONE,
) -> Type:
    _only_sparse(A)
    return _solved(fresh, A, b)


@types(linalg.splu)
def _splu(fresh: Fresh, A: Atom) -> Type:
    _only_sparse(A)
    return factors(inexact(dtype_of_sparse(A.type)))


@types(linalg.expm_multiply)
def _expm_multiply(fresh: Fresh, A: Atom, B: Atom) -> Type:
    _only_sparse(A)
    return _solved(fresh, A, B)


@types(linalg.cg, linalg.cgs, linalg.bicg, linalg.bicgstab, linalg.tfqmr, linalg.qmr, linalg.lgmres, linalg.gcrotmk)
def _iterated(
    fresh: Fresh,
    A: Atom,
    b: Atom,
    x0: Atom = NONE,
    rtol: Atom = NONE,
    atol: Atom = NONE,
    maxiter: Atom = NONE,
) -> Type:
    found = _solved(fresh, A, b)
    if found.ndim != 1:
        raise CannotType("the right side must be a vector")
    return TupleOf((found, Scalar("i")))


@types(linalg.gmres)
def _gmres(
    fresh: Fresh,
    A: Atom,
    b: Atom,
    x0: Atom = NONE,
    rtol: Atom = NONE,
    atol: Atom = NONE,
    restart: Atom = NONE,
    maxiter: Atom = NONE,
) -> Type:
    return _iterated(fresh, A, b)
