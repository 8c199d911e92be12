"""What is done to lists: methods, and stores by index."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from srcad import runtime
from srcad.front.lift import prelude
from srcad.front.lift.calls import Handler, container_method
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import (
    ITEM,
    alike,
    columns_of,
    entry_atoms,
    entry_of,
    item_of_columns,
    joined_memory,
    keep_shared,
    known_entry,
    with_lists,
)
from srcad.front.lift.items import append_inside, home_of_numbers, home_of_one, store_number
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Box, Cell, Columns, Growing, Num, Seq, Static, Value
from srcad.ir.core import Apply, Atom, Index, Lit, Prim, Slice, Subscript, Update, Var

#: how many items of a repeated list or tuple are known one by one
KNOWN = 1024

#: ``items[:k]``, ``items[k:]``
UNTIL = Index((Subscript((Slice(False, True, False),)),))
FROM = Index((Subscript((Slice(True, False, False),)),))

BACKWARDS = Index((Subscript((Slice(False, False, True),)),))

#: what becomes of one column: the list and the part of an item that belongs to it
Change = Callable[[Var, Atom], Var]


def method(name: str) -> Callable[[Handler], Handler]:
    return container_method("list", name)


def with_item(cx: Lifter, node: Any, box: Box, columns: Columns, item: Value, change: Change) -> None:
    """Do to each column what is done with its part of an item."""
    atoms = entry_atoms(cx, node, alike(cx, node, entry_of(cx, node, item), columns.entry))
    keep_shared(cx, node, columns.memory, item)
    lists = (change(one, atom) for one, atom in zip(columns.lists, atoms, strict=True))
    new = with_lists(columns, lists)
    cx.fill(box, replace(new, entry=known_entry(new)), node)


def emit(cx: Lifter, node: Any, box: Box, prim: Prim, one: Var, *args: Atom) -> Var:
    """A later version of a column, under the name of the list."""
    return cx.emit(node, prim, one, *args, name=box.cell.name if one.temp else one.name)


def arguments(
    cx: Lifter, node: Any, what: str, args: list[Value], kwargs: dict[str, Value], least: int, most: int | None = None
) -> tuple[Box, list[Value]]:
    """The list and the arguments of a method, as many as it takes."""
    box, *rest = args
    assert isinstance(box, Box)
    if kwargs or not least <= len(rest) <= (least if most is None else most):
        raise cx.refuse(node, f"`{what}` does not take these arguments", "match its signature")
    return box, rest


# --- one item ---------------------------------------------------------------------------------------------------


@method("append")
def append(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, (item,) = arguments(cx, node, "append", args, kwargs, 1)
    content = cx.state.boxes[box.cell]
    match content:
        case Growing(memory=memory, items=items):
            keep_shared(cx, node, memory, item)
            cx.fill(box, Growing(memory, (*items, item)), node)
        case Seq(items=items):
            cx.fill(box, Seq("list", (*items, item)), node)
        case Columns() if (home := home_of_one(cx, box)) is not None and isinstance(item, Num):
            append_inside(cx, node, box, home, item.atom)
        case Columns():
            add = Apply(runtime.appended)
            with_item(cx, node, box, content, item, lambda one, part: emit(cx, node, box, add, one, part))
    return Static(None)


@method("insert")
def insert(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, (index, item) = arguments(cx, node, "insert", args, kwargs, 2)
    content, place = cx.open(box), cx.known_value(index)
    if isinstance(content, Seq) and place is not None:
        items = list(content.items)
        items.insert(place.value, item)
        cx.fill(box, Seq("list", tuple(items)), node)
        return Static(None)
    columns = columns_of(cx, node, cx.open(box), entry_of(cx, node, item))
    at = from_front(cx, node, runtime.place_to_insert, columns, index)
    put = Apply(runtime.inserted)
    with_item(cx, node, box, columns, item, lambda one, part: emit(cx, node, box, put, one, at, part))
    return Static(None)


@method("pop")
def pop(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, rest = arguments(cx, node, "pop", args, kwargs, 0, 1)
    return taken(cx, node, box, rest[0] if rest else Num(Lit(-1)), name)


def taken(cx: Lifter, node: Any, box: Box, index: Value, name: str = "") -> Value:
    """An item, which is in the list no more."""
    content, place = cx.open(box), cx.known_value(index)
    if isinstance(content, Seq) and place is not None:
        items = list(content.items)
        if not -len(items) <= place.value < len(items):
            error = IndexError("pop index out of range" if items else "pop from empty list")
            raise cx.fails(node, f"the list has no item {place.value} here", "test its length first", error)
        item = items.pop(place.value)
        cx.fill(box, Seq("list", tuple(items)), node)
        return item
    columns = columns_of(cx, node, cx.open(box), None)
    if place == Lit(-1):
        return shortened(cx, node, box, columns, Lit(-1), Apply(runtime.without_last), (), name)
    at = from_front(cx, node, runtime.place_of, columns, index)
    return shortened(cx, node, box, columns, at, Apply(runtime.without), (at,), name)


def from_front(cx: Lifter, node: Any, fn: Callable[..., Any], columns: Columns, index: Value) -> Atom:
    """An index counted from the front."""
    known, atom = cx.known_value(index), cx.atom(index, node)
    is_front = known is not None and known.value >= 0 and (fn is runtime.place_of or known.value == 0)
    return atom if is_front else cx.emit(node, Apply(fn), columns.lists[0], atom)


def shortened(
    cx: Lifter, node: Any, box: Box, columns: Columns, at: Atom, drop: Apply, place: tuple[Atom, ...], name: str
) -> Value:
    """Read an item, then leave it out."""
    item = item_of_columns(cx, node, columns, at, name)
    parts = entry_atoms(cx, node, item)
    lists = [emit(cx, node, box, drop, one, *place, part) for one, part in zip(columns.lists, parts, strict=True)]
    cx.fill(box, with_lists(columns, lists), node)
    return item


# --- many items -------------------------------------------------------------------------------------------------


@method("extend")
def extend(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, (more,) = arguments(cx, node, "extend", args, kwargs, 1)
    extended(cx, node, box, more)
    return Static(None)


def extended(cx: Lifter, node: Any, box: Box, more: Value) -> None:
    """``items += more``"""
    content, other = cx.open(box), cx.open(more)
    if isinstance(content, Seq) and not isinstance(other, Columns):
        cx.fill(box, Seq("list", (*content.items, *unpack(cx, node, other))), node)
        return
    columns, added = joinable(cx, node, content, other)
    memory = concatenated_memory(cx, node, columns, added)
    pairs = zip(columns.lists, added.lists, strict=True)
    lists = tuple(emit(cx, node, box, Apply(operator.add), one, two) for one, two in pairs)
    cx.fill(box, Columns(columns.entry, lists, memory), node)


def joinable(cx: Lifter, node: Any, one: Value, other: Value) -> tuple[Columns, Columns]:
    """Two lists as columns of the same kind."""
    if not isinstance(other, Columns | Seq):
        other = Seq("list", unpack(cx, node, other))
    entry = next((content.entry for content in (one, other) if isinstance(content, Columns)), None)
    return columns_of(cx, node, one, entry), columns_of(cx, node, other, entry)


def concatenated_memory(cx: Lifter, node: Any, one: Columns, other: Columns) -> Cell:
    """The storage that stands for the items of both; an item that both have is in the list twice."""
    twice = one.memory is other.memory or other.memory in cx.sharing.partners(one.memory)
    memory = joined_memory(cx, node, one, other)
    if twice:
        cx.sharing.mix(memory)
    return memory


def concatenated(cx: Lifter, node: Any, one: Value, other: Value) -> Value:
    """``one + other`` where a length is not known."""
    columns, added = joinable(cx, node, one, other)
    memory = concatenated_memory(cx, node, columns, added)
    pairs = zip(columns.lists, added.lists, strict=True)
    lists = tuple(cx.emit(node, Apply(operator.add), left, right) for left, right in pairs)
    return cx.box(Columns(columns.entry, lists, memory), node)


def repeated(cx: Lifter, node: Any, content: Value, count: Value) -> Value:
    """``items * n``: known one by one where `n` is a literal."""
    known = cx.known_value(count)
    if isinstance(content, Seq) and (known is not None or content.kind == "tuple"):
        times = repetitions(cx, node, count)
        if len(content.items) * times <= KNOWN:
            return cx.boxed(Seq(content.kind, content.items * times), node)
        if content.kind == "tuple":
            raise cx.refuse(node, f"a tuple of {len(content.items) * times} items", "use an array")
    columns = columns_of(cx, node, content, None)
    if not isinstance(columns.entry, Num):
        memory = Cell(cx.line(node))
        cx.sharing.join(memory, columns.memory, memory.line)
        cx.sharing.mix(memory)
        columns = replace(columns, memory=memory)
    number = cx.atom(count, node)
    return cx.box(with_lists(columns, (cx.emit(node, Apply(operator.mul), one, number) for one in columns.lists)), node)


def repetitions(cx: Lifter, node: Any, value: Value) -> int:
    """How often a list or tuple is repeated."""
    count = cx.demand(value, node, "the number of repetitions")
    if not isinstance(count, int):
        raise cx.refuse(node, f"a list or tuple cannot be repeated {count!r} times", "use an integer")
    return count


@method("clear")
def clear(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, _ = arguments(cx, node, "clear", args, kwargs, 0)
    cx.open(box)
    cx.fill(box, Seq("list", ()), node)
    return Static(None)


@method("copy")
def copy(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, _ = arguments(cx, node, "copy", args, kwargs, 0)
    return copied(cx, node, box)


def copied(cx: Lifter, node: Any, box: Box) -> Box:
    """Another list of the same items."""
    content = cx.open(box)
    assert isinstance(content, Seq | Columns)
    return cx.box(content, node)


@method("reverse")
def reverse(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, _ = arguments(cx, node, "reverse", args, kwargs, 0)
    content = cx.open(box)
    if isinstance(content, Seq):
        cx.fill(box, Seq("list", content.items[::-1]), node)
    elif isinstance(content, Columns):
        lists = (emit(cx, node, box, BACKWARDS, one, Lit(-1)) for one in content.lists)
        cx.fill(box, with_lists(content, lists), node)
    return Static(None)


# --- by index ---------------------------------------------------------------------------------------------------


def store(cx: Lifter, node: Any, box: Box, index: Value, item: Value) -> None:
    """``items[index] = item``"""
    content, place = cx.open(box), cx.known_value(index)
    if isinstance(content, Seq) and place is not None:
        if not isinstance(place.value, int) or not -len(content.items) <= place.value < len(content.items):
            error = IndexError("list assignment index out of range")
            raise cx.fails(node, f"the list has no item {place.value!r} here", "store at an index that exists", error)
        items = list(content.items)
        items[place.value] = item
        cx.fill(box, Seq("list", tuple(items)), node)
        return
    columns = columns_of(cx, node, cx.open(box), None)
    put, at = Update("set", ITEM.path), cx.atom(index, node)
    home = home_of_numbers(cx, box)
    if home is not None and isinstance(item, Num):
        store_number(cx, node, box, home, at, item.atom)
        return
    with_item(cx, node, box, columns, item, lambda one, part: emit(cx, node, box, put, one, part, at))


def store_slice(cx: Lifter, node: Any, box: Box, bounds: slice, value: Value) -> None:
    """``items[a:b] = value``"""
    content, new = cx.open(box), cx.open(value)
    if not isinstance(content, Seq) or isinstance(new, Columns):
        store_part(cx, node, box, bounds, new)
        return
    items = list(content.items)
    items[bounds] = unpack(cx, node, value)
    cx.fill(box, Seq("list", tuple(items)), node)


def store_part(cx: Lifter, node: Any, box: Box, bounds: slice, new: Value) -> None:
    """A slice of a list of any length: what is before it, what is put in, what is behind it."""
    if bounds.step not in (None, 1):
        raise cx.refuse(node, "a slice with a step of a list of any length is stored into", "store item by item")
    if not isinstance(new, Columns | Seq):
        new = cx.open(prelude.call_own(cx, node, prelude.listed, [new]))
    columns, added = joinable(cx, node, cx.open(box), new)
    start, stop = ends(cx, node, columns, bounds)
    memory = concatenated_memory(cx, node, columns, added)
    lists = []
    for one, two in zip(columns.lists, added.lists, strict=True):
        before = [] if start == Lit(0) else [cx.emit(node, UNTIL, one, start)]
        behind = [] if stop is None else [cx.emit(node, FROM, one, stop)]
        middle = [] if new == Seq("tuple", ()) and (before or behind) else [two]
        first, *rest = (*before, *middle, *behind)
        for part in rest:
            first = cx.emit(node, Apply(operator.add), first, part)
        lists.append(first)
    cx.fill(box, Columns(columns.entry, tuple(lists), memory), node)


def ends(cx: Lifter, node: Any, columns: Columns, bounds: slice) -> tuple[Atom, Atom | None]:
    """Where a slice begins and ends, counted from the front; it has no end where the list ends with it."""
    start: Atom = Lit(bounds.start or 0)
    if bounds.start is not None and bounds.start < 0:
        start = cx.emit(node, Apply(runtime.place_to_insert), columns.lists[0], start)
    if bounds.stop is None:
        return start, None
    if bounds.stop >= 0 and isinstance(start, Lit):
        return start, Lit(max(bounds.stop, start.value))
    stop = cx.emit(node, Apply(runtime.place_to_insert), columns.lists[0], Lit(bounds.stop))
    return start, cx.emit(node, Apply(max), start, stop)


def delete(cx: Lifter, node: Any, box: Box, index: Value) -> None:
    """``del items[index]``"""
    taken(cx, node, box, index)


# --- questions --------------------------------------------------------------------------------------------------


def asked(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], fn: Any, name: str) -> Value | None:
    """A method that compares the items of a list of numbers with one, in the run."""
    box, (value,) = arguments(cx, node, fn.__name__, args, kwargs, 1)
    content = cx.open(box)
    if isinstance(content, Seq) and all(cx.known_value(item) is not None for item in (*content.items, value)):
        return None
    numbers = columns_of(cx, node, content, None) if not isinstance(content, Seq) or content.items else None
    if numbers is None or not isinstance(numbers.entry, Num) or not isinstance(value, Num):
        return None
    return cx.op(node, Apply(fn, (), "method", fn.__name__), numbers.lists[0], value.atom, name=name)


@method("remove")
def remove(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, _ = arguments(cx, node, "remove", args, kwargs, 1)
    taken(cx, node, box, index_(cx, node, args, kwargs, ""))
    return Static(None)


@method("index")
def index_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    found = asked(cx, node, args, kwargs, list.index, name)
    if found is not None:
        return found
    return Num(Lit(known_items(cx, node, args, kwargs, "index").index(cx.demand(args[1], node, "the item"))))


@method("count")
def count(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    found = asked(cx, node, args, kwargs, list.count, name)
    if found is not None:
        return found
    return Num(Lit(known_items(cx, node, args, kwargs, "count").count(cx.demand(args[1], node, "the item"))))


def known_items(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], what: str) -> list[Any]:
    """The items of a list of literals."""
    box, _ = arguments(cx, node, what, args, kwargs, 1)
    return [cx.demand(item, node, "the items of the list") for item in unpack(cx, node, box)]
