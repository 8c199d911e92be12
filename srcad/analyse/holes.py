"""Which variables may be undefined: some path that reaches them does not bind them.

The adjoint of an array that may be undefined is a number (0.0) where it is not bound; such a variable is loose in
the same way.
"""

from __future__ import annotations

import numpy as np

from srcad.ir.core import UNDEF, Apply, Atom, Block, For, If, Index, Op, Statement, Try, Var, While, With
from srcad.ir.types import Array, ListOf, Scalar
from srcad.ir.walk import all_statements, blocks_of, both_ways
from srcad.runtime import unbroadcast

#: functions whose results have the axes of their first argument
_SHAPED = (np.full_like, np.zeros_like, unbroadcast)


def may_be_undefined(block: Block) -> frozenset[Var]:
    """The variables that can hold `UNDEF`, and the lists that can hold it as an entry."""
    found: set[Var] = set()
    size = -1
    while size != len(found):
        size = len(found)
        _visit(block, found)
    return frozenset(found)


def _visit(block: Block, found: set[Var]) -> None:
    for stmt in block.body:
        for target, source in _moves(stmt):
            if source == UNDEF or source in found or is_number_for_array(target, source):
                found.add(target)
        for inner in blocks_of(stmt):
            _visit(inner, found)


def may_be_numbers(block: Block) -> frozenset[Var]:
    """The variables of array type that may hold a number, which stands for equal items, and the lists of such."""
    moves: list[tuple[Var, Atom]] = []
    found: set[Var] = set()
    sums: list[Op] = []
    for stmt in all_statements(block):
        moves += _moves(stmt)
        if isinstance(stmt, Op) and len(stmt.outs) == 1 and isinstance(stmt.out.type, Array) and is_elementwise(stmt):
            sums.append(stmt)
    found.update(target for target, source in moves if is_number(source) and isinstance(target.type, Array | ListOf))
    size = 0
    while size != len(found):
        size = len(found)
        found.update(target for target, source in moves if source in found)
        found.update(op.out for op in sums if all(arg in found for arg in shaping(op)))
    return frozenset(found)


def is_number(atom: Atom) -> bool:
    return isinstance(atom.type, Scalar)


def is_elementwise(op: Op) -> bool:
    """Whether an operation on numbers gives a number."""
    if not isinstance(op.prim, Apply):
        return False
    fn = op.prim.fn
    return isinstance(fn, np.ufunc) or getattr(fn, "__module__", "") == "_operator" or fn in (*_SHAPED, np.where)


def shaping(op: Op) -> list[Atom]:
    """The arrays that give the result its axes."""
    assert isinstance(op.prim, Apply)
    args = op.args[:1] if op.prim.fn in _SHAPED else op.args
    return [arg for arg in args if isinstance(arg.type, Array)]


def is_number_for_array(target: Var, source: Atom) -> bool:
    return isinstance(target.type, Array) and isinstance(source.type, Scalar)


def _moves(stmt: Statement) -> list[tuple[Var, Atom]]:
    """Which values are handed on unchanged, and to whom."""
    match stmt:
        case Op(prim=Index()) if isinstance(stmt.args[0].type, ListOf):
            return [(stmt.out, stmt.args[0])]
        case Op():
            return []
        case If():
            return [
                *zip(stmt.outs, stmt.then.results, strict=True),
                *zip(stmt.outs, stmt.orelse.results, strict=True),
            ]
        case For():
            items = [(item, walked.source) for item, walked in zip(stmt.items, stmt.iters, strict=True)]
            return [*items, *loop_moves(stmt)]
        case While():
            tested = zip(stmt.test.params, stmt.body.params, strict=True)
            return [*loop_moves(stmt), *tested]
        case Try():
            return both_ways(stmt)
        case With():
            return list(stmt.handed)


def loop_moves(loop: For | While) -> list[tuple[Var, Atom]]:
    """What a loop hands on: into its first round, from round to round, and out."""
    count = len(loop.inits)
    moves: list[tuple[Var, Atom]] = []
    for param, init, yielded, out in zip(loop.carried, loop.inits, loop.yields, loop.outs[:count], strict=True):
        moves += [(param, init), (param, yielded), (out, init), (out, yielded)]
    return [*moves, *zip(loop.outs[count:], loop.collects, strict=True)]
