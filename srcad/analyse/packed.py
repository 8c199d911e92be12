"""Tuples that are put together in the program, and what is taken out of them again."""

from __future__ import annotations

from collections.abc import Mapping

from srcad.ir.core import At, Atom, Index, Lit, Op, Statement, Subscript, Var

_ITEM = (Subscript((At(),)),)


def item_of(stmt: Statement, packed: Mapping[Var, tuple[Atom, ...]]) -> Atom | None:
    """What a statement takes out of one of these tuples."""
    if not isinstance(stmt, Op) or not isinstance(stmt.prim, Index) or stmt.prim.path != _ITEM:
        return None
    base, index = stmt.args
    if not isinstance(base, Var) or base not in packed or not isinstance(index, Lit):
        return None
    items = packed[base]
    return items[index.value] if -len(items) <= index.value < len(items) else None
