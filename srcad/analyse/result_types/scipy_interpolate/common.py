"""What curves of all kinds have in common."""

from __future__ import annotations

from typing import Any

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, total
from srcad.analyse.result_types.common import as_array
from srcad.analyse.result_types.table import NONE, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import BOOL, Array, Made, TupleOf, Type, kind_of
from srcad.runtime import antiderivative_of, coefficients_of, extrapolation_of, integral_of

#: whether a curve goes on beyond its ends, and how; None where only the run knows
Extrapolation = bool | str | None


def spline_of(coefficients: Dims, extrapolation: Extrapolation) -> Type:
    """A spline whose knots are constant."""
    return Made((Array("float64", coefficients),), ("c",), (extrapolation,))


def polynomials(coefficients: Dims, breakpoints: Dims, extrapolation: Extrapolation) -> Type:
    """A curve that is a polynomial between any two of its breakpoints."""
    items = Array("float64", coefficients), Array("float64", breakpoints)
    return Made(items, ("c", "x"), (extrapolation,))


def array_read(fresh: Fresh, array: Any, fixed: int = 0) -> Array:
    """The type of an array that an object holds; so many of its lengths stay as they are."""
    return Array(array.dtype.name, (*array.shape[:fixed], *(fresh() for _ in array.shape[fixed:])))


def part_of(curve: Atom, name: str) -> Array:
    """One of the arrays that a curve is made of."""
    if isinstance(curve.type, Made) and name in curve.type.parts:
        part = curve.type.items[curve.type.parts.index(name)]
        if isinstance(part, Array):
            return part
    raise CannotType(f"{curve.type} is not a curve of this kind")


def is_spline(curve: Atom) -> bool:
    """Whether only its coefficients move."""
    return isinstance(curve.type, Made) and curve.type.parts == ("c",)


def extrapolation(curve: Atom) -> Extrapolation:
    """How a curve goes on whose integrals are taken."""
    found: Extrapolation = curve.type.known[0] if isinstance(curve.type, Made) else None
    if found == "periodic":
        raise CannotType("integrals are not known of curves that repeat themselves")
    return found


def goes_on(extrapolate: Atom) -> None:
    """Whether a curve goes on beyond its ends is yes or no."""
    if extrapolate.type != BOOL and static(extrapolate) is not None:
        raise CannotType("curves that repeat themselves are not known (extrapolate='periodic')")


def beyond(fill_value: Atom) -> Any:
    """What is said to stand beyond the points: a word, None, or something else for numbers."""
    if isinstance(fill_value, Lit):
        return fill_value.value
    if isinstance(fill_value.type, TupleOf) or kind_of(fill_value.type) in ("b", "i", "f"):
        return ()
    raise CannotType("`fill_value` must be a number here, or stand in the source")


@types(coefficients_of)
def _coefficients_of(fresh: Fresh, curve: Atom) -> Type:
    return part_of(curve, "c")


@types(extrapolation_of)
def _extrapolation_of(fresh: Fresh, curve: Atom) -> Type:
    return BOOL


@types(antiderivative_of)
def _antiderivative_of(fresh: Fresh, curve: Atom, nu: Atom = Lit(1)) -> Type:
    count, *rest = part_of(curve, "c").dims
    how = extrapolation(curve)
    if static(nu) != 1:
        raise CannotType("antiderivatives are known of order 1: take that of it again")
    if is_spline(curve):
        return spline_of((fresh(), *rest), how)
    if len(rest) != 1:
        raise CannotType("integrals are known of curves that are one number at each point")
    return polynomials((total([count, 1]), *rest), part_of(curve, "x").dims, how)


@types(integral_of)
def _integral_of(fresh: Fresh, curve: Atom, a: Atom, b: Atom, extrapolate: Atom = NONE) -> Type:
    if as_array(a.type, fresh).ndim or as_array(b.type, fresh).ndim:
        raise CannotType("an integral is from a number to a number")
    if not is_spline(curve) and static(extrapolate) is not None:
        raise CannotType("`extrapolate` is known here of splines of knots and coefficients")
    goes_on(extrapolate)
    extrapolation(curve)
    return Array("float64", part_of(curve, "c").dims[1 if is_spline(curve) else 2 :])
