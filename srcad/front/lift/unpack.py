"""Taking a tuple, list or array apart."""

from __future__ import annotations

from typing import Any

from srcad import runtime
from srcad.errors import LanguageError
from srcad.front.lift import protocol
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import item_of_columns
from srcad.front.lift.options import settled
from srcad.front.lift.values import VIEWS, Columns, Num, Record, Seq, Static, Value, View, Walk, is_named_tuple
from srcad.ir.core import Apply, At, Index, Lit, Subscript
from srcad.ir.types import Array, TupleOf


def unpack(cx: Lifter, node: Any, value: Value, count: int | None = None) -> tuple[Value, ...]:
    """The items of something whose length is known (or is `count`, where the text checks it)."""
    value = cx.open(protocol.iterated(cx, node, settled(cx, node, value)))
    match value:
        case Seq(items=items):
            return items
        case Record(cls=None, keys=keys):
            return tuple(Num(Lit(k)) if type(k) in (int, float) else Static(k) for k in keys)
        case Record(cls=cls, items=items) if is_named_tuple(cls):
            return items
        case Num(atom=atom) if isinstance(atom.type, TupleOf):
            step = Subscript((At(),))
            return tuple(cx.op(node, Index((step,)), atom, Lit(k)) for k in range(len(atom.type.items)))
        case View():
            return rows(cx, node, value, count)
        case Columns() if count is not None:
            return some_of(cx, node, value, count)
        case Columns():
            raise any_length(cx, node, "list")
        case Walk():
            cx.use_up(value, node)
            return walked_items(cx, node, value, count)
    raise cx.refuse(node, f"{cx.describe(value)} cannot be taken apart here", "index it")


def any_length(cx: Lifter, node: Any, what: str) -> LanguageError:
    return cx.refuse(
        node,
        f"how many items this {what} has is not known before the function runs",
        "walk it in a loop, or name its items: x[0], x[1]",
    )


def some_of(cx: Lifter, node: Any, columns: Columns, count: int) -> tuple[Value, ...]:
    """The items of a list that the text expects to be so long."""
    check = Apply(runtime.expect_length, (), "call", "expect_length", effect=True)
    cx.effect(node, check, columns.lists[0], Lit(count))
    return tuple(item_of_columns(cx, node, columns, Lit(k)) for k in range(count))


def walked_items(cx: Lifter, node: Any, walk: Walk, count: int | None) -> tuple[Value, ...]:
    """The items that an iterator gives, where their number is known."""
    if walk.kind in VIEWS:
        content = cx.open(walk.parts[0])
        if not isinstance(content, Record):
            raise cx.refuse(node, f"{cx.describe(content)} cannot be taken apart here", "walk it in a loop")
        keys = unpack(cx, node, content)
        pairs = tuple(Seq("tuple", pair) for pair in zip(keys, content.items, strict=True))
        return {"keys": keys, "values": content.items, "items": pairs}[walk.kind]
    columns = [unpack(cx, node, part, count) for part in walk.parts]
    if walk.kind in ("reversed", "filter"):
        return columns[0][:: -1 if walk.kind == "reversed" else 1]
    if walk.kind == "enumerate":
        if not isinstance(walk.start, Lit):
            raise cx.refuse(node, "this counts from a number that is not known here", "walk it in a loop")
        return tuple(Seq("tuple", (Num(Lit(k)), item)) for k, item in enumerate(columns[0], walk.start.value))
    if walk.strict and len({len(column) for column in columns}) > 1:
        raise cx.refuse(node, "`zip(strict=True)` of different numbers of items", "match them")
    found = tuple(Seq("tuple", row) for row in zip(*columns, strict=False))
    return found if walk.apply is None else tuple(walk.apply(cx, node, row) for row in found)


def rows(cx: Lifter, node: Any, value: View, count: int | None) -> tuple[Value, ...]:
    """An array gives its rows (views) or elements."""
    content = cx.read(value, node)
    assert isinstance(content.type, Array)
    length = content.type.dims[0] if content.type.dims else None
    if not isinstance(length, int) and count is None:
        raise any_length(cx, node, "array")
    if not isinstance(length, int):
        cx.effect(node, Apply(runtime.expect_length, (), "call", "expect_length", effect=True), content, Lit(count))
    step = Subscript((At(),))
    number = length if isinstance(length, int) else count or 0
    if content.type.ndim == 1:
        return tuple(cx.op(node, Index((step,)), content, Lit(k)) for k in range(number))
    return tuple(View(value.cell, (*value.path, step), (*value.indices, Lit(k))) for k in range(number))
