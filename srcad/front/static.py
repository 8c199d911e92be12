"""What the lifter says when it has to begin again."""

from __future__ import annotations


class NeedsValue(Exception):
    """The text depends on the value of an integer argument (an axis, a shape): `name` becomes part of the signature."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Foreign(Exception):
    """The function calls what may change what it reads from outside: lift it again, reading such names where they are
    mentioned instead of once at its start.
    """

    def __init__(self, called: str) -> None:
        super().__init__(called)
        self.called = called
