"""Which variables must have a value even where no statement gives them one: ``x = None``."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping

from srcad.back.code import Code, Move, is_append
from srcad.back.flow import all_lines
from srcad.back.undefined import handed_on
from srcad.ir.core import Apply, Function, If, Op, Pack, Statement, Var
from srcad.ir.walk import all_statements, vars_in


def shown(function: Function, code: Code, names: Mapping[Var, str]) -> set[Var]:
    """Results of branches that nobody named, and what is put on a tape, returned, compared with None, or known by
    another name elsewhere.
    """
    found = {*vars_in(function.block.results), *_renamed(code, names)}
    for stmt in all_statements(function.block):
        found.update(_shown_by(stmt))
    sources = handed_on(function)
    todo = list(found)
    while todo:
        more = [var for var in sources.get(todo.pop(), ()) if var not in found]
        found.update(more)
        todo += more
    return found


def _renamed(code: Code, names: Mapping[Var, str]) -> Iterator[Var]:
    """What is assigned to another name."""
    for line in all_lines(code):
        if isinstance(line, Move):
            yield from (v for d, v in line.pairs if isinstance(v, Var) and v in names and names[d] != names[v])


def _shown_by(stmt: Statement) -> tuple[Var, ...]:
    if isinstance(stmt, If):
        return tuple(out for out in stmt.outs if out.temp)
    if isinstance(stmt, Op) and (is_append(stmt) or isinstance(stmt.prim, Pack) or _asks_for_none(stmt)):
        return tuple(vars_in(stmt.args))
    return ()


def _asks_for_none(op: Op) -> bool:
    return isinstance(op.prim, Apply) and op.prim.fn is operator.is_
