"""A `while` whose condition assigns tests it inside the loop.

Before::                                 after::

    while (y := g(x)) > tol:                 while True:
        x = x - y                                if (y := g(x)) > tol:
    else:                                            x = x - y
        x = 0.0                                  else:
                                                     x = 0.0
                                                     break

The condition runs once more than the body, and what it assigned last belongs to no iteration; so it is made part of
the last one.
"""

from __future__ import annotations

from collections.abc import Sequence

import gast

from srcad.front.desugar.nodes import assign, constant, made, named, negation


def assigns(test: gast.AST) -> bool:
    """Whether evaluating a condition binds a name."""
    return any(isinstance(node, gast.NamedExpr) for node in gast.walk(test))


def rotate_conditions(stmts: Sequence[gast.AST]) -> list[gast.AST]:
    """The same statements, without a loop whose condition assigns."""
    return [_rotated(stmt) for stmt in stmts]


def _rotated(stmt: gast.AST) -> gast.AST:
    if isinstance(stmt, gast.Try):
        return _rotated_try(stmt)
    if isinstance(stmt, gast.With):
        return made(gast.With(stmt.items, rotate_conditions(stmt.body), None), stmt)
    if not isinstance(stmt, gast.If | gast.For | gast.While):
        return stmt
    body, orelse = rotate_conditions(stmt.body), rotate_conditions(stmt.orelse)
    if isinstance(stmt, gast.While) and assigns(stmt.test):
        test = made(gast.If(stmt.test, body, [*orelse, made(gast.Break(), stmt)]), stmt)
        return made(gast.While(constant(True, stmt), [test], []), stmt)
    return stmt if body == stmt.body and orelse == stmt.orelse else _with(stmt, body, orelse)


def _rotated_try(stmt: gast.AST) -> gast.AST:
    handlers = [_rotated_handler(handler) for handler in stmt.handlers]
    body, orelse, final = map(rotate_conditions, (stmt.body, stmt.orelse, stmt.finalbody))
    return made(gast.Try(body, handlers, orelse, final), stmt)


def _rotated_handler(handler: gast.AST) -> gast.AST:
    return made(gast.ExceptHandler(handler.type, handler.name, rotate_conditions(handler.body)), handler)


def _with(stmt: gast.AST, body: list[gast.AST], orelse: list[gast.AST]) -> gast.AST:
    if isinstance(stmt, gast.For):
        return made(gast.For(stmt.target, stmt.iter, body, orelse, None), stmt)
    return made(type(stmt)(stmt.test, body, orelse), stmt)


def tested_inside(loop: gast.AST, ended: str) -> gast.AST:
    """The loop with its condition tested by a statement of its body: what happens while testing happens in a round.

    ``while test: body``  ->  ``while True: ended = not test; if ended: pass; else: body`` until ended
    """
    flag = named(ended, loop)
    rest = made(gast.If(flag, [made(gast.Pass(), loop)], loop.body), loop)
    body = [assign(ended, negation(loop.test, loop), loop), rest]
    new = made(gast.While(constant(True, loop), body, []), loop)
    until = getattr(loop, "until", None)
    new.until = flag if until is None else gast.copy_location(gast.BoolOp(gast.Or(), [flag, until]), loop)
    return new
