"""Which axis each integer of an index path indexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from srcad.ir.core import At, Atom, Entry, Path, Rest, Slice, Subscript
from srcad.ir.types import Array, Dim, kind_of

Indexed = tuple[Atom, Dim | None]


def indexed_axes(dims: tuple[Dim, ...], path: Path, args: Sequence[Atom]) -> list[Indexed]:
    """The integers and integer arrays of a path, each with the length of its axis (None: not known)."""
    rest = iter(args)
    found: list[Indexed] = []
    lengths: list[Dim | None] = list(dims)
    for step in path:
        if isinstance(step, Subscript):
            lengths = _subscript(step, lengths, rest, found)
        else:
            lengths.reverse()
    return found


def _subscript(
    step: Subscript, lengths: list[Dim | None], args: Iterator[Atom], found: list[Indexed]
) -> list[Dim | None]:
    """The lengths that one pair of brackets leaves."""
    axes = iter(lengths)
    kept: list[Dim | None] = []
    known = True
    for entry in _without_rest(step.entries, len(lengths)):
        match entry:
            case At():
                atom = next(args)
                known = known and not isinstance(atom.type, Array)
                _index(atom, axes, found)
            case Slice(start=start, stop=stop, step=stride):
                bounds = [next(args) for _ in range(start + stop + stride)]
                length = next(axes, None)
                kept.append(None if bounds else length)
            case _:
                kept.append(1)
    return [*kept, *axes] if known else []


def _index(atom: Atom, axes: Iterator[Dim | None], found: list[Indexed]) -> None:
    """A mask takes as many axes as it has, and cannot lie outside of them."""
    if kind_of(atom.type) != "b":
        found.append((atom, next(axes, None)))
    elif isinstance(atom.type, Array):
        for _ in atom.type.dims:
            next(axes, None)


def _without_rest(entries: tuple[Entry, ...], ndim: int) -> list[Entry]:
    """The entries with ``...`` written as slices."""
    covered = ndim - sum(isinstance(entry, At | Slice) for entry in entries)
    whole: Entry = Slice(False, False, False)
    written: list[Entry] = []
    for entry in entries:
        written += [whole] * covered if isinstance(entry, Rest) else [entry]
    return written
