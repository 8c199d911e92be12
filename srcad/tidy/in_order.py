"""A `try` whose parts come one after the other anyway goes: ``try: y = x * x finally: n = 1`` -> ``y = x * x; n = 1``.

What comes finally matters where the body raises, and then only by what it does: what it computes is lost with all the
rest.
"""

from __future__ import annotations

from dataclasses import replace

from srcad.analyse.effects import is_effect
from srcad.analyse.raising import never_raises
from srcad.ir.core import Atom, Block, Function, Op, Statement, Var, With
from srcad.ir.walk import all_statements, changed_block, map_blocks, substitute


def in_order(fn: Function) -> Function:
    """The function without those."""
    block = _block(fn.block)
    return fn if block is fn.block else replace(fn, block=block)


def _block(block: Block) -> Block:
    body: list[Statement] = []
    names: dict[Var, Atom] = {}
    for stmt in block.body:
        inner = map_blocks(stmt, _block)
        if isinstance(inner, With) and not inner.is_managed and _comes_in_order(inner):
            body += (*inner.body.body, *inner.final.body)
            for out, result in inner.handed:
                names[out] = names.get(result, result) if isinstance(result, Var) else result
        else:
            body.append(inner)
    return substitute(changed_block(block, body), names)


def _comes_in_order(stmt: With) -> bool:
    if all(map(never_raises, stmt.body.body)):
        return True
    final = list(all_statements(stmt.final))
    return all(map(never_raises, final)) and not any(isinstance(op, Op) and is_effect(op) for op in final)
