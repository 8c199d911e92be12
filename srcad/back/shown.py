"""Which variables must have a value even where no statement gives them one: ``x = None``."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping

from srcad.analyse.raising import may_be_caught
from srcad.back.code import is_append
from srcad.back.undefined import handed_on, maybe_undefined
from srcad.ir.core import Apply, Function, If, Op, Pack, Statement, Try, Var
from srcad.ir.walk import all_statements, vars_in


def shown(function: Function, names: Mapping[Var, str]) -> set[Var]:
    """Results of branches that nobody named, and what is put on a tape, returned, compared with None, or renamed; and
    what a try may leave bound though it was not got through.
    """
    found = set(vars_in(function.block.results))
    for stmt in all_statements(function.block):
        found.update(_shown_by(stmt))
    sources = handed_on(function)
    undefined = maybe_undefined(function)
    for target, handed in sources.items():
        found.update(var for var in handed if var in undefined and names.get(var) != names.get(target))
    todo = list(found)
    while todo:
        more = [var for var in sources.get(todo.pop(), ()) if var not in found]
        found.update(more)
        todo += more
    return found


def _shown_by(stmt: Statement) -> tuple[Var, ...]:
    if isinstance(stmt, If):
        return tuple(out for out in stmt.outs if out.temp)
    if isinstance(stmt, Try):
        return tuple(_left_bound(stmt))
    if isinstance(stmt, Op) and (is_append(stmt) or isinstance(stmt.prim, Pack) or _asks_for_none(stmt)):
        return tuple(vars_in(stmt.args))
    return ()


def _left_bound(stmt: Try) -> Iterator[Var]:
    """What the body makes before something that may be caught."""
    classes = [cls for clause in stmt.clauses for cls in clause.classes]
    left: set[Var] = set()
    made: list[Var] = []
    for inner in stmt.body.body:
        caught = may_be_caught(inner, classes)
        # an operation gives what it gives or raises; a region may have come half way
        made += inner.outs if caught and not isinstance(inner, Op) else ()
        left.update(made if caught else ())
        made += inner.outs
    params = {param for param, atom in stmt.handed if atom in left}
    yield from (out for out, (_, end) in zip(stmt.outs, stmt.ends, strict=True) if end in params)


def _asks_for_none(op: Op) -> bool:
    return isinstance(op.prim, Apply) and op.prim.fn is operator.is_
