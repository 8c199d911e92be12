"""Splines of knots and coefficients: one has the type of its coefficients."""

from __future__ import annotations

from typing import Any

from scipy.interpolate import BSpline, make_interp_spline, make_lsq_spline, make_smoothing_spline

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, vector
from srcad.analyse.result_types.scipy_interpolate.common import array_read, goes_on, part_of, spline_of
from srcad.analyse.result_types.table import NONE, TRUE, ZERO, array_like, called, integer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import INT, Array, Scalar, TupleOf, Type, dtype_kind, kind_of
from srcad.runtime import (
    antiderivative_of,
    degree_of,
    integral_of,
    knots_of,
    onto_splines,
    reach_of,
    spline_at,
)

array_like(2, BSpline)


def _read(fresh: Fresh, spline: Any) -> Type:
    if spline.axis != 0 or spline.c.dtype != "float64":
        raise CannotType("splines are known of real numbers along the first axis")
    return spline_of(array_read(fresh, spline.c).dims, spline.extrapolate)


called(
    spline_at,
    *(BSpline, make_interp_spline, make_lsq_spline, make_smoothing_spline),
    read=_read,
    order="nu",
    antiderivative=antiderivative_of,
    integrate=integral_of,
)


END = Scalar("f", "?")


def real(atom: Atom, fresh: Fresh) -> Array:
    """An array of real numbers, the first axis of which is that of the points."""
    found = as_array(atom.type, fresh)
    if dtype_kind(found.dtype) == "c" or not found.dims:
        raise CannotType("splines are known of arrays of real numbers")
    return found


def first_axis(axis: Atom) -> None:
    if static(axis) != 0:
        raise CannotType("splines are known along the first axis: move it with np.moveaxis (axis=0)")


@types(BSpline)
def _bspline(fresh: Fresh, t: Atom, c: Atom, k: Atom, extrapolate: Atom = TRUE, axis: Atom = ZERO) -> Type:
    goes_on(extrapolate)
    first_axis(axis)
    vector(t.type, fresh)
    if kind_of(k.type) != "i":
        raise CannotType("the degree of a spline is an integer")
    return spline_of(real(c, fresh).dims, bool(extrapolate.value) if isinstance(extrapolate, Lit) else None)


@types(spline_at)
def _spline_at(fresh: Fresh, curve: Atom, x: Atom, nu: Atom = ZERO, extrapolate: Atom = NONE) -> Type:
    integer(nu)
    goes_on(extrapolate)
    return Array("float64", (*as_array(x.type, fresh).dims, *part_of(curve, "c").dims[1:]))


@types(onto_splines)
def _onto_splines(fresh: Fresh, bar: Atom, spline: Atom, x: Atom, nu: Atom = ZERO, extrapolate: Atom = NONE) -> Type:
    return part_of(spline, "c")


@types(knots_of)
def _knots_of(fresh: Fresh, spline: Atom) -> Type:
    return Array("float64", (fresh(),))


@types(degree_of)
def _degree_of(fresh: Fresh, spline: Atom) -> Type:
    return INT


@types(reach_of)
def _reach_of(fresh: Fresh, spline: Atom, extrapolate: Atom = NONE) -> Type:
    return TupleOf((END, END))
