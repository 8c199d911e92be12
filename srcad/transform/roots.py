"""Square roots of sums of squares, as the derivative sees them.

Where such a sum is zero all that is squared is zero, and so is the derivative of the sum: the root then has the
derivative 0, as `np.hypot` and `np.linalg.norm` have, instead of infinity times zero.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping
from dataclasses import replace

from srcad.analyse import words
from srcad.ir.core import Apply, Atom, Block, Lit, Op, Statement, Var
from srcad.ir.walk import all_statements, map_blocks

#: how deep a sum is looked into
DEPTH = 20


def mark_roots(block: Block) -> Block:
    """The block with those roots under their own name; they are printed as before."""
    made = {stmt.out: stmt for stmt in all_statements(block) if isinstance(stmt, Op) and len(stmt.outs) == 1}
    if not any(isinstance(op.prim, Apply) and op.prim.fn in words.ROOTS for op in made.values()):
        return block
    return _marked(block, made)


def _marked(block: Block, made: Mapping[Var, Op]) -> Block:
    body = tuple(map_blocks(_root(stmt, made), lambda inner: _marked(inner, made)) for stmt in block.body)
    return Block(block.params, body, block.results)


def _root(stmt: Statement, made: Mapping[Var, Op]) -> Statement:
    if not isinstance(stmt, Op) or not isinstance(stmt.prim, Apply) or stmt.prim.fn not in words.ROOTS:
        return stmt
    if not is_sum_of_squares(stmt.args[0], made):
        return stmt
    fn, name = words.ROOTS[stmt.prim.fn]
    return replace(stmt, prim=replace(stmt.prim, fn=fn, name=stmt.prim.name or name))


def is_sum_of_squares(atom: Atom, made: Mapping[Var, Op], depth: int = 0) -> bool:
    """Whether a value is zero only where all that it is made of is, and its derivative is zero there."""
    op = made.get(atom) if isinstance(atom, Var) and depth < DEPTH else None
    if op is None or not isinstance(op.prim, Apply):
        return False

    def within(arg: Atom) -> bool:
        return is_sum_of_squares(arg, made, depth + 1)

    fn, args = op.prim.fn, op.args
    if fn in words.PRODUCTS and len(args) == 2 and args[0] is args[1] and isinstance(args[0], Var):
        return fn in words.MULTIPLICATIONS or getattr(args[0].type, "ndim", 0) == 1
    if fn in words.MULTIPLICATIONS:
        return any(_is_positive(one) and within(other) for one, other in (args, args[::-1]))
    if fn in words.POWERS:
        return args[1] in (Lit(2), Lit(2.0))
    if fn is operator.add:
        return all(arg in (Lit(0), Lit(0.0)) or within(arg) for arg in args)
    return fn in words.SQUARES or (fn in words.TOTALS and within(args[0]))


def _is_positive(atom: Atom) -> bool:
    return isinstance(atom, Lit) and isinstance(atom.value, int | float) and atom.value > 0

