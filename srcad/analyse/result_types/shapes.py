"""Shapes and axes: what a shape is, and functions that give an array another one."""

from __future__ import annotations

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, product, same
from srcad.analyse.result_types.common import (
    as_array,
    as_index,
    axes_of,
    axis_of,
    matrices,
    shape_of,
)
from srcad.analyse.result_types.table import NONE, ZERO, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import BOOL, Array, Dim, Extent, Scalar, TupleOf, Type


@types(np.shape)
def _shape(fresh: Fresh, a: Atom) -> Type:
    return TupleOf(tuple(map(as_index, as_array(a.type, fresh).dims)))


@types(np.ndim)
def _ndim(fresh: Fresh, a: Atom) -> Type:
    return as_index(as_array(a.type, fresh).ndim)


@types(np.size)
def _size(fresh: Fresh, a: Atom, axis: Atom = NONE) -> Type:
    dims = as_array(a.type, fresh).dims
    return as_index(product(dims) if static(axis) is None else dims[axis_of(static(axis), len(dims))])


@types(np.transpose)
def _transpose(fresh: Fresh, a: Atom, axes: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    order = static(axes)
    if order is None:
        return Array(x.dtype, x.dims[::-1])
    return Array(x.dtype, tuple(x.dims[i] for i in axes_of(order, x.ndim)))


@types(np.matrix_transpose)
def _matrix_transpose(fresh: Fresh, x: Atom) -> Type:
    a = matrices(x.type, fresh)
    return Array(a.dtype, (*a.dims[:-2], a.dims[-1], a.dims[-2]))


@types(np.rot90)
def _rot90(fresh: Fresh, m: Atom, k: Atom = Lit(1), axes: Atom = Lit((0, 1))) -> Type:
    x = matrices(m.type, fresh)
    return x if static(k) % 2 == 0 else Array(x.dtype, _swapped(x.dims, static(axes)))


@types(np.swapaxes)
def _swapaxes(fresh: Fresh, a: Atom, axis1: Atom, axis2: Atom) -> Type:
    x = as_array(a.type, fresh)
    return Array(x.dtype, _swapped(x.dims, (static(axis1), static(axis2))))


def _swapped(dims: Dims, axes: tuple[int, int]) -> Dims:
    i, j = axes_of(axes, len(dims))
    order = [j if axis == i else i if axis == j else axis for axis in range(len(dims))]
    return tuple(dims[axis] for axis in order)


@types(np.moveaxis)
def _moveaxis(fresh: Fresh, a: Atom, source: Atom, destination: Atom) -> Type:
    x = as_array(a.type, fresh)
    sources, destinations = axes_of(static(source), x.ndim), axes_of(static(destination), x.ndim)
    order = [i for i in range(x.ndim) if i not in sources]
    for place, i in sorted(zip(destinations, sources, strict=True)):
        order.insert(place, i)
    return Array(x.dtype, tuple(x.dims[i] for i in order))


@types(np.reshape)
def _reshape(fresh: Fresh, a: Atom, shape: Atom, order: Atom = Lit("C")) -> Type:
    _not_as_it_lies(order)
    x = as_array(a.type, fresh)
    return Array(x.dtype, _reshaped(x.dims, shape, fresh))


def _not_as_it_lies(order: Atom) -> None:
    if static(order) not in (None, "C", "F", "c", "f"):
        raise CannotType("the order in which an array lies in memory is not known: say C or F")


def _reshaped(dims: Dims, shape: Atom, fresh: Fresh) -> Dims:
    wanted = [_wanted(item) for item in _entries(shape)]
    if wanted.count(-1) != 1:
        return shape_of(shape, fresh) if -1 not in wanted else tuple(fresh() for _ in wanted)
    others = [dim for dim in wanted if dim != -1]
    rest = _quotient(dims, others, fresh)
    return tuple(rest if dim == -1 else fresh() if dim is None else dim for dim in wanted)


def _entries(shape: Atom) -> list[Atom | Type]:
    if isinstance(shape, Lit):
        return [Lit(item) for item in (shape.value if isinstance(shape.value, tuple) else (shape.value,))]
    return list(shape.type.items) if isinstance(shape.type, TupleOf) else [shape.type]


def _wanted(item: Atom | Type) -> Dim | None:
    """The length asked for: -1 for the rest, None where it is not known."""
    if isinstance(item, Lit):
        if type(item.value) not in (int, bool):
            raise CannotType(f"{item.value!r} is not a length")
        return int(item.value)
    return item.extent if isinstance(item, Scalar) else None


def _quotient(dims: Dims, others: list[Dim | None], fresh: Fresh) -> Dim:
    """The length left for -1."""
    left: list[Dim] = list(dims)
    for other in others:
        match = next((i for i, dim in enumerate(left) if other is not None and same(dim, other)), None)
        if other == 1:
            continue
        if match is None:
            return _divided(dims, others, fresh)
        del left[match]
    return product(tuple(left))


def _divided(dims: Dims, others: list[Dim | None], fresh: Fresh) -> Dim:
    size = product(dims)
    known = [other for other in others if isinstance(other, int)]
    taken = product(tuple(known))
    if len(known) < len(others) or not isinstance(taken, int) or not taken:
        return fresh()
    return size // taken if isinstance(size, int) else Extent(f"({size})/{taken}")


@types(np.ravel)
def _ravel(fresh: Fresh, a: Atom, order: Atom = Lit("C")) -> Type:
    _not_as_it_lies(order)
    x = as_array(a.type, fresh)
    return Array(x.dtype, (product(x.dims),))


@types(np.squeeze)
def _squeeze(fresh: Fresh, a: Atom, axis: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    if static(axis) is not None:
        gone = axes_of(static(axis), x.ndim)
    elif all(isinstance(dim, int) or dim.many for dim in x.dims):
        gone = tuple(i for i, dim in enumerate(x.dims) if dim == 1)
    else:
        raise CannotType("squeeze needs an axis: which lengths are one is not known")
    return Array(x.dtype, tuple(dim for i, dim in enumerate(x.dims) if i not in gone))


@types(np.expand_dims)
def _expand_dims(fresh: Fresh, a: Atom, axis: Atom) -> Type:
    x = as_array(a.type, fresh)
    places = static(axis) if isinstance(static(axis), tuple) else (static(axis),)
    new = axes_of(places, x.ndim + len(places))
    rest = iter(x.dims)
    return Array(x.dtype, tuple(1 if i in new else next(rest) for i in range(x.ndim + len(new))))


@types(np.atleast_1d)
def _atleast_1d(fresh: Fresh, a: Atom) -> Type:
    x = as_array(a.type, fresh)
    return Array(x.dtype, x.dims or (1,))


@types(np.atleast_2d)
def _atleast_2d(fresh: Fresh, a: Atom) -> Type:
    x = as_array(a.type, fresh)
    return Array(x.dtype, (1,) * (2 - x.ndim) + x.dims)


@types(np.atleast_3d)
def _atleast_3d(fresh: Fresh, a: Atom) -> Type:
    x = as_array(a.type, fresh)
    if x.ndim == 1:
        return Array(x.dtype, (1, x.dims[0], 1))
    return Array(x.dtype, x.dims + (1,) * (3 - x.ndim))


@types(np.rollaxis)
def _rollaxis(fresh: Fresh, a: Atom, axis: Atom, start: Atom = ZERO) -> Type:
    x = as_array(a.type, fresh)
    at, to = axis_of(static(axis), x.ndim), static(start)
    rest = [dim for i, dim in enumerate(x.dims) if i != at]
    to = to + x.ndim if to < 0 else to
    rest.insert(to - 1 if at < to else to, x.dims[at])
    return Array(x.dtype, tuple(rest))


@types(np.isscalar, np.iscomplexobj, np.isrealobj)
def _question(fresh: Fresh, x: Atom) -> Type:
    return BOOL


@types(np.broadcast_to)
def _broadcast_to(fresh: Fresh, array: Atom, shape: Atom) -> Type:
    return Array(as_array(array.type, fresh).dtype, shape_of(shape, fresh))
