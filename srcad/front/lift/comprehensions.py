"""Comprehensions: loops that fill a new list or dict."""

from __future__ import annotations

from typing import Any

import gast

from srcad.front.desugar.comprehensions import part_of
from srcad.front.desugar.names import loads
from srcad.front.lift import sets
from srcad.front.lift.calls import inline
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.values import Box, Closure, Record, Seq, Value
from srcad.ir.types import NEVER


@expression(gast.ListComp)
@expression(gast.DictComp)
@expression(gast.SetComp)
def comprehension(cx: Lifter, node: Any, name: str) -> Value:
    first = cx.expr(node.generators[0].iter)
    filled = empty(cx, node)
    filled.cell.name = name or "items"
    # in one round it reads what it reads in the next
    cx.frame.live.append(frozenset(loads([node])))
    inline(cx, node, part(cx, node), [first, filled], {}, part=True)
    cx.frame.live.pop()
    return filled


def empty(cx: Lifter, node: Any) -> Box:
    if isinstance(node, gast.SetComp):
        return sets.made(cx, node, (), NEVER)
    return cx.box(Record((), ()) if isinstance(node, gast.DictComp) else Seq("list", ()), node)


def part(cx: Lifter, node: Any) -> Closure:
    return Closure(part_of(node), cx.frame.source, cx.frame.scope, (), (), "a comprehension")
