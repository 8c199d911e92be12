"""Stores into the items of lists and dicts of any length: they go to the place of the item, at once.

The item itself is what is there afterwards.  That two places have one item, or that it has other names which are read
later, `check_item` refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from srcad import runtime
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import ITEM, entry_atoms, known_entry, same_shape, with_lists
from srcad.front.lift.storing import PUT_BACK, STORE_INSIDE
from srcad.front.lift.values import Box, Cell, Columns, Content, Home, Num, Seq, Table, Value, View
from srcad.ir.core import Apply, Atom, Index, Path, Update, Var

#: ``rows[k][i]``
INSIDE: Path = (*ITEM.path, *ITEM.path)


def emit(cx: Lifter, node: Any, home: Home, prim: Update, value: Atom, *indices: Atom) -> Var:
    """A later version of the column of an item."""
    column = home.lists[home.first]
    name = home.owner.name if column.temp else column.name
    return cx.emit(node, prim, column, value, home.index, *indices, name=name)


def set_columns(cx: Lifter, node: Any, home: Home, new: Mapping[int, Var]) -> Home:
    """Other columns in place of some; all parts of the item are still at home."""
    content = cx.state.boxes[home.owner]
    assert isinstance(content, Columns | Table)
    lists = tuple(new.get(k, one) for k, one in enumerate(home.lists))
    cx.fill(Box(home.owner), with_lists(content, lists), node, inside=True)
    for cell, theirs in cx.state.homes.items():
        if theirs.item is home.item:
            cx.state.homes[cell] = replace(theirs, lists=lists, changed=True)
    return replace(home, lists=lists, changed=True)


def store_inside(cx: Lifter, node: Any, view: View, home: Home, value: Atom, kind: str) -> None:
    """``rows[k][path] = value``, ``rows[k] += value``; `kind` "new": the whole array is another."""
    if kind == "new":
        new = emit(cx, node, home, Update("set", ITEM.path), value)
    elif view.path or kind == "add":
        new = emit(cx, node, home, Update(kind, (*ITEM.path, *view.path)), value, *view.indices)
    else:
        filled = cx.emit(node, Update(kind, ()), cx.state.memory[view.cell], value)
        new = emit(cx, node, home, Update("set", ITEM.path), filled)
    after = set_columns(cx, node, home, {home.first: new})
    cx.state.memory[view.cell] = cx.emit(node, ITEM, after.lists[after.first], after.index)


def put_back(cx: Lifter, node: Any, cell: Cell, home: Home, content: Content) -> None:
    """A list, dict or object that is an item holds something else: what differs is stored."""
    old = cx.state.boxes[cell]
    if isinstance(cx.open(old), Seq) and isinstance(content, Columns):
        raise cx.refuse(
            node,
            "an item of a list of any length has a known length, and is changed at a place that values decide",
            "use an array in place of the list of lists: np.zeros((m, n))",
        )
    if not same_shape(cx.open_all(old), cx.open_all(content)):
        raise cx.refuse(node, "an item of a list of any length would become one of another kind", "make a new item")
    pairs = enumerate(zip(entry_atoms(cx, node, old), entry_atoms(cx, node, content), strict=True), home.first)
    new: dict[int, Var] = {}
    for k, (before, after) in pairs:
        if before != after:
            new[k] = emit(cx, node, replace(home, first=k), Update("set", ITEM.path), after)
    if new:
        set_columns(cx, node, home, new)


def home_of_one(cx: Lifter, owner: Value) -> Home | None:
    """The place of a list of numbers that is an item, or of one that is empty as yet."""
    home = cx.state.home_of(owner.cell) if isinstance(owner, Box) else None
    content = cx.open(owner)
    return home if isinstance(content, Columns) and isinstance(known_entry(content), Num) else None


def append_inside(cx: Lifter, node: Any, box: Box, home: Home, value: Atom) -> None:
    """``rows[k].append(value)``"""
    content = cx.open(box)
    assert isinstance(content, Columns | Table)
    cx.check_store(box.cell, node)
    column = home.lists[home.first]
    name = home.owner.name if column.temp else column.name
    new = cx.emit(node, Apply(runtime.appended_at), column, home.index, value, name=name)
    set_columns(cx, node, home, {home.first: new})
    now = with_lists(content, (cx.emit(node, Apply(runtime.appended), content.lists[0], value),))
    cx.state.boxes[box.cell] = replace(now, entry=known_entry(now))


def home_of_numbers(cx: Lifter, owner: Value) -> Home | None:
    """The place of an item that is a list or dict of numbers."""
    home = cx.state.home_of(owner.cell) if isinstance(owner, Box) else None
    content = cx.open(owner)
    numbers = isinstance(content, Columns | Table) and isinstance(content.entry, Num)
    return home if numbers else None


def number_inside(cx: Lifter, node: Any, owner: Value, place: Atom, direct: bool, name: str) -> Value | None:
    """``rows[k][i]``, in one step where no other name of the row is in between, or where it was stored into."""
    home = home_of_numbers(cx, owner)
    if home is None or not (direct or home.changed):
        return None
    return cx.op(node, Index(INSIDE), home.lists[home.first], home.index, place, name=name)


def store_number(cx: Lifter, node: Any, box: Box, home: Home, place: Atom, value: Atom, kind: str = "set") -> None:
    """``rows[k][i] = value``, ``rows[k][i] += value``"""
    content = cx.open(box)
    assert isinstance(content, Columns | Table)
    cx.check_store(box.cell, node)
    new = emit(cx, node, home, Update(kind, INSIDE), value, place)
    after = set_columns(cx, node, home, {home.first: new})
    now = cx.emit(node, ITEM, after.lists[after.first], after.index)
    cx.state.boxes[box.cell] = with_lists(content, (now,))


PUT_BACK.append(put_back)
STORE_INSIDE.append(store_inside)
