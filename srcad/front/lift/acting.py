"""Statements that do something beside computing: such must happen as often, and in the order, that Python has."""

from __future__ import annotations

from collections.abc import Sequence

from srcad import runtime
from srcad.ir.core import Apply, Block, Op, Statement
from srcad.ir.walk import all_statements


def acts(statements: Sequence[Statement]) -> bool:
    """Whether one of the statements prints, or calls something that may act."""
    return any(map(_acts, all_statements(Block((), tuple(statements), ()))))


def _acts(stmt: Statement) -> bool:
    if not isinstance(stmt, Op) or not isinstance(stmt.prim, Apply) or not stmt.prim.effect:
        return False
    fn = stmt.prim.fn
    return not any(known is fn for known in vars(runtime).values())
