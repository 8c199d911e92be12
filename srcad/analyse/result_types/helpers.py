"""The helpers of `srcad.runtime`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from srcad import runtime
from srcad.analyse import promote
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, as_index, common_dtype, number, vector
from srcad.analyse.result_types.table import NONE, types
from srcad.ir.core import Atom
from srcad.ir.types import NONE as NOTHING
from srcad.ir.types import Array, ListOf, Opaque, Scalar, TupleOf, Type, kind_of


def zero_type(type_: Type) -> Type:
    """The type of the zero of the adjoints of a value."""
    match type_:
        case Array(dtype=dtype, dims=dims):
            return Array(dtype if kind_of(type_) in ("f", "c") else "float64", dims)
        case Scalar(kind="f" | "c", dtype=dtype):
            return Scalar("f") if dtype in (None, "float64") else Scalar("f", "?")
        case TupleOf(items):
            return TupleOf(tuple(map(zero_type, items)))
        case ListOf(item):
            return replace(type_, item=zero_type(item))
    return NOTHING


@types(runtime.zeros_like)
def _zeros_like(fresh: Fresh, x: Atom) -> Type:
    return zero_type(x.type)


@types(runtime.unbroadcast)
def _unbroadcast(fresh: Fresh, wide: Atom, like: Atom) -> Type:
    """The shape of the operand with the dtype of the adjoint."""
    if isinstance(wide.type, Scalar):
        return wide.type
    dtype = as_array(wide.type, fresh).dtype
    if isinstance(like.type, TupleOf):
        return number(dtype, tuple(_extent(item, fresh) for item in like.type.items))
    return number(dtype, like.type.dims if isinstance(like.type, Array) else ())


def _extent(item: Type, fresh: Fresh) -> Any:
    return item.extent if isinstance(item, Scalar) and item.extent is not None else fresh()


@types(runtime.stop_gradient)
def _stop_gradient(fresh: Fresh, x: Atom) -> Type:
    return x.type


@types(runtime.last_writer)
def _last_writer(fresh: Fresh, index: Atom, shape: Atom) -> Type:
    if isinstance(index.type, Array) and index.type.dtype != "bool":
        return Array("bool", index.type.dims)
    return Array("bool", (fresh(),))


@types(runtime.split_like)
def _split_like(fresh: Fresh, joined: Atom, arrays: Atom, axis: Atom) -> Type:
    return _with_dtype(arrays.type, as_array(joined.type, fresh).dtype)


@types(runtime.repeat_like)
def _repeat_like(fresh: Fresh, item: Atom, nested: Atom) -> Type:
    return ListOf(item.type)


@types(runtime.items_like)
def _items_like(fresh: Fresh, array: Atom, nested: Atom) -> Type:
    return _with_dtype(nested.type, as_array(array.type, fresh).dtype)


def _with_dtype(type_: Type, dtype: str) -> Type:
    """The same containers and shapes, with items of another dtype."""
    match type_:
        case Array(dims=dims):
            return Array(dtype, dims)
        case TupleOf(items):
            return TupleOf(tuple(_with_dtype(item, dtype) for item in items))
        case ListOf(item):
            return replace(type_, item=_with_dtype(item, dtype))
        case Opaque():
            return type_
    return promote.scalar(dtype)


@types(runtime.join_like)
def _join_like(fresh: Fresh, parts: Atom, like: Atom, axis: Atom) -> Type:
    return like.type


@types(runtime.put_along)
def _put_along(fresh: Fresh, values: Atom, indices: Atom, axis: Atom, like: Atom) -> Type:
    return like.type


@types(runtime.length_along)
def _length_along(fresh: Fresh, x: Atom, axis: Atom = NONE) -> Type:
    return as_index(fresh())


@types(runtime.prod_except)
def _prod_except(fresh: Fresh, x: Atom, axis: Atom = NONE) -> Type:
    return x.type


@types(runtime.slide)
def _slide(fresh: Fresh, wide: Atom, narrow: Atom) -> Type:
    x, y = vector(wide.type, fresh), vector(narrow.type, fresh)
    long, short = x.dims[0], y.dims[0]
    length = long - short + 1 if isinstance(long, int) and isinstance(short, int) else fresh()
    return Array(common_dtype([x.dtype, y.dtype]), (length,))


@types(runtime.expect_scalar)
def _expect_scalar(fresh: Fresh, value: Atom) -> Type:
    return value.type


@types(runtime.disjoint)
def _disjoint(fresh: Fresh, **arrays: Atom) -> Type:
    return NOTHING
