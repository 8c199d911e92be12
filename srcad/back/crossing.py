"""Stores whose value lies across the place it is stored into, as a row across a column.

NumPy copies what overlaps, except in one dimension, where it counts on equal strides (2.4.6).
"""

from __future__ import annotations

from srcad.ir.core import Index, Op, Path, Slice, Subscript, Update
from srcad.ir.types import Array


def same_strides(read: Op, store: Op) -> bool:
    """Whether a read and a store walk the same array in the same way."""
    if not isinstance(read.prim, Index) or not isinstance(store.prim, Update) or read.args[0] is not store.args[0]:
        return False
    flat = isinstance(store.out.type, Array) and store.out.type.ndim == 1
    return read.prim.path == store.prim.path or (flat and not _has_steps(read.prim.path + store.prim.path))


def _has_steps(path: Path) -> bool:
    return any(
        isinstance(entry, Slice) and entry.step
        for step in path
        if isinstance(step, Subscript)
        for entry in step.entries
    )
