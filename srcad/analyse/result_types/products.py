"""Products of matrices and tensors."""

from __future__ import annotations

import operator

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, broadcast, product
from srcad.analyse.result_types.common import as_array, axes_of, axis_of, common_dtype, number, sampled_dtype
from srcad.analyse.result_types.sparse import sparse_product
from srcad.analyse.result_types.table import NONE, static, types
from srcad.analyse.sparse import is_sparse
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Extent, TupleOf, Type
from srcad.runtime.newer import present
from srcad.runtime.subscripts import einsum_letters

#: the operands of einsum that have derivatives
MANY = 6
LAST = Lit(-1)


@types(operator.matmul, np.matmul)
def _matmul(fresh: Fresh, a: Atom, b: Atom) -> Type:
    if is_sparse(a.type) or is_sparse(b.type):
        return sparse_product(fresh, a, b)
    x, y = as_array(a.type, fresh), as_array(b.type, fresh)
    if not x.ndim or not y.ndim:
        raise CannotType("matmul does not take numbers")
    lead = broadcast(x.dims[:-2], y.dims[:-2], fresh)
    return number(sampled_dtype(np.dot, x, y), (*lead, *x.dims[-2:-1], *_columns(y)))


def _columns(y: Array) -> Dims:
    return y.dims[-1:] if y.ndim > 1 else ()


@types(np.dot)
def _dot(fresh: Fresh, a: Atom, b: Atom) -> Type:
    if is_sparse(a.type):
        return sparse_product(fresh, a, b)
    x, y = as_array(a.type, fresh), as_array(b.type, fresh)
    dtype = sampled_dtype(np.dot, x, y)
    if not x.ndim or not y.ndim:
        return number(dtype, x.dims or y.dims)
    return number(dtype, (*x.dims[:-1], *y.dims[:-2], *_columns(y)))


@types(np.inner)
def _inner(fresh: Fresh, a: Atom, b: Atom) -> Type:
    x, y = as_array(a.type, fresh), as_array(b.type, fresh)
    dtype = sampled_dtype(np.inner, x, y)
    if not x.ndim or not y.ndim:
        return number(dtype, x.dims or y.dims)
    return number(dtype, (*x.dims[:-1], *y.dims[:-1]))


@types(np.vdot)
def _vdot(fresh: Fresh, a: Atom, b: Atom) -> Type:
    return number(sampled_dtype(np.vdot, as_array(a.type, fresh), as_array(b.type, fresh)), ())


@types(np.vecdot)
def _vecdot(fresh: Fresh, x1: Atom, x2: Atom) -> Type:
    x, y = as_array(x1.type, fresh), as_array(x2.type, fresh)
    return number(sampled_dtype(np.dot, x, y), broadcast(x.dims, y.dims, fresh)[:-1])


@types(np.linalg.multi_dot)
def _multi_dot(fresh: Fresh, arrays: Atom) -> Type:
    if not isinstance(arrays.type, TupleOf) or not arrays.type.items:
        raise CannotType("multi_dot is known of a list display")
    factors = [as_array(item, fresh) for item in arrays.type.items]
    dims = (*factors[0].dims[:-1], *(factors[-1].dims[1:] if factors[-1].ndim > 1 else ()))
    return number(common_dtype([factor.dtype for factor in factors]), dims)


@types(np.outer)
def _outer(fresh: Fresh, a: Atom, b: Atom) -> Type:
    x, y = as_array(a.type, fresh), as_array(b.type, fresh)
    return Array(sampled_dtype(np.outer, x, y), (product(x.dims), product(y.dims)))


@types(np.cross)
def _cross(
    fresh: Fresh,
    a: Atom,
    b: Atom,
    axisa: Atom = LAST,
    axisb: Atom = LAST,
    axisc: Atom = LAST,
    axis: Atom = NONE,
) -> Type:
    x, y = as_array(a.type, fresh), as_array(b.type, fresh)
    places = [static(axisa), static(axisb), static(axisc)] if axis == NONE else [static(axis)] * 3
    first, second = (_to_end(z.dims, axis_of(place, z.ndim)) for z, place in zip((x, y), places, strict=False))
    if 2 in (*first[-1:], *second[-1:]):
        raise CannotType("cross is known of vectors of length 3 only")
    *rest, length = broadcast(first, second, fresh)
    rest.insert(axis_of(places[2], len(rest) + 1), length)
    return Array(sampled_dtype(np.multiply, x, y), tuple(rest))


