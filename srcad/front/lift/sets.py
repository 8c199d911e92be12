"""Sets of plain keys: real sets in the text, since only Python knows their order.  They carry no derivative."""

from __future__ import annotations

from typing import Any

import gast

from srcad import runtime
from srcad.analyse.join import join
from srcad.front.lift import prelude, tables
from srcad.front.lift.calls import container_method, handles
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.storing import shown
from srcad.front.lift.values import Box, Cell, Record, Static, Table, Value
from srcad.ir.core import Apply, Atom, Op, Pack, Var
from srcad.ir.types import NEVER, UNKNOWN, SetOf, Type


def made(cx: Lifter, node: Any, atoms: tuple[Atom, ...], key: Type) -> Box:
    out = Var("t", SetOf(key, True, key), temp=True)
    cx.builder.body.append(Op((out,), Pack("set"), atoms, cx.where(node)))
    return cx.box(Table(shown(key), (out,), Cell(cx.line(node)), is_set=True), node)


@handles(set)
def set_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if len(args) > 1 and isinstance(content := cx.open(args[1]), Table | Record):
        return cx.op(node, Apply(set, (), "call", "set"), members_of(cx, node, content), name=name)
    box = made(cx, node, (), NEVER)
    return prelude.call_own(cx, node, prelude.gathered, [args[1], box]) if len(args) > 1 else box


@expression(gast.Set)
def display(cx: Lifter, node: gast.Set, name: str) -> Value:
    """Written as it is: how Python makes it decides the order of its members."""
    atoms = [tables.key_atom(cx, node, cx.expr(item)) for item in node.elts]
    key: Type = NEVER
    for atom in atoms:
        key = join(key, atom.type, cx.supply.extent) or UNKNOWN
    return made(cx, node, tuple(atoms), key)


def members_of(cx: Lifter, node: Any, content: Value) -> Atom:
    """A set or dict that is made a set: the order of that depends on what it is made of."""
    if not isinstance(content, Table):
        raise cx.refuse(node, "a set of the keys of a dict that are known", "write the keys out")
    return content.lists[0]


def change(cx: Lifter, node: Any, box: Value, fn: Any, member: Value) -> None:
    assert isinstance(box, Box)
    table = cx.open(box)
    assert isinstance(table, Table)
    atom = tables.key_atom(cx, node, member)
    new = tables.emit(cx, node, box, Apply(fn), table.lists[0], atom)
    assert isinstance(new.type, SetOf)
    cx.fill(box, Table(shown(new.type.key), (new,), table.memory, is_set=True), node)


@container_method("set", "add")
def add(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    change(cx, node, args[0], runtime.with_member, args[1])
    return Static(None)


@container_method("set", "discard")
def discard(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    change(cx, node, args[0], runtime.without_member, args[1])
    return Static(None)


@container_method("set", "update")
def update(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    for more in args[1:]:
        if isinstance(cx.open(more), Table | Record):
            raise cx.refuse(node, "a set is updated by a set or dict", "add the members in a loop")
        prelude.call_own(cx, node, prelude.gathered, [more, args[0]])
    return Static(None)


@container_method("set", "clear")
def clear(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    assert isinstance(args[0], Box)
    content = cx.open(made(cx, node, (), NEVER))
    assert isinstance(content, Table)
    cx.fill(args[0], content, node)
    return Static(None)


@container_method("set", "copy")
def copy(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    content = cx.open(args[0])
    assert isinstance(content, Table)
    return cx.op(node, Apply(set.copy, (), "method", "copy"), content.lists[0], name=name)
