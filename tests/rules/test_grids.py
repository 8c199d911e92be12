"""Tables on a grid, in the values, in the points of the grid and where they are read; against differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.interpolate import RegularGridInterpolator, interpn

import srcad
from srcad.errors import SrcadError

A = np.array([0.0, 0.7, 1.5, 2.0])
B = np.array([0.0, 1.0, 1.2])
V = np.sin(np.arange(12.0)).reshape(4, 3)
W = np.cos(np.arange(24.0)).reshape(4, 3, 2)
INSIDE = np.array([[0.1, 0.2], [1.9, 1.13], [0.9, 0.3]])
BEYOND = np.array([[-0.1, 0.2], [2.9, 1.13], [0.9, 0.3]])


def by_lines(values, points):
    return np.sum(RegularGridInterpolator((A, B), values)(points) ** 2)


def that_go_on(values, points):
    return np.sum(RegularGridInterpolator((A, B), values, bounds_error=False, fill_value=None)(points) ** 2)


def between_constants(values, points):
    return np.sum(RegularGridInterpolator((A, B), values, bounds_error=False, fill_value=2.0)(points) ** 3)


def in_the_grid(a, b, values, points):
    return np.sum(RegularGridInterpolator((a, b), values)(points) ** 2)


def that_falls(values, a, points):
    return np.sum(RegularGridInterpolator((a[::-1], B), values)(points) ** 2)


def at_coordinates(values, x, y):
    return np.sum(RegularGridInterpolator((A, B), values)((x, y)) ** 2)


def of_three_axes(values, points):
    grid = RegularGridInterpolator((A, B, np.arange(2)), values)
    return np.sum(grid(np.concatenate([points, points[:, :1] / 2.0], axis=1)) ** 2)


def of_one_axis(values, points):
    return np.sum(RegularGridInterpolator((A,), values)(points) ** 2)


def at_a_point(x, values):
    return np.sum(RegularGridInterpolator([A, B], values)([x, x * x]))


def by_steps(values, a, points):
    return np.sum(RegularGridInterpolator((a, B), values, "nearest")(points) ** 2)


def at_once(values, points):
    lines = interpn((A, B), values, points, bounds_error=False)
    return np.nansum(lines**2) + np.sum(interpn((A, B), values, points / 3.5 + 0.1, "nearest"))


def in_a_loop(values, a, points):
    grid, total = RegularGridInterpolator((a, B), values), 0.0
    for point in points:
        if point[0] > 0.5:
            total = total + grid(point)[0] ** 2
    return total


PROGRAMS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (by_lines, (V, INSIDE)),
    (by_lines, (W, INSIDE[:, None])),
    (that_go_on, (V, BEYOND)),
    (between_constants, (W, BEYOND)),
    (in_the_grid, (A, B, W, INSIDE)),
    (that_falls, (V, A, INSIDE)),
    (at_coordinates, (V, INSIDE[:, 0], INSIDE[:, 1:])),
    (at_coordinates, (V, 0.3, INSIDE[:, 1])),
    (of_three_axes, (W, INSIDE)),
    (of_one_axis, (V[:, 0], INSIDE[:, 0])),
    (of_one_axis, (V, INSIDE[:, :1])),
    (at_a_point, (0.4, V)),
    (by_steps, (V, A, INSIDE)),
    (at_once, (V, BEYOND)),
    (in_a_loop, (V, A, INSIDE)),
]


def test_single_precision() -> None:
    values, a, points = V.astype(np.float32), A.astype(np.float32), INSIDE.astype(np.float32)
    for f in (lambda v, a, p: np.sum(RegularGridInterpolator((a, B), v)(p) ** 2), by_steps):
        found = srcad.value_and_grad(f)(values, a, points)
        assert found[0].dtype == f(values, a, points).dtype
        assert found[1].dtype == np.float32
        np.testing.assert_allclose(found[1], srcad.grad(f)(V, A, INSIDE), rtol=1e-4, atol=1e-4)


def test_what_is_out_of_bounds_raises() -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        srcad.grad(lambda values: RegularGridInterpolator((A, B), values)((9.0, 0.1))[()])(V)


def test_text() -> None:
    assert (
        srcad.grad(at_coordinates, argnums=1).source_for(V, 0.3, 0.4)
        == """\
def at_coordinates_grad(values, x, y, *, out_bar=1.0):
    A_1 = A
    B_1 = B
    t = RegularGridInterpolator((A_1, B_1), values)
    t_1 = x, y
    t_2 = np.asarray(x)
    t_3 = np.asarray(y)
    lines = t.grid
    t_4 = lines[0]
    t_5 = lines[1]
    t_6 = np.clip(np.searchsorted(t_4, t_2, side='right') - 1, 0, len(t_4) - 2)
    t_7 = np.clip(np.searchsorted(t_5, t_3, side='right') - 1, 0, len(t_5) - 2)
    t_4 = t_4[t_6 + 1] - t_4[t_6]
    t_8 = t_5[t_7]
    t_3 = (t_3 - t_8) / (t_5[t_7 + 1] - t_8)
    t_5 = t.values
    t_8 = 1.0 - t_3
    t_9 = t_8 * t_5[t_6, t_7] + t_3 * t_5[t_6, t_7 + 1]
    t_10 = t_5[t_6 + 1, t_7 + 1]
    t_5 = t_8 * t_5[t_6 + 1, t_7]
    return np.full_like(t_2, 2.0 * out_bar * (t_5 + t_3 * t_10 - t_9) / t_4 * t(t_1))[()]
"""
    )


@pytest.mark.parametrize(
    ("f", "fragment"),
    [
        (lambda v: np.sum(RegularGridInterpolator((A, B), v, method="slinear")(INSIDE)), "slinear"),
        (lambda v: np.sum(interpn((A, B), v, INSIDE, method="splinef2d")), "splinef2d"),
        (lambda v: np.sum(RegularGridInterpolator((A, B), v)(INSIDE, method="nearest")), "method"),
        (lambda v: np.sum(RegularGridInterpolator((A, B), V, "linear", False, v[0, 0])(INSIDE)), "fill_value"),
        (lambda v: RegularGridInterpolator((A,), v[:, 0])(0.3)[0], "array of points"),
    ],
)
def test_refused(f: Callable[..., Any], fragment: str) -> None:
    with pytest.raises(SrcadError, match=fragment):
        srcad.grad(f)(V)
