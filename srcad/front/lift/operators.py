"""Operators of the user's classes: the methods that Python asks, in the order in which it asks them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from srcad.front.lift import protocol
from srcad.front.lift.context import Lifter
from srcad.front.lift.protocol import class_of, defines, found_in
from srcad.front.lift.values import Chosen, Num, Static, Value, View
from srcad.ir.types import Scalar

#: the method of the left operand, and that of the right one
BINARY: dict[Callable[..., Any], tuple[str, str]] = {
    operator.add: ("__add__", "__radd__"),
    operator.sub: ("__sub__", "__rsub__"),
    operator.mul: ("__mul__", "__rmul__"),
    operator.truediv: ("__truediv__", "__rtruediv__"),
    operator.floordiv: ("__floordiv__", "__rfloordiv__"),
    operator.mod: ("__mod__", "__rmod__"),
    operator.pow: ("__pow__", "__rpow__"),
    operator.matmul: ("__matmul__", "__rmatmul__"),
    operator.and_: ("__and__", "__rand__"),
    operator.or_: ("__or__", "__ror__"),
    operator.xor: ("__xor__", "__rxor__"),
    operator.lshift: ("__lshift__", "__rlshift__"),
    operator.rshift: ("__rshift__", "__rrshift__"),
}
IN_PLACE = {fn: f"__i{left[2:]}" for fn, (left, _) in BINARY.items()}
UNARY: dict[Callable[..., Any], str] = {
    operator.neg: "__neg__",
    operator.pos: "__pos__",
    operator.invert: "__invert__",
}
COMPARE: dict[Callable[..., Any], tuple[str, str]] = {
    operator.eq: ("__eq__", "__eq__"),
    operator.ne: ("__ne__", "__ne__"),
    operator.lt: ("__lt__", "__gt__"),
    operator.le: ("__le__", "__ge__"),
    operator.gt: ("__gt__", "__lt__"),
    operator.ge: ("__ge__", "__le__"),
}


def of_two(cx: Lifter, node: Any, fn: Callable[..., Any], left: Value, right: Value, name: str = "") -> Value | None:
    """What the classes of the operands make of an operator; None if neither has a say."""
    methods = BINARY.get(fn) or COMPARE.get(fn)
    if methods is None or not (defines(cx, left, methods[0]) or defines(cx, right, methods[1])):
        return None
    for owner, other, method in asked_in_turn(cx, node, left, right, methods):
        found = protocol.ask(cx, node, owner, method, [other], name)
        if not declines(cx, node, found):
            return found
    if fn in (operator.eq, operator.ne):
        return None
    error = TypeError("unsupported operand types")
    raise cx.fails(node, "neither operand has this operator for the other", "convert one of them", error)


def asked_in_turn(
    cx: Lifter, node: Any, left: Value, right: Value, methods: tuple[str, str]
) -> list[tuple[Value, Value, str]]:
    """The left operand first, unless the right one is of a class that inherits from its and has its own method."""
    one, other = class_of(cx, left), class_of(cx, right)
    compares = methods in COMPARE.values()
    turns = [(left, right, methods[0])] if defines(cx, left, methods[0]) else []
    if defines(cx, right, methods[1]) and (compares or one is not other):
        check_numpy(cx, node, left, right)
        turns.append((right, left, methods[1]))
    if len(turns) == 2 and one is not None and other is not None and one is not other and issubclass(other, one):
        own = found_in(one, methods[1])[0] is not found_in(other, methods[1])[0]
        return turns[::-1] if compares or own else turns
    return turns


def check_numpy(cx: Lifter, node: Any, left: Value, right: Value) -> None:
    """An array on the left takes the object for an item, unless the class of that says that it knows better."""
    array = isinstance(left, View)
    number = isinstance(left, Num) and isinstance(left.atom.type, Scalar) and left.atom.type.dtype is not None
    if not array and not number:
        return
    cls = class_of(cx, right)
    yields = getattr(cls, "__array_ufunc__", 0) is None or (
        getattr(cls, "__array_priority__", 0) > 0 and not hasattr(cls, "__array_ufunc__")
    )
    listlike = hasattr(cls, "__len__") or hasattr(cls, "__array__") or hasattr(cls, "__array_ufunc__")
    if yields or (number and not listlike):
        return
    reason = "NumPy applies this operator to each element of the array on its left"
    raise cx.refuse(node, reason, "set `__array_ufunc__ = None` in the class, or write the object first")


def declines(cx: Lifter, node: Any, found: Value) -> bool:
    """Whether a method gave NotImplemented."""
    if isinstance(found, Chosen) and any(declines(cx, node, option) for option in found.options):
        raise cx.refuse(node, "whether this gives NotImplemented depends on values", "decide it by the class")
    return isinstance(found, Static) and found.obj is NotImplemented


def of_one(cx: Lifter, node: Any, fn: Callable[..., Any], operand: Value, name: str = "") -> Value | None:
    """``-obj``"""
    method = UNARY.get(fn)
    if method is None or not defines(cx, operand, method):
        return None
    return protocol.ask(cx, node, operand, method, [], name)


def in_place(cx: Lifter, node: Any, fn: Callable[..., Any], owner: Value, value: Callable[[], Value]) -> Value | None:
    """``obj += value``, where the class says what that is; else None, and `value` is not evaluated."""
    method = IN_PLACE.get(fn)
    if method is None or not defines(cx, owner, method):
        return None
    other = value()
    found = protocol.ask(cx, node, owner, method, [other])
    if not declines(cx, node, found):
        return found
    result = of_two(cx, node, fn, owner, other)
    if result is None:
        raise cx.refuse(node, "neither operand has this operator for the other", "convert one of them")
    return result
