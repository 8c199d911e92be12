"""Two functions of one name are told apart: what a rule calls gives way to what the user calls so.

A rule of the user's may call a `cos` that is not the one that the program has imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from srcad.back.operators import is_operator
from srcad.back.spelling import spell
from srcad.ir.core import Apply, Block, Function, Op, Statement
from srcad.ir.outside import live_names, root_of
from srcad.ir.walk import all_statements, changed_block, map_blocks


def told_apart(functions: Sequence[Function]) -> list[Function]:
    """The functions of one text, in which no name stands for two things."""
    names = _Names()
    for function in functions:
        names.taken |= {root_of(name): name for name in live_names(function.block)}
    for function in functions:
        for prim in _calls(function):
            if prim.name and "." not in prim.name:
                names.taken.setdefault(prim.name, prim.fn)
    return [replace(function, block=names.block(function.block, function.modules)) for function in functions]


def _calls(function: Function) -> Iterator[Apply]:
    for stmt in all_statements(function.block):
        if isinstance(stmt, Op) and isinstance(stmt.prim, Apply) and _is_spelled(stmt.prim):
            yield stmt.prim


def _is_spelled(prim: Apply) -> bool:
    return prim.style == "call" and not is_operator(prim.fn)


class _Names:
    """What each name of a text means; names are given to functions that have none of the user's."""

    def __init__(self) -> None:
        self.taken: dict[str, Any] = {}

    def block(self, block: Block, modules: Any) -> Block:
        body = tuple(self.statement(stmt, modules) for stmt in block.body)
        unchanged = all(one is other for one, other in zip(body, block.body, strict=True))
        return block if unchanged else changed_block(block, body)

    def statement(self, stmt: Statement, modules: Any) -> Statement:
        if not isinstance(stmt, Op):
            return map_blocks(stmt, lambda block: self.block(block, modules))
        if not isinstance(stmt.prim, Apply) or stmt.prim.name or not _is_spelled(stmt.prim):
            return stmt
        short = spell(stmt.prim.fn, modules)
        if "." in short:
            return stmt
        name = self.name(short, stmt.prim.fn)
        return stmt if name == short else replace(stmt, prim=replace(stmt.prim, name=name))

    def name(self, short: str, fn: Any) -> str:
        candidates = (short if number == 1 else f"{short}_{number}" for number in count(1))
        name = next(each for each in candidates if self.taken.setdefault(each, fn) is fn)
        self.taken[name] = fn
        return name
