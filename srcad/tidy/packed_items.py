"""An item of a tuple that was just put together is what was put there: ``(a, b)[0]`` → ``a``."""

from __future__ import annotations

from dataclasses import replace

from srcad.ir.core import At, Atom, Block, Function, Index, Lit, Op, Pack, Statement, Subscript, Var
from srcad.ir.walk import map_blocks, substitute_operands

_ITEM = (Subscript((At(),)),)


def packed_items(fn: Function) -> Function:
    made: dict[Var, tuple[Atom, ...]] = {}
    names: dict[Var, Atom] = {}

    def atom(old: Atom) -> Atom:
        return names.get(old, old) if isinstance(old, Var) else old

    def visit(block: Block) -> Block:
        body: list[Statement] = []
        for stmt in block.body:
            new = map_blocks(substitute_operands(stmt, atom), visit)
            item = _item(new, made)
            if item is not None:
                names[new.outs[0]] = item
                continue
            if isinstance(new, Op) and isinstance(new.prim, Pack) and new.prim.kind == "tuple":
                made[new.outs[0]] = new.args
            body.append(new)
        return Block(block.params, tuple(body), tuple(map(atom, block.results)))

    return replace(fn, block=visit(fn.block))


def _item(stmt: Statement, made: dict[Var, tuple[Atom, ...]]) -> Atom | None:
    if not isinstance(stmt, Op) or not isinstance(stmt.prim, Index) or stmt.prim.path != _ITEM:
        return None
    base, index = stmt.args
    if not isinstance(base, Var) or base not in made or not isinstance(index, Lit):
        return None
    items = made[base]
    return items[index.value] if -len(items) <= index.value < len(items) else None
