"""The linter: every refusal of a function or a file at once, without running the function."""

from srcad.checking.finding import Finding
from srcad.checking.function import check

__all__ = ["Finding", "check"]
