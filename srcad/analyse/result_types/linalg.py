"""`numpy.linalg`."""

from __future__ import annotations

import numpy as np

from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, broadcast
from srcad.analyse.result_types.common import as_array, matrices, number, reduced, sampled_dtype
from srcad.analyse.result_types.table import FALSE, NONE, static, types
from srcad.ir.core import Atom
from srcad.ir.types import Array, TupleOf, Type, dtype_kind


def _inexact(dtype: str) -> str:
    """LAPACK computes in floating point."""
    return dtype if dtype_kind(dtype) in "fc" else "float64"


def _real(x: Array) -> str:
    """The dtype of lengths, and of the eigenvalues of what is equal to its adjoint."""
    return sampled_dtype(np.abs, Array(_inexact(x.dtype), x.dims))


@types(np.linalg.inv, np.linalg.pinv)
def _inverse(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return Array(_inexact(x.dtype), (*x.dims[:-2], x.dims[-1], x.dims[-2]))


@types(np.linalg.cholesky)
def _cholesky(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return Array(_inexact(x.dtype), x.dims)


@types(np.linalg.det)
def _det(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return number(_inexact(x.dtype), x.dims[:-2])


@types(np.linalg.slogdet)
def _slogdet(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return TupleOf((number(_inexact(x.dtype), x.dims[:-2]), number(_real(x), x.dims[:-2])))


@types(np.linalg.solve)
def _solve(fresh: Fresh, a: Atom, b: Atom) -> Type:
    x, y = matrices(a.type, fresh), as_array(b.type, fresh)
    dtype = _inexact(promote.result(np.add, ((x.dtype, 1), (y.dtype, 1)))[0])
    if not y.ndim:
        raise CannotType("solve does not take a number on the right")
    if y.ndim == 1:
        return Array(dtype, (*x.dims[:-2], x.dims[-1]))
    return Array(dtype, (*broadcast(x.dims[:-2], y.dims[:-2], fresh), x.dims[-1], y.dims[-1]))


@types(np.linalg.norm)
def _norm(fresh: Fresh, x: Atom, ord: Atom = NONE, axis: Atom = NONE, keepdims: Atom = FALSE) -> Type:  # noqa: A002
    a = as_array(x.type, fresh)
    return number(_real(a), reduced(a.dims, static(axis), bool(static(keepdims))))


@types(np.linalg.eigvalsh)
def _eigvalsh(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return Array(_real(x), x.dims[:-1])


@types(np.linalg.eigh)
def _eigh(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return TupleOf((Array(_real(x), x.dims[:-1]), Array(_inexact(x.dtype), x.dims)))


@types(np.linalg.matrix_power)
def _matrix_power(fresh: Fresh, a: Atom, n: Atom) -> Type:
    return matrices(a.type, fresh)
