"""Rewrites of one adjoint operation to a value that is there already: pattern -> result, with a side condition.

======================================  ==========  ==================================================
``2.0 - 1.0``                           ``1.0``     literals only; the result is finite
``p ** 1``                              ``p``       of the same type
``p ** 0``                              ``1.0``     p a Python float
``np.where(True, p, q)``                ``p``       of the same type
``(p, q)[0]``                           ``p``       a literal index into a tuple or list made here
``(s[0], s[1])``                        ``s``       s a tuple of two
``p.T.T``                               ``p``
``np.full_like(p, q)``                  ``q``       q an array of the same dtype and shape
``resized(p, shape)``                   ``p``       p has this shape
======================================  ==========  ==================================================
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from srcad import runtime
from srcad.analyse.words import ITEM, TRANSPOSED, TUPLE
from srcad.ir.core import Apply, Atom, Lit, Op, Pack, Var
from srcad.ir.types import FLOAT, Array, TupleOf

_FOLDED = (operator.add, operator.sub, operator.mul, operator.truediv, operator.pow, operator.neg)


def existing(op: Op, made: Mapping[Var, Op]) -> Atom | None:
    """The value that the operation gives, if it needs no operation; its type is for the caller to check."""
    if op.prim == ITEM:
        return _item(op, made)
    if op.prim == TUPLE:
        return whole_tuple(op, made)
    if op.prim == TRANSPOSED:
        inner = made.get(op.args[0]) if isinstance(op.args[0], Var) else None
        return inner.args[0] if inner is not None and inner.prim == TRANSPOSED else None
    row = _ROWS.get(op.prim.fn) if isinstance(op.prim, Apply) and not op.prim.kw else None
    return row(op) if row else None


def _item(op: Op, made: Mapping[Var, Op]) -> Atom | None:
    base, index = op.args
    pack = made.get(base) if isinstance(base, Var) else None
    if pack is None or not isinstance(index, Lit) or not isinstance(pack.prim, Pack):
        return None
    inside = isinstance(index.value, int) and -len(pack.args) <= index.value < len(pack.args)
    return pack.args[index.value] if inside and pack.prim.kind in ("tuple", "list") else None


def whole_tuple(op: Op, made: Mapping[Var, Op]) -> Atom | None:
    """A tuple put together again from all its items."""
    items = [made.get(arg) if isinstance(arg, Var) else None for arg in op.args]
    base = items[0].args[0] if items and items[0] is not None else None
    if base is None or not isinstance(base.type, TupleOf) or len(base.type.items) != len(items):
        return None
    whole = all(item is not None and item.prim == ITEM and item.args == (base, Lit(k)) for k, item in enumerate(items))
    return base if whole else None


def _full(op: Op) -> Atom | None:
    return op.args[1] if len(op.args) == 2 and isinstance(op.args[1].type, Array) else None


def _resized(op: Op) -> Atom | None:
    """Any length could have been meant: only what is known to be equal is the same."""
    return op.args[0] if op.args[0].type == op.out.type else None


def _folded(op: Op) -> Atom | None:
    if not all(isinstance(arg, Lit) and type(arg.value) in (int, float) for arg in op.args):
        return None
    assert isinstance(op.prim, Apply)
    try:
        value = op.prim.fn(*(arg.value for arg in op.args if isinstance(arg, Lit)))
    except ArithmeticError:
        return None
    return Lit(value) if isinstance(value, int | float) and math.isfinite(value) else None


def _power(op: Op) -> Atom | None:
    base, exponent = op.args
    if isinstance(exponent, Lit) and exponent.value == 1:
        return base
    if isinstance(exponent, Lit) and exponent.value == 0 and base.type == FLOAT:
        return Lit(1.0)
    return _folded(op)


def _where(op: Op) -> Atom | None:
    if len(op.args) != 3 or not isinstance(op.args[0], Lit):
        return None
    return op.args[1] if op.args[0].value else op.args[2]


_ROWS: dict[Callable[..., Any], Callable[[Op], Atom | None]] = {
    **dict.fromkeys(_FOLDED, _folded),
    operator.pow: _power,
    np.where: _where,
    np.full_like: _full,
    runtime.resized: _resized,
}
