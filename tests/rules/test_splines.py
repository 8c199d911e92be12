"""Splines of knots and coefficients, in coefficients, values and where they are read; against differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.interpolate import (
    BSpline,
    make_interp_spline,
    make_lsq_spline,
    make_smoothing_spline,
    splev,
    splint,
    splrep,
)

import srcad
from srcad.errors import SrcadError

X = np.array([0.0, 0.7, 1.6, 2.1, 3.0, 3.2, 4.1])
Y = np.array([0.1, 0.8, 0.5, 1.2, 1.5, 0.9, 0.3])
W = np.array([1.0, 2.0, 0.5, 1.0, 1.5, 1.0, 2.0])
INSIDE = np.array([0.3, 1.1, 2.9])
BEYOND = np.array([-0.2, 0.3, 1.1, 4.3])
KNOTS = np.array([0.0, 1.0, 2.0, 2.0, 3.5, 4.0, 5.0, 6.0, 7.0])
COARSE = np.array([0.0, 0.0, 0.0, 0.0, 1.8, 4.1, 4.1, 4.1, 4.1])


def by_coefficients(c, t):
    spline = BSpline(KNOTS, c, 2)
    return np.sum(np.sin(spline(t))) + np.sum(spline(t, 1) ** 2)


def within_its_ends(c, t):
    spline = BSpline(KNOTS, c, 2, extrapolate=False)
    return np.sum(spline(t) ** 2) + np.sum(spline(t - 4.0, extrapolate=True)) + spline.integrate(-1.0, c[3]) ** 2


def of_rows(c, t):
    spline = BSpline(KNOTS, np.stack([c, c * c], axis=1), 3)
    return np.sum(np.sin(spline(t))) + np.sum(spline.integrate(0.2, c[0]) ** 2)


def its_derivatives(y, t):
    spline = make_interp_spline(X, y, k=5)
    slope = spline.derivative()
    return np.sum(slope(t) ** 2) + np.sum(slope.derivative(2)(t, nu=1) * slope(t))


def its_integrals(y, t):
    spline = make_interp_spline(X, y)
    whole = spline.antiderivative()
    return np.sum(whole(t) ** 2) + spline.integrate(t[0], t[1]) * whole.integrate(0.5, 5.0)


def by_values(y, t):
    return np.sum(np.sin(make_interp_spline(X, y)(t)))


def by_natural(y, t):
    return np.sum(np.sin(make_interp_spline(X, np.stack([y, y**3], axis=1), bc_type="natural")(t)))


def by_clamped(y, t):
    return np.sum(np.sin(make_interp_spline(X, y, bc_type="clamped")(t)))


def by_degree(y, t):
    return np.sum(make_interp_spline(X, y, k=1)(t) ** 2) + np.sum(make_interp_spline(X, y, k=2)(t) ** 2)


def by_knots(y, t):
    return np.sum(make_interp_spline(X, y, k=2, t=[0.0, 0.0, 0.0, 1.0, 1.7, 2.5, 3.1, 4.1, 4.1, 4.1])(t) ** 2)


def by_least_squares(y, t):
    rows = make_lsq_spline(X, np.stack([y, y * y], axis=1), COARSE, w=W)
    return np.sum(make_lsq_spline(X, y, COARSE)(t) ** 2) + np.sum(rows(t) ** 2)


def by_smoothing(y, lam, t):
    return np.sum(np.sin(make_smoothing_spline(X, y, lam=lam)(t)))


def by_smoothing_in_lam(lam, y, t):
    return np.sum(np.sin(make_smoothing_spline(X, np.stack([y, y * lam], axis=1), W, lam)(t)))


def by_tuple(y, t):
    tck = splrep(X, y)
    return np.sum(np.sin(splev(t, tck))) + splint(t[0], 1.2, tck) ** 2


def by_its_items(y, t):
    knots, c, k = splrep(X, y, w=W, k=4, s=0)
    return np.sum(BSpline(knots, c, k)(t) ** 2) + np.sum(splev(t, (knots, c * c, k), der=1, ext=1) ** 2)


def at_its_ends(c, t):
    return np.sum(splev(t, (KNOTS, c, 2), ext=3) ** 2)


PROGRAMS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (by_coefficients, (Y[:6], BEYOND)),
    (by_coefficients, (Y, BEYOND.reshape(2, 2))),
    (by_coefficients, (Y[:6], 2.2)),
    (within_its_ends, (Y[:6], INSIDE + 2.0)),
    (of_rows, (Y, BEYOND)),
    (its_derivatives, (Y, BEYOND)),
    (its_integrals, (Y, BEYOND)),
    (by_values, (Y, BEYOND)),
    (by_natural, (Y, BEYOND)),
    (by_clamped, (Y, BEYOND)),
    (by_degree, (Y, BEYOND)),
    (by_knots, (Y, BEYOND)),
    (by_least_squares, (Y, BEYOND)),
    (by_smoothing, (Y, 0.2, BEYOND)),
    (by_smoothing_in_lam, (0.2, Y, BEYOND)),
    (by_tuple, (Y, BEYOND)),
    (by_its_items, (Y, BEYOND)),
    (at_its_ends, (Y[:6], BEYOND)),
]


@pytest.mark.parametrize("f", [by_values, by_least_squares, by_coefficients])
def test_single_precision(f: Callable[..., Any]) -> None:
    single = srcad.grad(f)(Y.astype(np.float32), BEYOND)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, srcad.grad(f)(Y, BEYOND), rtol=1e-4, atol=1e-4)


def test_nothing_comes_from_where_there_is_no_value() -> None:
    def f(c, t):
        read = BSpline(KNOTS, c, 2, extrapolate=False)(t)
        return np.sum(np.where(np.isnan(read), 0.0, read))

    t = np.array([-5.0, 3.0, 9.0])
    np.testing.assert_allclose(srcad.grad(f)(Y[:6], t), srcad.grad(f)(Y[:6], t[1:2]))


def test_text() -> None:
    assert (
        srcad.grad(by_values).source_for(Y, BEYOND)
        == """\
