"""`interp1d`: a table that is read along an axis.

What moves are its values, and the points between which it is read along straight lines.  A reading beyond the points is
a constant, but where the table is said to go on there.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import interp1d, make_interp_spline

from srcad.rules.axes import ones
from srcad.rules.vocabulary import Pair, Row, formula, is_zero, refuse, static, structured, zero
from srcad.runtime import fixed_places_of, places_of, readings_of, spline_at, table_at

#: degrees of the splines that have names
DEGREES = {"quadratic": 2, "cubic": 3}

# --- making -------------------------------------------------------------------------------------------------------


@static
def _is_line(kind: Any) -> bool:
    return kind in ("linear", "slinear", 1)


@static
def _is_step(kind: Any) -> bool:
    return kind in ("nearest", "nearest-up", "previous", "next", "zero", 0)


@static
def _points_move(table: Any) -> bool:
    return "x" in table.parts


def _in_order(a, x, axis, assume_sorted):
    return a if assume_sorted else np.take(a, np.argsort(x, kind="mergesort"), axis=axis)


def _as_given(a, x, axis, assume_sorted):
    return a if assume_sorted else np.take(a, np.argsort(np.argsort(x, kind="mergesort")), axis=axis)


def _made_tangent_y(
    y_dot, x, y, out, kind="linear", axis=-1, copy=True, bounds_error=None, fill_value=0.0, assume_sorted=False
):
    moved = _in_order(y_dot, x, axis, assume_sorted)
    return (moved, np.zeros_like(x)) if _points_move(out) else (moved,)


def _made_adjoint_y(g, x, y, kind="linear", axis=-1, copy=True, bounds_error=None, fill_value=0.0, assume_sorted=False):
    return np.zeros_like(y) if is_zero(g[0]) else _as_given(g[0], x, axis, assume_sorted)


def _made_tangent_x(
    x_dot, x, y, kind="linear", axis=-1, copy=True, bounds_error=None, fill_value=0.0, assume_sorted=False
):
    if _is_step(kind):
        return (np.zeros_like(y),)
    _check(kind)
    return np.zeros_like(y), _in_order(x_dot, x, 0, assume_sorted)


def _made_adjoint_x(g, x, y, kind="linear", axis=-1, copy=True, bounds_error=None, fill_value=0.0, assume_sorted=False):
    if _is_step(kind):
        return np.zeros_like(x)
    _check(kind)
    return np.zeros_like(x) if is_zero(g[1]) else _as_given(g[1], x, 0, assume_sorted)


def _check(kind):
    if not _is_line(kind):
        refuse("the derivative of interp1d in `x` is known of straight lines (kind='linear') and of steps")


# --- reading ------------------------------------------------------------------------------------------------------


@static
def _kind(table: Any) -> Any:
    return table.known[0]


@static
def _axis(table: Any) -> int:
    return int(table.known[1])


@static
def _is_open(table: Any) -> bool:
    """Whether it was said to go on beyond its points."""
    return bool(table.known[2])


@static
def _is_everywhere(table: Any) -> bool:
    """Whether what is read, if anything is, lies on the lines or steps."""
    return table.raises or (table.known[2] and table.known[0] not in ("previous", "next"))


@static
def _degree(kind: Any) -> int:
    return int(DEGREES.get(kind, kind))


@static
def _beside(table: Any) -> int:
    """How many numbers are read at a point, counted in axes."""
    return int(table.items[0].ndim - 1)


@static
def _turned(table: Any, ndim: int) -> tuple[int, ...]:
    """The axes of what was read, those of the points in the place of the axis that was read along."""
    axis, rest = _axis(table), range(ndim, ndim + _beside(table))
    return (*rest[:axis], *range(ndim), *rest[axis:])


def _read(table, x):
    points = np.asarray(x)
    rows = readings_of(table) if _axis(table) == 0 else np.moveaxis(readings_of(table), _axis(table), 0)
    places = places_of(table) if _points_move(table) else fixed_places_of(table)
    found = _along(rows, places, table, points)
    if not _is_everywhere(table):
        found = np.where(_for_rows(_within(places, table, points), table), found, 0.0)
    return found if _axis(table) == 0 else np.transpose(found, _turned(table, points.ndim))


def _for_rows(weight, table):
    """A number for each point, beside what is read there."""
    return weight if _beside(table) == 0 else np.reshape(weight, weight.shape + ones(_beside(table)))


def _along(rows, places, table, x):
    if _is_line(_kind(table)):
        i = np.clip(np.searchsorted(places, x, side="right") - 1, 0, len(places) - 2)
        part = _for_rows((x - places[i]) / (places[i + 1] - places[i]), table)
        return (1.0 - part) * rows[i] + part * rows[i + 1]
    if _is_step(_kind(table)):
        return rows[_nearby(_kind(table), places, x)]
    return spline_at(make_interp_spline(places, rows, k=_degree(_kind(table))), x)


def _nearby(kind, places, x):
    """The place of the point that counts, found as `interp1d` finds it."""
    if kind == "previous" or kind == "zero" or kind == 0:
        return np.clip(np.searchsorted(np.nextafter(places, -np.inf), x) - 1, 0, len(places) - 1)
    if kind == "next":
        return np.clip(np.searchsorted(np.nextafter(places, np.inf), x, side="right"), 0, len(places) - 1)
    halves = places / 2.0
    return np.searchsorted(halves[1:] + halves[:-1], x, side="left" if kind == "nearest" else "right")


def _within(places, table, x):
    """Where a table is read that does not go on beyond its points; a step goes on only in its own direction."""
    if _is_open(table):
        return x >= places[0] if _kind(table) == "previous" else x <= places[-1]
    return (x >= places[0]) & (x <= places[-1])


def _values_adjoint(g, table):
    return (g, 0.0) if _points_move(table) else (g,)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(interp1d,   y=Pair(_made_tangent_y, _made_adjoint_y), x=Pair(_made_tangent_x, _made_adjoint_x)),
    formula(table_at,      _read),
    structured(readings_of,  table=Pair(lambda table_dot, table: table_dot[0], _values_adjoint)),
    structured(places_of,  table=Pair(lambda table_dot, table: table_dot[1],
                                      lambda g, table: (0.0, g))),
    *zero(fixed_places_of),
)
# fmt: on
