"""``while`` tests mention the loop variables themselves: a test's parameters become those of the body."""

from __future__ import annotations

from dataclasses import replace

from srcad.ir.core import Atom, Block, Function, Statement, Var, While
from srcad.ir.walk import map_blocks, substitute


def rejoin(function: Function) -> Function:
    return replace(function, block=_block(function.block))


def _block(block: Block) -> Block:
    return Block(block.params, tuple(map(_statement, block.body)), block.results)


def _statement(stmt: Statement) -> Statement:
    stmt = map_blocks(stmt, _block)
    if not isinstance(stmt, While):
        return stmt
    names: dict[Var, Atom] = dict(zip(stmt.test.params, stmt.carried, strict=True))
    test = substitute(stmt.test, names)
    return replace(stmt, test=Block(stmt.carried, test.body, test.results))
