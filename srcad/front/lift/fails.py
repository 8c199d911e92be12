"""What is known to raise before it runs: a key that a dict does not have, an index out of range."""

from __future__ import annotations

from srcad.errors import LanguageError, Place


class Fails(LanguageError):
    """The refusal, and what Python would raise: in the body of a try that catches it, it is raised there."""

    def __init__(self, reason: str, instead: str, place: Place | None, error: Exception) -> None:
        super().__init__(reason, instead, place)
        self.error = error
