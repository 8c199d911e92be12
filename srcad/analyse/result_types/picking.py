"""Functions that pick, repeat and reorder items."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, broadcast, broadcast_all, product
from srcad.analyse.result_types.common import (
    as_array,
    axis_of,
    common_dtype,
    number,
    shape_of,
)
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import NONE, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Extent, Scalar, TupleOf, Type


@types(np.where)
def _where(fresh: Fresh, condition: Atom, x: Atom, y: Atom) -> Type:
    chosen = elementwise(_chosen, [condition.type, x.type, y.type], fresh)
    return chosen if isinstance(chosen, Array) else Array(promote.array_dtype(promote.key(chosen)), ())


def _chosen(condition: Any, x: Any, y: Any) -> Any:
    return np.where(condition, x, y)[()]


@types(np.clip)
def _clip(
    fresh: Fresh,
    a: Atom,
    a_min: Atom = NONE,
    a_max: Atom = NONE,
    min: Atom = NONE,  # noqa: A002
    max: Atom = NONE,  # noqa: A002
) -> Type:
    bounds = [bound.type for bound in (a_min, a_max, min, max) if bound != NONE]
    if not bounds:
        raise CannotType("clip without bounds is not known")
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
    shifts = shift.type.items if isinstance(shift.type, TupleOf) else (shift.type,)
    if not all(isinstance(type_, Scalar) and type_.kind in "bi" for type_ in shifts):
        raise CannotType("roll is known by integers")
    return as_array(a.type, fresh)


@types(np.flip)
def _flip(fresh: Fresh, m: Atom, axis: Atom = NONE) -> Type:
    x = as_array(m.type, fresh)
    return number(x.dtype, x.dims)


@types(np.flipud, np.fliplr)
def _flipped(fresh: Fresh, m: Atom) -> Type:
    return as_array(m.type, fresh)


@types(np.extract)
def _extract(fresh: Fresh, condition: Atom, arr: Atom) -> Type:
    return Array(as_array(arr.type, fresh).dtype, (fresh(),))


@types(np.nonzero)
def _nonzero(fresh: Fresh, a: Atom) -> Type:
    x = as_array(a.type, fresh)
    return TupleOf((Array("int64", (fresh(),)),) * x.ndim)


@types(np.take)
def _take(fresh: Fresh, a: Atom, indices: Atom, axis: Atom = NONE, mode: Atom = Lit("raise")) -> Type:
    x, index = as_array(a.type, fresh), as_array(indices.type, fresh)
    if static(axis) is None:
        return number(x.dtype, index.dims)
    at = axis_of(static(axis), x.ndim)
    return number(x.dtype, (*x.dims[:at], *index.dims, *x.dims[at + 1 :]))


@types(np.take_along_axis)
def _take_along_axis(fresh: Fresh, arr: Atom, indices: Atom, axis: Atom = Lit(-1)) -> Type:
    x, index = as_array(arr.type, fresh), as_array(indices.type, fresh)
    if static(axis) is None:
        return Array(x.dtype, index.dims)
    at = axis_of(static(axis), x.ndim)
    if index.ndim != x.ndim:
        raise CannotType("the array and the indices have different numbers of dimensions")
    spread = broadcast(tuple(1 if i == at else dim for i, dim in enumerate(x.dims)), index.dims, fresh)
    return Array(x.dtype, (*spread[:at], index.dims[at], *spread[at + 1 :]))


@types(np.compress)
def _compress(fresh: Fresh, condition: Atom, a: Atom, axis: Atom = NONE) -> Type:
    return _other_length(a, axis, fresh)


@types(np.delete)
def _delete(fresh: Fresh, arr: Atom, obj: Atom, axis: Atom = NONE) -> Type:
    return _other_length(arr, axis, fresh)


@types(np.insert)
def _insert(fresh: Fresh, arr: Atom, obj: Atom, values: Atom, axis: Atom = NONE) -> Type:
    return _other_length(arr, axis, fresh)


def _other_length(a: Atom, axis: Atom, fresh: Fresh) -> Type:
    """An array with more or fewer items along an axis."""
    x = as_array(a.type, fresh)
    if static(axis) is None:
        return Array(x.dtype, (fresh(),))
    at = axis_of(static(axis), x.ndim)
    return Array(x.dtype, (*x.dims[:at], fresh(), *x.dims[at + 1 :]))


@types(np.resize)
def _resize(fresh: Fresh, a: Atom, new_shape: Atom) -> Type:
    return Array(as_array(a.type, fresh).dtype, shape_of(new_shape, fresh))


@types(np.choose)
def _choose(fresh: Fresh, a: Atom, choices: Atom, mode: Atom = Lit("raise")) -> Type:
    index = as_array(a.type, fresh)
    if isinstance(choices.type, TupleOf):
        arrays = [as_array(item, fresh) for item in choices.type.items]
    else:
        together = as_array(choices.type, fresh)
        arrays = [Array(together.dtype, together.dims[1:])]
    dims = broadcast_all([index.dims, *(x.dims for x in arrays)], fresh)
    return number(common_dtype([x.dtype for x in arrays]), dims)
