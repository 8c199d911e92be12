"""Loop variables that are tuples: ``for entry in tape: x_0 = entry[0]; x = entry[1]`` -> ``for x_0, x in tape``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from srcad.back.code import Target
from srcad.ir.core import At, Block, For, Function, Index, Lit, Op, Statement, Subscript, Var
from srcad.ir.types import TupleOf
from srcad.ir.walk import all_statements, use_counts

#: a loop item and the variables of its parts
Unpacked = Mapping[Var, tuple[Var | None, ...]]


def unpacked(function: Function) -> Unpacked:
    """The loop items that are only ever taken apart at the head of their loop."""
    counts = use_counts(function.block)
    found: dict[Var, tuple[Var | None, ...]] = {}
    for stmt in all_statements(function.block):
        if isinstance(stmt, For):
            _unpack(stmt, counts, found)
    return found


def parts(unpacked: Unpacked) -> set[Var]:
    """The variables that loop targets bind."""
    return {part for parts in unpacked.values() for part in parts if part is not None}


def _unpack(loop: For, counts: Mapping[Var, int], found: dict[Var, tuple[Var | None, ...]]) -> None:
    heads = list(_head(loop))
    for item in loop.items:
        parts = {position: out for base, position, out in heads if base is item}
        if isinstance(item.type, TupleOf) and parts and len(parts) == counts.get(item, 0):
            found[item] = tuple(parts.get(k) for k in range(len(item.type.items)))


def _head(loop: For) -> Iterator[tuple[Var, int, Var]]:
    """The reads of single parts of tuples with which a loop body begins."""
    for stmt in loop.body.body:
        part = _part(stmt)
        if part is None:
            return
        yield part


def _part(stmt: Statement) -> tuple[Var, int, Var] | None:
    match stmt:
        case Op(outs=(out,), prim=Index(path=(Subscript(entries=(At(),)),)), args=(Var() as base, Lit(value=int(k)))):
            return (base, k, out) if k >= 0 else None
        case _:
            return None


def drop_unpacking(block: Block, unpacked: Unpacked) -> tuple[Statement, ...]:
    """The body of a loop without the reads that its target makes."""
    return tuple(stmt for stmt in block.body if not _is_dropped(stmt, unpacked))


def _is_dropped(stmt: Statement, unpacked: Unpacked) -> bool:
    part = _part(stmt)
    return part is not None and part[0] in unpacked and part[2] in unpacked[part[0]]


def target_of(item: Var, unpacked: Unpacked, used: Mapping[Var, int]) -> Target:
    """What stands between ``for`` and ``in``."""
    if item in unpacked:
        return tuple(None if part is None else target_of(part, unpacked, used) for part in unpacked[item])
    return item if used.get(item) else None
