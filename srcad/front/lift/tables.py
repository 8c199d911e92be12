"""What is done to dicts whose keys only the run knows: as in the text, a real dict per number of an item."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from srcad import runtime
from srcad.front.lift.branches import branch, choose
from srcad.front.lift.calls import call
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import (
    ITEM,
    alike,
    entry_atoms,
    entry_of,
    item_of_columns,
    joined_memory,
    keep_shared,
    table_of,
    with_lists,
)
from srcad.front.lift.items import home_of_numbers, store_number
from srcad.front.lift.options import is_text
from srcad.front.lift.storing import shown
from srcad.front.lift.values import VIEWS, Box, Columns, Num, Record, Seq, Static, Table, Value, Walk
from srcad.ir.core import Apply, Atom, Prim, Update, Var
from srcad.ir.types import ListOf, Opaque, kind_of


def is_open(cx: Lifter, key: Value) -> bool:
    """Whether a key is computed by the function: nothing could be done to know it beforehand."""
    if cx.known_value(key) is not None:
        return False
    if isinstance(key, Seq) and key.kind == "tuple":
        return any(is_open(cx, item) for item in key.items)
    if not isinstance(key, Num) or not isinstance(key.atom, Var):
        return False
    if key.atom in cx.leaf_parameter or key.atom.name in cx.free.entries:
        return False
    return is_text(key) or kind_of(key.atom.type) in ("b", "i")


def at_key(cx: Lifter, node: Any, box: Value, key: Value) -> Table | None:
    """The content of a dict, if an operation with this key needs it to be one of any keys."""
    content = cx.open(box)
    if isinstance(content, Record) and content.items and is_open(cx, key):
        return table_of(cx, node, content, None)
    return content if isinstance(content, Table) else None


def key_atom(cx: Lifter, node: Any, key: Value) -> Atom:
    """A key as an operand: what carries a derivative is none."""
    match key:
        case Num(atom=atom) if kind_of(atom.type) in ("b", "i") or isinstance(atom.type, Opaque):
            return atom
        case Seq(kind="tuple", items=items):
            for item in items:
                key_atom(cx, node, item)
            return cx.atom(key, node)
        case Static():
            return cx.atom(key, node)
    raise cx.refuse(
        node,
        "the keys of a dict and the items of a set are integers, text, or tuples of them",
        "use such keys, or a list",
    )


def emit(cx: Lifter, node: Any, box: Box, prim: Prim, one: Var, *args: Atom) -> Var:
    """A later version of a dict, under its name."""
    return cx.emit(node, prim, one, *args, name=box.cell.name if one.temp else one.name)


# --- one item ---------------------------------------------------------------------------------------------------


def contains(cx: Lifter, node: Any, table: Table, key: Value) -> Value:
    """``key in entries``"""
    return cx.op(node, Apply(operator.contains), table.lists[0], key_atom(cx, node, key))


def item(cx: Lifter, node: Any, owner: Value, table: Table, key: Value, name: str = "") -> Value:
    """``entries[key]``, which may put in a default."""
    atom = key_atom(cx, node, key)
    if table.is_set:
        raise cx.refuse(node, "a set has no items to be read by a key", "ask with `in`")
    if table.default is not None and table.counts:
        return found_or(cx, node, table, key, call(cx, node, table.default, [], {}), name)
    if table.default is not None and isinstance(owner, Box):
        table = defaulted(cx, node, owner, table, key, call(cx, node, table.default, [], {}))
    return item_of_columns(cx, node, table, atom, name, owner)


def store(cx: Lifter, node: Any, box: Box, key: Value, value: Value) -> None:
    """``entries[key] = value``"""
    content, atom = cx.open(box), key_atom(cx, node, key)
    if isinstance(content, Table) and content.is_set:
        raise cx.refuse(node, "a set has no items to be stored by a key", "write `add`")
    home = home_of_numbers(cx, box)
    if home is not None and isinstance(value, Num):
        store_number(cx, node, box, home, atom, value.atom)
        return
    entry = entry_of(cx, node, value)
    table = table_of(cx, node, content, None if isinstance(content, Record) and content.items else entry)
    put(cx, node, box, table, value, lambda one, part: emit(cx, node, box, Update("set", ITEM.path), one, part, atom))


def put(cx: Lifter, node: Any, box: Box, table: Table, value: Value, change: Callable[[Var, Atom], Var]) -> Table:
    """Do to each dict what is done with its part of an item."""
    atoms = entry_atoms(cx, node, alike(cx, node, entry_of(cx, node, value), table.entry))
    keep_shared(cx, node, table.memory, value)
    new = replace(table, lists=tuple(change(one, atom) for one, atom in zip(table.lists, atoms, strict=True)))
    cx.fill(box, new, node)
    return new


def defaulted(cx: Lifter, node: Any, box: Box, table: Table, key: Value, value: Value) -> Table:
    """The dict with a default put in, if the key is not there."""
    atom = key_atom(cx, node, key)
    if is_constant(cx, value):
        add = Apply(runtime.with_default)
        return put(cx, node, box, table, value, lambda one, part: emit(cx, node, box, add, one, atom, part))
    there = cx.atom(contains(cx, node, table, key), node)
    branch(cx, node, there, lambda: None, lambda: store(cx, node, box, key, value))
    content = cx.open(box)
    assert isinstance(content, Table)
    return content


def is_constant(cx: Lifter, value: Value) -> bool:
    """Whether a value carries no derivative: a literal number, or a list of nothing."""
    if isinstance(value, Box):
        return cx.open(value) == Seq("list", ())
    return isinstance(value, Num) and cx.known_value(value) is not None


def found_or(cx: Lifter, node: Any, table: Table, key: Value, default: Value, name: str) -> Value:
    """``entries.get(key, default)``"""
    atom = key_atom(cx, node, key)
    return choose(
        cx,
        node,
        contains(cx, node, table, key),
        lambda: item_of_columns(cx, node, table, atom, name),
        lambda: default,
        name,
    )


def taken(cx: Lifter, node: Any, box: Box, table: Table, key: Value, name: str = "") -> Value:
    """An item, which is in the dict no more."""
    if table.is_set:
        raise cx.refuse(node, "a set has no items to be read by a key", "write `discard`")
    atom, drop = key_atom(cx, node, key), Apply(runtime.without_key)
    found = item_of_columns(cx, node, table, atom, name)
    parts = entry_atoms(cx, node, found)
    lists = [emit(cx, node, box, drop, one, atom, part) for one, part in zip(table.lists, parts, strict=True)]
    cx.fill(box, with_lists(table, lists), node)
    return found


def taken_or(cx: Lifter, node: Any, box: Box, table: Table, key: Value, default: Value, name: str) -> Value:
    """``entries.pop(key, default)``"""
    there = contains(cx, node, table, key)
    return choose(cx, node, there, lambda: taken(cx, node, box, table, key, name), lambda: default, name)


# --- all of them ------------------------------------------------------------------------------------------------


def updated(cx: Lifter, node: Any, box: Box, one: Table, other: Table) -> None:
    """``entries.update(more)``"""
    if one.counts:
        raise cx.refuse(node, "`update` of a counter is not supported", "write the loop out")
    alike(cx, node, other.entry, one.entry)
    twice = one.memory is other.memory or other.memory in cx.sharing.partners(one.memory)
    pairs = zip(one.lists, other.lists, strict=True)
    lists = tuple(emit(cx, node, box, Apply(runtime.united), left, right) for left, right in pairs)
    memory = joined_memory(cx, node, one, other)
    if twice:
        cx.sharing.mix(memory)
    cx.fill(box, replace(one, lists=lists, memory=memory), node)


def display(cx: Lifter, node: Any, entries: list[tuple[Value | None, Value]]) -> Box:
    """``{key: item, **more}``"""
    box = cx.box(Record((), ()), node)
    for key, value in entries:
        if key is not None and isinstance(cx.open(box), Record) and (known := cx.known_value(key)) is not None:
            content = cx.open(box)
            assert isinstance(content, Record)
            found = dict(zip(content.keys, content.items, strict=True)) | {known.value: value}
            cx.fill(box, Record(tuple(found), tuple(found.values())), node)
        elif key is not None:
            store(cx, node, box, key, value)
        elif isinstance(more := cx.open(value), Record) and more.cls is None and isinstance(cx.open(box), Record):
            cx.fill(box, merged(cx.open(box), more), node)
        elif isinstance(more, Table) or (isinstance(more, Record) and more.cls is None):
            extended(cx, node, box, more)
        else:
            raise cx.refuse(node, "only a dict can be unpacked here", "write its entries")
    return box


def merged(one: Value, other: Record) -> Record:
    """The entries of two dicts whose keys are known."""
    assert isinstance(one, Record)
    found = dict(zip(one.keys, one.items, strict=True)) | dict(zip(other.keys, other.items, strict=True))
    return Record(tuple(found), tuple(found.values()))


def extended(cx: Lifter, node: Any, box: Box, other: Record | Table) -> None:
    """All entries of another dict, put into one of any keys."""
    one = cx.open(box)
    if any(isinstance(each, Table) and each.is_set for each in (one, other)):
        raise cx.refuse(node, "a set is put together with a dict, or changed by another set", "write a loop")
    if isinstance(one, Record) and not one.items and isinstance(other, Table):
        cx.fill(box, replace(other, default=None, counts=False), node)
        return
    entry = next(content.entry for content in (one, other) if isinstance(content, Table))
    updated(cx, node, box, table_of(cx, node, one, entry), table_of(cx, node, other, entry))


def keys(cx: Lifter, node: Any, table: Table) -> Var:
    return cx.emit(node, Apply(runtime.keys_of), table.lists[0])


def values(cx: Lifter, node: Any, table: Table) -> list[Var]:
    return [cx.emit(node, Apply(runtime.values_of), one) for one in table.lists]


def listed(cx: Lifter, node: Any, value: Value) -> Value | None:
    """A list of the keys, the items or both of a dict of any keys; None for anything else."""
    kind = value.kind if isinstance(value, Walk) and value.kind in VIEWS else "keys"
    table = cx.open(value.parts[0] if isinstance(value, Walk) and kind == value.kind else value)
    if not isinstance(table, Table):
        return None
    if kind == "values":
        return cx.box(Columns(table.entry, tuple(values(cx, node, table)), table.memory), node)
    listed = keys(cx, node, table)
    if kind == "keys":
        return cx.wrap(listed, node)
    assert isinstance(listed.type, ListOf)
    entry = Seq("tuple", (shown(listed.type.item), table.entry))
    return cx.box(Columns(entry, (listed, *values(cx, node, table)), table.memory), node)

