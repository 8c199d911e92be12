"""Methods of dicts whose keys are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.front.lift.calls import METHODS, Handler
from srcad.front.lift.context import Lifter
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Record, Seq, Static, Value


def method(name: str) -> Callable[[Handler], Handler]:
    def enter(handler: Handler) -> Handler:
        METHODS[name] = handler
        return handler

    return enter


def a_dict(cx: Lifter, node: Any, value: Value) -> Record:
    if isinstance(value, Record) and value.cls is None:
        return value
    raise cx.rule_error(node, f"{cx.describe(value)} has no such method that srcad knows", "use a dict")


@method("keys")
def keys(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Seq("tuple", unpack(cx, node, a_dict(cx, node, args[0])))


@method("values")
def values(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Seq("tuple", a_dict(cx, node, args[0]).items)


@method("items")
def items(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    owner = a_dict(cx, node, args[0])
    pairs = zip(unpack(cx, node, owner), owner.items, strict=True)
    return Seq("tuple", tuple(Seq("tuple", pair) for pair in pairs))


@method("get")
def get(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    owner = a_dict(cx, node, args[0])
    if len(args) not in (2, 3):
        raise cx.refuse(node, "`get` takes a key and a default", "match its signature")
    found = owner.get(cx.demand(args[1], node, "the key"))
    if found is not None:
        return found
    return args[2] if len(args) > 2 else Static(None)
