"""Ufuncs: one line of calculus each.  ``x`` and ``y`` are the arguments, ``out`` the result."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.domains import ABOVE_ONE, POSITIVE, REAL, UNIT, above
from srcad.rules.parts import direction
from srcad.rules.power import base_partial, exponent_partial
from srcad.rules.reductions import unless_zero
from srcad.rules.vocabulary import (
    Pair,
    Row,
    Variant,
    is_complex,
    is_literal,
    scalar,
    static,
    structured,
    variant,
    written,
    zero,
)
from srcad.runtime import i0_derivative, root_of_squares, sinc_derivative, stop_gradient


@static
def _in_order(low: Any, high: Any) -> bool:
    """Whether two bounds are literals, the lower one first."""
    return is_literal(low) and is_literal(high) and low < high


def _clip_value(a, a_min=None, a_max=None):
    if a_min is None:
        return np.where(a == a_max, 0.5, a < a_max)
    if a_max is None:
        return np.where(a == a_min, 0.5, a > a_min)
    if _in_order(a_min, a_max):
        return np.where((a == a_min) | (a == a_max), 0.5, (a > a_min) & (a < a_max))
    inner = np.maximum(a, a_min)
    return np.where(a == a_min, 0.5, a > a_min) * np.where(inner == a_max, 0.5, inner < a_max)


def _clip_low(a, a_min=None, a_max=None):
    if a_max is None:
        return np.where(a == a_min, 0.5, a < a_min)
    return np.where(a == a_min, 0.5, a < a_min) * np.where(a_min == a_max, 0.5, a_min < a_max)


def _clip_high(a, a_min=None, a_max=None):
    if a_min is None:
        return np.where(a == a_max, 0.5, a > a_max)
    inner = np.maximum(a, a_min)
    return np.where(inner == a_max, 0.5, inner > a_max)


def _arccosh(x):
    """The cuts of the two roots meet those of arccosh."""
    return 1.0 / (np.sqrt(x - 1.0) * np.sqrt(x + 1.0)) if is_complex(x) else 1.0 / np.sqrt(x * x - 1.0)


def _clip_by_name(a, min=None, max=None):
    return np.clip(a, min, max)


def _numbers_only(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """What takes the place of what is no number does not move with it."""
    found = np.where(np.isfinite(x), x, np.nan_to_num(stop_gradient(x)))
    found = np.where(np.isnan(x), nan, found)
    if posinf is not None:
        found = np.where(np.isposinf(x), posinf, found)
    return found if neginf is None else np.where(np.isneginf(x), neginf, found)


def _mantissa(x_dot, x1, out):
    return np.ldexp(x_dot, np.negative(out[1])), 0.0


# fmt: off
ROWS: tuple[Row, ...] = (
    # --- arithmetic -----------------------------------------------------------------------------------------------
    scalar(np.add,          lambda x, y: 1.0,                     lambda x, y: 1.0),
    scalar(np.subtract,     lambda x, y: 1.0,                     lambda x, y: -1.0),
    scalar(np.multiply,     lambda x, y: y,                       lambda x, y: x),
    scalar(np.divide,       lambda x, y: 1.0 / y,                 lambda x, y, out: -out / y),
    scalar(np.power,        base_partial,                         exponent_partial, domain=(POSITIVE, REAL)),
    scalar(np.float_power,  base_partial,                         exponent_partial, domain=(POSITIVE, REAL)),
    scalar(np.remainder,    lambda x, y: 1.0,                     lambda x, y: -(x // y)),
    scalar(np.fmod,         lambda x, y: 1.0,                     lambda x, y: -np.trunc(x / y)),
    scalar(np.negative,     lambda x: -1.0),
    scalar(np.positive,     lambda x: 1.0),
    scalar(np.square,       lambda x: 2.0 * x),
    scalar(np.reciprocal,   lambda x, out: -out * out),
    scalar(np.sqrt,         lambda x, out: 0.5 / out,             domain=POSITIVE),
    # 0 at 0
    scalar(root_of_squares, lambda x, out: 0.5 / unless_zero(out), domain=POSITIVE),
    scalar(np.cbrt,         lambda x, out: 1.0 / (3.0 * out * out)),

    # --- exponentials ---------------------------------------------------------------------------------------------
    scalar(np.exp,          lambda x, out: out),
    scalar(np.exp2,         lambda x, out: np.log(2.0) * out),
    scalar(np.expm1,        lambda x, out: out + 1.0),
    scalar(np.log,          lambda x: 1.0 / x,                    domain=POSITIVE),
    scalar(np.log2,         lambda x: 1.0 / (np.log(2.0) * x),    domain=POSITIVE),
    scalar(np.log10,        lambda x: 1.0 / (np.log(10.0) * x),   domain=POSITIVE),
    scalar(np.log1p,        lambda x: 1.0 / (1.0 + x),            domain=above(-1.0)),
    scalar(np.logaddexp,    lambda x, y, out: np.exp(x - out),    lambda x, y, out: np.exp(y - out)),
    scalar(np.logaddexp2,   lambda x, y, out: np.exp2(x - out),   lambda x, y, out: np.exp2(y - out)),

    # --- angles ---------------------------------------------------------------------------------------------------
    scalar(np.sin,          lambda x: np.cos(x)),
    scalar(np.cos,          lambda x: -np.sin(x)),
    scalar(np.tan,          lambda x, out: 1.0 + out * out,       domain=UNIT),
    scalar(np.arcsin,       lambda x: 1.0 / np.sqrt(1.0 - x * x), domain=UNIT),
    scalar(np.arccos,       lambda x: -1.0 / np.sqrt(1.0 - x * x), domain=UNIT),
    scalar(np.arctan,       lambda x: 1.0 / (1.0 + x * x)),
    scalar(np.arctan2,      lambda y, x: x / (x * x + y * y),     lambda y, x: -y / (x * x + y * y)),
    # 0 at the origin
    scalar(np.hypot,        lambda x, y, out: x / np.where(out == 0.0, 1.0, out),
                            lambda x, y, out: y / np.where(out == 0.0, 1.0, out)),
    scalar(np.sinh,         lambda x: np.cosh(x)),
    scalar(np.cosh,         lambda x: np.sinh(x)),
    scalar(np.tanh,         lambda x, out: 1.0 - out * out),
    scalar(np.arcsinh,      lambda x: 1.0 / np.sqrt(x * x + 1.0)),
    scalar(np.arccosh,      _arccosh,                             domain=ABOVE_ONE),
    scalar(np.arctanh,      lambda x: 1.0 / (1.0 - x * x),        domain=UNIT),
    scalar(np.deg2rad,      lambda x: np.pi / 180.0),
    scalar(np.radians,      lambda x: np.pi / 180.0),
    scalar(np.rad2deg,      lambda x: 180.0 / np.pi),
    scalar(np.degrees,      lambda x: 180.0 / np.pi),

    # --- kinks: ties share equally --------------------------------------------------------------------------------
    scalar(np.abs,          direction),
    scalar(np.fabs,         lambda x: np.sign(x)),
    scalar(np.maximum,      lambda x, y: np.where(x == y, 0.5, x > y), lambda x, y: np.where(x == y, 0.5, y > x)),
    scalar(np.minimum,      lambda x, y: np.where(x == y, 0.5, x < y), lambda x, y: np.where(x == y, 0.5, y < x)),
    # these two pass over nan
    scalar(np.fmax,         lambda x, y: np.where(x == y, 0.5, (x > y) | np.isnan(y)),
                            lambda x, y: np.where(x == y, 0.5, (y > x) | np.isnan(x))),
    scalar(np.fmin,         lambda x, y: np.where(x == y, 0.5, (x < y) | np.isnan(y)),
                            lambda x, y: np.where(x == y, 0.5, (y < x) | np.isnan(x))),
    scalar(np.clip,         _clip_value, _clip_low, _clip_high),
    scalar(np.copysign,     lambda x, y: np.sign(x) * np.copysign(1.0, y), None),
    scalar(np.heaviside,    None,                                 lambda x, y: x == 0.0),

    # --- the rest -------------------------------------------------------------------------------------------------
    scalar(np.ldexp,        lambda x, y: np.ldexp(1.0, y),        None, domain=(REAL, 2)),
    structured(np.frexp,    x1=Pair(_mantissa, lambda g, x1, out: np.ldexp(g[0], np.negative(out[1])))),
    written(np.modf,        lambda x1: (x1 - np.trunc(x1), np.trunc(x1))),
    written(np.divmod,      lambda x1, x2: (x1 // x2, x1 % x2)),
    scalar(np.nextafter,    lambda x, y: 1.0,                     None),
    scalar(np.sinc,         lambda x: sinc_derivative(1, x)),
    scalar(sinc_derivative, None,                                 lambda n, x: sinc_derivative(n + 1, x),
                            domain=(1, REAL)),
    scalar(np.i0,           lambda x: i0_derivative(1, x)),
    scalar(i0_derivative,   None,                                 lambda n, x: i0_derivative(n + 1, x),
                            domain=(1, REAL)),
    scalar(np.nan_to_num,   lambda x: np.isfinite(x)),
    *zero(np.sign, np.floor, np.ceil, np.trunc, np.rint, np.round, np.around, np.floor_divide, np.signbit, np.spacing),
    *zero(np.fix, np.isneginf, np.isposinf, np.bitwise_count),
    *zero(np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal),
    *zero(np.logical_and, np.logical_or, np.logical_not, np.logical_xor, np.isnan, np.isfinite, np.isinf),
    *zero(np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert, np.left_shift, np.right_shift, np.gcd, np.lcm),
)
VARIANTS: tuple[Variant, ...] = (
    variant(np.clip,        "min", "max",                         body=_clip_by_name),
    variant(np.nan_to_num,  "nan", "posinf", "neginf",            body=_numbers_only),
)
# fmt: on
