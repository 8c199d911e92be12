"""Give variables other names: definitions and mentions alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from srcad.ir.core import Atom, Block, Statement, Var
from srcad.ir.walk import map_blocks, substitute_operands


def renamed(block: Block, names: Mapping[Var, Var]) -> Block:
    """The block with some variables replaced, where they are defined and where they are mentioned."""
    if not names:
        return block

    def var(old: Var) -> Var:
        return names.get(old, old)

    def atom(old: Atom) -> Atom:
        return var(old) if isinstance(old, Var) else old

    def statement(stmt: Statement) -> Statement:
        new = map_blocks(substitute_operands(stmt, atom), visit)
        return replace(new, outs=tuple(map(var, new.outs)))

    def visit(inner: Block) -> Block:
        return Block(tuple(map(var, inner.params)), tuple(map(statement, inner.body)), tuple(map(atom, inner.results)))

    return visit(block)
