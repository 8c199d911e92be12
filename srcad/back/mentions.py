"""Which variables with memory a statement mentions, as the bits of an integer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from srcad.back.memory import Memory
from srcad.back.sharing import has_memory
from srcad.ir.core import Atom, Block, Statement
from srcad.ir.walk import blocks_of, operands, vars_in


class Mentions:
    """Remembers the answer for every statement."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._found: dict[Statement, int] = {}

    def of_atoms(self, atoms: Iterable[Atom]) -> int:
        mask = 0
        for var in vars_in(atoms):
            if has_memory(var.type):
                mask |= self.memory.bit(var)
        return mask

    def of_statement(self, stmt: Statement) -> int:
        """What a statement and its blocks mention from outside."""
        if stmt not in self._found:
            mask = self.of_atoms(operands(stmt))
            for block in blocks_of(stmt):
                mask |= self.of_block(block)
            self._found[stmt] = mask
        return self._found[stmt]

    def of_block(self, block: Block) -> int:
        mask = self.of_atoms(block.results)
        for stmt in reversed(block.body):
            mask = mask & ~self.of_atoms(stmt.outs) | self.of_statement(stmt)
        return mask & ~self.of_atoms(block.params)

    def after_each(self, body: Sequence[Statement], live: int) -> list[int]:
        """What is live after each statement of a block at whose end `live` is."""
        found = []
        for stmt in reversed(body):
            found.append(live)
            live = live & ~self.of_atoms(stmt.outs) | self.of_statement(stmt)
        return found[::-1]


def bits(mask: int) -> Iterable[int]:
    """The single bits of a mask."""
    while mask:
        low = mask & -mask
        yield low
        mask ^= low
