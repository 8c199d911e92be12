"""What inference says when it does not know."""

from __future__ import annotations


class CannotType(Exception):
    """The type of a result cannot be told: the function or its arguments are not known well enough."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
