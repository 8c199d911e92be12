"""Interpolating curves, in the values, in the points and where they are read; against differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.interpolate import (
    Akima1DInterpolator,
    CubicHermiteSpline,
    CubicSpline,
    PchipInterpolator,
    PPoly,
    pchip_interpolate,
)

import srcad
from srcad.analyse.result_types.table import CALLED
from srcad.errors import SrcadError
from tests.rules import test_grids, test_splines, test_tables
from tests.rules.orders import second_derivative_agrees

X = np.array([0.0, 0.7, 1.5, 2.1, 3.0])
Y = np.array([0.1, 0.8, 0.5, 1.2, 1.5])
INSIDE = np.array([0.3, 1.1, 2.9])
BEYOND = np.array([-0.2, 0.3, 1.1, 3.3])


def by_cubic(x, y, t):
    return np.sum(np.sin(CubicSpline(x, y)(t)))


def by_natural(y, x, t):
    curve = CubicSpline(x, y, bc_type="natural")
    return np.sum(np.sin(curve(t))) + curve(0.3, nu=1)


def by_clamped(x, y, t):
    return np.sum(np.sin(CubicSpline(x, y, bc_type="clamped")(t, 2)))


def by_pchip(x, y, t):
    return np.sum(np.sin(PchipInterpolator(x, y)(t)))


def by_pchip_at_once(x, y, t):
    return np.sum(np.sin(pchip_interpolate(x, y, t))) + np.sum(pchip_interpolate(x, y, t, der=1) ** 2)


def by_akima(x, y, t):
    return np.sum(np.sin(Akima1DInterpolator(x, y)(t)))


def by_hermite(x, y, slopes, t):
    return np.sum(np.sin(CubicHermiteSpline(x, y, slopes)(t)))


def by_coefficients(c, x, t):
    return np.sum(np.sin(PPoly([c, 2.0 * c, c * c], x)(t)))


def where_it_is_read(t):
    curve = CubicSpline(X, Y)
    return np.sum(curve(t) ** 2) + curve(0.5)


def at_a_list(x):
    return np.sum(CubicSpline(X, Y)([x, 2.0 * x]) ** 2)


def of_a_list(a, b):
    return CubicSpline([0.0, 1.0, b, 3.0], [a, 2.0 * a, 0.5, 1.0])(1.3)[()]


def its_derivatives(y, t):
    slope = CubicSpline(X, y).derivative()
    return np.sum(slope(t) ** 2) + np.sum(slope.derivative()(t, nu=1) * slope(t))


def its_integrals(x, y, t):
    curve = PchipInterpolator(x, y)
    whole = curve.antiderivative()
    return np.sum(whole(t) ** 2) + curve.integrate(t[0], t[1]) * whole.integrate(0.5, 5.0)


def in_a_loop(y, t):
    curve, total = CubicSpline(X, y), 0.0
    for i in range(len(t)):
        if t[i] > 0.0:
            total = total + curve(t[i])[()] ** 2
    return total


def in_a_function(y):
    def curve(t):
        return PchipInterpolator(X, y)(t)

    return np.sum(curve(INSIDE) * curve(INSIDE[::-1]))


PROGRAMS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (by_cubic, (X, Y, BEYOND)),
    (by_cubic, (X, Y, BEYOND.reshape(2, 2))),
    (by_cubic, (X, Y, 0.4)),
    (by_cubic, (X[:2], Y[:2], INSIDE)),
    (by_cubic, (X[:3], Y[:3], INSIDE)),
    (by_cubic, (X[:4], Y[:4], INSIDE)),
    (by_natural, (Y, X, BEYOND)),
    (by_clamped, (X, Y, INSIDE)),
    (by_pchip, (X, Y, BEYOND)),
    (by_pchip_at_once, (X, Y, BEYOND)),
    (by_pchip, (X[:2], Y[:2], BEYOND)),
    (by_pchip, (X, -Y[::-1], INSIDE)),
    (by_akima, (X, Y, INSIDE)),
    (by_akima, (X[:2], Y[:2], INSIDE[:1])),
    (by_hermite, (X, Y, Y - 0.5, BEYOND)),
    (by_coefficients, (Y[:4], X, BEYOND)),
    (where_it_is_read, (BEYOND,)),
    (at_a_list, (0.4,)),
    (of_a_list, (0.4, 1.7)),
    (its_derivatives, (Y, BEYOND)),
    (its_integrals, (X, Y, BEYOND)),
    (in_a_loop, (Y, BEYOND)),
    (in_a_function, (Y,)),
]


#: with those of the files beside this one, which hold what is said of their kind alone
ALL = [*PROGRAMS, *test_splines.PROGRAMS, *test_tables.PROGRAMS, *test_grids.PROGRAMS]
each = pytest.mark.parametrize(("f", "args"), ALL, ids=lambda value: getattr(value, "__name__", ""))


@each
def test_derivatives(f: Callable[..., Any], args: tuple[Any, ...]) -> None:
    value, _ = srcad.value_and_grad(f)(*args)
    np.testing.assert_allclose(value, f(*args), rtol=1e-12)
    srcad.check_grads(f, args)


@each
def test_second_derivatives(f: Callable[..., Any], args: tuple[Any, ...]) -> None:
    second_derivative_agrees(f, args)


def test_every_class_is_tried() -> None:
    names = {name for f, _ in ALL for name in f.__code__.co_names}
    assert sorted(cls.__name__ for cls in CALLED if cls.__name__ not in names) == []


def test_no_value_beyond_the_ends() -> None:
    value, slope = srcad.value_and_grad(lambda t: Akima1DInterpolator(X, Y)(t)[()])(5.0)
    assert np.isnan(value)
    assert np.isnan(slope)
    assert np.isnan(srcad.value_and_grad(lambda y: np.sum(Akima1DInterpolator(X, y)(BEYOND)))(Y)[0])


def test_text() -> None:
    assert (
        srcad.grad(where_it_is_read).source_for(BEYOND)
        == """\
def where_it_is_read_grad(t, *, out_bar=1.0):
    X_1 = X
    Y_1 = Y
    curve = CubicSpline(X_1, Y_1)
    # return np.sum(curve(t) ** 2) + curve(0.5)
    t_bar = 2.0 * out_bar * curve(t) * curve(t, 1)
    return t_bar
"""
    )


@pytest.mark.parametrize(
    "f",
    [
        lambda y: np.sum(CubicSpline(X, y, bc_type="periodic")(INSIDE)),
        lambda y: np.sum(CubicSpline(X, y, extrapolate=False)(INSIDE)),
        lambda y: np.sum(CubicSpline(X, np.stack([y, y]), axis=1)(INSIDE)),
        lambda y: np.sum(Akima1DInterpolator(X, y, method="makima")(INSIDE)),
        lambda y: CubicSpline(X, y).integrate(0.0, 1.0, "periodic"),
        lambda y: CubicSpline(X, y).antiderivative(2)(1.0),
        lambda y: CubicSpline(X, y).solve(0.5)[0],
    ],
)
def test_refused(f: Callable[..., Any]) -> None:
    with pytest.raises(SrcadError):
        srcad.grad(f)(Y)
