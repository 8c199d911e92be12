"""A list that a loop was taken to collect, or to walk, and does more with."""

from __future__ import annotations

from srcad.front.lift.values import Cell, Value


class NotCollected(Exception):
    """A loop does more with a list than append to it once a round; `entry` is an item of it, where one is known."""

    def __init__(self, cell: Cell, entry: Value | None = None) -> None:
        super().__init__()
        self.cell = cell
        self.entry = entry


class ItemStored(Exception):
    """A list is walked, and an item of it is stored into: then it is walked by position."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.cell = cell
