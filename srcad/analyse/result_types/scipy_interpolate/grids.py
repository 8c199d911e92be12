"""Tables on a grid: one has the types of its values, and of its points where they may move."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import RegularGridInterpolator, interpn

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, broadcast_all
from srcad.analyse.result_types.common import as_array, vector
from srcad.analyse.result_types.scipy_interpolate.common import array_read, beyond, part_of
from srcad.analyse.result_types.scipy_interpolate.tables import inexact
from srcad.analyse.result_types.table import TRUE, called, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Made, TupleOf, Type, dtype_kind
from srcad.runtime import as_rising, axes_of, fixed_axes_of, grid_at, heights_of

LINEAR = Lit("linear")
NAN = Lit(float("nan"))


def _read(fresh: Fresh, grid: Any) -> Type:
    lines = TupleOf(tuple(array_read(fresh, np.asarray(line)) for line in grid.grid))
    values = inexact(array_read(fresh, grid.values))
    return _made(lines, values, grid.method, grid.fill_value is None, bool(grid.bounds_error))


called(grid_at, RegularGridInterpolator, read=_read)


@types(RegularGridInterpolator)
def _regular_grid(
    fresh: Fresh, points: Atom, values: Atom, method: Atom = LINEAR, bounds_error: Atom = TRUE, fill_value: Atom = NAN
) -> Type:
    return _grid(fresh, points, values, method, bounds_error, fill_value)


def _grid(fresh: Fresh, points: Atom, values: Atom, method: Atom, bounds_error: Atom, fill_value: Atom) -> Made:
    if not isinstance(points.type, TupleOf):
        raise CannotType("a grid is known of a tuple of points, axis by axis")
    lines = TupleOf(tuple(vector(each, fresh) for each in points.type.items))
    heights = inexact(as_array(values.type, fresh))
    is_open = beyond(fill_value) is None
    return _made(lines, heights, static(method), is_open, static(bounds_error) is not False)


def _made(lines: TupleOf, heights: Array, way: Any, is_open: bool, raises: bool) -> Made:
    if way not in ("linear", "nearest"):
        raise CannotType(f"grids are known with method='linear' and 'nearest', not {way!r}")
    if heights.ndim < len(lines.items):
        raise CannotType("a grid has more axes than its values")
    known = (way, is_open, lines)
    if way == "linear" and all(isinstance(each, Array) and dtype_kind(each.dtype) == "f" for each in lines.items):
        return Made((heights, lines), ("values", "grid"), known, raises)
    return Made((heights,), ("values",), known, raises)


@types(grid_at)
def _grid_at(fresh: Fresh, grid: Atom, xi: Atom) -> Type:
    return _reading(fresh, _grid_of(grid), xi)


def _grid_of(grid: Atom) -> Made:
    if not isinstance(grid.type, Made) or "values" not in grid.type.parts:
        raise CannotType("a grid is what RegularGridInterpolator makes")
    return grid.type


def _reading(fresh: Fresh, grid: Made, xi: Atom) -> Array:
    way, _, lines = grid.known
    heights, count = grid.items[0], len(lines.items)
    assert isinstance(heights, Array)
    dtype = heights.dtype if way == "nearest" else "float64"
    return Array(dtype, (*_points(fresh, xi, count), *heights.dims[count:]))


def _points(fresh: Fresh, xi: Atom, count: int) -> Dims:
    """The axes of the points that a grid is read at: a tuple of coordinates, or an array whose last axis they are."""
    if isinstance(xi.type, TupleOf):
        if len(xi.type.items) != count or count == 1:
            raise CannotType("a grid is read at a tuple of as many coordinates as it has axes, of which it has several")
        return broadcast_all([as_array(each, fresh).dims for each in xi.type.items], fresh)
    where = as_array(xi.type, fresh)
    if where.ndim == 0:
        raise CannotType("a grid is read at an array of points")
    if where.ndim > 1:
        return where.dims[:-1]
    return where.dims if count == 1 else (fresh(),)


@types(interpn)
def _interpn(
    fresh: Fresh, points: Atom, values: Atom, xi: Atom, method: Atom = LINEAR, bounds_error: Atom = TRUE,
    fill_value: Atom = NAN,
) -> Type:  # fmt: skip
    return _reading(fresh, _grid(fresh, points, values, method, bounds_error, fill_value), xi)


@types(heights_of)
def _heights_of(fresh: Fresh, grid: Atom) -> Type:
    return part_of(grid, "values")


@types(axes_of, fixed_axes_of)
def _axes_of(fresh: Fresh, grid: Atom) -> Type:
    lines: TupleOf = _grid_of(grid).known[2]
    return lines


@types(as_rising)
def _as_rising(fresh: Fresh, values: Atom, points: Atom) -> Type:
    return inexact(as_array(values.type, fresh))
