"""What a backward sweep mentions for its shape only becomes an argument of that shape, where one is known.

``np.zeros_like(t)`` → ``np.zeros_like(x)``: then `t` need not be kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse import words
from srcad.ir.core import Apply, Atom, Block, Op, Statement, Var
from srcad.ir.types import Array, Type
from srcad.ir.walk import map_blocks
from srcad.transform.bars import same_axes

#: which operand is looked at for its shape, and whether for its dtype too
_LOOKS = {
    words.ZEROS.fn: (0, True),
    words.FULL.fn: (0, True),
    words.UNBROADCAST.fn: (1, False),
    words.SHAPE.fn: (0, False),
    words.SIZE.fn: (0, False),
    words.LEN.fn: (0, False),
}


def shapes_from_arguments(block: Block, models: Sequence[Var]) -> Block:
    """The block of a backward sweep looking at `models`, values that are there anyway, where it can."""
    return Block(block.params, tuple(_statement(stmt, models) for stmt in block.body), block.results)


def _statement(stmt: Statement, models: Sequence[Var]) -> Statement:
    if not isinstance(stmt, Op):
        return map_blocks(stmt, lambda inner: shapes_from_arguments(inner, models))
    if not isinstance(stmt.prim, Apply) or stmt.prim.fn not in _LOOKS:
        return stmt
    place, typed = _LOOKS[stmt.prim.fn]
    args = list(stmt.args)
    args[place] = _model(args[place], models, typed)
    return stmt if args[place] is stmt.args[place] else replace(stmt, args=tuple(args))


def _model(like: Atom, models: Sequence[Var], typed: bool) -> Atom:
    if like in models or not isinstance(like.type, Array):
        return like
    return next((model for model in models if _matches(model.type, like.type, typed)), like)


def _matches(model: Type, like: Type, typed: bool) -> bool:
    if not isinstance(model, Array) or not isinstance(like, Array) or (typed and model.dtype != like.dtype):
        return False
    return same_axes(model, like)
