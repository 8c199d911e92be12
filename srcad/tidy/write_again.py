"""Write small integers again where they are used: ``t = i + 1; x[t]; y[t]`` -> ``x[i + 1]; y[i + 1]``.

It costs next to nothing, and reads as the person wrote it.  Only within the same iteration, and only what has no
name.  This is for printing, so it comes last: passes that compare indices want them to be one value.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import replace

from srcad.ir.core import Apply, Atom, Block, Function, If, Lit, Op, Statement, Var
from srcad.ir.types import Scalar
from srcad.ir.walk import changed_block, map_blocks, operands, substitute_operands

_CHEAP = (operator.add, operator.sub, operator.mul)


def write_again(fn: Function) -> Function:
    """The function with a copy of each small integer for each of its uses but the first."""
    block = _Pass().block(fn.block)
    return fn if block is fn.block else replace(fn, block=block)


class _Pass:
    def __init__(self) -> None:
        #: the cheap operations of the current iteration
        self.cheap: dict[Var, Op] = {}
        self.used: set[Var] = set()

    def loop_body(self, block: Block) -> Block:
        outside, self.cheap = self.cheap, {}
        new = self.block(block)
        self.cheap = outside
        return new

    def block(self, block: Block) -> Block:
        body: list[Statement] = []
        for stmt in block.body:
            body += self.statement(stmt)
        return changed_block(block, body)

    def statement(self, stmt: Statement) -> Iterable[Statement]:
        """The statement, after the copies that it needs."""
        copies: list[Op] = []
        if any(atom in self.used and atom in self.cheap for atom in operands(stmt)):
            stmt = substitute_operands(stmt, lambda atom: self.copied(atom, copies))
        self.used.update(atom for atom in operands(stmt) if isinstance(atom, Var))
        if isinstance(stmt, Op) and _is_cheap(stmt):
            self.cheap[stmt.out] = stmt
        return [*copies, map_blocks(stmt, self.block if isinstance(stmt, If) else self.loop_body)]

    def copied(self, atom: Atom, copies: list[Op]) -> Atom:
        """Another value like this one, if it was used already."""
        if not isinstance(atom, Var) or atom not in self.used or atom not in self.cheap:
            return atom
        op = self.cheap[atom]
        out = Var(atom.name, atom.type, temp=True)
        args = tuple(self.copied(arg, copies) for arg in op.args)
        copies.append(replace(op, outs=(out,), args=args))
        return out


def _is_cheap(op: Op) -> bool:
    if len(op.outs) != 1 or not op.out.temp or not isinstance(op.out.type, Scalar) or op.out.type.kind != "i":
        return False
    match op.prim:
        case Apply(fn=fn, effect=False):
            return fn is len or (fn in _CHEAP and any(isinstance(arg, Lit) for arg in op.args))
        case _:
            return False
