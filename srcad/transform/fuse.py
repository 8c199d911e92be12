"""Let a loop and its adjoint loop be one: then nothing of its rounds need be recorded.

It can be where the adjoint loop carries nothing but sums, and everything else it needs is known before the
forward loop runs: each round then does its forward part and at once its backward part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse.sums import carries_only_sums
from srcad.ir.core import Block, For, Function, Op, Statement, Var, While
from srcad.ir.walk import defined, free_in_statements, map_blocks, operands, vars_in


def fuse_loops(fn: Function) -> Function:
    """The function with every pair of twin loops made one that can be."""
    return replace(fn, block=fuse_block(fn.block))


def fuse_block(block: Block) -> Block:
    body: Sequence[Statement] = block.body
    while (shorter := _fuse_one(body)) is not None:
        body = shorter
    inner = tuple(map_blocks(stmt, fuse_block) for stmt in body)
    return Block(block.params, inner, block.results)


def _fuse_one(body: Sequence[Statement]) -> Sequence[Statement] | None:
    """The statements with one more pair fused, None if there is no such pair."""
    for later, adjoint in enumerate(body):
        if not isinstance(adjoint, For) or not adjoint.twin or not is_order_free(adjoint):
            continue
        for earlier, loop in enumerate(body[:later]):
            if isinstance(loop, For | While) and loop.key == adjoint.twin and not loop.until:
                moved = _needed_first(body[earlier:later], adjoint, loop)
                if moved is not None:
                    return _joined(body, earlier, later, loop, adjoint, moved)
    return None


def is_order_free(adjoint: For) -> bool:
    return not adjoint.iters and not adjoint.collects and carries_only_sums(adjoint)


def _needed_first(between: Sequence[Statement], adjoint: For, loop: For | While) -> list[Op] | None:
    """The operations between the twins that the adjoint needs, if all of them can stand before the loop."""
    makers = {out: stmt for stmt in between for out in stmt.outs}
    own = dict.fromkeys(defined(loop.body))
    todo: list[Var] = [var for var in free_in_statements([adjoint]) if var not in own]
    moved: dict[Op, None] = {}
    while todo:
        maker = makers.get(todo.pop())
        if maker is None or maker in moved:
            continue
        if not isinstance(maker, Op) or not maker.where.adjoint:
            return None
        moved[maker] = None
        todo += vars_in(operands(maker))
    return [stmt for stmt in between if isinstance(stmt, Op) and stmt in moved]


def _joined(
    body: Sequence[Statement], earlier: int, later: int, loop: For | While, adjoint: For, moved: list[Op]
) -> Sequence[Statement]:
    rest = [stmt for stmt in body[earlier + 1 : later] if stmt not in moved]
    return [*body[:earlier], *moved, join(loop, adjoint), *rest, *body[later + 1 :]]


def join(loop: For | While, adjoint: For) -> Statement:
    """One loop that carries what both carry."""
    count = len(loop.inits)
    statements = (*loop.body.body, *adjoint.body.body)
    results = (*loop.yields, *adjoint.yields, *loop.collects)
    body = Block((*loop.body.params, *adjoint.carried), statements, results)
    outs = (*loop.outs[:count], *adjoint.outs, *loop.outs[count:])
    inits = (*loop.inits, *adjoint.inits)
    if isinstance(loop, For):
        return replace(loop, outs=outs, inits=inits, body=body)
    tested = (*loop.test.params, *(Var(var.name, var.type, var.temp) for var in adjoint.carried))
    return replace(loop, outs=outs, inits=inits, body=body, test=replace(loop.test, params=tested))
