"""Functions that move items about: transposes, reshapes, joins, picks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, broadcast, less, product, same, total
from srcad.analyse.result_types.common import (
    as_array,
    as_index,
    axes_of,
    axis_of,
    common_dtype,
    number,
    shape_of,
)
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import NONE, ZERO, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Extent, ListOf, Scalar, TupleOf, Type


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


@types(np.swapaxes)
def _swapaxes(fresh: Fresh, a: Atom, axis1: Atom, axis2: Atom) -> Type:
    x = as_array(a.type, fresh)
    i, j = axes_of((static(axis1), static(axis2)), x.ndim)
    dims = list(x.dims)
    dims[i], dims[j] = dims[j], dims[i]
    return Array(x.dtype, tuple(dims))


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
    x = as_array(a.type, fresh)
    return Array(x.dtype, _reshaped(x.dims, shape, fresh))


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


@types(np.broadcast_to)
def _broadcast_to(fresh: Fresh, array: Atom, shape: Atom) -> Type:
    return Array(as_array(array.type, fresh).dtype, shape_of(shape, fresh))


def parts(arrays: Atom, fresh: Fresh) -> tuple[Array, ...] | None:
    """The arrays of a sequence known item by item, None for a list of any length."""
    match arrays.type:
        case TupleOf(items):
            return tuple(as_array(item, fresh) for item in items)
        case Array(dtype=dtype, dims=(int(count), *rest)):
            return (Array(dtype, tuple(rest)),) * count
    return None


def _any_length(arrays: Atom, fresh: Fresh) -> Array:
    match arrays.type:
        case ListOf(item):
            return as_array(item, fresh)
        case Array(dtype=dtype, dims=(_, *rest)):
            return Array(dtype, tuple(rest))
    raise CannotType(f"{arrays.type} is not a sequence of arrays")


def _merge_dims(shapes: list[Dims], fresh: Fresh) -> Dims:
    """The axes that arrays must have in common, so that the best known of them holds for all."""
    merged = shapes[0]
    for dims in shapes[1:]:
        if len(dims) != len(merged):
            raise CannotType("the arrays have different numbers of dimensions")
        merged = tuple(_better(a, b) for a, b in zip(merged, dims, strict=True))
    return merged


def _better(a: Dim, b: Dim) -> Dim:
    return b if isinstance(b, int) or (isinstance(a, Extent) and b.many) else a


def _joined(items: tuple[Array, ...], axis: int, fresh: Fresh) -> Type:
    at = axis_of(axis, items[0].ndim)
    others = _merge_dims([(*x.dims[:at], *x.dims[at + 1 :]) for x in items], fresh)
    length = total(x.dims[at] for x in items)
    return Array(common_dtype([x.dtype for x in items]), (*others[:at], length, *others[at:]))


def _joined_list(item: Array, axis: int, fresh: Fresh) -> Type:
    at = axis_of(axis, item.ndim)
    return Array(item.dtype, (*item.dims[:at], fresh(), *item.dims[at + 1 :]))


def _concatenated(arrays: Atom, axis: Any, fresh: Fresh, change: Callable[[Array], Array]) -> Type:
    items = parts(arrays, fresh)
    if items is None:
        return _joined_list(change(_any_length(arrays, fresh)), axis, fresh)
    return _joined(tuple(map(change, items)), axis, fresh)


@types(np.concatenate)
def _concatenate(fresh: Fresh, arrays: Atom, axis: Atom = ZERO) -> Type:
    if static(axis) is None:
        return _concatenated(arrays, 0, fresh, lambda x: Array(x.dtype, (product(x.dims),)))
    return _concatenated(arrays, static(axis), fresh, lambda x: x)


@types(np.append)
def _append(fresh: Fresh, arr: Atom, values: Atom, axis: Atom = NONE) -> Type:
    items = (as_array(arr.type, fresh), as_array(values.type, fresh))
    if static(axis) is None:
        return _joined(tuple(Array(x.dtype, (product(x.dims),)) for x in items), 0, fresh)
    return _joined(items, static(axis), fresh)


@types(np.stack)
def _stack(fresh: Fresh, arrays: Atom, axis: Atom = ZERO) -> Type:
    items = parts(arrays, fresh)
    one = _any_length(arrays, fresh) if items is None else items[0]
    at = axis_of(static(axis), one.ndim + 1)
    count: Dim = fresh() if items is None else len(items)
    dims = one.dims if items is None else _merge_dims([x.dims for x in items], fresh)
    dtype = one.dtype if items is None else common_dtype([x.dtype for x in items])
    return Array(dtype, (*dims[:at], count, *dims[at:]))


def _row(x: Array) -> Array:
    return Array(x.dtype, (1,) * (2 - x.ndim) + x.dims)


def _at_least_1d(x: Array) -> Array:
    return Array(x.dtype, x.dims or (1,))


def _column(x: Array) -> Array:
    return Array(x.dtype, x.dims + (1,) * (2 - x.ndim))


@types(np.vstack)
def _vstack(fresh: Fresh, tup: Atom) -> Type:
    return _concatenated(tup, 0, fresh, _row)


@types(np.hstack)
def _hstack(fresh: Fresh, tup: Atom) -> Type:
    items = parts(tup, fresh)
    flat = (items[0] if items else _any_length(tup, fresh)).ndim <= 1
    return _concatenated(tup, 0 if flat else 1, fresh, _at_least_1d)


@types(np.column_stack)
def _column_stack(fresh: Fresh, tup: Atom) -> Type:
    return _concatenated(tup, 1, fresh, _column)


@types(np.where)
def _where(fresh: Fresh, condition: Atom, x: Atom, y: Atom) -> Type:
    chosen = elementwise(_chosen, [condition.type, x.type, y.type], fresh)
    return chosen if isinstance(chosen, Array) else Array(_name(chosen), ())


def _chosen(condition: Any, x: Any, y: Any) -> Any:
    return np.where(condition, x, y)[()]


def _name(type_: Type) -> str:
    return str(type_.dtype) if isinstance(type_, Scalar) else "?"


@types(np.clip)
def _clip(fresh: Fresh, a: Atom, a_min: Atom = NONE, a_max: Atom = NONE) -> Type:
    bounds = [bound.type for bound in (a_min, a_max) if bound != NONE]
    return elementwise(_clipped, [a.type, *bounds], fresh)


def _clipped(a: Any, *bounds: Any) -> Any:
    return np.clip(a, bounds[0], bounds[-1])


@types(np.repeat)
def _repeat(fresh: Fresh, a: Atom, repeats: Atom, axis: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    if static(axis) is None:
        x, at = Array(x.dtype, (product(x.dims),)), 0
    else:
        at = axis_of(static(axis), x.ndim)
    return Array(x.dtype, (*x.dims[:at], _repeated(x.dims[at], repeats, fresh), *x.dims[at + 1 :]))


def _repeated(dim: Dim, repeats: Atom, fresh: Fresh) -> Dim:
    count = repeats.type.extent if isinstance(repeats.type, Scalar) else None
    if dim == 1 and count is not None:
        return count
    if count == 1:
        return dim
    if isinstance(dim, int) and isinstance(count, int):
        return dim * count
    return Extent(f"({count})*({dim})") if isinstance(count, int) and count > 1 else fresh()


@types(np.tile)
def _tile(fresh: Fresh, A: Atom, reps: Atom) -> Type:
    x = as_array(A.type, fresh)
    counts = [Lit(c) for c in _as_tuple(static(reps))]
    ndim = max(x.ndim, len(counts))
    dims = (1,) * (ndim - x.ndim) + x.dims
    counts = [Lit(1)] * (ndim - len(counts)) + counts
    return Array(x.dtype, tuple(_repeated(dim, count, fresh) for dim, count in zip(dims, counts, strict=True)))


def _as_tuple(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


@types(np.roll)
def _roll(fresh: Fresh, a: Atom, shift: Atom, axis: Atom = NONE) -> Type:
    return as_array(a.type, fresh)


@types(np.flip)
def _flip(fresh: Fresh, m: Atom, axis: Atom = NONE) -> Type:
    x = as_array(m.type, fresh)
    return number(x.dtype, x.dims)


@types(np.flipud, np.fliplr)
def _flipped(fresh: Fresh, m: Atom) -> Type:
    return as_array(m.type, fresh)


@types(np.sort)
def _sort(fresh: Fresh, a: Atom, axis: Atom = Lit(-1)) -> Type:
    x = as_array(a.type, fresh)
    return x if static(axis) is not None else Array(x.dtype, (product(x.dims),))


@types(np.argsort)
def _argsort(fresh: Fresh, a: Atom, axis: Atom = Lit(-1), kind: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    return Array("int64", x.dims if static(axis) is not None else (product(x.dims),))


@types(np.take)
def _take(fresh: Fresh, a: Atom, indices: Atom, axis: Atom = NONE) -> Type:
    x, index = as_array(a.type, fresh), as_array(indices.type, fresh)
    if static(axis) is None:
        return number(x.dtype, index.dims)
    at = axis_of(static(axis), x.ndim)
    return number(x.dtype, (*x.dims[:at], *index.dims, *x.dims[at + 1 :]))


@types(np.take_along_axis)
def _take_along_axis(fresh: Fresh, arr: Atom, indices: Atom, axis: Atom = Lit(-1)) -> Type:
    x, index = as_array(arr.type, fresh), as_array(indices.type, fresh)
    at = axis_of(static(axis), x.ndim)
    spread = broadcast(tuple(1 if i == at else dim for i, dim in enumerate(x.dims)), index.dims, fresh)
    return Array(x.dtype, (*spread[:at], index.dims[at], *spread[at + 1 :]))


@types(np.pad)
def _pad(fresh: Fresh, array: Atom, pad_width: Atom, mode: Atom = Lit("constant"), **kw: Atom) -> Type:
    x = as_array(array.type, fresh)
    widths = np.broadcast_to(np.asarray(static(pad_width)), (x.ndim, 2)).tolist()
    return Array(
        x.dtype,
        tuple(less(dim, -before - after) for dim, (before, after) in zip(x.dims, widths, strict=True)),
    )


@types(np.trace)
def _trace(fresh: Fresh, a: Atom, offset: Atom = ZERO) -> Type:
    x = as_array(a.type, fresh)
    return number(x.dtype if x.dtype != "bool" else "int64", x.dims[2:])


@types(np.diag)
def _diag(fresh: Fresh, v: Atom, k: Atom = ZERO) -> Type:
    x = as_array(v.type, fresh)
    if x.ndim == 1:
        return Array(x.dtype, (less(x.dims[0], -abs(static(k))),) * 2)
    return Array(x.dtype, (_diagonal(x.dims[0], x.dims[1], static(k), fresh),))


def _diagonal(rows: Dim, columns: Dim, k: int, fresh: Fresh) -> Dim:
    if same(rows, columns):
        return less(rows, abs(k))
    if isinstance(rows, int) and isinstance(columns, int):
        return max(min(rows + min(k, 0), columns - max(k, 0)), 0)
    return fresh()


@types(np.diagonal)
def _diagonal_of(fresh: Fresh, a: Atom, offset: Atom = ZERO) -> Type:
    x = as_array(a.type, fresh)
    return Array(x.dtype, (*x.dims[2:], _diagonal(x.dims[0], x.dims[1], static(offset), fresh)))


@types(np.tril, np.triu)
def _triangle(fresh: Fresh, m: Atom, k: Atom = ZERO) -> Type:
    return as_array(m.type, fresh)


@types(np.split)
def _split(fresh: Fresh, ary: Atom, indices_or_sections: Atom, axis: Atom = ZERO) -> Type:
    x = as_array(ary.type, fresh)
    at = axis_of(static(axis), x.ndim)
    if isinstance(static(indices_or_sections), int):
        return TupleOf((_with(x, at, _section(x.dims[at], static(indices_or_sections))),) * static(indices_or_sections))
    bounds = pairwise((0, *static(indices_or_sections), None))
    return TupleOf(tuple(_with(x, at, _piece(x.dims[at], a, b, fresh)) for a, b in bounds))


def _section(dim: Dim, count: int) -> Dim:
    return dim // count if isinstance(dim, int) else Extent(f"({dim})/{count}")


def _piece(dim: Dim, start: int, stop: int | None, fresh: Fresh) -> Dim:
    if isinstance(dim, int):
        return len(range(dim)[start:stop])
    return less(dim, start) if stop is None and start >= 0 else fresh()


def _with(x: Array, at: int, dim: Dim) -> Array:
    return Array(x.dtype, (*x.dims[:at], dim, *x.dims[at + 1 :]))


@types(np.nonzero)
def _nonzero(fresh: Fresh, a: Atom) -> Type:
    x = as_array(a.type, fresh)
    return TupleOf((Array("int64", (fresh(),)),) * x.ndim)


@types(np.searchsorted)
def _searchsorted(fresh: Fresh, a: Atom, v: Atom, side: Atom = Lit("left")) -> Type:
    return number("int64", as_array(v.type, fresh).dims)
