"""Operators and builtins.

On arrays an operator has the derivative of its ufunc; the bodies here hold for numbers and arrays alike.
"""

from __future__ import annotations

import operator

import numpy as np

from srcad.rules.domains import POSITIVE, REAL
from srcad.rules.extremes import LARGEST, SMALLEST
from srcad.rules.parts import direction
from srcad.rules.power import base_partial, exponent_partial
from srcad.rules.vocabulary import Row, joint, scalar, zero
from srcad.runtime import repeat_like


def _spread_sum(g, iterable, start=0):
    return g if isinstance(iterable, np.ndarray) else repeat_like(g, iterable)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(operator.add,        lambda x, y: 1.0,       lambda x, y: 1.0),
    scalar(operator.sub,        lambda x, y: 1.0,       lambda x, y: -1.0),
    scalar(operator.mul,        lambda x, y: y,         lambda x, y: x),
    scalar(operator.truediv,    lambda x, y: 1.0 / y,   lambda x, y, out: -out / y),
    scalar(operator.pow,        base_partial,           exponent_partial, domain=(POSITIVE, REAL)),
    scalar(pow,                 base_partial,           exponent_partial, domain=(POSITIVE, REAL)),
    scalar(operator.mod,        lambda x, y: 1.0,       lambda x, y: -(x // y)),
    scalar(operator.neg,        lambda x: -1.0),
    scalar(operator.pos,        lambda x: 1.0),
    scalar(operator.abs,        direction),
    scalar(abs,                 direction),
    scalar(max,                 *LARGEST),
    scalar(min,                 *SMALLEST),
    scalar(float,               lambda x: 1.0),
    joint(sum,                  iterable=_spread_sum,
                                start=lambda g, iterable, start=0: g),
    *zero(operator.floordiv, operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge),
    *zero(operator.and_, operator.or_, operator.xor, operator.invert, operator.lshift, operator.rshift),
    *zero(operator.not_, operator.truth, operator.is_, operator.is_not, operator.contains, operator.index),
    *zero(int, bool, round, len, range),
)
# fmt: on
