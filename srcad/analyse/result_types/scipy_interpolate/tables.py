"""`interp1d`: a table has the types of its values, and of its points where they may move."""

from __future__ import annotations

from typing import Any

from scipy.interpolate import interp1d

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, axis_of, common_dtype, vector
from srcad.analyse.result_types.scipy_interpolate.common import array_read, beyond, part_of
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, array_like, called, integer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Made, Type, dtype_kind
from srcad.runtime import fixed_places_of, places_of, readings_of, table_at

array_like(2, interp1d)
LINES = ("linear", "slinear", 1)
STEPS = ("nearest", "nearest-up", "previous", "next")
KINDS = ("linear", "slinear", *STEPS, "zero", "quadratic", "cubic")


def _read(fresh: Fresh, table: Any) -> Type:
    """A table of SciPy's tells its kind by attributes that are not public; of one that does not, nothing is known."""
    spline = getattr(table, "_spline", None)
    kind = getattr(table, "_kind", None) if spline is None else spline.k
    if kind is None:
        raise CannotType("what kind of table this is is not known")
    values, points = inexact(array_read(fresh, table.y)), array_read(fresh, table.x)
    is_open = isinstance(table.fill_value, str)
    return _made(points, values, kind, table.axis, is_open, bool(table.bounds_error))


called(table_at, interp1d, read=_read)


def inexact(found: Array) -> Array:
    """The array, of floats if it has integers."""
    if dtype_kind(found.dtype) == "c":
        raise CannotType("tables are known of real numbers")
    return found if dtype_kind(found.dtype) == "f" else Array("float64", found.dims)


@types(interp1d)
def _interp1d(
    fresh: Fresh, x: Atom, y: Atom, kind: Atom = Lit("linear"), axis: Atom = Lit(-1), copy: Atom = TRUE,
    bounds_error: Atom = NONE, fill_value: Atom = NONE, assume_sorted: Atom = FALSE,
) -> Type:  # fmt: skip
    points, values = vector(x.type, fresh), inexact(as_array(y.type, fresh))
    static(assume_sorted)
    way = static(kind)
    along = axis_of(integer(axis), values.ndim)
    if not isinstance(way, int) and way not in KINDS:
        raise CannotType(f"{way!r} is not a kind of table")
    is_open = beyond(fill_value) == "extrapolate"
    return _made(points, values, way, along, is_open, not is_open and static(bounds_error) is not False)


def _made(points: Array, values: Array, way: Any, along: int, is_open: bool, raises: bool) -> Type:
    known = (way, along, is_open, points.dtype)
    if way in LINES and dtype_kind(points.dtype) == "f":
        return Made((values, points), ("y", "x"), known, raises)
    return Made((values,), ("y",), known, raises)


@types(table_at)
def _table_at(fresh: Fresh, table: Atom, x: Atom) -> Type:
    values, where = part_of(table, "y"), inexact(as_array(x.type, fresh))
    way, axis, _, dtype = table.type.known  # type: ignore[union-attr]
    dims = (*values.dims[:axis], *where.dims, *values.dims[axis + 1 :])
    if way in STEPS:
        return Array(values.dtype, dims)
    if way != "linear":
        return Array("float64", dims)
    return Array(common_dtype([values.dtype, where.dtype, inexact(Array(dtype, ())).dtype]), dims)


@types(readings_of)
def _values_of(fresh: Fresh, table: Atom) -> Type:
    return part_of(table, "y")


@types(places_of)
def _places_of(fresh: Fresh, table: Atom) -> Type:
    return part_of(table, "x")


@types(fixed_places_of)
def _fixed_places_of(fresh: Fresh, table: Atom) -> Type:
    values = part_of(table, "y")
    _, axis, _, dtype = table.type.known  # type: ignore[union-attr]
    return Array(dtype, (values.dims[axis],))
