"""Piecewise polynomials and splines, which are objects that are called."""

from __future__ import annotations

from typing import Any


def value_at(curve: Any, x: Any, nu: int = 0) -> Any:
    """The curve, or its derivative of order `nu`, at some points."""
    return curve(x, nu=nu)


def spline_at(curve: Any, x: Any, nu: int = 0, extrapolate: bool | None = None) -> Any:
    """The same of a spline that is made of knots and coefficients."""
    return curve(x, nu, extrapolate)


def antiderivative_of(curve: Any, nu: int = 1) -> Any:
    return curve.antiderivative(nu)


def integral_of(curve: Any, a: Any, b: Any, extrapolate: bool | None = None) -> Any:
    return curve.integrate(a, b, extrapolate)


def coefficients_of(curve: Any) -> Any:
    return curve.c


def breakpoints_of(curve: Any) -> Any:
    return curve.x


def knots_of(spline: Any) -> Any:
    return spline.t


def degree_of(spline: Any) -> Any:
    return spline.k


def extrapolation_of(curve: Any) -> Any:
    return curve.extrapolate
