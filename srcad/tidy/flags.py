"""A flag that only repeats a condition is that condition.

``if c: stop = True  else: stop = False`` -> ``stop = c``
"""

from __future__ import annotations

import operator
from dataclasses import replace

from srcad.ir.core import Apply, Atom, Block, Function, If, Lit, Op, Statement, Var
from srcad.ir.types import BOOL, Scalar
from srcad.ir.walk import map_blocks, substitute

_TRUE, _FALSE = Lit(True), Lit(False)


def flags(fn: Function) -> Function:
    """The function with flags replaced by the conditions they repeat."""
    names: dict[Var, Atom] = {}
    block = _block(fn.block, names)
    return replace(fn, block=substitute(block, _resolved(names))) if names else fn


def _block(block: Block, names: dict[Var, Atom]) -> Block:
    body: list[Statement] = []
    for stmt in block.body:
        new = map_blocks(stmt, lambda inner: _block(inner, names))
        body.append(new)
        if isinstance(new, If):
            body += _repeated(new, names)
    return Block(block.params, tuple(body), block.results)


def _repeated(stmt: If, names: dict[Var, Atom]) -> list[Op]:
    """Note the flags that are the condition; give the operation for those that are its opposite."""
    if not isinstance(stmt.cond.type, Scalar) or stmt.cond.type.kind != "b":
        return []
    opposite: Op | None = None
    for out, then, orelse in zip(stmt.outs, stmt.then.results, stmt.orelse.results, strict=True):
        if (then, orelse) == (_TRUE, _FALSE):
            names[out] = stmt.cond
        elif (then, orelse) == (_FALSE, _TRUE):
            if opposite is None:
                opposite = Op((Var("t", BOOL, temp=True),), Apply(operator.not_), (stmt.cond,), stmt.where)
            names[out] = opposite.out
    return [] if opposite is None else [opposite]


def _resolved(names: dict[Var, Atom]) -> dict[Var, Atom]:
    """A flag may repeat a flag."""

    def final(atom: Atom) -> Atom:
        while isinstance(atom, Var) and atom in names:
            atom = names[atom]
        return atom

    return {var: final(atom) for var, atom in names.items()}
