"""`collections.defaultdict` and `collections.Counter`: dicts that have something under each key."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from srcad.front.lift import prelude
from srcad.front.lift.calls import call, handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import entry_of, leaves_of, mapped
from srcad.front.lift.options import is_none
from srcad.front.lift.values import Box, Cell, Num, Static, Table, Value
from srcad.ir.core import Lit


@handles(defaultdict)
def default_dict(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if len(args) != 2 or kwargs or is_none(args[1]):
        raise cx.refuse(node, "a `defaultdict` is made of a factory alone here", "put its entries in afterwards")
    factory = args[1]
    return empty(cx, node, Table(entry_of(cx, node, call(cx, node, factory, [], {})), (), Cell(cx.line(node)), factory))


@handles(Counter)
def counter(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if len(args) > 2 or kwargs:
        raise cx.refuse(node, "a `Counter` is made of what it counts alone here", "write the loop out")
    box = empty(cx, node, Table(Num(Lit(0)), (), Cell(cx.line(node)), Static(int), True))
    return prelude.call_own(cx, node, prelude.counted, [args[1], box]) if len(args) > 1 else box


def empty(cx: Lifter, node: Any, table: Table) -> Box:
    """A dict of such items that has none yet."""
    count = len(leaves_of(cx, node, table.entry))
    lists = tuple(mapped(cx, node, (), ()) for _ in range(count))
    return cx.box(Table(table.entry, lists, table.memory, table.default, table.counts), node)
