"""The lifter's picture of the program at one point: what names mean, what storages hold, what may share memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from srcad.front.lift.values import (
    Box,
    Cell,
    Chosen,
    Closure,
    Columns,
    Content,
    Derived,
    Generator,
    Growing,
    Home,
    Method,
    Parent,
    Record,
    Scope,
    Seq,
    Table,
    Value,
    View,
    Walk,
)
from srcad.ir.core import Var

Key = tuple[Scope, str]


def spoken(name: str, otherwise: str = "this") -> str:
    """How a message calls a name; one that begins with a blank was made on the way, and its reader does not know it."""
    return f"`{name}`" if name and not is_made(name) else otherwise


def is_made(name: str) -> bool:
    return name.startswith(" ")


@dataclass(slots=True)
class State:
    """Copied where control flow parts, merged where it joins."""

    names: dict[Key, Value] = field(default_factory=dict)
    memory: dict[Cell, Var] = field(default_factory=dict)
    boxes: dict[Cell, Content] = field(default_factory=dict)
    #: control cannot reach this point: a `raise` came before
    dead: bool = False
    #: flags whose outcome is known here
    facts: dict[Var, bool] = field(default_factory=dict)
    #: where the items of lists that were read have their places
    homes: dict[Cell, Home] = field(default_factory=dict)

    def copy(self) -> State:
        facts, homes = dict(self.facts), dict(self.homes)
        return State(dict(self.names), dict(self.memory), dict(self.boxes), self.dead, facts, homes)

    def lists_of(self, cell: Cell) -> tuple[Var, ...]:
        """The columns of a list or dict of any length."""
        content = self.boxes.get(cell)
        return content.lists if isinstance(content, Columns | Table) else ()

    def home_of(self, cell: Cell) -> Home | None:
        """Where an item has its place, if it is still there."""
        home = self.homes.get(cell)
        return home if home is not None and home.lists and home.lists == self.lists_of(home.owner) else None


class Sharing:
    """Which storages may be the same memory, and the line that made it so."""

    def __init__(self) -> None:
        self._partners: dict[Cell, dict[Cell, int]] = {}
        #: grows with every pair that is new
        self.version = 0

    def mix(self, memory: Cell) -> None:
        """Note that two of the items that a storage stands for may be one."""
        self.version += not memory.mixed
        memory.mixed = True

    def is_mixed(self, memory: Cell) -> bool:
        return memory.mixed or any(partner.mixed for partner in self.partners(memory))

    def join(self, one: Cell, other: Cell, line: int) -> None:
        if one is other:
            return
        for left in (one, *self._partners.get(one, {})):
            for right in (other, *self._partners.get(other, {})):
                if left is not right and right not in self._partners.get(left, {}):
                    self.version += 1
                    self._partners.setdefault(left, {})[right] = line
                    self._partners.setdefault(right, {})[left] = line

    def partners(self, cell: Cell) -> dict[Cell, int]:
        return self._partners.get(cell, {})


def cells_of(value: Value, state: State, but: Collection[Cell] = ()) -> Iterator[Cell]:
    """The storages a value gives access to, `but` for these and what it has only through them."""
    seen = set(but)
    waiting = [value]
    while waiting:
        match waiting.pop():
            case View(cell=cell):
                yield cell
            case Box(cell=cell) if cell not in seen:
                seen.add(cell)
                yield cell
                waiting.append(state.boxes[cell])
            case Growing(memory=memory, items=items):
                yield memory
                waiting += items
            case (
                Seq(items=items)
                | Record(items=items)
                | Walk(parts=items)
                | Chosen(options=items)
            ):
                waiting += items
            case Closure(defaults=defaults, captured=captured):
                waiting += (*defaults, *(held for _, held in captured))
            case Generator(bound=bound):
                waiting += bound.values()
            case Columns(memory=memory) | Table(memory=memory):
                yield memory
            case Method(owner=inner) | Derived(fn=inner) | Parent(owner=inner):
                waiting.append(inner)
