"""What is done with a value of several kinds is done with each, in branches of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.front.lift.branches import choose
from srcad.front.lift.context import Lifter
from srcad.front.lift.options import divided, not_none, reduced
from srcad.front.lift.values import Chosen, Num, Value

Use = Callable[[Value], Value]


def with_each(cx: Lifter, node: Any, value: Value, use: Use, name: str = "") -> Value:
    """``use(value)``, whichever of its options it is."""
    value = reduced(cx, value)
    if not isinstance(value, Chosen):
        return use(value)
    flag, first, rest = divided(value)
    return choose(cx, node, Num(flag), lambda: use(first), lambda: with_each(cx, node, rest, use, name), name)


def with_each_but_none(cx: Lifter, node: Any, value: Value, use: Use, name: str = "") -> Value:
    """The same of something that None does not have: the text raises where it is None."""
    return with_each(cx, node, not_none(cx, node, value), use, name)
