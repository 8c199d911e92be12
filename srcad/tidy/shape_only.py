"""What is mentioned for its shape alone need not be computed: ``(y ** 2).size`` -> ``y.size``.

Where an adjoint only asks for the shape (or shape and dtype) of a value without a name, it asks an argument or a
named value of the same type instead; equal types have equal axes.  A seed is not asked: what is differentiated may be
computed before there is one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from srcad.ir.core import Apply, Atom, Block, Function, Op, Statement, Var
from srcad.ir.types import Array
from srcad.ir.walk import changed_block, map_blocks

#: where the argument of which only the shape matters stands, and whether its dtype matters too
_ASKS = {
    "zeros_like": (0, True),
    "full_like": (0, True),
    "shape": (0, False),
    "size": (0, False),
    "unbroadcast": (1, False),
}


def shape_only(fn: Function) -> Function:
    """The function with shapes asked of values that are there anyway."""
    known: dict[object, Var] = {}
    leaves = iter(fn.block.params)
    for param in fn.params:
        for leaf in islice(leaves, param.tree.count()):
            if param.kind != "KEYWORD_ONLY":  # as seeds are, and tangents
                _offer(known, leaf)
    block = _block(fn.block, known)
    return fn if block is fn.block else replace(fn, block=block)


def _block(block: Block, known: dict[object, Var]) -> Block:
    outside = len(known)
    body = []
    for stmt in block.body:
        body.append(_statement(stmt, known))
        if isinstance(stmt, Op) and stmt.outs and not stmt.outs[0].temp:
            _offer(known, stmt.outs[0])
    while len(known) > outside:
        known.popitem()
    return changed_block(block, body)


def _statement(stmt: Statement, known: dict[object, Var]) -> Statement:
    if not isinstance(stmt, Op):
        return map_blocks(stmt, lambda inner: _block(inner, known))
    if not stmt.where.adjoint or not isinstance(stmt.prim, Apply):
        return stmt
    place, dtype = _ASKS.get(getattr(stmt.prim.fn, "__name__", ""), (len(stmt.args), False))
    if place >= len(stmt.args):
        return stmt
    new = _stand_in(stmt.args[place], dtype, known)
    if new is stmt.args[place]:
        return stmt
    return replace(stmt, args=(*stmt.args[:place], new, *stmt.args[place + 1 :]))


def _stand_in(atom: Atom, dtype: bool, known: dict[object, Var]) -> Atom:
    if not isinstance(atom, Var) or not atom.temp or not isinstance(atom.type, Array):
        return atom
    return known.get(atom.type if dtype else atom.type.dims, atom)


def _offer(known: dict[object, Var], var: Var) -> None:
    """The first value of a type is the one to ask, an argument rather than what is computed."""
    if isinstance(var.type, Array):
        known.setdefault(var.type, var)
        known.setdefault(var.type.dims, var)
