"""Comprehensions: loops that fill a new list or dict."""

from __future__ import annotations

from typing import Any

import gast

from srcad.front.desugar.comprehensions import part_of
from srcad.front.desugar.names import loads
from srcad.front.lift.calls import inline
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.values import Closure, Record, Seq, Value


@expression(gast.ListComp)
@expression(gast.DictComp)
def comprehension(cx: Lifter, node: Any, name: str) -> Value:
    first = cx.expr(node.generators[0].iter)
    filled = cx.box(Record((), ()) if isinstance(node, gast.DictComp) else Seq("list", ()), node)
    filled.cell.name = name or "items"
    # in one round it reads what it reads in the next
    cx.frame.live.append(frozenset(loads([node])))
    inline(cx, node, part(cx, node), [first, filled], {}, part=True)
    cx.frame.live.pop()
    return filled


def part(cx: Lifter, node: Any) -> Closure:
    return Closure(part_of(node), cx.frame.source, cx.frame.scope, (), (), "a comprehension")
