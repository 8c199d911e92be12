"""What the lifter says when a type is not enough."""

from __future__ import annotations


class NeedsValue(Exception):
    """The text depends on the value of an integer argument (an axis, a shape): `name` becomes part of the signature."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
