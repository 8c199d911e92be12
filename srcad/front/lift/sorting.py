"""`sorted` and `sort` of lists of which only values tell the length: an order is found, and the items follow it."""

from __future__ import annotations

from typing import Any

from srcad import runtime
from srcad.front.lift import prelude, tables
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import columns_of, with_lists
from srcad.front.lift.options import is_none
from srcad.front.lift.values import Box, Columns, Num, Seq, Static, Value
from srcad.ir.core import Apply, Var
from srcad.ir.types import Opaque, Scalar


def sorted_list(cx: Lifter, node: Any, items: Value, kwargs: dict[str, Value]) -> Value:
    """``sorted(items, key=f, reverse=r)``, a new list."""
    found = tables.listed(cx, node, items) or items
    if not isinstance(cx.open(found), Columns):
        found = prelude.call_own(cx, node, prelude.listed, [found])
    content = cx.open(found)
    if not isinstance(content, Columns):
        return found
    return cx.box(in_order(cx, node, content, kwargs), node)


def sort(cx: Lifter, node: Any, box: Box, kwargs: dict[str, Value]) -> None:
    """``items.sort(key=f, reverse=r)``"""
    content = cx.open(box)
    if isinstance(content, Seq) and len(content.items) < 2:
        return
    cx.fill(box, in_order(cx, node, columns_of(cx, node, content, None), kwargs), node)


def in_order(cx: Lifter, node: Any, columns: Columns, kwargs: dict[str, Value]) -> Columns:
    key = kwargs.get("key", Static(None))
    scores = columns
    if not is_none(key):
        made = cx.open(prelude.call_own(cx, node, prelude.scored, [cx.box(columns, node), key]))
        if not isinstance(made, Columns):  # of a list that is empty here
            return columns
        scores = made
    reverse = cx.atom(kwargs["reverse"], node) if "reverse" in kwargs else cx.atom(Static(False), node)
    order = cx.emit(node, Apply(runtime.order_of), reverse, *sortable(cx, node, scores))
    lists = (cx.emit(node, Apply(runtime.arranged), one, order, name=one.name) for one in columns.lists)
    new = with_lists(columns, lists)
    assert isinstance(new, Columns)
    return new


def sortable(cx: Lifter, node: Any, scores: Columns) -> tuple[Var, ...]:
    """The columns of numbers, of text, or of tuples of them."""
    parts = scores.entry.items if isinstance(scores.entry, Seq) and scores.entry.kind == "tuple" else (scores.entry,)
    if not all(isinstance(part, Num) and isinstance(part.atom.type, Scalar | Opaque) for part in parts):
        raise cx.refuse(node, "only numbers, text and tuples of them are sorted here", "give a `key` that is a number")
    return scores.lists
