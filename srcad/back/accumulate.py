"""Accumulation: ``x_bar = x_bar + e`` -> ``x_bar += e``.

For numbers this only says the same shorter.  For arrays it writes into the buffer, so that `own` has to agree.
"""

from __future__ import annotations

import operator
from dataclasses import replace

from srcad.back.operators import IN_PLACE
from srcad.ir.core import Apply, Op, Var
from srcad.ir.types import Array, Scalar, Type, may_be_one

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
    return isinstance(out.type, Scalar) or _fills(base.type, out.type)


def _fills(base: Type, out: Type) -> bool:
    """Whether a sum of type `out` certainly has the shape and dtype of its first operand.

    An axis that is not of length one is the longest in any broadcast that does not raise.
    """
    if not isinstance(base, Array) or not isinstance(out, Array) or (base.dtype, base.ndim) != (out.dtype, out.ndim):
        return False
    return all(a == b or not may_be_one(a) for a, b in zip(base.dims, out.dims, strict=True))


def _is_wanted(op: Op) -> bool:
    """In the adjoint always; elsewhere where the user wrote it so."""
    if op.where.adjoint or op.where.stmt is None:
        return True
    assert isinstance(op.prim, Apply)
    return SYMBOLS[op.prim.fn] in op.where.stmt.text
