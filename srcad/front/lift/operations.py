"""The functions of `operator` are the operators: ``operator.add(a, b)`` is ``a + b``."""

from __future__ import annotations

from typing import Any

from srcad.front.lift.calls import handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import BINARY, COMPARE, UNARY, binary, comparison, of_one
from srcad.front.lift.values import Static, Value


@handles(*UNARY.values())
def unary_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, operand = args
    assert isinstance(callee, Static)
    return of_one(cx, node, callee.obj, operand, name)


@handles(*BINARY.values())
def binary_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, left, right = args
    assert isinstance(callee, Static)
    return binary(cx, node, callee.obj, left, right, name)


@handles(*COMPARE.values())
def compare_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, left, right = args
    assert isinstance(callee, Static)
    return comparison(cx, node, callee.obj, left, right, name)
