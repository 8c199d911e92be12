"""What is done to dicts: those whose keys are known consist of values, the others are `tables`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from srcad.front.lift import tables
from srcad.front.lift.calls import Handler, container_method
from srcad.front.lift.context import Lifter
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Box, Record, Seq, Static, Table, Value, Walk


def method(name: str) -> Callable[[Handler], Handler]:
    return container_method("dict", name)


def entries(cx: Lifter, box: Value) -> dict[Any, Value]:
    """The entries of a dict, by key."""
    content = cx.open(box)
    assert isinstance(content, Record)
    return dict(zip(content.keys, content.items, strict=True))


def put(cx: Lifter, node: Any, box: Value, new: dict[Any, Value]) -> None:
    assert isinstance(box, Box)
    cx.fill(box, Record(tuple(new), tuple(new.values())), node)


def key_of(cx: Lifter, node: Any, value: Value) -> Any:
    return cx.demand(value, node, "a key of a dict")


def store(cx: Lifter, node: Any, box: Box, key: Value, value: Value) -> None:
    """``entries[key] = value``"""
    if isinstance(cx.open(box), Table) or tables.is_open(cx, key):
        tables.store(cx, node, box, key, value)
        return
    put(cx, node, box, entries(cx, box) | {key_of(cx, node, key): value})


def delete(cx: Lifter, node: Any, box: Box, key: Value) -> None:
    """``del entries[key]``"""
    table = tables.at_key(cx, node, box, key)
    if table is not None:
        tables.taken(cx, node, box, table, key)
        return
    taken(cx, node, box, key_of(cx, node, key))


def taken(cx: Lifter, node: Any, box: Value, key: Any) -> Value:
    found = entries(cx, box)
    if key not in found:
        raise cx.fails(node, f"the dict has no key {key!r}", f"one of {list(found)!r}", KeyError(key))
    value = found.pop(key)
    put(cx, node, box, found)
    return value


def united(cx: Lifter, node: Any, one: Record | Table, other: Record | Table) -> Box:
    """``one | other``"""
    if isinstance(one, Record) and isinstance(other, Record):
        return cx.box(tables.merged(one, other), node)
    box = cx.box(one, node)
    tables.extended(cx, node, box, other)
    return box


@method("keys")
def keys(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Walk("keys", (args[0],), depth=cx.depth)


@method("values")
def values(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Walk("values", (args[0],), depth=cx.depth)


@method("items")
def items(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Walk("items", (args[0],), depth=cx.depth)


@method("get")
def get(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if len(args) not in (2, 3):
        raise cx.refuse(node, "`get` takes a key and a default", "match its signature")
    default = args[2] if len(args) > 2 else Static(None)
    table = tables.at_key(cx, node, args[0], args[1])
    if table is not None:
        return tables.found_or(cx, node, table, args[1], default, name)
    if not entries(cx, args[0]):
        return default
    return entries(cx, args[0]).get(key_of(cx, node, args[1]), default)


@method("setdefault")
def setdefault(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    box, *rest = args
    assert isinstance(box, Box)
    table, default = tables.at_key(cx, node, box, rest[0]), rest[1] if len(rest) > 1 else Static(None)
    if table is not None:
        table = tables.defaulted(cx, node, box, table, rest[0], default)
        return tables.item(cx, node, box, replace(table, default=None), rest[0], name)
    if tables.is_open(cx, rest[0]):
        tables.store(cx, node, box, rest[0], default)
        made = cx.open(box)
        assert isinstance(made, Table)
        return tables.item(cx, node, box, made, rest[0], name)
    key, found = key_of(cx, node, args[1]), entries(cx, args[0])
    if key not in found:
        found[key] = default
        put(cx, node, args[0], found)
    return found[key]


@method("pop")
def pop(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    table = tables.at_key(cx, node, args[0], args[1])
    if table is not None and isinstance(args[0], Box):
        if len(args) > 2:
            return tables.taken_or(cx, node, args[0], table, args[1], args[2], name)
        return tables.taken(cx, node, args[0], table, args[1], name)
    if len(args) > 2 and not entries(cx, args[0]):
        return args[2]
    key = key_of(cx, node, args[1])
    if len(args) > 2 and key not in entries(cx, args[0]):
        return args[2]
    return taken(cx, node, args[0], key)


@method("popitem")
def popitem(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if isinstance(cx.open(args[0]), Table):
        raise cx.refuse(node, "`popitem` of a dict of any keys is not supported", "pop a key")
    keys_ = unpack(cx, node, args[0])
    if not keys_:
        error = KeyError("popitem(): dictionary is empty")
        raise cx.fails(node, "the dict is empty here", "test its length first", error)
    return Seq("tuple", (keys_[-1], taken(cx, node, args[0], list(entries(cx, args[0]))[-1])))


@method("update")
def update(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    one, other = cx.open(args[0]), cx.open(args[1]) if len(args) > 1 else Record((), ())
    if isinstance(one, Table) or isinstance(other, Table):
        extended(cx, node, args[0], other, kwargs)
        return Static(None)
    more = pairs_of(cx, node, args[1]) if len(args) > 1 else {}
    put(cx, node, args[0], entries(cx, args[0]) | more | kwargs)
    return Static(None)


def extended(cx: Lifter, node: Any, box: Value, other: Value, kwargs: dict[str, Value]) -> None:
    """``entries.update(more, k=v)`` where one of them has any keys."""
    assert isinstance(box, Box)
    if not isinstance(other, Record | Table):
        raise cx.refuse(node, "`update` of a dict of any keys takes a dict", "write a loop that stores each entry")
    tables.extended(cx, node, box, other)
    for key, value in kwargs.items():
        tables.store(cx, node, box, Static(key), value)


def pairs_of(cx: Lifter, node: Any, value: Value) -> dict[Any, Value]:
    """The entries of a dict, or of a sequence of pairs."""
    content = cx.open(value)
    if isinstance(content, Record) and content.cls is None:
        return entries(cx, content)
    pairs = [unpack(cx, node, pair, 2) for pair in unpack(cx, node, content)]
    return {key_of(cx, node, key): item for key, item in pairs}


@method("clear")
def clear(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    put(cx, node, args[0], {})
    return Static(None)


@method("copy")
def copy(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    content = cx.open(args[0])
    assert isinstance(content, Record | Table)
    return cx.box(content, node)


