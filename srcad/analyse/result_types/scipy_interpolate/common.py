"""What curves of all kinds have in common."""

from __future__ import annotations

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, total
from srcad.analyse.result_types.common import as_array
from srcad.analyse.result_types.table import NONE, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import BOOL, Array, TupleOf, Type
from srcad.runtime import antiderivative_of, coefficients_of, extrapolation_of, integral_of


def content_of(curve: Atom, place: int) -> Dims:
    """The axes of one of the arrays that a curve is made of."""
    items = curve.type.items if isinstance(curve.type, TupleOf) else ()
    if len(items) <= place or not isinstance(items[place], Array):
        raise CannotType(f"{curve.type} is not a curve")
    return items[place].dims  # type: ignore[union-attr]


def is_spline(curve: Atom) -> bool:
    """Whether only its coefficients move."""
    return isinstance(curve.type, TupleOf) and len(curve.type.items) == 1


def goes_on(extrapolate: Atom) -> None:
    """Whether a curve goes on beyond its ends is yes or no."""
    if extrapolate.type != BOOL and static(extrapolate) is not None:
        raise CannotType("curves that repeat themselves are not known (extrapolate='periodic')")


@types(coefficients_of)
def _coefficients_of(fresh: Fresh, curve: Atom) -> Type:
    return Array("float64", content_of(curve, 0))


@types(extrapolation_of)
def _extrapolation_of(fresh: Fresh, curve: Atom) -> Type:
    return BOOL


@types(antiderivative_of)
def _antiderivative_of(fresh: Fresh, curve: Atom, nu: Atom = Lit(1)) -> Type:
    count, *rest = content_of(curve, 0)
    if static(nu) != 1:
        raise CannotType("antiderivatives are known of order 1: take that of it again")
    if is_spline(curve):
        return TupleOf((Array("float64", (fresh(), *rest)),))
    if len(rest) != 1:
        raise CannotType("integrals are known of curves that are one number at each point")
    return TupleOf((Array("float64", (total([count, 1]), *rest)), Array("float64", content_of(curve, 1))))


@types(integral_of)
def _integral_of(fresh: Fresh, curve: Atom, a: Atom, b: Atom, extrapolate: Atom = NONE) -> Type:
    if as_array(a.type, fresh).ndim or as_array(b.type, fresh).ndim:
        raise CannotType("an integral is from a number to a number")
    if not is_spline(curve) and static(extrapolate) is not None:
        raise CannotType("`extrapolate` is known here of splines of knots and coefficients")
    goes_on(extrapolate)
    return Array("float64", content_of(curve, 0)[1 if is_spline(curve) else 2 :])
