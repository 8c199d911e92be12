"""A loop that needs its position only to read items walks the items: ``for i in range(len(x)): v = x[i]`` ->
``for v in x``; if it needs the position otherwise too, ``for i, v in enumerate(x)``.

Only where nobody named the position: it was made so that an adjoint could be added to in place, and the forward sweep
need not read like that.  A loop that a person wrote over positions stays.  For printing only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse.words import ITEM
from srcad.ir.core import Apply, Atom, Block, For, Function, Iter, Lit, Op, Statement, Var
from srcad.ir.walk import changed_block, defined, map_blocks, use_counts
from srcad.tidy.definitions import Definitions, definitions
from srcad.tidy.drop_dead import drop_dead


def walk_items(fn: Function) -> Function:
    """The function with loops over positions written as loops over items."""
    block = _Pass(fn).block(fn.block)
    # what was only needed for the positions goes
    return fn if block is fn.block else drop_dead(replace(fn, block=block))


class _Pass:
    def __init__(self, fn: Function) -> None:
        self.found: Definitions = definitions(fn)
        self.counts = use_counts(fn.block)

    def block(self, block: Block) -> Block:
        return changed_block(block, list(map(self.statement, block.body)))

    def statement(self, stmt: Statement) -> Statement:
        stmt = map_blocks(stmt, self.block)
        if not isinstance(stmt, For) or len(stmt.iters) != 1 or not stmt.items[0].temp:
            return stmt
        walked = self.lengths_walked(stmt.iters[0])
        reads = self.reads(stmt, walked)
        if not reads or {op.args[0] for op in reads} != set(walked):
            return stmt
        alone = self.counts[stmt.items[0]] == len(reads)
        if stmt.iters[0].reverse and not (alone and len(walked) == 1):
            return stmt
        return self.over_items(stmt, reads, alone)

    def lengths_walked(self, walk: Iter) -> tuple[Atom, ...]:
        """The arrays and lists of which the shortest says how long the walk is."""
        rounds = self.op(walk.source, range)
        if walk.count or rounds is None or len(rounds.args) != 1:
            return ()
        shortest = self.op(rounds.args[0], min)
        lengths = [self.op(atom, len) for atom in (shortest.args if shortest is not None else rounds.args)]
        return tuple(op.args[0] for op in lengths if op is not None) if None not in lengths else ()

    def op(self, atom: Atom, fn: object) -> Op | None:
        op = self.found.op(atom) if isinstance(atom, Var) else None
        return op if op is not None and isinstance(op.prim, Apply) and op.prim.fn is fn else None

    def reads(self, loop: For, walked: Sequence[Atom]) -> list[Op]:
        """The reads of items, one of each array, with which the body begins."""
        own = set(defined(loop.body))
        found: dict[Atom, Op] = {}
        for stmt in loop.body.body:
            if not isinstance(stmt, Op) or stmt.prim != ITEM or stmt.args[1] is not loop.items[0]:
                break
            base = stmt.args[0]
            if base in walked and base not in own:
                found.setdefault(base, stmt)
        return list(found.values())

    def over_items(self, loop: For, reads: Sequence[Op], alone: bool) -> For:
        iters = [Iter(op.args[0], loop.iters[0].reverse) for op in reads]
        items = [op.out for op in reads]
        if not alone:
            iters.insert(0, Iter(Lit(0), count=True))
            items.insert(0, loop.items[0])
        body = loop.body
        rest = tuple(stmt for stmt in body.body if stmt not in reads)
        return replace(loop, iters=tuple(iters), body=Block((*items, *loop.carried), rest, body.results))
