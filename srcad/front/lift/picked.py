"""Items of tuples, lists and dicts by an index or key that only values tell: one branch for each."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

from srcad.front.lift.branches import choose
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import equality
from srcad.front.lift.unreached import Unreached
from srcad.front.lift.values import UNBOUND, Num, Seq, Static, Value
from srcad.ir.core import Apply, Lit, Raise


def by_position(cx: Lifter, node: Any, base: Seq, position: Value) -> Value:
    """``items[k]``; a negative index counts from the end."""
    count = len(base.items)
    index = cx.atom(position, node)

    def pick(place: int) -> Value:
        if place == count:
            return raised(cx, node, IndexError, Lit(f"{base.kind} index out of range"))
        here = cx.op(node, Apply(operator.contains), Lit((place, place - count)), index)
        return choose(cx, node, here, lambda: base.items[place], lambda: pick(place + 1))

    return pick(0)


def by_key(cx: Lifter, node: Any, keys: Sequence[Any], items: Sequence[Value], key: Value) -> Value:
    """``table[key]``"""
    if not keys:
        raised(cx, node, KeyError, cx.atom(key, node))
        raise Unreached
    literal: Value = Num(Lit(keys[0])) if isinstance(keys[0], int | float) else Static(keys[0])
    here = equality(cx, node, operator.eq, key, literal, "")
    return choose(cx, node, here, lambda: items[0], lambda: by_key(cx, node, keys[1:], items[1:], key))


def raised(cx: Lifter, node: Any, cls: type[BaseException], argument: Any) -> Value:
    cx.effect(node, Raise(cls, cls.__name__), argument)
    cx.state.dead = True
    return UNBOUND
