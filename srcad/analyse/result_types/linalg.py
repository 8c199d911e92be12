"""`numpy.linalg`."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad import runtime
from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, broadcast, smaller
from srcad.analyse.result_types.common import as_array, axes_of, axis_of, matrices, number, reduced, sampled_dtype
from srcad.analyse.result_types.table import FALSE, NONE, ZERO, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Scalar, TupleOf, Type, dtype_kind, kind_of

TRUE = Lit(True)
LOWER = Lit("L")


def inexact(dtype: str) -> str:
    """LAPACK computes in floating point."""
    return dtype if dtype_kind(dtype) in "fc" else "float64"


def _real(dtype: str) -> str:
    """The dtype of the size of numbers."""
    return {"complex64": "float32", "complex128": "float64"}.get(dtype, inexact(dtype))


def both_inexact(x: Array, y: Array) -> str:
    return inexact(promote.result(np.add, ((x.dtype, 1), (y.dtype, 1)))[0])


# --- inverses and equations -------------------------------------------------------------------------------------


@types(np.linalg.inv)
def _inverse(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return Array(inexact(x.dtype), (*x.dims[:-2], x.dims[-1], x.dims[-2]))


@types(np.linalg.pinv)
def _pinv(fresh: Fresh, a: Atom, rcond: Atom = NONE, hermitian: Atom = FALSE, rtol: Atom = NONE) -> Type:
    if any(isinstance(cut.type, Array) and cut.type.dims for cut in (rcond, rtol)):
        raise CannotType("pinv is known with one `rcond` for all matrices")
    return _inverse(fresh, a)


@types(np.linalg.det)
def _det(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return number(inexact(x.dtype), x.dims[:-2])


@types(np.linalg.cond)
def _cond(fresh: Fresh, x: Atom, p: Atom = NONE) -> Type:
    static(p)
    a = matrices(x.type, fresh)
    return number(_real(a.dtype), a.dims[:-2])


@types(np.linalg.slogdet)
def _slogdet(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    dims = x.dims[:-2]
    return TupleOf((number(inexact(x.dtype), dims), number(_real(x.dtype), dims)))


@types(np.linalg.matrix_rank)
def _rank(fresh: Fresh, A: Atom, tol: Atom = NONE, hermitian: Atom = FALSE, rtol: Atom = NONE) -> Type:
    return number("int64", as_array(A.type, fresh).dims[:-2])


@types(np.linalg.solve)
def _solve(fresh: Fresh, a: Atom, b: Atom) -> Type:
    x, y = matrices(a.type, fresh), as_array(b.type, fresh)
    dtype = both_inexact(x, y)
    if not y.ndim:
        raise CannotType("solve does not take a number on the right")
    if y.ndim == 1:
        return Array(dtype, (*x.dims[:-2], x.dims[-1]))
    return Array(dtype, (*broadcast(x.dims[:-2], y.dims[:-2], fresh), x.dims[-1], y.dims[-1]))


@types(np.linalg.lstsq)
def _lstsq(fresh: Fresh, a: Atom, b: Atom, rcond: Atom = NONE) -> Type:
    x, y = matrices(a.type, fresh), as_array(b.type, fresh)
    if x.ndim != 2 or y.ndim not in (1, 2):
        raise CannotType("lstsq takes one matrix, and a vector or a matrix")
    dtype = both_inexact(x, y)
    values = Array(_real(dtype), (smaller(*x.dims),))
    solution = Array(dtype, (x.dims[1], *y.dims[1:]))
    return TupleOf((solution, Array(_real(dtype), (fresh(),)), Scalar("i", "int32"), values))


@types(np.linalg.tensorsolve)
def _tensorsolve(fresh: Fresh, a: Atom, b: Atom, axes: Atom = NONE) -> Type:
    x, y = as_array(a.type, fresh), as_array(b.type, fresh)
    moved = () if static(axes) is None else axes_of(static(axes), x.ndim)
    dims = [dim for axis, dim in enumerate(x.dims) if axis not in moved] + [x.dims[axis] for axis in moved]
    return Array(both_inexact(x, y), tuple(dims[y.ndim :]))


@types(np.linalg.tensorinv)
def _tensorinv(fresh: Fresh, a: Atom, ind: Atom = Lit(2)) -> Type:
    x, n = as_array(a.type, fresh), static(ind)
    return Array(inexact(x.dtype), (*x.dims[n:], *x.dims[:n]))


@types(np.linalg.matrix_power)
def _matrix_power(fresh: Fresh, a: Atom, n: Atom) -> Type:
    x = matrices(a.type, fresh)
    return Array(inexact(x.dtype), x.dims) if static(n) < 0 else x


# --- factors ----------------------------------------------------------------------------------------------------


@types(np.linalg.cholesky)
def _cholesky(fresh: Fresh, a: Atom, upper: Atom = FALSE) -> Type:
    x = matrices(a.type, fresh)
    return Array(inexact(x.dtype), x.dims)


@types(np.linalg.qr)
def _qr(fresh: Fresh, a: Atom, mode: Atom = Lit("reduced")) -> Type:
    x = matrices(a.type, fresh)
    *lead, m, n = x.dims
    k = m if static(mode) == "complete" else smaller(m, n)
    dtype = inexact(x.dtype)
    if static(mode) not in ("reduced", "complete", "r"):
        raise CannotType(f"the mode {static(mode)!r} of qr is not known")
    r = Array(dtype, (*lead, k, n))
    return r if static(mode) == "r" else TupleOf((Array(dtype, (*lead, m, k)), r))


@types(np.linalg.eigvals)
def _eigvals(fresh: Fresh, a: Atom) -> Type:
    return _real_eigvals(fresh, _of_complex(a))


@types(np.linalg.eig)
def _eig(fresh: Fresh, a: Atom) -> Type:
    return _real_eig(fresh, _of_complex(a))


def _of_complex(a: Atom) -> Atom:
    """A real matrix has real eigenvalues or complex ones: see `real_eig`."""
    if kind_of(a.type) != "c":
        raise CannotType("whether the eigenvalues of a real matrix are real depends on them: pass `a.astype(complex)`")
    return a


@types(runtime.real_eigvals)
def _real_eigvals(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return Array(inexact(x.dtype), x.dims[:-1])


@types(runtime.real_eig)
def _real_eig(fresh: Fresh, a: Atom) -> Type:
    x = matrices(a.type, fresh)
    return TupleOf((Array(inexact(x.dtype), x.dims[:-1]), Array(inexact(x.dtype), x.dims)))


@types(runtime.eigenvectors)
def _eigenvectors(fresh: Fresh, a: Atom, w: Atom) -> Type:
    return Array(as_array(w.type, fresh).dtype, matrices(a.type, fresh).dims)


@types(runtime.largest)
def _largest(fresh: Fresh, v: Atom) -> Type:
    return Array("bool", matrices(v.type, fresh).dims)


@types(np.linalg.eigvalsh)
def _eigvalsh(fresh: Fresh, a: Atom, UPLO: Atom = LOWER) -> Type:
    x = matrices(a.type, fresh)
    return Array(_real(x.dtype), x.dims[:-1])


@types(np.linalg.eigh)
def _eigh(fresh: Fresh, a: Atom, UPLO: Atom = LOWER) -> Type:
    x = matrices(a.type, fresh)
    return TupleOf((Array(_real(x.dtype), x.dims[:-1]), Array(inexact(x.dtype), x.dims)))


@types(np.linalg.svd)
def _svd(fresh: Fresh, a: Atom, full_matrices: Atom = TRUE, compute_uv: Atom = TRUE, hermitian: Atom = FALSE) -> Type:
    x = matrices(a.type, fresh)
    return singular(x, bool(static(full_matrices)), bool(static(compute_uv)))


def singular(x: Array, full: bool, vectors: bool) -> Type:
    """What functions of singular values give."""
    *lead, m, n = x.dims
    k = smaller(m, n)
    values = Array(_real(x.dtype), (*lead, k))
    if not vectors:
        return values
    dtype = inexact(x.dtype)
    left, right = (m, n) if full else (k, k)
    return TupleOf((Array(dtype, (*lead, m, left)), values, Array(dtype, (*lead, right, n))))


@types(np.linalg.svdvals)
def _svdvals(fresh: Fresh, x: Atom) -> Type:
    return singular(matrices(x.type, fresh), False, False)


# --- norms ------------------------------------------------------------------------------------------------------


def size(x: Array, which: Atom, axis: Any, keepdims: Atom) -> Type:
    """The type of a norm; the derivative depends on `which` it is, so that must be known."""
    static(which)
    return number(_real(x.dtype), reduced(x.dims, axis, bool(static(keepdims))))


@types(np.linalg.norm)
def _norm(fresh: Fresh, x: Atom, ord: Atom = NONE, axis: Atom = NONE, keepdims: Atom = FALSE) -> Type:  # noqa: A002
    found = as_array(x.type, fresh)
    if static(ord) is not None and static(axis) is None and found.ndim > 2:
        raise CannotType("a norm of more than two axes needs `axis`, or no `ord`")
    return size(found, ord, static(axis), keepdims)


@types(np.linalg.vector_norm)
def _vector_norm(
    fresh: Fresh,
    x: Atom,
    axis: Atom = NONE,
    keepdims: Atom = FALSE,
    ord: Atom = Lit(2),  # noqa: A002
) -> Type:
    return size(as_array(x.type, fresh), ord, static(axis), keepdims)


@types(np.linalg.matrix_norm)
def _matrix_norm(fresh: Fresh, x: Atom, keepdims: Atom = FALSE, ord: Atom = Lit("fro")) -> Type:  # noqa: A002
    return size(matrices(x.type, fresh), ord, (-2, -1), keepdims)


# --- NumPy's own functions under the names of the array API ---------------------------------------------------------


@types(np.linalg.outer)
def _outer(fresh: Fresh, x1: Atom, x2: Atom) -> Type:
    x, y = as_array(x1.type, fresh), as_array(x2.type, fresh)
    return Array(sampled_dtype(np.outer, x, y), (*x.dims, *y.dims))


@types(np.linalg.vecdot)
def _vecdot(fresh: Fresh, x1: Atom, x2: Atom, axis: Atom = Lit(-1)) -> Type:
    x, y = as_array(x1.type, fresh), as_array(x2.type, fresh)
    along = static(axis)
    dims = broadcast(_without(x, along), _without(y, along), fresh)
    return number(sampled_dtype(np.dot, x, y), dims)


def _without(x: Array, axis: int) -> Dims:
    gone = axis_of(axis, x.ndim)
    return (*x.dims[:gone], *x.dims[gone + 1 :])


@types(np.linalg.cross)
def _cross(fresh: Fresh, x1: Atom, x2: Atom, axis: Atom = Lit(-1)) -> Type:
    x, y = as_array(x1.type, fresh), as_array(x2.type, fresh)
    return Array(sampled_dtype(np.multiply, x, y), broadcast(x.dims, y.dims, fresh))


@types(np.linalg.diagonal)
def _diagonal(fresh: Fresh, x: Atom, offset: Atom = ZERO) -> Type:
    a = matrices(x.type, fresh)
    return Array(a.dtype, (*a.dims[:-2], _on_diagonal(a, static(offset), fresh)))


def _on_diagonal(a: Array, offset: int, fresh: Fresh) -> Dim:
    rows, columns = a.dims[-2:]
    return smaller(rows, columns) if offset == 0 else fresh()


@types(np.linalg.trace)
def _trace(fresh: Fresh, x: Atom, offset: Atom = ZERO, dtype: Atom = NONE) -> Type:
    a = matrices(x.type, fresh)
    return number(sampled_dtype(np.sum, a) if static(dtype) is None else a.dtype, a.dims[:-2])
