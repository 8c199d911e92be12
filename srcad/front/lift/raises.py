"""`raise`: of a class, of an exception that is there already, of the one being handled; with or without a cause."""

from __future__ import annotations

from typing import Any

import gast

from srcad.front.lift.context import Lifter, statement
from srcad.front.lift.values import Num, Static, Value
from srcad.ir.core import Atom, Lit, Raise
from srcad.ir.types import Opaque

#: the type of an exception that was caught
EXCEPTION = Opaque("exception")


@statement(gast.Raise)
def raise_(cx: Lifter, node: gast.Raise) -> None:
    prim, args = raised(cx, node)
    if node.cause is not None:
        prim, args = Raise(prim.cls, prim.name, prim.bare, prim.again, True), [*args, cause(cx, node.cause)]
    cx.effect(node, prim, *args)
    cx.state.dead = True


def raised(cx: Lifter, node: gast.Raise) -> tuple[Raise, list[Atom]]:
    """What is raised, and the arguments it takes."""
    if node.exc is None:
        return Raise(BaseException, "", True, True), [handled(cx, node)]
    called = isinstance(node.exc, gast.Call)
    value = cx.expr(node.exc.func if called else node.exc)
    if not called and is_exception(value):
        return Raise(BaseException, "", False, True), [cx.atom(value, node)]
    cls = exception_class(value)
    if cls is None:
        raise cx.refuse(node, "only an exception class, or one that was caught, can be raised", "raise ValueError(...)")
    if called and node.exc.keywords:
        raise cx.refuse(node, "an exception with keywords is not supported", "pass the values by position")
    args = [cx.expr_atom(arg) for arg in node.exc.args] if called else []
    return Raise(cls.obj, cls.name, not called), args


def handled(cx: Lifter, node: gast.Raise) -> Atom:
    """The exception that ``raise`` alone raises again."""
    if not cx.handling:
        raise cx.refuse(node, "`raise` alone stands outside of a handler", "name the exception")
    return cx.handling[-1]


def cause(cx: Lifter, node: Any) -> Atom:
    value = cx.expr(node)
    if isinstance(value, Static) and value.obj is None:
        return Lit(None)
    if is_exception(value):
        return cx.atom(value, node)
    raise cx.refuse(node, "only an exception that was caught, or None, can be a cause", "raise ... from error")


def is_exception(value: Value) -> bool:
    return isinstance(value, Num) and value.atom.type == EXCEPTION


def exception_class(value: Value) -> Static | None:
    known = isinstance(value, Static) and isinstance(value.obj, type) and issubclass(value.obj, BaseException)
    return value if known and isinstance(value, Static) else None
