"""Accumulation: ``x_bar = x_bar + e`` -> ``x_bar += e``.

For numbers this only says the same shorter.  For arrays it writes into the buffer, so that `own` has to agree.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from srcad.back.operators import IN_PLACE
from srcad.ir.core import Apply, Op, Var
from srcad.ir.types import Array, Scalar

SYMBOLS = {operator.add: "+=", operator.sub: "-=", operator.mul: "*=", operator.truediv: "/="}


def accumulation(op: Op) -> Op | None:
    """The operation as an accumulation into its first operand, if it reads like one."""
    if not isinstance(op.prim, Apply) or op.prim.fn not in IN_PLACE or op.prim.style != "call" or op.prim.name:
        return None
    args = op.args
    if op.prim.fn is operator.add and not _is_version(args[0], op.out) and _is_version(args[1], op.out):
        args = args[::-1]
    if not _is_version(args[0], op.out) or not _is_wanted(op):
        return None
    return replace(op, prim=replace(op.prim, fn=IN_PLACE[op.prim.fn]), args=args)


def _is_version(base: object, out: Var) -> bool:
    """Whether `out` is a later version of `base`, and can take its place."""
    if not isinstance(base, Var) or base.name != out.name or out.temp:
        return False
    return isinstance(out.type, Scalar) or (isinstance(out.type, Array) and base.type == out.type)


def _is_wanted(op: Op) -> bool:
    """In the adjoint always; elsewhere where the user wrote it so."""
    if op.where.adjoint or op.where.stmt is None:
        return True
    assert isinstance(op.prim, Apply)
    return SYMBOLS[op.prim.fn] in op.where.stmt.text
