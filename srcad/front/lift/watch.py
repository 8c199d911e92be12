"""What a handler can know: which names and storages were changed before something in the body of a try could raise.

Where the body changes a name last of all (``y = math.log(x)``), the handler finds what was there before.  Where more
can raise after the change, it cannot be told what the handler finds, and whoever reads it there is refused.
"""

from __future__ import annotations

from srcad.front.lift.state import Key, State, cells_of
from srcad.front.lift.values import UNBOUND, Cell, Clash, Value


class Watch:
    """The names and storages that were changed when something could raise, each with the line that could."""

    def __init__(self, before: State) -> None:
        self.before = before
        self.names: dict[Key, int] = {}
        self.cells: dict[Cell, int] = {}

    def raises(self, now: State, line: int) -> None:
        """Something may raise, in this state."""
        for key, value in now.names.items():
            old = self.before.names.get(key, UNBOUND)
            if value is not old and value != old:
                self.names.setdefault(key, line)
        for cell, var in self.before.memory.items():
            if now.memory.get(cell) is not var:
                self.cells.setdefault(cell, line)

    def rescued(self) -> State:
        """The state at the head of the handlers; if the body raised, it was not left by any of its exits."""
        state = self.before.copy()
        for key, line in self.names.items():
            if not is_flag(key):
                state.names[key] = unknown(key, line)
        for key, value in list(state.names.items()):
            changed = [self.cells[cell] for cell in cells_of(value) if cell in self.cells]
            if changed:
                state.names[key] = unknown(key, changed[0])
        return state


def is_flag(key: Key) -> bool:
    """Whether a name stands for an exit."""
    return key[1].startswith(" ")


def unknown(key: Key, line: int) -> Value:
    name = key[1].strip()
    reason = f"what `{name}` is when line {line} raises depends on where the body of the try had got to"
    return Clash(reason, f"let `{name}` be set by the last statement of the body that can raise, or in the else")
