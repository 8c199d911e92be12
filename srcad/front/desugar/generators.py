"""Generators: functions whose body runs inside of the loop that walks them.

Each `yield` hands its value to the body of that loop.  Where the loop may end early, the generator ends with it::

    yield v                                   done = yield v
                                              if done:
                                                  return

``yield from items`` is ``for each in items: yield each``.

The generator of a context manager hands its value to the body of the `with`, which stands in the place of the `yield`::

    try:                                      try:
        yield v                                   handed(v)
    finally:                                  finally:
        close(v)                                  close(v)
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import Any

import gast

from srcad.front.desugar.exits import OUT
from srcad.front.desugar.nodes import assign, constant, made, named

DONE = " done"
_EACH = " each"
_INNER = (gast.FunctionDef, gast.AsyncFunctionDef, gast.Lambda, gast.GeneratorExp)


@lru_cache(maxsize=4096)
def yields(node: Any) -> bool:
    """Whether a function is a generator, or a statement yields."""
    waiting = [] if isinstance(node, gast.Lambda) else list(gast.iter_child_nodes(node))
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, gast.Yield | gast.YieldFrom):
            return True
        if not isinstance(inner, _INNER):
            waiting += gast.iter_child_nodes(inner)
    return False


def hands_out(stmt: Any) -> bool:
    """Whether a statement yields and does nothing else."""
    match stmt:
        case gast.Expr(value=gast.Yield() | gast.YieldFrom()):
            return True
        case gast.Assign(targets=[gast.Name(id=name)], value=gast.Yield()):
            return bool(name == DONE)
    return False


def handed(value: Any) -> None:
    """Run the body of the `with` that a manager is entered by."""
    raise NotImplementedError


@lru_cache(maxsize=4096)
def for_loop(node: Any, ends: bool) -> gast.FunctionDef:
    """The generator as a loop needs it that `ends` early, or does not."""
    return rewritten(node, Yields(ends))


@lru_cache(maxsize=4096)
def for_with(node: Any) -> gast.FunctionDef:
    """The generator of a context manager as a `with` needs it."""
    return rewritten(node, Hands(ends=False))


def rewritten(node: Any, yields: Yields) -> gast.FunctionDef:
    copy = deepcopy(node)
    copy.body = [assign(OUT, constant(None, node), node), *yields.block(copy.body)]
    return copy


class Yields(gast.NodeTransformer):  # type: ignore[misc]
    def __init__(self, ends: bool) -> None:
        self.ends = ends

    def block(self, stmts: list[Any]) -> list[Any]:
        found = [self.visit(stmt) for stmt in stmts]
        return [stmt for each in found for stmt in (each if isinstance(each, list) else [each])]

    def visit_FunctionDef(self, node: Any) -> Any:  # noqa: N802 - the name is that of the node
        return node

    def visit_Return(self, node: Any) -> Any:  # noqa: N802
        """What a generator returns reaches no loop."""
        value = [] if node.value is None else [made(gast.Expr(node.value), node)]
        return [*value, made(gast.Return(constant(None, node)), node)]

    def visit_Expr(self, node: Any) -> Any:  # noqa: N802
        match node.value:
            case gast.YieldFrom(value=items):
                given = gast.copy_location(gast.Yield(named(_EACH, node)), node)
                body = self.visit_Expr(made(gast.Expr(given), node))
                each = named(_EACH, node, gast.Store())
                return made(gast.For(each, items, body if isinstance(body, list) else [body], [], None), node)
            case gast.Yield() if self.ends:
                leave = made(gast.If(named(DONE, node), [made(gast.Return(constant(None, node)), node)], []), node)
                return [assign(DONE, node.value, node), leave]
        return node


class Hands(Yields):
    def visit_Expr(self, node: Any) -> Any:  # noqa: N802
        if not isinstance(node.value, gast.Yield):
            return node
        value = constant(None, node) if node.value.value is None else node.value.value
        return made(gast.Expr(gast.copy_location(gast.Call(constant(handed, node), [value], []), node)), node)
