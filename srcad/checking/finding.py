"""One thing that keeps a function from being differentiated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from srcad.errors import (
    AliasError,
    ArgumentError,
    LanguageError,
    Place,
    RuleError,
    SourceError,
    SrcadError,
)

Kind = Literal["language", "rule", "alias", "source", "argument", "integer", "import"]

KINDS: dict[type[SrcadError], Kind] = {
    LanguageError: "language",
    RuleError: "rule",
    AliasError: "alias",
    SourceError: "source",
    ArgumentError: "argument",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is refused, where it stands, why, and what to write instead.

    `kind` is ``'language'`` (a construct), ``'rule'`` (a function or keyword without a derivative rule), ``'alias'``
    (names that may share memory), ``'source'`` (text that cannot be read), ``'argument'`` (an argument or result
    that has no derivative), ``'integer'`` (an argument to be differentiated that is an int) or ``'import'`` (a file
    that cannot be imported).  `function` is the name of the function that was checked.
    """

    kind: Kind
    reason: str
    instead: str = ""
    place: Place | None = None
    function: str = ""

    @property
    def file(self) -> str:
        return self.place.file if self.place is not None else ""

    @property
    def line(self) -> int:
        return self.place.line if self.place is not None else 1

    @property
    def column(self) -> int:
        """Counted from 1, as editors do."""
        return self.place.col + 1 if self.place is not None else 1

    @property
    def at(self) -> tuple[str, int, int]:
        return self.file, self.line, self.column

    @property
    def message(self) -> str:
        """The reason and the way out, on one line."""
        text = f"{self.reason}. Instead: {self.instead}" if self.instead else self.reason
        return " ".join(text.split())

    def __str__(self) -> str:
        """``file:line:column: kind: reason. Instead: what to write``, on one line."""
        where = f"{self.file}:{self.line}:{self.column}: " if self.place is not None else f"{self.function}: "
        return f"{where}{self.kind}: {self.message}"


def finding_of(error: SrcadError, place: Place | None, function: str) -> Finding:
    """The finding that a refusal is; `place` is the place in the user's files that it belongs to."""
    kind: Kind = next((KINDS[cls] for cls in type(error).__mro__ if cls in KINDS), "language")
    reason = error.reason
    if error.place is not None and error.place != place:
        reason = f"{reason} ({error.place})"
    return Finding(kind, reason, error.instead, place, function)


def in_order(findings: Iterable[Finding], file: str) -> list[Finding]:
    """In the order of the text, those in `file` first; of those at one place the first."""
    once: dict[object, Finding] = {}
    for finding in findings:
        once.setdefault(finding.at if finding.place is not None else finding, finding)
    return sorted(once.values(), key=lambda finding: (finding.file != file, finding.at))