def _to_end(dims: Dims, at: int) -> Dims:
    return (*dims[:at], *dims[at + 1 :], dims[at])


def _matrix_and_vector(matrix: Atom, vector: Atom, fresh: Fresh) -> tuple[Array, Array]:
    x, y = as_array(matrix.type, fresh), as_array(vector.type, fresh)
    if x.ndim < 2 or y.ndim < 1:
        raise CannotType("a matrix and a vector are needed")
    return x, y


def _matvec(fresh: Fresh, x1: Atom, x2: Atom) -> Type:
    x, y = _matrix_and_vector(x1, x2, fresh)
    return number(sampled_dtype(np.dot, x, y), (*broadcast(x.dims[:-2], y.dims[:-1], fresh), x.dims[-2]))


def _vecmat(fresh: Fresh, x1: Atom, x2: Atom) -> Type:
    y, x = _matrix_and_vector(x2, x1, fresh)
    return number(sampled_dtype(np.dot, x, y), (*broadcast(x.dims[:-1], y.dims[:-2], fresh), y.dims[-1]))


for _fn, _typer in present(matvec=_matvec, vecmat=_vecmat):
    types(_fn)(_typer)


@types(np.kron)
def _kron(fresh: Fresh, a: Atom, b: Atom) -> Type:
    x, y = as_array(a.type, fresh), as_array(b.type, fresh)
    ndim = max(x.ndim, y.ndim)
    wide = [(1,) * (ndim - z.ndim) + z.dims for z in (x, y)]
    return number(sampled_dtype(np.kron, x, y), tuple(product(pair) for pair in zip(*wide, strict=True)))


@types(np.tensordot)
def _tensordot(fresh: Fresh, a: Atom, b: Atom, axes: Atom = Lit(2)) -> Type:
    x, y = as_array(a.type, fresh), as_array(b.type, fresh)
    of_x, of_y = contracted(static(axes), x.ndim, y.ndim)
    left = [dim for i, dim in enumerate(x.dims) if i not in of_x]
    right = [dim for i, dim in enumerate(y.dims) if i not in of_y]
    return Array(sampled_dtype(np.dot, x, y), (*left, *right))


def contracted(axes: int | tuple[int | tuple[int, ...], ...], x_ndim: int, y_ndim: int) -> tuple[tuple[int, ...], ...]:
    """The axes of both operands that a tensordot sums over."""
    if isinstance(axes, int):
        if axes > min(x_ndim, y_ndim):
            raise CannotType(f"tensordot over {axes} axes of arrays that have {x_ndim} and {y_ndim}")
        return tuple(range(x_ndim - axes, x_ndim)), tuple(range(axes))
    return axes_of(axes[0], x_ndim), axes_of(axes[1], y_ndim)


@types(np.einsum)
def _einsum(fresh: Fresh, subscripts: Atom, *operands: Atom, optimize: Atom = NONE) -> Type:
    if not isinstance(static(subscripts), str) or not operands or len(operands) > MANY:
        raise CannotType(f"einsum is known of subscripts and up to {MANY} operands")
    arrays = [as_array(operand.type, fresh) for operand in operands]
    try:
        inputs, output = einsum_letters(static(subscripts), [x.ndim for x in arrays])
    except ValueError as error:
        raise CannotType(str(error)) from None
    if [len(letters) for letters in inputs] != [x.ndim for x in arrays]:
        raise CannotType(f"the axes of the operands are not those that einsum is given: {static(subscripts)}")
    lengths: dict[str, Dim] = {}
    for letters, x in zip(inputs, arrays, strict=True):
        for letter, dim in zip(letters, x.dims, strict=True):
            lengths[letter] = _best(lengths.get(letter, 1), dim)
    return number(sampled_dtype(_multiplied, *arrays), tuple(lengths[letter] for letter in output))


def _multiplied(*operands: np.ndarray) -> np.ndarray:
    result = operands[0] if len(operands) > 1 else np.einsum("i->i", operands[0])
    for operand in operands[1:]:
        result = np.einsum("i,i->i", result, operand)
    return result


def _best(a: Dim, b: Dim) -> Dim:
    """Axes with one letter have one length; einsum broadcasts those of length one."""
    if a == 1:
        return b
    if b == 1:
        return a
    return b if isinstance(b, int) or (isinstance(a, Extent) and b.many) else a
