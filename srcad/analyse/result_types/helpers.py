"""The helpers of `srcad.runtime`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from srcad import runtime
from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, total
from srcad.analyse.result_types.common import as_array, as_index, common_dtype, number, vector
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, ZERO, array, integer, static, types
from srcad.ir.core import Atom
from srcad.ir.types import BOOL, FLOAT, Array, ListOf, Opaque, Scalar, TupleOf, Type, kind_of
from srcad.ir.types import NONE as NOTHING

#: all derivatives in parameters promote alike
_OF_TWO = partial(runtime.gammainc_derivative, 1)
_OF_THREE = partial(runtime.betainc_derivative, 1, 0)


def zero_type(type_: Type) -> Type:
    """The type of the zero of the adjoints of a value."""
    match type_:
        case Array(dtype=dtype, dims=dims):
            return Array(dtype if kind_of(type_) in ("f", "c") else "float64", dims)
        case Scalar(kind="f" | "c" as kind, dtype=dtype):
            exact = dtype in (None, "float64", "complex128")
            return Scalar(kind, None if exact else "?")
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


@types(runtime.with_derivative_of)
def _with_derivative_of(fresh: Fresh, value: Atom, model: Atom) -> Type:
    return value.type


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


@types(runtime.x_of, runtime.root_of, runtime.y_of)
def _item_of_solution(fresh: Fresh, result: Atom) -> Type:
    if isinstance(result.type, TupleOf):
        return result.type.items[0]
    raise CannotType(f"{result.type} is not the result of a solver")


@types(runtime.t_of)
def _times_of_solution(fresh: Fresh, result: Atom) -> Type:
    states = _item_of_solution(fresh, result)
    return Array("float64", as_array(states, fresh).dims[-1:])


@types(runtime.success_of, runtime.converged_of)
def _flag_of_solution(fresh: Fresh, result: Atom) -> Type:
    return BOOL


@types(runtime.slide)
def _slide(fresh: Fresh, wide: Atom, narrow: Atom) -> Type:
    x, y = vector(wide.type, fresh), vector(narrow.type, fresh)
    long, short = x.dims[0], y.dims[0]
    length = long - short + 1 if isinstance(long, int) and isinstance(short, int) else fresh()
    return Array(common_dtype([x.dtype, y.dtype]), (length,))


@types(runtime.cofactors)
def _cofactors(fresh: Fresh, a: Atom) -> Type:
    return a.type


@types(runtime.transposed_band)
def _transposed_band(fresh: Fresh, ab: Atom, lower: Atom, upper: Atom) -> Type:
    return ab.type


@types(runtime.band_times)
def _band_times(fresh: Fresh, ab: Atom, x: Atom, lower: Atom, upper: Atom) -> Type:
    return Array(common_dtype([array(ab).dtype, array(x).dtype]), array(x).dims)


@types(runtime.band_of_outer)
def _band_of_outer(fresh: Fresh, y: Atom, x: Atom, lower: Atom, upper: Atom) -> Type:
    return Array(common_dtype([array(y).dtype, array(x).dtype]), (fresh(), array(x).dims[0]))


@types(runtime.with_direction)
def _with_direction(fresh: Fresh, a: Atom, e: Atom) -> Type:
    x = array(a)
    n = total((x.dims[0], x.dims[0]))
    return Array("float64", (n, n))


@types(runtime.permutation)
def _permutation(fresh: Fresh, pivots: Atom) -> Type:
    return Array("int64", array(pivots).dims)


@types(runtime.first_only)
def _first_only(fresh: Fresh, bar: Atom, s: Atom, axis: Atom) -> Type:
    x, k = array(bar), array(s).dims[-1]
    return Array(x.dtype, (*x.dims[:-1], k) if static(axis) == -1 else (*x.dims[:-2], k, x.dims[-1]))


@types(runtime.with_nan)
def _with_nan(fresh: Fresh, dot: Atom, like: Atom, axis: Atom) -> Type:
    return like.type


@types(runtime.over_gaps)
def _over_gaps(fresh: Fresh, x: Atom, w: Atom, w_bar: Atom = ZERO) -> Type:
    return x.type


@types(runtime.of_simple)
def _of_simple(fresh: Fresh, x: Atom, w: Atom, zeros_stay: Atom = FALSE) -> Type:
    return x.type


@types(runtime.over_size)
def _over_size(fresh: Fresh, x: Atom, s: Atom) -> Type:
    return elementwise(np.divide, [x.type, s.type], fresh)


@types(runtime.expect_scalar)
def _expect_scalar(fresh: Fresh, value: Atom) -> Type:
    return value.type


@types(runtime.disjoint)
def _disjoint(fresh: Fresh, **arrays: Atom) -> Type:
    return NOTHING


@types(runtime.sinc_derivative, runtime.i0_derivative)
def _derivative(fresh: Fresh, n: Atom, x: Atom) -> Type:
    integer(n)
    found = as_array(x.type, fresh)
    return number(found.dtype if found.dtype != "int64" else "float64", found.dims)


@types(runtime.gammainc_derivative, runtime.gamma_density_derivative)
@types(runtime.student_derivative, runtime.student_density_derivative)
@types(runtime.jv_derivative, runtime.yv_derivative, runtime.ive_derivative, runtime.kve_derivative)
@types(runtime.zeta_derivative)
def _in_one_parameter(fresh: Fresh, n: Atom, a: Atom, x: Atom) -> Type:
    return elementwise(_OF_TWO, [a.type, x.type], fresh)


@types(runtime.betainc_derivative, runtime.beta_density_derivative)
def _in_two_parameters(fresh: Fresh, i: Atom, j: Atom, a: Atom, b: Atom, x: Atom) -> Type:
    return elementwise(_OF_THREE, [a.type, b.type, x.type], fresh)


@types(runtime.spread_stretches)
def _spread_stretches(fresh: Fresh, sums: Atom, indices: Atom, axis: Atom, like: Atom) -> Type:
    return as_array(like.type, fresh)


@types(runtime.root_of_squares)
def _root(fresh: Fresh, x: Atom) -> Type:
    return elementwise(np.sqrt, [x.type], fresh)


@types(runtime.python_root_of_squares)
def _python_root(fresh: Fresh, x: Atom) -> Type:
    return FLOAT
