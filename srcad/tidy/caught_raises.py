"""A `raise` that the `try` around it catches is a jump to the handler.

try:                                           if c:
    if c: raise ValueError                         y = 1.0
    y = x * x                          ->      else:
except ValueError:                                 y = x * x
    y = 1.0

So it is where nothing else in the body raises what is caught, and the handler does not ask for the exception.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import replace

from srcad.analyse.raising import may_be_caught
from srcad.ir.core import Apply, Atom, Block, Function, If, Lit, Op, Raise, Statement, Try, Var
from srcad.ir.walk import changed_block, map_blocks, substitute, use_counts


def caught_raises(fn: Function) -> Function:
    """The function with those as branches."""
    block = _block(fn.block)
    return fn if block is fn.block else replace(fn, block=block)


def _block(block: Block) -> Block:
    body: list[Statement] = []
    names: dict[Var, Atom] = {}
    for stmt in block.body:
        inner = map_blocks(stmt, _block)
        found = _without_try(inner) if isinstance(inner, Try) else None
        if found is None:
            body.append(inner)
        else:
            statements, given = found
            body += statements
            names |= given
    return substitute(changed_block(block, body), _resolved(names))


def _resolved(names: dict[Var, Atom]) -> Mapping[Var, Atom]:
    """The names with what they stand for, of which some may be such names."""
    return {var: names.get(atom, atom) if isinstance(atom, Var) else atom for var, atom in names.items()}


def _without_try(stmt: Try) -> tuple[list[Statement], dict[Var, Atom]] | None:
    """The statements in place of a try, and what its results are if these have no results of their own."""
    classes = [cls for clause in stmt.clauses for cls in clause.classes]
    raising = [at for at, inner in enumerate(stmt.body.body) if may_be_caught(inner, classes)]
    if len(raising) != 1:
        return None
    (at,) = raising
    before, jump, after = stmt.body.body[:at], stmt.body.body[at], stmt.body.body[at + 1 :]
    number, sides = _jump(stmt, jump)
    if number is None or stmt.handler.params[1] in use_counts(stmt.handler):
        return None
    handler = _of_clause(Block((), stmt.handler.body, stmt.handler.results), {stmt.handler.params[0]: Lit(number)})
    if not isinstance(jump, If):
        return [*before, *handler.body], dict(zip(stmt.outs, handler.results, strict=True))
    raises, goes = sides
    names = dict(zip(jump.outs, goes.results, strict=True))
    rest = substitute(Block((), after, stmt.body.results), names)
    handed = dict(zip(stmt.orelse.params, rest.results, strict=True))
    went = substitute(Block((), stmt.orelse.body, stmt.orelse.results), handed)
    arms = (
        Block((), (*raises.body[:-1], *handler.body), handler.results),
        Block((), (*goes.body, *rest.body, *went.body), went.results),
    )
    then, orelse = arms if raises is jump.then else arms[::-1]
    return [*before, If(stmt.outs, jump.cond, then, orelse, jump.where, stmt.key)], {}


def _of_clause(handler: Block, known: Mapping[Var, Atom]) -> Block:
    """The way through the branches of a handler, once it is known which clause fits."""
    handler = substitute(handler, known)
    first, rest = handler.body[:1], Block((), handler.body[1:], handler.results)
    match first:
        case [Op(prim=Apply(fn=operator.eq), args=[Lit(value), Lit(other)]) as op]:
            return _of_clause(rest, {op.out: Lit(value == other)})
        case [If(cond=Lit(value)) as branch]:
            arm = branch.then if value else branch.orelse
            rest = substitute(rest, dict(zip(branch.outs, arm.results, strict=True)))
            return _of_clause(replace(rest, body=(*arm.body, *rest.body)), {})
    return handler


def _jump(stmt: Try, jump: Statement) -> tuple[int | None, Sequence[Block]]:
    """The clause that surely catches what a statement raises, and the arm that raises before the one that does not."""
    if isinstance(jump, Op):
        return _clause(stmt, jump), ()
    if not isinstance(jump, If):
        return None, ()
    classes = [cls for clause in stmt.clauses for cls in clause.classes]
    sides = (jump.then, jump.orelse)
    raising = [[inner for inner in side.body if may_be_caught(inner, classes)] for side in sides]
    first, second = raising if raising[0] else raising[::-1]
    raises, goes = sides if raising[0] else sides[::-1]
    if second or len(first) != 1 or first[0] is not raises.body[-1]:
        return None, ()
    return _clause(stmt, first[0]), (raises, goes)


def _clause(stmt: Try, op: Statement) -> int | None:
    """The number of the clause that surely catches what a `raise` raises."""
    if not isinstance(op, Op) or not isinstance(op.prim, Raise) or op.prim.again or op.prim.cause:
        return None
    for number, clause in enumerate(stmt.clauses):
        if issubclass(op.prim.cls, clause.classes):
            return number
    return None
