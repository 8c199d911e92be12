"""What a loop hands from one round to the next, as far as it has been found, and how values of it are addressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from srcad.front.lift.collected import NotCollected
from srcad.front.lift.context import Lifter
from srcad.front.lift.options import TEXT, is_text, parts, with_parts
from srcad.front.lift.state import Key
from srcad.front.lift.values import Box, Cell, Clash, Content, Growing, Num, Value, View
from srcad.ir.core import Atom, Var
from srcad.ir.types import Type

#: whose value is carried: a name, or a storage
Owner = Key | Cell
#: one value of an owner, by where it is in it
Path = tuple[int, ...]
Ident = tuple[Owner, Path]


@dataclass(slots=True)
class Slot:
    """One carried value: its value before the loop, its variable in the body, its value at the end of the body."""

    init: Atom
    param: Var
    end: Atom | None = None
    #: it is read only where a flag says that it has a value
    guarded: bool = False


@dataclass(slots=True)
class Carried:
    """What the body hands on: names and storages, found by lifting it, with the types they settle on."""

    keys: dict[Key, None] = field(default_factory=dict)
    cells: dict[Cell, None] = field(default_factory=dict)
    #: lists, dicts and objects that change
    boxes: dict[Cell, None] = field(default_factory=dict)
    types: dict[Ident, Type] = field(default_factory=dict)
    #: the kinds of value that a name, or a part of it, has in turn
    options: dict[Ident, tuple[Value, ...]] = field(default_factory=dict)
    clashes: dict[Key, Clash] = field(default_factory=dict)
    #: values inside containers, and references to containers, that are not the same in each round
    moving: set[Ident] = field(default_factory=set)
    #: lists whose length changes: an item of each; those in `collected` are empty before and get one item a round
    entries: dict[Cell, Value | None] = field(default_factory=dict)
    collected: set[Cell] = field(default_factory=set)
    #: what the containers hold that show an option
    shown: dict[Cell, Content] = field(default_factory=dict)
    #: the storages that stand for those of carried names, the same each time the body is lifted
    heads: dict[Ident, Cell] = field(default_factory=dict)
    #: storages that enter as another name's, but leave a round on their own
    apart: set[Ident] = field(default_factory=set)
    #: items of lists that leave their places in a round
    strayed: set[Cell] = field(default_factory=set)


def template(
    cx: Lifter, node: Any, shown: dict[Cell, Content], one: Value | None, other: Value | None = None
) -> Value:
    """An option with nothing but its type: an array is shown by its content, a container by what it holds."""
    value = one if one is not None else other
    assert value is not None
    if one is not None and other is not None and is_text(one):
        return Num(Var("t", TEXT, temp=True))
    if isinstance(value, Num | View):
        return Num(cx.atom(value, node))
    if isinstance(value, Box):
        content = cx.state.boxes[value.cell]
        if isinstance(content, Growing):
            raise NotCollected(value.cell)
        box = Box(Cell(cx.line(node)))
        made = with_parts(content, tuple(template(cx, node, shown, item) for item in parts(content)))
        assert isinstance(made, Content)
        shown[box.cell] = made
        return box
    return with_parts(value, tuple(template(cx, node, shown, item) for item in parts(value)))
