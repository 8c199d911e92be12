"""Functions that make arrays."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, broadcast_all
from srcad.analyse.result_types.common import as_array, axis_of, dim_of, dtype_of, number, shape_of
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, ZERO, integer, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Scalar, Type, dtype_kind, kind_of


@types(np.zeros, np.ones, np.empty)
def _zeros(fresh: Fresh, shape: Atom, dtype: Atom = NONE, order: Atom = NONE) -> Type:
    return Array(dtype_of(dtype, "float64"), shape_of(shape, fresh))


@types(np.full)
def _full(fresh: Fresh, shape: Atom, fill_value: Atom, dtype: Atom = NONE, order: Atom = NONE) -> Type:
    return Array(dtype_of(dtype, as_array(fill_value.type, fresh).dtype), shape_of(shape, fresh))


@types(np.zeros_like, np.ones_like, np.empty_like)
def _zeros_like(
    fresh: Fresh, a: Atom, dtype: Atom = NONE, order: Atom = NONE, subok: Atom = TRUE, shape: Atom = NONE
) -> Type:
    x = as_array(a.type, fresh)
    return Array(dtype_of(dtype, x.dtype), x.dims if shape == NONE else shape_of(shape, fresh))


@types(np.full_like)
def _full_like(
    fresh: Fresh,
    a: Atom,
    fill_value: Atom,
    dtype: Atom = NONE,
    order: Atom = NONE,
    subok: Atom = TRUE,
    shape: Atom = NONE,
) -> Type:
    x = as_array(a.type, fresh)
    return Array(dtype_of(dtype, x.dtype), x.dims if shape == NONE else shape_of(shape, fresh))


@types(np.array)
def _array(
    fresh: Fresh, a: Atom, dtype: Atom = NONE, copy: Atom = TRUE, order: Atom = NONE, ndmin: Atom = ZERO
) -> Type:
    x = as_array(a.type, fresh)
    if copy != TRUE:
        raise CannotType("array is known with copy=True: use np.asarray")
    return Array(dtype_of(dtype, x.dtype), (1,) * (integer(ndmin) - x.ndim) + x.dims)


@types(np.asarray, np.asanyarray)
def _as_array(fresh: Fresh, a: Atom, dtype: Atom = NONE, order: Atom = NONE, copy: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    return Array(dtype_of(dtype, x.dtype), x.dims)


@types(np.ascontiguousarray, np.asfortranarray)
def _laid_out(fresh: Fresh, a: Atom, dtype: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    return Array(dtype_of(dtype, x.dtype), x.dims)


@types(np.copy)
def _copy(fresh: Fresh, a: Atom, order: Atom = NONE) -> Type:
    return as_array(a.type, fresh)


@types(np.astype, np.ndarray.astype)
def _astype(fresh: Fresh, x: Atom, dtype: Atom, copy: Atom = TRUE) -> Type:
    wanted = dtype_of(dtype, "float64")
    if kind_of(x.type) == "c" and dtype_kind(wanted) in "if":
        raise CannotType(f"complex numbers made {wanted} lose their imaginary part: use `.real`")
    return number(wanted, x.type.dims) if isinstance(x.type, Array) and x.type.dims else _cast(x.type, wanted)


def _cast(type_: Type, dtype: str) -> Type:
    return Array(dtype, ()) if isinstance(type_, Array) else promote.scalar(dtype)


def _make_scalar(fn: type[np.generic]) -> None:
    @types(fn)
    def typer(fresh: Fresh, x: Atom = Lit(0)) -> Type:
        return number(np.dtype(fn).name, as_array(x.type, fresh).dims)


FLOATS: tuple[type[np.generic], ...] = (np.float16, np.float32, np.float64, np.longdouble)
COMPLEX: tuple[type[np.generic], ...] = (np.complex64, np.complex128, np.clongdouble)
OTHERS: tuple[type[np.generic], ...] = (np.bool, np.int8, np.int16, np.int32, np.int64)
UNSIGNED: tuple[type[np.generic], ...] = (np.uint8, np.uint16, np.uint32, np.uint64)
for _fn in (*FLOATS, *COMPLEX, *OTHERS, *UNSIGNED):
    _make_scalar(_fn)


@types(np.arange)
def _arange(fresh: Fresh, start: Atom, stop: Atom = NONE, step: Atom = Lit(1), dtype: Atom = NONE) -> Type:
    first, last = (Lit(0), start) if stop == NONE else (start, stop)
    operands = [as_array(atom.type, fresh) for atom in (first, last, step)]
    default = promote.result(_ranged, tuple((x.dtype, 0) for x in operands))[0]
    return Array(dtype_of(dtype, default), (_arange_length(first, last, step, fresh),))


def _ranged(first: Any, last: Any, step: Any) -> Any:
    return np.arange(first, last, step)


def _arange_length(first: Atom, last: Atom, step: Atom, fresh: Fresh) -> Dim:
    if isinstance(first, Lit) and isinstance(last, Lit) and isinstance(step, Lit):
        length: int = math.ceil((last.value - first.value) / step.value)
        return max(length, 0)
    if first == Lit(0) and step == Lit(1) and isinstance(last.type, Scalar) and last.type.kind == "i":
        return dim_of(last.type, fresh)
    return fresh()


@types(np.linspace)
def _linspace(
    fresh: Fresh,
    start: Atom,
    stop: Atom,
    num: Atom = Lit(50),
    endpoint: Atom = TRUE,
    retstep: Atom = FALSE,
    dtype: Atom = NONE,
    axis: Atom = ZERO,
) -> Type:
    if retstep != FALSE:
        raise CannotType("linspace is known without `retstep`")
    return _between(start, stop, num, dtype, axis, fresh)


@types(np.logspace)
def _logspace(
    fresh: Fresh,
    start: Atom,
    stop: Atom,
    num: Atom = Lit(50),
    endpoint: Atom = TRUE,
    base: Atom = Lit(10.0),
    dtype: Atom = NONE,
) -> Type:
    return _of_numbers(_between(start, stop, num, dtype, ZERO, fresh))


@types(np.geomspace)
def _geomspace(
    fresh: Fresh, start: Atom, stop: Atom, num: Atom = Lit(50), endpoint: Atom = TRUE, dtype: Atom = NONE
) -> Type:
    return _of_numbers(_between(start, stop, num, dtype, ZERO, fresh))


def _between(start: Atom, stop: Atom, num: Atom, dtype: Atom, axis: Atom, fresh: Fresh) -> Array:
    ends = [as_array(start.type, fresh), as_array(stop.type, fresh)]
    pairs = zip((start.type, stop.type), ends, strict=True)
    types_ = [type_ if isinstance(type_, Scalar) else end for type_, end in pairs]
    default = promote.result(_spaced, tuple((promote.key(type_), 0) for type_ in types_))[0]
    dims = list(broadcast_all([end.dims for end in ends], fresh))
    dims.insert(axis_of(integer(axis), len(dims) + 1), dim_of(num.type, fresh))
    return Array(dtype_of(dtype, default), tuple(dims))


def _of_numbers(found: Array) -> Array:
    if found.ndim > 1:
        raise CannotType("logspace and geomspace are known between numbers only")
    return found


def _spaced(first: Any, last: Any) -> Any:
    return np.linspace(first, last, 1)


@types(np.eye)
def _eye(fresh: Fresh, N: Atom, M: Atom = NONE, k: Atom = ZERO, dtype: Atom = NONE) -> Type:
    rows = dim_of(N.type, fresh)
    columns = rows if M == NONE else dim_of(M.type, fresh)
    return Array(dtype_of(dtype, "float64"), (rows, columns))


@types(np.identity)
def _identity(fresh: Fresh, n: Atom, dtype: Atom = NONE) -> Type:
    return Array(dtype_of(dtype, "float64"), (dim_of(n.type, fresh),) * 2)


@types(np.bartlett, np.blackman, np.hamming, np.hanning)
def _window(fresh: Fresh, M: Atom) -> Type:
    return Array("float64", (dim_of(M.type, fresh),))


@types(np.kaiser)
def _kaiser(fresh: Fresh, M: Atom, beta: Atom) -> Type:
    if as_array(beta.type, fresh).ndim:
        raise CannotType("kaiser is known for one beta")
    return Array("float64", (dim_of(M.type, fresh),))


@types(np.indices)
def _indices(fresh: Fresh, dimensions: Atom, dtype: Atom = NONE) -> Type:
    dims = shape_of(dimensions, fresh)
    return Array(dtype_of(dtype, "int64"), (len(dims), *dims))
