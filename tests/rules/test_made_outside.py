"""Curves and tables that were made before the function is called, and are read in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.interpolate import (
    Akima1DInterpolator,
    BSpline,
    CubicSpline,
    RegularGridInterpolator,
    interp1d,
    make_interp_spline,
)

import srcad
from srcad.errors import SrcadError
from tests.rules.orders import second_derivative_agrees

X = np.linspace(0.0, 3.0, 7)
Y = np.sin(X)
T = np.array([0.3, 1.2, 2.1])
CURVE = CubicSpline(X, Y)
AROUND = CubicSpline(X, np.cos(2.0 * np.pi / 3.0 * X), bc_type="periodic")
SPLINE = make_interp_spline(X, Y, k=4)
LINES = interp1d(X, np.stack([Y, Y * Y]), fill_value="extrapolate")
SMOOTH = interp1d(X, Y, "cubic", bounds_error=False)
STEPS = interp1d(X, Y, "previous")
GRID = RegularGridInterpolator((X, X[::-1]), np.outer(Y, X))


class Model:
    def __init__(self, curve: Any) -> None:
        self.curve = curve

    def loss(self, t: Any) -> Any:
        return np.sum(self.curve(t) ** 2)


MODEL = Model(Akima1DInterpolator(X, Y))


def by_curves(t):
    return np.sum(CURVE(t) ** 2) + np.sum(AROUND(t + 2.0)) + CURVE.integrate(0.0, t[0]) + CURVE.antiderivative()(t[1])


def by_derivatives(t):
    slope = CURVE.derivative()
    return np.sum(slope(t)) * np.sum(SPLINE.derivative(2)(t)) + SPLINE(t, nu=1)[0]


def by_splines(t):
    return np.sum(SPLINE(t) ** 2) * SPLINE.integrate(t[0], 1.0) + np.sum(
        BSpline(SPLINE.t, SPLINE.c * t[0], SPLINE.k)(t)
    )


def by_tables(t):
    return np.sum(LINES(t + 2.0) ** 2) + np.sum(SMOOTH(t) ** 2 * STEPS(t))


def by_grids(t):
    return np.sum(GRID((t, t[::-1])) ** 2)


def by_a_model(t):
    return MODEL.loss(t)


PROGRAMS = [by_curves, by_derivatives, by_splines, by_tables, by_grids, by_a_model]


@pytest.mark.parametrize("f", PROGRAMS, ids=lambda f: f.__name__)
def test_derivatives(f: Callable[..., Any]) -> None:
    np.testing.assert_allclose(srcad.value_and_grad(f)(T)[0], f(T), rtol=1e-12)
    srcad.check_grads(f, (T,))
    second_derivative_agrees(f, (T,))


def test_another_curve_of_the_same_name() -> None:
    curve = CURVE

    def f(t):
        return curve(t)[()]

    slope = srcad.grad(f)
    assert slope(0.5) == CURVE(0.5, 1)
    curve = SPLINE
    assert slope(0.5) == SPLINE(0.5, 1)


def test_text() -> None:
    assert (
        srcad.grad(lambda t: np.sum(CURVE(t) ** 2)).source_for(T)
        == """\
def f_grad(t, *, out_bar=1.0):
    CURVE_1 = CURVE
    # lambda t: np.sum(CURVE(t) ** 2)
    t_bar = 2.0 * out_bar * CURVE_1(t) * CURVE_1(t, 1)
    return t_bar
"""
    )


OF_ROWS = CubicSpline(X, np.stack([Y, Y], axis=1))


@pytest.mark.parametrize(
    "f",
    [
        lambda t: np.sum(OF_ROWS(t)),
        lambda t: np.sum(CURVE(t, extrapolate=False)),
        lambda t: np.sum(CURVE.solve(t[0])),
        lambda t: AROUND.integrate(0.0, t[0]),
        lambda t: AROUND.antiderivative()(t[0]),
    ],
)
def test_refused(f: Callable[..., Any]) -> None:
    with pytest.raises(SrcadError):
        srcad.grad(f)(T)
