"""The functions of `operator` as Python's operators."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import gast

BINARY: dict[Callable[..., Any], type] = {
    operator.add: gast.Add,
    operator.sub: gast.Sub,
    operator.mul: gast.Mult,
    operator.truediv: gast.Div,
    operator.floordiv: gast.FloorDiv,
    operator.mod: gast.Mod,
    operator.pow: gast.Pow,
    operator.matmul: gast.MatMult,
    operator.and_: gast.BitAnd,
    operator.or_: gast.BitOr,
    operator.xor: gast.BitXor,
    operator.lshift: gast.LShift,
    operator.rshift: gast.RShift,
}

UNARY: dict[Callable[..., Any], type] = {
    operator.neg: gast.USub,
    operator.pos: gast.UAdd,
    operator.invert: gast.Invert,
    operator.inv: gast.Invert,
    operator.not_: gast.Not,
}

COMPARE: dict[Callable[..., Any], type] = {
    operator.lt: gast.Lt,
    operator.le: gast.LtE,
    operator.gt: gast.Gt,
    operator.ge: gast.GtE,
    operator.eq: gast.Eq,
    operator.ne: gast.NotEq,
    operator.is_: gast.Is,
    operator.is_not: gast.IsNot,
}

#: what `own` makes of an operation that may change its first operand, and how it prints
IN_PLACE: dict[Callable[..., Any], Callable[..., Any]] = {
    operator.add: operator.iadd,
    operator.sub: operator.isub,
    operator.mul: operator.imul,
    operator.truediv: operator.itruediv,
}
OUT_OF_PLACE: dict[Callable[..., Any], Callable[..., Any]] = {new: old for old, new in IN_PLACE.items()}


def is_operator(fn: Callable[..., Any]) -> bool:
    return fn in BINARY or fn in UNARY or fn in COMPARE or fn in OUT_OF_PLACE or fn in OTHERS


OTHERS = (operator.contains, operator.getitem)
