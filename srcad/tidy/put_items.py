"""A zero put into a list and added to at once is that sum.

``x_bar = appended(x_bar, 0.0); x_bar[-1] += g``  ->  ``x_bar = appended(x_bar, g)``
"""

from __future__ import annotations

from dataclasses import replace

from srcad import runtime
from srcad.analyse.words import ITEM
from srcad.ir.core import Apply, Block, Function, Lit, Op, Statement, Update, Var
from srcad.ir.types import Scalar
from srcad.ir.walk import map_blocks, operands, use_counts


def put_items(fn: Function) -> Function:
    """The function with the items of lists put in as they will be."""
    counts = use_counts(fn.block)
    return replace(fn, block=_block(fn.block, counts))


def _block(block: Block, counts: dict[Var, int]) -> Block:
    body: list[Statement] = []
    made: dict[Var, int] = {}
    for stmt in block.body:
        stmt = map_blocks(stmt, lambda inner: _block(inner, counts))
        place = _put(stmt, made, body, counts)
        if place is not None and isinstance(stmt, Op):
            put = body.pop(place)
            assert isinstance(put, Op)
            stmt = replace(put, outs=stmt.outs, args=(*put.args[:-1], stmt.args[1]), where=stmt.where)
            made = {var: at for var, at in made.items() if at < place}
        if isinstance(stmt, Op) and _puts_zero(stmt):
            made[stmt.out] = len(body)
        body.append(stmt)
    return Block(block.params, tuple(body), block.results)


def _puts_zero(op: Op) -> bool:
    is_put = isinstance(op.prim, Apply) and op.prim.fn in (runtime.appended, runtime.inserted)
    return is_put and op.args[-1] == Lit(0.0) and op.where.adjoint


def _put(stmt: Statement, made: dict[Var, int], body: list[Statement], counts: dict[Var, int]) -> int | None:
    """Where in the body the zero was put in that a statement adds to."""
    match stmt:
        case Op(prim=Update(kind="add", path=path), args=(Var() as base, value, index)) if path == ITEM.path:
            at = made.get(base)
            if at is None or counts.get(base) != 1 or not isinstance(value.type, Scalar):
                return None
            put = body[at]
            place = Lit(-1) if len(operands(put)) == 2 else operands(put)[1]
            return at if index == place else None
        case _:
            return None
