"""Tables on a grid: what moves are the values, and the points between which they are read along straight lines.

A reading beyond the points is a constant, but where the table is said to go on there.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.interpolate import RegularGridInterpolator, interpn

from srcad.rules.axes import ones
from srcad.rules.domains import INCREASING, REAL, between
from srcad.rules.vocabulary import Pair, Row, formula, is_zero, linear, static, structured, written, zero
from srcad.runtime import as_rising, axes_of, fixed_axes_of, grid_at, heights_of

# --- making: the axes are kept so that their points rise ----------------------------------------------------------


@static
def _points_move(grid: Any) -> bool:
    return "grid" in grid.parts


def _made_tangent(values_dot, points, values, out, method="linear", bounds_error=True, fill_value=0.0):
    moved = as_rising(values_dot, points)
    return (moved, tuple([np.zeros_like(points[axis]) for axis in _every_axis(out)])) if _points_move(out) else (moved,)


def _made_adjoint(g, points, values, method="linear", bounds_error=True, fill_value=0.0):
    return np.zeros_like(values) if is_zero(g[0]) else as_rising(g[0], points)


def _made_tangent_points(points_dot, points, values, out, method="linear", bounds_error=True, fill_value=0.0):
    if not _points_move(out):
        return (np.zeros_like(values),)
    moved = [as_rising(points_dot[axis], (points[axis],)) for axis in _every_axis(out)]
    return np.zeros_like(values), tuple(moved)


def _made_adjoint_points(g, points, values, out, method="linear", bounds_error=True, fill_value=0.0):
    if not _points_move(out) or is_zero(g[1]):
        return tuple([np.zeros_like(points[axis]) for axis in _every_axis(out)])
    return tuple([as_rising(g[1][axis], (points[axis],)) for axis in _every_axis(out)])


# --- reading ------------------------------------------------------------------------------------------------------


@static
def _is_nearest(grid: Any) -> bool:
    return bool(grid.known[0] == "nearest")


@static
def _is_everywhere(grid: Any) -> bool:
    """Whether what is read, if anything is, lies on the straight lines."""
    return bool(grid.raises or grid.known[1])


@static
def _count(grid: Any) -> int:
    return len(grid.known[2].items)


@static
def _every_axis(grid: Any) -> tuple[int, ...]:
    return tuple(range(len(grid.known[2].items)))


@static
def _beside(grid: Any) -> int:
    """How many numbers are read at a point, counted in axes."""
    return int(grid.items[0].ndim - len(grid.known[2].items))


@static
def _is_tuple(xi: Any) -> bool:
    return isinstance(xi, tuple) or hasattr(xi, "items")


def _coordinates(grid, xi):
    """The points, axis by axis."""
    if _is_tuple(xi):
        return [np.asarray(xi[axis]) for axis in _every_axis(grid)]
    if xi.ndim > 1:
        return [xi[..., axis] for axis in _every_axis(grid)]
    if _count(grid) == 1:
        return [xi]
    rows = np.reshape(xi, (-1, _count(grid)))
    return [rows[:, axis] for axis in _every_axis(grid)]


def _read(grid, xi):
    points = _coordinates(grid, xi)
    lines = axes_of(grid) if _points_move(grid) else fixed_axes_of(grid)
    cells = [_cell(lines[axis], points[axis]) for axis in _every_axis(grid)]
    parts = [_part(lines[axis], cells[axis], points[axis]) for axis in _every_axis(grid)]
    if _is_nearest(grid):
        nearest = [np.where(parts[axis] <= 0.5, cells[axis], cells[axis] + 1) for axis in _every_axis(grid)]
        found = heights_of(grid)[tuple(nearest)]
    else:
        found = _mixed(heights_of(grid), cells, [_for_rows(part, grid) for part in parts], ())
    if _is_everywhere(grid):
        return found
    return np.where(_for_rows(_within(lines, points, 0), grid), found, 0.0)


def _cell(line, x):
    """The place of the last point before each, but for the last of all."""
    return np.clip(np.searchsorted(line, x, side="right") - 1, 0, len(line) - 2)


def _part(line, i, x):
    return (x - line[i]) / (line[i + 1] - line[i])


def _for_rows(weight, grid):
    """A number for each point, beside what is read there."""
    return weight if _beside(grid) == 0 else np.reshape(weight, weight.shape + ones(_beside(grid)))


def _mixed(values, cells, parts, chosen):
    """Straight lines along each axis, between what is read along the axes that follow."""
    axis = len(chosen)
    if axis == len(cells):
        return values[chosen]
    low = _mixed(values, cells, parts, (*chosen, cells[axis]))
    high = _mixed(values, cells, parts, (*chosen, cells[axis] + 1))
    return (1.0 - parts[axis]) * low + parts[axis] * high


def _within(lines, points, axis):
    inside = (points[axis] >= lines[axis][0]) & (points[axis] <= lines[axis][-1])
    return inside if axis == len(lines) - 1 else inside & _within(lines, points, axis + 1)


def _heights_adjoint(g, grid):
    return (g, 0.0) if _points_move(grid) else (g,)


def _interpn(points, values, xi, method="linear", bounds_error=True, fill_value=np.nan):
    grid = RegularGridInterpolator(points, values, method=method, bounds_error=bounds_error, fill_value=fill_value)
    return grid_at(grid, xi)


# fmt: off
ROWS: tuple[Row, ...] = (
    structured(RegularGridInterpolator,  values=Pair(_made_tangent, _made_adjoint),
                                         points=Pair(_made_tangent_points, _made_adjoint_points)),
    formula(grid_at,                     _read),
    structured(heights_of,               grid=Pair(lambda grid_dot, grid: grid_dot[0], _heights_adjoint)),
    structured(axes_of,                  grid=Pair(lambda grid_dot, grid: grid_dot[1], lambda g, grid: (0.0, g))),
    linear(as_rising,                    values=lambda g, values, points: as_rising(g, points),
                                         domain=(REAL, ((2, 1), (0, 1, 2)))),
    written(interpn,                     _interpn,
                                         domain=([INCREASING], REAL.shaped(5), between(1.5, 2.5).shaped(4, 1))),
    *zero(fixed_axes_of),
)
# fmt: on
