"""A list that was taken to be collected by a loop, and is more than that."""

from __future__ import annotations

from srcad.front.lift.values import Cell, Value


class NotCollected(Exception):
    """A loop does more with a list than append to it once a round; `entry` is an item of it, where one is known."""

    def __init__(self, cell: Cell, entry: Value | None = None) -> None:
        super().__init__()
        self.cell = cell
        self.entry = entry
