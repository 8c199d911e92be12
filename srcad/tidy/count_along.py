"""A position beside what it counts: ``for v, i in zip(tape, range(n))`` -> ``for i, v in enumerate(tape)``.

Where the tape has as many entries as the range.  For printing only.
"""

from __future__ import annotations

from dataclasses import replace

from srcad.ir.core import Apply, Block, For, Function, Iter, Lit, Statement, Var
from srcad.ir.walk import changed_block, map_blocks
from srcad.tidy.covered import Meanings
from srcad.tidy.definitions import Definitions, definitions
from srcad.tidy.drop_dead import drop_dead


def count_along(fn: Function) -> Function:
    """The function with such ranges written as counters."""
    found = definitions(fn)
    block = _block(fn.block, found, Meanings(found))
    return fn if block is fn.block else drop_dead(replace(fn, block=block))


def _block(block: Block, found: Definitions, meanings: Meanings) -> Block:
    return changed_block(block, [_statement(stmt, found, meanings) for stmt in block.body])


def _statement(stmt: Statement, found: Definitions, meanings: Meanings) -> Statement:
    stmt = map_blocks(stmt, lambda block: _block(block, found, meanings))
    if not isinstance(stmt, For) or len(stmt.iters) < 2 or any(walk.count for walk in stmt.iters):
        return stmt
    places = [k for k, walk in enumerate(stmt.iters) if _is_range(walk, found)]
    others = [walk for walk in stmt.iters if not _is_range(walk, found)]
    if len(places) != 1 or not others:
        return stmt
    rounds = meanings.rounds_over(stmt.iters[places[0]])
    if any(meanings.rounds_over(walk) != rounds for walk in others):
        return stmt
    iters = tuple(Iter(Lit(0), count=True) if k in places else walk for k, walk in enumerate(stmt.iters))
    return replace(stmt, iters=iters)


def _is_range(walk: Iter, found: Definitions) -> bool:
    """Whether a walk is that of a range from zero on."""
    op = found.op(walk.source) if isinstance(walk.source, Var) and not walk.reverse else None
    return op is not None and isinstance(op.prim, Apply) and op.prim.fn is range and len(op.args) == 1
