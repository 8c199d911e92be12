"""Complex numbers and their parts, and `cmath`."""

from __future__ import annotations

import cmath
from typing import Any

import numpy as np

from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import BOOL, FLOAT, Array, Scalar, TupleOf, Type, dtype_kind

_COMPLEX = Scalar("c")
_FUNCTIONS = (
    cmath.sqrt, cmath.exp, cmath.log10, cmath.sin, cmath.cos, cmath.tan, cmath.asin, cmath.acos, cmath.atan,
    cmath.sinh, cmath.cosh, cmath.tanh, cmath.asinh, cmath.acosh, cmath.atanh,
)  # fmt: skip


@types(complex)
def _complex(fresh: Fresh, real: Atom = Lit(0), imag: Atom = Lit(0)) -> Type:
    return _COMPLEX


@types(np.real)
def _real_part(fresh: Fresh, val: Atom) -> Type:
    """Numbers stay what they are, but for the two parts of complex ones."""
    return _part(val.type, fresh)


@types(np.imag)
def _imaginary_part(fresh: Fresh, val: Atom) -> Type:
    if isinstance(val.type, Scalar) and val.type.kind == "f" and val.type.dtype in (None, "?"):
        raise CannotType(
            "the imaginary part of a float is 0; that of a negative float to a fractional power is not known: "
            "make the number complex first, `complex(x)`"
        )
    return _part(val.type, fresh)


def _part(type_: Type, fresh: Fresh) -> Type:
    if not isinstance(type_, Array):
        return elementwise(_real, [type_], fresh)
    (dtype,) = promote.result(_real, ((type_.dtype, 1),))
    return Array(dtype, type_.dims)


def _real(value: Any) -> Any:
    return value.real


@types(np.angle)
def _angle(fresh: Fresh, z: Atom, deg: Atom = FALSE) -> Type:
    return elementwise(np.angle, [z.type], fresh)


@types(np.real_if_close)
def _real_if_close(fresh: Fresh, a: Atom, tol: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    if dtype_kind(x.dtype) == "c":
        raise CannotType("whether complex numbers are nearly real depends on them")
    return x


# --- cmath ------------------------------------------------------------------------------------------------------------


def _check_numbers(*args: Atom) -> None:
    for arg in args:
        if not isinstance(arg.type, Scalar) and not (isinstance(arg.type, Array) and not arg.type.dims):
            raise CannotType(f"{arg.type} is not a number")


@types(*_FUNCTIONS)
def _function(fresh: Fresh, z: Atom) -> Type:
    _check_numbers(z)
    return _COMPLEX


@types(cmath.log)
def _log(fresh: Fresh, z: Atom, base: Atom = Lit(cmath.e)) -> Type:
    _check_numbers(z, base)
    return _COMPLEX


@types(cmath.rect)
def _rect(fresh: Fresh, r: Atom, phi: Atom) -> Type:
    _check_numbers(r, phi)
    return _COMPLEX


@types(cmath.phase)
def _phase(fresh: Fresh, z: Atom) -> Type:
    _check_numbers(z)
    return FLOAT


@types(cmath.polar)
def _polar(fresh: Fresh, z: Atom) -> Type:
    _check_numbers(z)
    return TupleOf((FLOAT, FLOAT))


@types(cmath.isnan, cmath.isinf, cmath.isfinite)
def _is(fresh: Fresh, z: Atom) -> Type:
    return BOOL


@types(cmath.isclose)
def _is_close(fresh: Fresh, a: Atom, b: Atom, **kw: Atom) -> Type:
    return BOOL
