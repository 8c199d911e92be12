"""Piecewise polynomials: a curve has the type of its coefficients and breakpoints."""

from __future__ import annotations

from typing import Any

from scipy.interpolate import (
    Akima1DInterpolator,
    CubicHermiteSpline,
    CubicSpline,
    PchipInterpolator,
    PPoly,
    pchip_interpolate,
)

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, less
from srcad.analyse.result_types.common import as_array, vector
from srcad.analyse.result_types.scipy_interpolate.common import array_read, goes_on, part_of, polynomials
from srcad.analyse.result_types.table import NONE, array_like, called, integer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Type
from srcad.runtime import antiderivative_of, breakpoints_of, integral_of, value_at

array_like(2, CubicSpline, PchipInterpolator, Akima1DInterpolator, PPoly)
array_like(3, CubicHermiteSpline)


def _read(fresh: Fresh, curve: Any) -> Type:
    if curve.c.ndim != 2 or curve.c.dtype != "float64":
        raise CannotType("curves are known of one real number at each point")
    return polynomials(array_read(fresh, curve.c, 1).dims, array_read(fresh, curve.x).dims, curve.extrapolate)


called(
    value_at,
    *(CubicSpline, PchipInterpolator, Akima1DInterpolator, CubicHermiteSpline, PPoly),
    read=_read,
    order="nu",
    antiderivative=antiderivative_of,
    integrate=integral_of,
)


@types(PPoly)
def _ppoly(fresh: Fresh, c: Atom, x: Atom, extrapolate: Atom = NONE) -> Type:
    goes_on(extrapolate)
    coefficients = as_array(c.type, fresh)
    if not isinstance(coefficients.dims[0], int):
        raise CannotType("the number of coefficients must be known")
    return polynomials(coefficients.dims, vector(x.type, fresh).dims, None)


def _cubics(fresh: Fresh, x: Atom, y: Atom) -> Type:
    points, values = vector(x.type, fresh), as_array(y.type, fresh)
    if values.ndim != 1:
        raise CannotType("curves are known of one number at each point")
    return polynomials((4, less(points.dims[0], 1)), points.dims, None)


@types(CubicSpline)
def _cubic_spline(fresh: Fresh, x: Atom, y: Atom, *, bc_type: Atom = Lit("not-a-knot")) -> Type:
    if not isinstance(static(bc_type), str):
        raise CannotType("CubicSpline is known with a `bc_type` by name")
    return _cubics(fresh, x, y)


@types(PchipInterpolator, Akima1DInterpolator)
def _by_values(fresh: Fresh, x: Atom, y: Atom) -> Type:
    return _cubics(fresh, x, y)


@types(pchip_interpolate)
def _pchip_interpolate(fresh: Fresh, xi: Atom, yi: Atom, x: Atom, der: Atom = Lit(0)) -> Type:
    integer(der)
    _cubics(fresh, xi, yi)
    return Array("float64", as_array(x.type, fresh).dims)


@types(CubicHermiteSpline)
def _by_slopes(fresh: Fresh, x: Atom, y: Atom, dydx: Atom) -> Type:
    return _cubics(fresh, x, y)


@types(value_at)
def _value_at(fresh: Fresh, curve: Atom, x: Atom, nu: Atom = Lit(0)) -> Type:
    static(nu)
    return Array("float64", (*as_array(x.type, fresh).dims, *part_of(curve, "c").dims[2:]))


@types(breakpoints_of)
def _breakpoints_of(fresh: Fresh, curve: Atom) -> Type:
    return part_of(curve, "x")
