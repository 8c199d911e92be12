"""Functions that put arrays together and take them apart."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, broadcast_all, less, product, total
from srcad.analyse.result_types.common import (
    as_array,
    as_index,
    axis_of,
    common_dtype,
    dtype_of,
    shape_of,
)
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, ZERO, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Extent, ListOf, TupleOf, Type


def parts(arrays: Atom, fresh: Fresh) -> tuple[Array, ...] | None:
    """The arrays of a sequence known item by item, None for a list of any length."""
    match arrays.type:
        case TupleOf(items):
            if not items:
                raise CannotType("there is no array to be joined")
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
    if len({x.ndim for x in items}) > 1:
        raise CannotType("the arrays have different numbers of dimensions")
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
def _concatenate(fresh: Fresh, arrays: Atom, axis: Atom = ZERO, dtype: Atom = NONE, casting: Atom = NONE) -> Type:
    if static(axis) is None:
        found = _concatenated(arrays, 0, fresh, lambda x: Array(x.dtype, (product(x.dims),)))
    else:
        found = _concatenated(arrays, static(axis), fresh, lambda x: x)
    return _of_dtype(found, dtype)


def _of_dtype(found: Type, dtype: Atom) -> Type:
    assert isinstance(found, Array)
    return Array(dtype_of(dtype, found.dtype), found.dims)


@types(np.append)
def _append(fresh: Fresh, arr: Atom, values: Atom, axis: Atom = NONE) -> Type:
    items = (as_array(arr.type, fresh), as_array(values.type, fresh))
    if static(axis) is None:
        return _joined(tuple(Array(x.dtype, (product(x.dims),)) for x in items), 0, fresh)
    return _joined(items, static(axis), fresh)


@types(np.stack)
def _stack(fresh: Fresh, arrays: Atom, axis: Atom = ZERO, dtype: Atom = NONE, casting: Atom = NONE) -> Type:
    items = parts(arrays, fresh)
    one = _any_length(arrays, fresh) if items is None else items[0]
    at = axis_of(static(axis), one.ndim + 1)
    count: Dim = fresh() if items is None else len(items)
    dims = one.dims if items is None else _merge_dims([x.dims for x in items], fresh)
    common = one.dtype if items is None else common_dtype([x.dtype for x in items])
    return Array(dtype_of(dtype, common), (*dims[:at], count, *dims[at:]))


def _row(x: Array) -> Array:
    return Array(x.dtype, (1,) * (2 - x.ndim) + x.dims)


def _at_least_1d(x: Array) -> Array:
    return Array(x.dtype, x.dims or (1,))


def _column(x: Array) -> Array:
    return Array(x.dtype, x.dims + (1,) * (2 - x.ndim))


@types(np.vstack)
def _vstack(fresh: Fresh, tup: Atom, dtype: Atom = NONE, casting: Atom = NONE) -> Type:
    return _of_dtype(_concatenated(tup, 0, fresh, _row), dtype)


@types(np.hstack)
def _hstack(fresh: Fresh, tup: Atom, dtype: Atom = NONE, casting: Atom = NONE) -> Type:
    items = parts(tup, fresh)
    flat = (items[0] if items else _any_length(tup, fresh)).ndim <= 1
    return _of_dtype(_concatenated(tup, 0 if flat else 1, fresh, _at_least_1d), dtype)


@types(np.dstack)
def _dstack(fresh: Fresh, tup: Atom) -> Type:
    return _concatenated(tup, 2, fresh, _at_least_3d)


def _at_least_3d(x: Array) -> Array:
    """Vectors lie along the second axis."""
    if x.ndim == 1:
        return Array(x.dtype, (1, x.dims[0], 1))
    return Array(x.dtype, x.dims + (1,) * (3 - x.ndim))


@types(np.column_stack)
def _column_stack(fresh: Fresh, tup: Atom) -> Type:
    return _concatenated(tup, 1, fresh, _column)


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


@types(np.hsplit)
def _hsplit(fresh: Fresh, ary: Atom, indices_or_sections: Atom) -> Type:
    return _split(fresh, ary, indices_or_sections, Lit(0 if as_array(ary.type, fresh).ndim == 1 else 1))


@types(np.vsplit)
def _vsplit(fresh: Fresh, ary: Atom, indices_or_sections: Atom) -> Type:
    return _split(fresh, ary, indices_or_sections, ZERO)


@types(np.dsplit)
def _dsplit(fresh: Fresh, ary: Atom, indices_or_sections: Atom) -> Type:
    return _split(fresh, ary, indices_or_sections, Lit(2))


@types(np.array_split)
def _array_split(fresh: Fresh, ary: Atom, indices_or_sections: Atom, axis: Atom = ZERO) -> Type:
    count = static(indices_or_sections)
    if not isinstance(count, int):
        return _split(fresh, ary, indices_or_sections, axis)
    x = as_array(ary.type, fresh)
    at = axis_of(static(axis), x.ndim)
    return TupleOf(tuple(_with(x, at, _share(x.dims[at], count, k, fresh)) for k in range(count)))


def _share(dim: Dim, count: int, k: int, fresh: Fresh) -> Dim:
    return dim // count + (k < dim % count) if isinstance(dim, int) else fresh()


@types(np.broadcast_arrays)
def _broadcast_arrays(fresh: Fresh, *args: Atom, subok: Atom = FALSE) -> Type:
    arrays = [as_array(arg.type, fresh) for arg in args]
    dims = broadcast_all([x.dims for x in arrays], fresh)
    return TupleOf(tuple(Array(x.dtype, dims) for x in arrays))


@types(np.broadcast_shapes)
def _broadcast_shapes(fresh: Fresh, *args: Atom) -> Type:
    return TupleOf(tuple(map(as_index, broadcast_all([shape_of(arg, fresh) for arg in args], fresh))))


@types(np.meshgrid)
def _meshgrid(
    fresh: Fresh, *xi: Atom, copy: Atom = TRUE, sparse: Atom = FALSE, indexing: Atom = Lit("xy")
) -> Type:
    arrays = [as_array(x.type, fresh) for x in xi]
    lengths: list[Dim] = [product(x.dims) for x in arrays]
    if static(indexing) == "xy":
        lengths[:2] = reversed(lengths[:2])
    full = tuple(lengths)
    if not static(sparse):
        return TupleOf(tuple(Array(x.dtype, full) for x in arrays))
    swapped = static(indexing) == "xy" and len(arrays) > 1
    places = [1 - k if swapped and k < 2 else k for k in range(len(arrays))]
    dims = [tuple(dim if i == place else 1 for i, dim in enumerate(full)) for place in places]
    return TupleOf(tuple(Array(x.dtype, d) for x, d in zip(arrays, dims, strict=True)))
