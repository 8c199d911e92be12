"""What a statement changes in place, and whether it has effects: what may not be moved across it."""

from __future__ import annotations

from collections.abc import Sequence

from srcad import runtime
from srcad.analyse.effects import is_effect
from srcad.back.code import is_append
from srcad.back.memory import Memory, is_store
from srcad.ir.core import Apply, Atom, For, Op, Statement, Update, While
from srcad.ir.walk import blocks_of


class Writes:
    """Remembers the answers for the statements of one function, after `own`."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self._found: dict[Statement, tuple[int, bool]] = {}

    def of(self, stmt: Statement) -> int:
        """The memory that a statement changes."""
        return self._both(stmt)[0]

    def has_effect(self, stmt: Statement) -> bool:
        return self._both(stmt)[1]

    def _both(self, stmt: Statement) -> tuple[int, bool]:
        if stmt not in self._found:
            self._found[stmt] = self._of_op(stmt) if isinstance(stmt, Op) else self._of_region(stmt)
        return self._found[stmt]

    def _of_op(self, op: Op) -> tuple[int, bool]:
        if is_append(op):
            return 0, False
        if is_store(op) and changes_items(op):
            return self.memory.all(op.args[0]), is_effect(op)
        return self.memory.own(op.args[0]) if is_store(op) else 0, is_effect(op)

    def _of_region(self, stmt: Statement) -> tuple[int, bool]:
        mask, effect = 0, False
        for block in blocks_of(stmt):
            for inner in block.body:
                writes, acts = self._both(inner)
                mask, effect = mask | writes, effect or acts
        return self._entered(stmt, mask) if isinstance(stmt, For | While) else mask, effect

    def _entered(self, loop: For | While, mask: int) -> int:
        """What a loop changes, when its body changes `mask`: also what its variables were when it began."""
        for k in unique(loop, loop.yields, mask, self.memory):
            mask |= self.memory.all(loop.inits[k])
        return mask


def changes_items(op: Op) -> bool:
    """Whether a store goes into an item of a list."""
    if isinstance(op.prim, Update):
        return len(op.prim.path) > 1
    return isinstance(op.prim, Apply) and op.prim.fn in (runtime.appended_at, runtime.shortened_at)


def unique(loop: For | While, yields: Sequence[Atom], mask: int, memory: Memory) -> list[int]:
    """The loop variables whose memory is changed if `mask` is, and those that take their place in the next round."""
    variables = loop.carried
    found = {k for k, var in enumerate(variables) if mask & memory.bit(var)}
    todo = sorted(found)
    while todo:
        reached = memory.own(yields[todo.pop()])
        for k, var in enumerate(variables):
            if reached & memory.bit(var) and k not in found:
                found.add(k)
                todo.append(k)
    return sorted(found)
