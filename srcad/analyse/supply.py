"""A supply of names and keys that goes on where a function stopped."""

from __future__ import annotations

import re

from srcad.analyse.builder import Supply
from srcad.ir.core import Block, Op
from srcad.ir.walk import all_statements, defined

_FRESH = re.compile(r"\bn(\d+)\b")


def supply_after(*blocks: Block) -> Supply:
    """A supply whose lengths and keys are new to all these blocks."""
    lengths = [int(number) for block in blocks for var in defined(block) for number in _FRESH.findall(str(var.type))]
    keys = [stmt.key for block in blocks for stmt in all_statements(block) if not isinstance(stmt, Op)]
    return _Later(max(lengths, default=0), max(keys, default=0))


class _Later(Supply):
    def __init__(self, extents: int, keys: int) -> None:
        super().__init__()
        self._extents = extents
        self._keys = keys
