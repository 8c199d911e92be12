"""What the lifter says when a type is not enough."""

from __future__ import annotations


class NeedsValue(Exception):  # noqa: N818 - a request to the caller, not an error
    """The text depends on the value of an integer argument (an axis, a shape): `name` is to become part of the signature."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
