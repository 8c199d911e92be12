"""Put the bodies of `written` rules in the place of the calls they stand for, where a derivative is taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from srcad.analyse.activity import varied
from srcad.analyse.builder import Builder, Supply
from srcad.ir.core import Apply, Atom, Block, Function, Op, Statement, Var
from srcad.ir.walk import map_blocks, substitute
from srcad.rules.vocabulary import Written
from srcad.transform.roots import mark_roots
from srcad.transform.rows import given, links, row_of_op

Inline = Callable[[Builder, Callable[..., Any], Sequence[Atom], Mapping[str, Atom]], Atom]


def write_out(fn: Function, wrt: Sequence[int], inline: Inline, supply: Supply) -> Function:
    """``np.std(x)`` → ``np.sqrt(np.var(x))``"""
    block = fn.block
    while True:
        moving = varied(block, [fn.block.params[index] for index in wrt], links)
        writer = _Writer(moving, inline, supply)
        block = writer.block(block)
        if not writer.changed:
            return replace(fn, block=mark_roots(block))


class _Writer:
    def __init__(self, moving: Collection[Var], inline: Inline, supply: Supply) -> None:
        self.moving = moving
        self.inline = inline
        self.supply = supply
        self.changed = False

    def block(self, block: Block) -> Block:
        body: list[Statement] = []
        names: dict[Var, Atom] = {}
        for stmt in block.body:
            row = self.row(stmt)
            if row is None or not isinstance(stmt, Op):
                body.append(map_blocks(stmt, self.block))
            else:
                body += self.expand(stmt, row, names)
        if not self.changed:
            return block
        return substitute(Block(block.params, tuple(body), block.results), names)

    def row(self, stmt: Statement) -> Written | None:
        if not isinstance(stmt, Op) or not isinstance(stmt.prim, Apply) or stmt.out not in self.moving:
            return None
        row = row_of_op(stmt, stmt.prim)
        return row if isinstance(row, Written) else None

    def expand(self, op: Op, row: Written, names: dict[Var, Atom]) -> list[Statement]:
        assert isinstance(op.prim, Apply)
        builder = Builder(self.supply, op.where)
        args, kw = given(op, op.prim, row.body, 0)
        names[op.out] = self.inline(builder, row.body, args, kw)
        self.changed = True
        return builder.body
