"""Variables that may have no value: not bound on every path.  On a tape, or returned, they are None."""

from __future__ import annotations

from collections.abc import Iterator

from srcad.back.code import is_second_name
from srcad.ir.core import UNDEF, Atom, Block, For, Function, If, Op, Statement, Try, Var, While, With
from srcad.ir.walk import all_statements, both_ways


def maybe_undefined(function: Function) -> set[Var]:
    """The variables that may have no value, and the lists that may hold such."""
    flows = list(_flows(function.block))
    found: set[Var] = set()
    size = -1
    while size != len(found):
        size = len(found)
        found.update(target for target, source in flows if source in found or source == UNDEF)
    return found


def handed_on(function: Function) -> dict[Var, list[Var]]:
    """The variables that each variable becomes, or becomes part of, at the edges of regions."""
    found: dict[Var, list[Var]] = {}
    for target, source in _flows(function.block):
        if isinstance(source, Var):
            found.setdefault(target, []).append(source)
    return found


def _flows(block: Block) -> Iterator[tuple[Var, Atom]]:
    for stmt in all_statements(block):
        yield from _of_statement(stmt)


def _of_statement(stmt: Statement) -> Iterator[tuple[Var, Atom]]:
    match stmt:
        case If():
            yield from zip(stmt.outs, stmt.then.results, strict=True)
            yield from zip(stmt.outs, stmt.orelse.results, strict=True)
        case For() | While():
            yield from _of_loop(stmt)
        case Try():
            yield from both_ways(stmt)
        case With():
            yield from stmt.handed
        case Op() if is_second_name(stmt):
            yield stmt.out, stmt.args[0]
        case _:
            pass


def _of_loop(stmt: For | While) -> Iterator[tuple[Var, Atom]]:
    for values in (stmt.inits, stmt.yields):
        yield from zip(stmt.carried, values, strict=True)
    yield from zip(stmt.outs, stmt.carried, strict=False)
    yield from zip(stmt.outs[len(stmt.inits) :], stmt.collects, strict=False)
    if isinstance(stmt, For):
        yield from zip(stmt.items, (walked.source for walked in stmt.iters), strict=True)
    else:
        yield from zip(stmt.test.params, stmt.carried, strict=True)
