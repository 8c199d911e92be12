"""Splines through points, or near them."""

from __future__ import annotations

from scipy.interpolate import make_interp_spline, make_lsq_spline, make_smoothing_spline, splev, splint, splrep

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, vector
from srcad.analyse.result_types.scipy_interpolate.common import part_of, spline_of
from srcad.analyse.result_types.scipy_interpolate.splines import first_axis, real
from srcad.analyse.result_types.table import NONE, TRUE, ZERO, array_like, integer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import FLOAT, INT, Array, TupleOf, Type, kind_of
from srcad.runtime import collocation_band, normal_band

array_like(2, make_interp_spline, make_smoothing_spline, splrep)
array_like(3, make_lsq_spline)
CUBIC = Lit(3)


@types(make_interp_spline)
def _make_interp_spline(
    fresh: Fresh, x: Atom, y: Atom, k: Atom = CUBIC, t: Atom = NONE, bc_type: Atom = NONE, axis: Atom = ZERO,
    check_finite: Atom = TRUE,
) -> Type:  # fmt: skip
    integer(k)
    first_axis(axis)
    vector(x.type, fresh)
    ends = static(bc_type)
    if ends not in (None, "not-a-knot", "natural", "clamped"):
        raise CannotType("make_interp_spline is known with a `bc_type` by name, and not with 'periodic'")
    count, *rest = real(y, fresh).dims
    return spline_of((count if t == NONE and ends in (None, "not-a-knot") else fresh(), *rest), True)


@types(make_lsq_spline)
def _make_lsq_spline(
    fresh: Fresh, x: Atom, y: Atom, t: Atom, k: Atom = CUBIC, w: Atom = NONE, axis: Atom = ZERO,
    check_finite: Atom = TRUE, *, method: Atom = NONE,
) -> Type:  # fmt: skip
    integer(k)
    first_axis(axis)
    vector(x.type, fresh)
    return spline_of((fresh(), *real(y, fresh).dims[1:]), True)


@types(make_smoothing_spline)
def _make_smoothing_spline(
    fresh: Fresh, x: Atom, y: Atom, w: Atom = NONE, lam: Atom = NONE, *, axis: Atom = ZERO
) -> Type:
    first_axis(axis)
    vector(x.type, fresh)
    if as_array(lam.type, fresh).dims if lam != NONE else ():
        raise CannotType("make_smoothing_spline is known with one number `lam`")
    return spline_of((fresh(), *real(y, fresh).dims[1:]), True)


@types(collocation_band)
def _collocation_band(fresh: Fresh, spline: Atom, x: Atom, order: Atom = NONE) -> Type:
    return Array("float64", (fresh(), part_of(spline, "c").dims[0]))


@types(normal_band)
def _normal_band(fresh: Fresh, spline: Atom, x: Atom, w: Atom = NONE) -> Type:
    return Array("float64", (fresh(), part_of(spline, "c").dims[0]))


# --- tuples of knots, coefficients and degree ---------------------------------------------------------------------


@types(splrep)
def _splrep(
    fresh: Fresh, x: Atom, y: Atom, w: Atom = NONE, xb: Atom = NONE, xe: Atom = NONE, k: Atom = CUBIC,
    task: Atom = ZERO, s: Atom = NONE, t: Atom = NONE, full_output: Atom = ZERO, per: Atom = ZERO, quiet: Atom = NONE,
) -> Type:  # fmt: skip
    if static(full_output):
        raise CannotType("splrep is known with full_output=0")
    for known in (k, task, per):
        integer(known)
    both = Array("float64", (fresh(),))
    return TupleOf((both, both, INT))


def _is_tck(tck: Atom, fresh: Fresh) -> None:
    match tck.type:
        case TupleOf(items=(t, c, k)) if kind_of(k) == "i":
            vector(t, fresh)
            vector(c, fresh)
        case _:
            raise CannotType("a spline is known here as a tuple (t, c, k) of two vectors and an integer")


@types(splev)
def _splev(fresh: Fresh, x: Atom, tck: Atom, der: Atom = ZERO, ext: Atom = ZERO) -> Type:
    _is_tck(tck, fresh)
    integer(der)
    if integer(ext) not in (0, 1, 2, 3):
        raise CannotType("`ext` is 0, 1, 2 or 3")
    return Array("float64", as_array(x.type, fresh).dims)


@types(splint)
def _splint(fresh: Fresh, a: Atom, b: Atom, tck: Atom, full_output: Atom = ZERO) -> Type:
    _is_tck(tck, fresh)
    if static(full_output):
        raise CannotType("splint is known with full_output=0")
    return FLOAT
