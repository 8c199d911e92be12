"""What is taken out of a place and given back to it is left there.

``a = x_bar[1:]; x_bar[1:] = 0.0; x_bar[:-1] += h; x_bar[1:] += a + g``  ->  ``x_bar[:-1] += h; x_bar[1:] += g``

This is the adjoint of ``x[1:] = x[1:] + ...``.  Nothing but sums may lie between: they do not care what was there.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass, field, replace

from srcad.ir.core import Apply, Atom, Block, Function, Index, Lit, Op, Path, Statement, Update, Var
from srcad.ir.walk import blocks_of, map_blocks, substitute, use_counts
from srcad.tidy.first_add import may_repeat


def give_back(fn: Function) -> Function:
    """The function without such clearing, and without the sums that undo it."""
    finder = _Finder(use_counts(fn.block))
    finder.block(fn.block)
    if not finder.cleared:
        return fn
    return replace(fn, block=substitute(finder.rebuilt(fn.block), finder.cleared))


@dataclass(slots=True)
class _Finder:
    counts: dict[Var, int]
    #: results of stores that need not be, and what they store into
    cleared: dict[Var, Atom] = field(default_factory=dict)
    #: what is left to add, and whether its opposite is meant
    left: dict[Op, tuple[Atom, bool]] = field(default_factory=dict)
    #: the sums that gave back what was taken
    undone: set[Op] = field(default_factory=set)

    def block(self, block: Block) -> None:
        made: dict[Atom, Op] = {}
        for stmt in block.body:
            if isinstance(stmt, Op):
                made.update((out, stmt) for out in stmt.outs)
                self.look_at(stmt, made)
            for inner in blocks_of(stmt):
                self.block(inner)

    def look_at(self, op: Op, made: dict[Atom, Op]) -> None:
        path = _path(op, "add")
        value = made.get(op.args[1]) if path and not any(map(may_repeat, op.args[2:])) else None
        clear = self.clearing(op, made) if value is not None else None
        if value is None or clear is None or self.counts.get(value.out) != 1 or not isinstance(value.prim, Apply):
            return
        taken = [made.get(arg) for arg in value.args[:2]]
        place = clear.args[0], *op.args[2:]
        own = [one is not None and one.prim == Index(path) and one.args == place for one in taken]
        if value.prim.fn is operator.add and True in own:
            self.left[op] = value.args[1 - own.index(True)], False
        elif value.prim.fn is operator.sub and own[0]:
            self.left[op] = value.args[1], True
        else:
            return
        self.cleared[clear.out] = clear.args[0]
        self.undone.add(value)

    def clearing(self, op: Op, made: dict[Atom, Op]) -> Op | None:
        """The store of zeros at the same place, if only sums lie between."""
        earlier = made.get(op.args[0])
        while earlier is not None and self.counts.get(earlier.out) == 1 and earlier.where.adjoint:
            if _path(earlier, "add"):
                earlier = made.get(earlier.args[0])
                continue
            same = _path(earlier, "set") == _path(op, "add") and earlier.args[2:] == op.args[2:]
            return earlier if same and earlier.args[1] in (Lit(0.0), Lit(0)) else None
        return None

    def rebuilt(self, block: Block) -> Block:
        body: list[Statement] = []
        for stmt in block.body:
            if isinstance(stmt, Op) and stmt in self.left:
                value, opposite = self.left[stmt]
                if opposite:
                    body.append(Op((Var("t", value.type, temp=True),), Apply(operator.neg), (value,), stmt.where))
                    value = body[-1].outs[0]
                body.append(replace(stmt, args=(stmt.args[0], value, *stmt.args[2:])))
            elif not isinstance(stmt, Op):
                body.append(map_blocks(stmt, self.rebuilt))
            elif stmt not in self.undone and not any(out in self.cleared for out in stmt.outs):
                body.append(stmt)
        return Block(block.params, tuple(body), block.results)


def _path(op: Op, kind: str) -> Path:
    """The path of a store of an adjoint of this kind; empty for any other operation."""
    return op.prim.path if isinstance(op.prim, Update) and op.prim.kind == kind and op.where.adjoint else ()
