"""Context managers made by `contextlib.contextmanager` from a generator of the user's.

What comes before its one `yield` runs first, then the body of the `with`, then what comes after: it is written out, as
a call of a function is.  Where the `yield` stands in a `try` with a `finally`, so does the body.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import gast

from srcad.front.desugar.exits import split_exits
from srcad.front.desugar.names import loads
from srcad.front.language import refuse
from srcad.front.lift.calls import assigned_in, bind_arguments, closure_of, key_of
from srcad.front.lift.context import Frame, Lifter
from srcad.front.lift.enclosed import with_final
from srcad.front.lift.values import Closure, Scope, Static, Value

_MADE = contextlib.contextmanager(lambda: iter(())).__code__


def generator_of(obj: Any) -> FunctionType | None:
    """The generator that a function of managers was made from."""
    wrapped = getattr(obj, "__wrapped__", None)
    made = isinstance(obj, FunctionType) and obj.__code__ is _MADE
    return wrapped if made and isinstance(wrapped, FunctionType) else None


@dataclass(frozen=True, slots=True)
class Parts:
    """A generator around its one `yield`."""

    before: list[Any]
    value: Any
    final: list[Any]
    after: list[Any]


def parts_of(node: gast.FunctionDef) -> Parts | None:
    """The parts of a generator whose one `yield` is a statement, or the only one in the body of a try-finally."""
    if sum(isinstance(inner, gast.Yield | gast.YieldFrom) for inner in gast.walk(node)) != 1:
        return None
    for at, stmt in enumerate(node.body):
        inner, final = stmt, []
        if isinstance(stmt, gast.Try) and len(stmt.body) == 1 and not stmt.handlers and not stmt.orelse:
            (inner,), final = stmt.body, stmt.finalbody
        if isinstance(inner, gast.Expr) and isinstance(inner.value, gast.Yield):
            return Parts(node.body[:at], inner.value.value, final, node.body[at + 1 :])
    return None


def entered(
    cx: Lifter,
    node: gast.With,
    call: gast.Call,
    maker: Static,
    generator: FunctionType,
    inside: Callable[[Value], None],
) -> bool:
    """Write a `with` out; whether the generator is as simple as that takes.  `inside` lifts its body."""
    fn = closure_of(cx, generator, f"{maker.name}.__wrapped__", call)
    assert isinstance(fn.node, gast.FunctionDef)
    parts = parts_of(fn.node)
    if parts is None:
        return False
    args = [cx.expr(arg) for arg in call.args]
    kwargs = {keyword.arg: cx.expr(keyword.value) for keyword in call.keywords}
    scope = Scope(fn.name, fn.scope, assigned_in(fn.node))
    for parameter, value in bind_arguments(cx, call, fn, args, kwargs).items():
        cx.state.names[(scope, parameter)] = value
    later = frozenset(loads([*parts.final, *parts.after]))
    with frame(cx, fn, scope, later):
        run(cx, fn, parts.before)
        given: Value = Static(None) if parts.value is None else cx.expr(parts.value)
    if not parts.final:
        inside(given)
    else:
        with_final(cx, node, lambda: inside(given), lambda: finish(cx, fn, scope, parts.final), frozenset())
    finish(cx, fn, scope, parts.after)
    return True


def finish(cx: Lifter, fn: Closure, scope: Scope, stmts: list[Any]) -> None:
    with frame(cx, fn, scope, frozenset()):
        run(cx, fn, stmts)


@contextmanager
def frame(cx: Lifter, fn: Closure, scope: Scope, live: frozenset[str]) -> Iterator[None]:
    """Inside of the generator."""
    stmt = cx.stmt
    cx.frames.append(Frame(scope, fn.source, [live], key_of(fn)))
    try:
        yield
    finally:
        cx.frames.pop()
        cx.stmt = stmt


def run(cx: Lifter, fn: Closure, stmts: list[Any]) -> None:
    """Lift some statements of the generator, as if they were a function."""
    if not stmts:
        return
    part = gast.copy_location(gast.FunctionDef(fn.name, fn.node.args, stmts, [], None, None, []), fn.node)
    refuse(part, fn.source)
    cx.run(split_exits(part).body)
