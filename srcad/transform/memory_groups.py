"""Which values may be part of one piece of memory: views, places of lists, versions stored into."""

from __future__ import annotations

from collections.abc import Sequence

from srcad.analyse.holes import loop_moves
from srcad.ir.core import Apply, Atom, Bind, Block, For, Free, If, Index, Op, Statement, Try, Update, Var, While, With
from srcad.ir.types import Array, ListOf, TupleOf
from srcad.ir.walk import all_statements, both_ways
from srcad.rules.table import row_of
from srcad.rules.vocabulary import FRESH


def memory_groups(block: Block) -> dict[Var, Var]:
    """For each array and container one value that stands for all that may share memory with it."""
    groups = _Groups()
    for param in block.params:
        groups.add(param)
    for stmt in all_statements(block):
        for out in stmt.outs:
            groups.add(out)
        for one, other in _shares(stmt):
            groups.join(one, other)
    return {var: groups.find(var) for var in list(groups.parent)}


class _Groups:
    def __init__(self) -> None:
        self.parent: dict[Var, Var] = {}

    def add(self, var: Var) -> None:
        if isinstance(var.type, Array | ListOf | TupleOf):
            self.parent.setdefault(var, var)

    def find(self, var: Var) -> Var:
        while self.parent[var] is not var:
            var = self.parent[var]
        return var

    def join(self, one: Atom, other: Atom) -> None:
        if not isinstance(one, Var) or not isinstance(other, Var):
            return
        self.add(one)
        self.add(other)
        if one in self.parent and other in self.parent:
            self.parent[self.find(other)] = self.find(one)


def _kept(op: Op) -> Sequence[Atom]:
    """The operands that the result may be part of, or hold."""
    match op.prim:
        case Index():
            return op.args[:1]
        case Update():
            return op.args[:1] if isinstance(op.args[0].type, Array) else op.args[:2]
        case Apply(fn=fn):
            row = row_of(fn)
            return () if row is not None and row.effect == FRESH else op.args
        case Free() | Bind():
            return ()
        case _:
            return op.args


def _shares(stmt: Statement) -> list[tuple[Atom, Atom]]:
    match stmt:
        case Op():
            return [(arg, out) for arg in _kept(stmt) for out in stmt.outs]
        case If():
            return [*zip(stmt.outs, stmt.then.results, strict=True), *zip(stmt.outs, stmt.orelse.results, strict=True)]
        case For():
            items = [(item, walked.source) for item, walked in zip(stmt.items, stmt.iters, strict=True)]
            return [*items, *loop_moves(stmt)]
        case While():
            return [*loop_moves(stmt)]
        case Try():
            return [*both_ways(stmt)]
        case With():
            return [*stmt.handed]