def by_values_grad(y, t, *, out_bar=1.0):
    X_1 = X
    t_1 = make_interp_spline(X_1, y)
    # return np.sum(np.sin(make_interp_spline(X, y)(t)))
    band = collocation_band(t_1, X_1)
    t_2 = np.cos(t_1(t))
    y_bar = solve_banded((3, 3), band, onto_splines(out_bar * t_2, t_1, t))
    return y_bar
"""
    )


@pytest.mark.parametrize(
    ("f", "fragment"),
    [
        (lambda y: np.sum(make_interp_spline(X, y, bc_type="periodic")(INSIDE)), "bc_type"),
        (lambda y: np.sum(make_interp_spline(X, y, bc_type=([(2, 0.0)], [(2, 0.0)]))(INSIDE)), "bc_type"),
        (lambda y: np.sum(make_interp_spline(X, np.stack([y, y]), axis=1)(INSIDE)), "axis"),
        (lambda y: np.sum(make_interp_spline(y + 2.0 * X, Y)(INSIDE)), "`x`"),
        (lambda y: np.sum(BSpline(y, Y[:3], 3)(INSIDE)), "`t`"),
        (lambda y: np.sum(BSpline(KNOTS, y, 1, extrapolate="periodic")(INSIDE)), "periodic"),
        (lambda y: np.sum(BSpline(KNOTS, y, 1)(INSIDE, extrapolate="periodic")), "periodic"),
        (lambda y: np.sum(make_lsq_spline(X, Y, COARSE, w=y)(INSIDE)), "`w`"),
        (lambda y: np.sum(make_smoothing_spline(X, y)(INSIDE)), "lam"),
        (lambda y: np.sum(splev(INSIDE, splrep(X, y, s=0.5))), "s=0"),
        (lambda y: np.sum(splev(INSIDE, splrep(X, y, w=W))), "s=0"),
        (lambda y: np.sum(splev(INSIDE, splrep(X, y, xe=5.0))), "`xe`"),
        (lambda y: np.sum(splev(INSIDE, (y, Y, 2))), "`t`"),
        (lambda y: np.sum(splev(INSIDE, (KNOTS, y, 2), ext=2)), "ext"),
        (lambda y: np.sum(splev(INSIDE, (KNOTS, y, 2), der=1, ext=3)), "ext=3"),
    ],
)
def test_refused(f: Callable[..., Any], fragment: str) -> None:
    with pytest.raises(SrcadError, match=fragment):
        srcad.grad(f)(np.sort(Y))
