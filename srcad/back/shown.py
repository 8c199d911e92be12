"""Which variables must have a value even where no statement gives them one: ``x = None``."""

from __future__ import annotations

from srcad.back.code import is_append
from srcad.ir.core import Function, If, Op, Pack, Var
from srcad.ir.walk import all_statements, vars_in


def shown(function: Function) -> set[Var]:
    """Results of branches that nobody named, or that are put on a tape or returned."""
    found = set(vars_in(function.block.results))
    for stmt in all_statements(function.block):
        if isinstance(stmt, Op) and (is_append(stmt) or isinstance(stmt.prim, Pack)):
            found.update(vars_in(stmt.args))
        if isinstance(stmt, If):
            found.update(out for out in stmt.outs if out.temp)
    return found
