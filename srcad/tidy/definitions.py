"""Where each value of a function comes from, and in which block each statement stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from srcad.ir.core import Atom, Block, For, Function, Iter, Op, Statement, Try, Var, While, With
from srcad.ir.walk import blocks_of

#: the statement around a block (None: the function) and which of its blocks it is
Place = tuple[Statement | None, int]
Loop = For | While


@dataclass(slots=True)
class Definitions:
    """For each variable, the statement that gives it, and as which of its results or parameters."""

    outs: dict[Var, tuple[Statement, int]] = field(default_factory=dict)
    items: dict[Var, tuple[For, int]] = field(default_factory=dict)
    carried: dict[Var, tuple[Loop, int]] = field(default_factory=dict)
    #: what the second part of a try knows of its body
    handed: dict[Var, tuple[Try, int]] = field(default_factory=dict)
    place: dict[Statement, Place] = field(default_factory=dict)
    keyed: dict[int, Statement] = field(default_factory=dict)

    def op(self, var: Var) -> Op | None:
        """The operation that gives a value."""
        stmt = self.outs[var][0] if var in self.outs else None
        return stmt if isinstance(stmt, Op) else None

    def walk(self, var: Var) -> Iter | None:
        """What is walked by a loop whose item this is."""
        if var not in self.items:
            return None
        loop, number = self.items[var]
        return loop.iters[number]

    def collector(self, var: Var) -> Loop | None:
        """The loop that collected this list."""
        loop, number = self.outs.get(var, (None, 0))
        return loop if isinstance(loop, For | While) and number >= len(loop.inits) else None

    def collected(self, var: Var) -> Atom | None:
        """The value of which this list is the collection."""
        loop = self.collector(var)
        return None if loop is None else loop.collects[self.outs[var][1] - len(loop.inits)]

    def twin(self, loop: For) -> Loop:
        """The forward loop that a loop of an open adjoint mirrors."""
        twin = self.keyed[loop.twin]
        assert isinstance(twin, For | While)
        return twin


    def is_tried(self, stmt: Statement) -> bool:
        """Whether a statement stands in the body of a try or with, at any depth: what it raises, even a warning, may
        decide what runs next.
        """
        parent, number = self.place[stmt]
        if parent is None:
            return False
        tried = isinstance(parent, Try) or (isinstance(parent, With) and parent.is_managed and not parent.where.adjoint)
        return (tried and number == 0) or self.is_tried(parent)


def definitions(fn: Function) -> Definitions:
    """All definitions of a function, found in one walk."""
    found = Definitions()
    _visit(found, fn.block, None, 0)
    return found


def _visit(found: Definitions, block: Block, parent: Statement | None, number: int) -> None:
    for stmt in block.body:
        found.place[stmt] = parent, number
        found.outs.update((out, (stmt, i)) for i, out in enumerate(stmt.outs))
        if isinstance(stmt, Op):
            continue
        if stmt.key:
            found.keyed[stmt.key] = stmt
        if isinstance(stmt, For | While):
            _visit_head(found, stmt)
        elif isinstance(stmt, Try):
            found.handed.update((var, (stmt, i)) for i, var in enumerate(stmt.orelse.params))
        for i, inner in enumerate(blocks_of(stmt)):
            _visit(found, inner, stmt, i)


def _visit_head(found: Definitions, loop: Loop) -> None:
    found.carried.update((var, (loop, i)) for i, var in enumerate(loop.carried))
    if isinstance(loop, While):
        found.carried.update((var, (loop, i)) for i, var in enumerate(loop.test.params))
    else:
        found.items.update((var, (loop, i)) for i, var in enumerate(loop.items))
