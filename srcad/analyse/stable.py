"""Which arrays and lists no later store goes into: reading them again gives the same."""

from __future__ import annotations

from srcad.analyse.holes import loop_moves
from srcad.ir.core import Atom, Block, For, If, Op, Statement, Try, Update, Var, While, With
from srcad.ir.walk import all_statements, both_ways


def stored_into(block: Block) -> frozenset[Var]:
    """The variables whose memory a later store would change, were every store made in place."""
    origins: dict[Var, list[Atom]] = {}
    found: dict[Var, None] = {}
    for stmt in all_statements(block):
        for target, source in _moves(stmt):
            origins.setdefault(target, []).append(source)
        if isinstance(stmt, Op) and isinstance(stmt.prim, Update) and isinstance(stmt.args[0], Var):
            found[stmt.args[0]] = None
    todo = list(found)
    while todo:
        for source in origins.get(todo.pop(), ()):
            if isinstance(source, Var) and source not in found:
                found[source] = None
                todo.append(source)
    return frozenset(found)


def _moves(stmt: Statement) -> list[tuple[Var, Atom]]:
    match stmt:
        case If():
            return [*zip(stmt.outs, stmt.then.results, strict=True), *zip(stmt.outs, stmt.orelse.results, strict=True)]
        case For() | While():
            return loop_moves(stmt)
        case Try():
            return both_ways(stmt)
        case With():
            return list(stmt.handed)
        case _:
            return []
