"""An item of a tuple that was just put together is what was put there: ``(a, b)[0]`` → ``a``."""

from __future__ import annotations

from dataclasses import replace

from srcad.analyse.packed import item_of
from srcad.ir.core import Atom, Block, Function, Op, Pack, Statement, Var
from srcad.ir.walk import map_blocks, substitute_operands


def packed_items(fn: Function) -> Function:
    made: dict[Var, tuple[Atom, ...]] = {}
    names: dict[Var, Atom] = {}

    def atom(old: Atom) -> Atom:
        return names.get(old, old) if isinstance(old, Var) else old

    def visit(block: Block) -> Block:
        body: list[Statement] = []
        for stmt in block.body:
            new = map_blocks(substitute_operands(stmt, atom), visit)
            item = item_of(new, made)
            if item is not None:
                names[new.outs[0]] = item
                continue
            if isinstance(new, Op) and isinstance(new.prim, Pack) and new.prim.kind == "tuple":
                made[new.outs[0]] = new.args
            body.append(new)
        return Block(block.params, tuple(body), tuple(map(atom, block.results)))

    return replace(fn, block=visit(fn.block))
