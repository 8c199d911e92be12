"""What `check_grads` says when a derivative is off."""

from __future__ import annotations

from dataclasses import dataclass

from srcad.errors import SrcadError


class GradientMismatch(SrcadError, AssertionError):
    """A derivative differs from finite differences."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """One derivative that is off: what was differentiated, with respect to which entry, and both numbers."""

    function: str
    mode: str
    wrt: str
    got: float | complex
    expected: float | complex

    @property
    def size(self) -> float:
        """By how much; a value that is no number is further off than any other."""
        gap = abs(self.got - self.expected)
        return gap if gap == gap else float("inf")

    def error(self) -> GradientMismatch:
        mode = {"fwd": "forward", "rev": "reverse"}[self.mode]
        return GradientMismatch(
            f"the derivative of {self.function} with respect to {self.wrt} is {self.got} in {mode} mode; "
            f"finite differences give {self.expected} (off by {abs(self.got - self.expected):.3g})"
        )
