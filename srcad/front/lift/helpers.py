"""Helpers of rules that are computed while the text is written: from literals and types to a literal."""

from __future__ import annotations

from typing import Any

from srcad.front.lift.calls import FINDERS, Handler
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Num, Seq, Static, Value
from srcad.ir.core import Lit


def find_static(obj: Any) -> Handler | None:
    return call_static if getattr(obj, "is_static", False) is True else None


FINDERS.insert(0, find_static)


def call_static(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """The helper is called here and now."""
    callee, *rest = args
    assert isinstance(callee, Static)
    return literal_value(callee.obj(*(fact(cx, arg, node) for arg in rest)))


def fact(cx: Lifter, value: Value, node: Any) -> Any:
    """What a helper is told of an argument: its value if it is known, else its type."""
    known = cx.known_value(value)
    if known is not None:
        return known.value
    if isinstance(value, Seq):
        return tuple(fact(cx, item, node) for item in value.items)
    return value.obj if isinstance(value, Static) else cx.type(value, node)


def literal_value(found: Any) -> Value:
    if isinstance(found, tuple):
        return Seq("tuple", tuple(map(literal_value, found)))
    if isinstance(found, int | float):
        return Num(Lit(found))
    return Static(found)
