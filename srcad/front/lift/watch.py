"""What a handler can know: what names and storages were when something in the body of a try could raise.

Where the body changes a name last of all (``y = math.log(x)``), the handler finds what was there before.  Where the
body changes it before anything can raise, the handler finds the new value: what comes first in the body may as well
stand before the try.  Else it cannot be told what the handler finds, and whoever reads it there is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from srcad.analyse.raising import ANYTHING, Classes, may_be_caught
from srcad.front.lift.state import Key, State, cells_of, is_made, spoken
from srcad.front.lift.values import (
    UNBOUND,
    Box,
    Cell,
    Clash,
    Closure,
    Columns,
    Growing,
    Num,
    Record,
    Seq,
    Static,
    Table,
    Value,
    View,
)
from srcad.ir.core import Statement, Var
from srcad.ir.walk import vars_in


class Watch:
    """The state when something could raise for the first time, and what was different another time, with the line."""

    def __init__(self, before: State, caught: Classes = ANYTHING, is_try: bool = False) -> None:
        self.before = before
        self.is_try = is_try
        self.caught = caught
        self.first: State | None = None
        self.line = 0
        self.names: dict[Key, int] = {}
        self.cells: dict[Cell, int] = {}
        #: what it was told
        self.told: list[tuple[int, Sequence[Statement]]] = []

    def raises(self, now: State, line: int, ops: Sequence[Statement] = ()) -> None:
        """These operations, or something unknown, may raise in this state; what is not caught does not matter."""
        self.told.append((line, ops))
        if not any(map(self.is_caught, ops)) and ops:
            return
        if self.first is None:
            self.first, self.line = now.copy(), line
            return
        for key in dict.fromkeys((*now.names, *self.first.names)):
            old, new = self.first.names.get(key, UNBOUND), now.names.get(key, UNBOUND)
            if new is not old and new != old:
                self.names.setdefault(key, line)
        for held, holds in zip(storages(self.first), storages(now), strict=True):
            for cell, content in held.items():
                if holds.get(cell) is not content:
                    self.cells.setdefault(cell, line)

    def pass_on(self, others: Iterable[Watch], after: State) -> None:
        """Tell others what this was told, but that they find this state."""
        for other in others:
            for line, ops in self.told:
                other.raises(after, line, ops)

    def is_caught(self, stmt: Statement) -> bool:
        """Whether what a statement raises may be caught."""
        return may_be_caught(stmt, self.caught)

    def lead(self, body: list[Statement]) -> int:
        """How many statements at the start of the body raise nothing that is caught."""
        return next((at for at, stmt in enumerate(body) if self.is_caught(stmt)), len(body))

    def rescued(self, inside: Collection[Var]) -> State:
        """The state at the head of the handlers, as far as it is not made of what is known only `inside` of the body.

        If the body raised, it was not left by any of its exits.
        """
        first = self.first or self.before
        state = self.before.copy()
        for key in dict.fromkeys((*first.names, *self.names)):
            value, old = first.names.get(key, UNBOUND), self.before.names.get(key, UNBOUND)
            if is_made(key[1]) or (key not in self.names and (value is old or value == old)):
                continue
            sure = key not in self.names and is_made_outside(value, inside, first)
            state.names[key] = value if sure else unknown(key, self.names.get(key, self.line))
        for held, found in zip(storages(first), storages(state), strict=True):
            for cell, content in held.items():
                if is_known_outside(content, inside, first):
                    found[cell] = content
                elif found.get(cell) is not content:
                    self.cells.setdefault(cell, self.line)
        for key, value in list(state.names.items()):
            changed = [self.cells[cell] for cell in cells_of(value, state) if cell in self.cells]
            if changed:
                state.names[key] = unknown(key, changed[0])
        return state

    def changed(self) -> Iterator[Key]:
        """The names that had another value when something could raise than before the body."""
        first = self.first or self.before
        for key, value in first.names.items():
            old = self.before.names.get(key, UNBOUND)
            moved = any(self.is_moved(cell, first) for cell in cells_of(value, first))
            if not is_made(key[1]) and key not in self.names and (moved or (value is not old and value != old)):
                yield key

    def is_moved(self, cell: Cell, first: State) -> bool:
        """Whether a storage had changed when something could raise."""
        pairs = zip(storages(first), storages(self.before), strict=True)
        return any(held.get(cell) is not old.get(cell) for held, old in pairs)


def storages(state: State) -> list[dict[Any, Any]]:
    """What the storages hold."""
    return [state.memory, state.boxes]


def is_known_outside(content: Var | Value, inside: Collection[Var], state: State) -> bool:
    return content not in inside if isinstance(content, Var) else is_made_outside(content, inside, state)


def is_made_outside(value: Value, inside: Collection[Var], state: State) -> bool:
    """Whether a value consists of variables that are known elsewhere."""
    match value:
        case Num(atom=atom):
            return atom not in inside
        case View(cell=cell, indices=indices):
            return state.memory.get(cell) not in inside and not any(var in inside for var in vars_in(indices))
        case Columns(lists=lists) | Table(lists=lists):
            return not any(one in inside for one in lists)
        case Box(cell=cell):
            return cell in state.boxes and is_made_outside(state.boxes[cell], inside, state)
        case Seq(items=items) | Record(items=items) | Growing(items=items):
            return all(is_made_outside(item, inside, state) for item in items)
        case Closure(defaults=defaults):
            return all(is_made_outside(item, inside, state) for item in defaults)
        case Static():
            return True
    return False


def unknown(key: Key, line: int) -> Value:
    name = spoken(key[1])
    return Clash(
        f"what {name} is when line {line} raises depends on where the body of the try had got to",
        f"let {name} be set by the last statement of the body that can raise, or after the try",
    )
