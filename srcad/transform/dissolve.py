"""A branch of which it is known which way it goes is what happens on that way.

``if False: a  else: b`` -> ``b``
"""

from __future__ import annotations

from dataclasses import replace

from srcad.ir.core import Atom, Block, Function, If, Lit, Statement, Var
from srcad.ir.walk import map_blocks, substitute


def dissolve(fn: Function) -> Function:
    """The function without branches on literals."""
    names: dict[Var, Atom] = {}
    block = _block(fn.block, names)
    return replace(fn, block=substitute(block, names)) if names else fn


def _block(block: Block, names: dict[Var, Atom]) -> Block:
    return Block(block.params, tuple(new for stmt in block.body for new in _statement(stmt, names)), block.results)


def _statement(stmt: Statement, names: dict[Var, Atom]) -> tuple[Statement, ...]:
    stmt = map_blocks(stmt, lambda inner: _block(inner, names))
    if not isinstance(stmt, If) or not isinstance(stmt.cond, Lit):
        return (stmt,)
    arm = stmt.then if stmt.cond.value else stmt.orelse
    # what an arm gives may itself have come out of a branch inside it, or before it
    for out, end in zip(stmt.outs, arm.results, strict=True):
        names[out] = names.get(end, end) if isinstance(end, Var) else end
    return arm.body
