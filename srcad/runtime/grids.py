"""Tables of values on a grid, which are objects and are read between its points."""

from __future__ import annotations

from typing import Any

import numpy as np


def grid_at(grid: Any, xi: Any) -> Any:
    return grid(xi)


def heights_of(grid: Any) -> Any:
    return grid.values


def axes_of(grid: Any) -> Any:
    return grid.grid


def fixed_axes_of(grid: Any) -> Any:
    """The points along each axis, of a grid whose points do not move."""
    return grid.grid


def as_rising(values: Any, points: Any) -> Any:
    """An array in the order in which the points along its axes rise; it may be that in which they stand."""
    return np.flip(values, tuple(axis for axis, each in enumerate(points) if each[0] > each[-1]))
