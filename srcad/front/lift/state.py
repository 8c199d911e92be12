"""The lifter's picture of the program at one point: what names mean, what storages hold, what may share memory."""

from __future__ import annotations

from collections.abc import Iterator
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

    def copy(self) -> State:
        return State(dict(self.names), dict(self.memory), dict(self.boxes), self.dead, dict(self.facts))


class Sharing:
    """Which storages may be the same memory, and the line that made it so."""

    def __init__(self) -> None:
        self._partners: dict[Cell, dict[Cell, int]] = {}
        #: grows with every pair that is new
        self.version = 0

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


def cells_of(value: Value, state: State) -> Iterator[Cell]:
    """The storages a value gives access to."""
    seen: set[Cell] = set()
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
                | Closure(defaults=items)
                | Chosen(options=items)
            ):
                waiting += items
            case Generator(bound=bound):
                waiting += bound.values()
            case Columns(memory=memory) | Table(memory=memory):
                yield memory
            case Method(owner=inner) | Derived(fn=inner) | Parent(owner=inner):
                waiting.append(inner)
