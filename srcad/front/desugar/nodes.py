"""The nodes that desugaring makes: each knows its place and the user's statement it stands for."""

from __future__ import annotations

import gast


def made(node: gast.AST, stmt: gast.AST) -> gast.AST:
    node.origin = getattr(stmt, "origin", stmt)
    return gast.copy_location(node, stmt)


def named(name: str, stmt: gast.AST, ctx: gast.AST | None = None) -> gast.AST:
    return gast.copy_location(gast.Name(name, ctx or gast.Load(), None, None), stmt)


def assign(name: str, value: gast.AST, stmt: gast.AST) -> gast.AST:
    return made(gast.Assign([named(name, stmt, gast.Store())], value, None), stmt)


def constant(value: object, stmt: gast.AST) -> gast.AST:
    return gast.copy_location(gast.Constant(value, None), stmt)


def flag(name: str, value: bool, stmt: gast.AST) -> gast.AST:
    return assign(name, constant(value, stmt), stmt)


def loop_like(stmt: gast.AST, body: list[gast.AST]) -> gast.AST:
    if isinstance(stmt, gast.For):
        return made(gast.For(stmt.target, stmt.iter, body, [], None), stmt)
    return made(gast.While(stmt.test, body, []), stmt)


def negation(test: gast.AST, stmt: gast.AST) -> gast.AST:
    return gast.copy_location(gast.UnaryOp(gast.Not(), test), stmt)


def returns_none(stmt: gast.AST) -> gast.AST:
    return made(gast.Return(constant(None, stmt)), stmt)
