"""Paths of reads and stores: which indices belong to which step, and whether a step makes a view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from srcad.ir.core import At, Atom, Entry, Op, Path, Slice, Step, Subscript, Update
from srcad.ir.types import Array, ListOf, TupleOf


def width(entry: Entry) -> int:
    """How many arguments an entry of a subscript takes."""
    if isinstance(entry, Slice):
        return entry.start + entry.stop + entry.step
    return int(isinstance(entry, At))


def steps_with_arguments(path: Path, args: Sequence[Atom]) -> Iterator[tuple[Step, tuple[Atom, ...]]]:
    """Each step of a path with the arguments that are its own."""
    start = 0
    for step in path:
        count = sum(map(width, step.entries)) if isinstance(step, Subscript) else 0
        yield step, tuple(args[start : start + count])
        start += count


def is_fancy(index: Atom) -> bool:
    """Whether an index value selects by array (a mask, an integer array, a list of positions)."""
    return isinstance(index.type, Array | ListOf | TupleOf)


def is_mask(index: Atom) -> bool:
    return isinstance(index.type, Array) and index.type.dtype == "bool"


def fancy_indices(path: Path, args: Sequence[Atom]) -> list[Atom]:
    """The indices of a path that select by array."""
    found: list[Atom] = []
    for step, own in steps_with_arguments(path, args):
        if isinstance(step, Subscript):
            found += _fancy_in(step, own)
    return found


def _fancy_in(step: Subscript, args: Sequence[Atom]) -> Iterator[Atom]:
    start = 0
    for entry in step.entries:
        if isinstance(entry, At) and is_fancy(args[start]):
            yield args[start]
        start += width(entry)


def needs_add_at(op: Op) -> bool:
    """Whether an addition may name an element twice: then Python's ``x[i] += v`` would add once."""
    if not isinstance(op.prim, Update) or op.prim.kind != "add":
        return False
    steps = list(steps_with_arguments(op.prim.path, op.args[2:]))
    # the place in a list is an integer, and a key of a dict is one key
    of_arrays = steps[1:] if isinstance(op.args[0].type, ListOf) else steps
    path, args = tuple(step for step, _ in of_arrays), [arg for _, own in of_arrays for arg in own]
    return any(not is_mask(index) for index in fancy_indices(path, args))
