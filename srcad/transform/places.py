"""Refusals that point at the user's source."""

from __future__ import annotations

from srcad.errors import Place, RuleError, place_at
from srcad.ir.core import Where


def place_of(where: Where) -> Place | None:
    """Where an operation stands in the source, if it stands there."""
    if where.stmt is None:
        return None
    line = where.stmt.line
    return place_at(where.stmt.file, where.span or (line, 0, line + 1, 0))


def no_rule(reason: str, instead: str, where: Where) -> RuleError:
    return RuleError(reason, instead, place_of(where))
