"""Loops that walk arrays by item become loops over positions, so that the adjoint of a read is an add in
place.

``for v in x:`` → ``for i in range(len(x)): v = x[i]``, where v carries a derivative.  Lists collected by a
loop and walked by another from end to end stay as they are: collecting and walking are each other's adjoints.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from srcad.analyse import words
from srcad.analyse.activity import varied
from srcad.analyse.builder import Builder, Supply
from srcad.analyse.lengths import Lengths
from srcad.ir.core import Atom, Block, For, Function, Iter, Lit, Op, Statement, Var
from srcad.ir.types import INT, ListOf
from srcad.ir.walk import map_blocks, substitute
from srcad.transform.bars import emit
from srcad.transform.rows import links


def index_loops(fn: Function, wrt: Sequence[int], supply: Supply) -> Function:
    """The function with every walk over a varied array written by position."""
    block = fn.block
    moving = varied(block, [block.params[index] for index in wrt], links)
    changer = _Changer(moving, Lengths(block), supply)
    return replace(fn, block=changer.block(block))


class _Changer:
    def __init__(self, moving: Collection[Var], lengths: Lengths, supply: Supply) -> None:
        self.moving = moving
        self.lengths = lengths
        self.supply = supply

    def block(self, block: Block) -> Block:
        body: list[Statement] = []
        for stmt in block.body:
            if isinstance(stmt, For) and self.by_position(stmt):
                body += self.positions(stmt)
            else:
                body.append(map_blocks(stmt, self.block))
        return Block(block.params, tuple(body), block.results)

    def by_position(self, loop: For) -> bool:
        """Whether an item that carries a derivative cannot be collected on the way back."""
        together = self.lengths.walks_together(loop)
        for item, walked in zip(loop.items, loop.iters, strict=True):
            if item in self.moving and not (together and isinstance(walked.source.type, ListOf)):
                return True
        return False

    def positions(self, loop: For) -> list[Statement]:
        before = Builder(self.supply, loop.where)
        sized = [walked for walked in loop.iters if not walked.count]
        counts = [emit(before, words.LEN, walked.source) for walked in sized]
        rounds: Var = counts[0]
        if not loop.even and len({self.lengths.of(walked.source) for walked in sized}) > 1:
            rounds = emit(before, words.MIN, *counts, known=INT)
        walk = emit(before, words.RANGE, rounds)
        backwards = len(loop.iters) == 1 and loop.iters[0].reverse
        position = Var("i", INT, temp=True)
        reads = Builder(self.supply, loop.where)
        names: dict[Var, Atom] = {}
        lengths = dict(zip(map(id, sized), counts, strict=True))
        for item, walked in zip(loop.items, loop.iters, strict=True):
            if walked.count:
                self.counter(reads, item, walked, position, names)
            else:
                self.read(before, reads, item, walked, position, None if backwards else lengths[id(walked)])
        inner = self.block(substitute(loop.body, names))
        body = Block((position, *loop.carried), (*reads.body, *inner.body), inner.results)
        return [*before.body, replace(loop, iters=(Iter(walk, backwards),), body=body)]

    def counter(self, reads: Builder, item: Var, walked: Iter, position: Var, names: dict[Var, Atom]) -> None:
        """The counter of an ``enumerate``: the position, moved by its start."""
        if walked.source == Lit(0):
            names[item] = position
            return
        names[item] = emit(reads, words.ADD, walked.source, position, known=item.type)

    def read(self, before: Builder, reads: Builder, item: Var, walked: Iter, position: Var, length: Var | None) -> None:
        index: Atom = position
        if walked.reverse and length is not None:
            last = emit(before, words.SUB, length, Lit(1))
            index = emit(reads, words.SUB, last, position)
        reads.body.append(Op((item,), words.ITEM, (walked.source, index), reads.where))
