"""What srcad says when it refuses: the reason, where it stands in the source, and what to write instead.

Every refusal of the package is one of the classes below, so that a user can catch `SrcadError` and a test can
ask for the exact kind.
"""

from __future__ import annotations

import linecache
from dataclasses import dataclass

#: line, column, end line, end column, as `ast` counts them: lines from 1, columns in bytes of UTF-8 from 0
Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Part of one source line: `text` is the line, `col` and `end_col` count its characters from 0."""

    file: str
    line: int
    col: int
    end_col: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def excerpt(self) -> str:
        """The line, and carets under the part meant."""
        line = self.text.rstrip()
        body = line.lstrip()
        indent = len(line) - len(body)
        start, end = max(self.col, indent), min(self.end_col, len(line))
        # a tab is as wide as the terminal says, so the line of carets repeats it
        margin = "".join(char if char == "\t" else " " for char in line[indent:start])
        return f"    {body}\n    {margin}{'^' * max(end - start, 1)}"


class SrcadError(Exception):
    """A refusal.  `instead` says what to write instead, `place` where the construct stands."""

    def __init__(self, reason: str, instead: str = "", place: Place | None = None) -> None:
        super().__init__(reason, instead, place)
        self.reason = reason
        self.instead = instead
        self.place = place

    def __str__(self) -> str:
        lines = [self.reason]
        if self.place is not None:
            lines = [f"{self.place}: {self.reason}", self.place.excerpt]
        if self.instead:
            lines.append(f"  Instead: {self.instead}")
        return "\n".join(lines)


class SourceError(SrcadError):
    """The source of a function was not found, or is not the code that runs."""


class LanguageError(SrcadError):
    """A construct of Python that srcad does not differentiate."""


class RuleError(SrcadError):
    """A function, or a keyword of a call, for which there is no derivative rule."""

    #: it is the function that has no rule, whatever it is called with
    of_function = False


class AliasError(SrcadError):
    """Two names may share memory, one is stored into, and it cannot be decided whether that matters."""


class ArgumentError(SrcadError, TypeError):
    """An argument, seed or result of a kind that cannot be differentiated."""


def place_at(file: str, span: Span) -> Place:
    """The place of a span of syntax in a file (or in anything else that linecache knows)."""
    return place_in(linecache.getline(file, span[0]), file, span)


def place_in(text: str, file: str, span: Span) -> Place:
    """`place_at` where the first line is known to be `text`; of several lines the first is shown."""
    line, col, end_line, end_col = span
    text = text.rstrip()
    end = _characters(text, end_col) if end_line == line else len(text)
    return Place(file, line, _characters(text, col), end, text)


def _characters(text: str, column: int) -> int:
    return column if text.isascii() else len(text.encode()[:column].decode(errors="ignore"))
