"""Lists that a loop fills: ``tape = []`` and one ``tape.append(entry)`` a round.

The loop hands out one list per number or array of an entry (a collected result); walking the list walks those in
lockstep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from srcad.analyse.lengths_of import FRESH, with_roots
from srcad.front.lift.context import Lifter
from srcad.front.lift.options import negated
from srcad.front.lift.state import Key, cells_of
from srcad.front.lift.values import (
    Chosen,
    Closure,
    Columns,
    Growing,
    Method,
    Num,
    Record,
    Seq,
    Static,
    Value,
    View,
    Walk,
)
from srcad.ir.core import At, Atom, Index, Subscript, Var
from srcad.ir.types import ListOf, Type

_ITEM = Index((Subscript((At(),)),))


def append(cx: Lifter, node: Any, key: Key, value: Value) -> None:
    """``name.append(value)``: a longer list under the same name, which must be its only one."""
    owner = cx.state.names[key]
    if isinstance(owner, Seq) and owner.kind == "list":
        others = [other for other, held in cx.state.names.items() if other != key and holds(held, owner)]
        if others:
            reason = f"`{others[0][1].strip()}` (in {others[0][0].label}) has the same list"
            raise cx.refuse(node, reason, "append where the list was made, under its only name")
        if not owner.made:
            raise cx.refuse(node, f"`{key[1]}` was made elsewhere, and would be changed", "append to a list made here")
        if any(owner is walked for walked in cx.walking):
            raise cx.refuse(node, f"`{key[1]}` grows while it is walked", "append to another list")
        cx.state.names[key] = Seq("list", (*owner.items, value), made=True)
    elif isinstance(owner, Growing):
        for cell in cells_of(value):
            cx.sharing.join(owner.cell, cell, getattr(node, "lineno", 0))
        cx.state.names[key] = Growing(owner.cell, (*owner.items, value))
    else:
        raise cx.refuse(node, f"appending to `{key[1]}` is not supported here", "append to a list made by `[]`")


def holds(value: Value, wanted: Value) -> bool:
    """Whether a value is this very list, or a container of it."""
    if value is wanted:
        return True
    match value:
        case Seq(items=items) | Record(items=items) | Walk(parts=items) | Growing(items=items) | Chosen(options=items):
            return any(holds(item, wanted) for item in items)
        case Method(owner=owner):
            return holds(owner, wanted)
        case Closure(defaults=defaults):
            return any(holds(item, wanted) for item in defaults)
    return False


def entry_atoms(cx: Lifter, node: Any, entry: Value) -> list[Atom]:
    """The numbers and arrays of an entry, and the flags that tell which of them it has."""
    return atoms_in(cx, node, entry, tuple(plain_atoms(entry)))


def plain_atoms(entry: Value) -> Iterator[Atom]:
    """The numbers that every entry has."""
    match entry:
        case Num(atom=atom):
            yield atom
        case Seq(items=items):
            for item in items:
                yield from plain_atoms(item)


def atoms_in(cx: Lifter, node: Any, entry: Value, plain: tuple[Atom, ...]) -> list[Atom]:
    match entry:
        case Num(atom=atom):
            return [atom]
        case View():
            return [cx.read(entry, node)]
        case Seq(items=items):
            return [atom for item in items for atom in atoms_in(cx, node, item, plain)]
        case Columns(lists=lists):
            return list(lists)
        case Static(obj=None):
            return []
        case Chosen(flags=flags, options=options):
            own = [flag for flag in flags if told_by(cx, flag, plain) is None]
            return [*own, *(atom for option in options for atom in atoms_in(cx, node, option, plain))]
    raise cx.refuse(node, f"{cx.describe(entry)} cannot be kept in a list that a loop fills", "keep numbers and arrays")


def refilled(cx: Lifter, node: Any, entry: Value, atoms: Iterator[Var]) -> Value:
    """An entry of the same shape with these numbers and arrays."""
    new = dict.fromkeys(plain_atoms(entry))
    filled = _refilled(cx, node, entry, atoms, new)
    return _with_flags(cx, node, filled, new)


def _refilled(cx: Lifter, node: Any, entry: Value, atoms: Iterator[Var], new: dict[Atom, Atom | None]) -> Value:
    match entry:
        case Num(atom=atom):
            var = next(atoms)
            if atom in new:
                new[atom] = var
            return Num(var)
        case View():
            view = cx.fresh(next(atoms), node)
            view.cell.frozen = "an item of a list"
            return view
        case Seq(kind=kind, items=items):
            return Seq(kind, tuple(_refilled(cx, node, item, atoms, new) for item in items))
        case Columns(cell=cell, entry=inner, lists=lists):
            return Columns(cell, inner, tuple(next(atoms) for _ in lists))
        case Chosen(flags=flags, options=options):
            known = [next(atoms) if told_by(cx, flag, new) is None else flag for flag in flags]
            return Chosen(tuple(known), tuple(_refilled(cx, node, option, atoms, new) for option in options))
    return entry


def _with_flags(cx: Lifter, node: Any, entry: Value, new: dict[Atom, Atom | None]) -> Value:
    """Flags that other parts of the entry tell."""
    match entry:
        case Seq(kind=kind, items=items):
            return Seq(kind, tuple(_with_flags(cx, node, item, new) for item in items))
        case Chosen(flags=flags, options=options):
            return Chosen(tuple(_new_flag(cx, node, flag, new) for flag in flags), options)
    return entry


def _new_flag(cx: Lifter, node: Any, flag: Atom, new: dict[Atom, Atom | None]) -> Atom:
    told = told_by(cx, flag, new)
    other = None if told is None else new[told]
    if other is None:
        return flag
    return other if told is flag else negated(cx, node, other)


def told_by(cx: Lifter, flag: Atom, plain: Iterable[Atom]) -> Atom | None:
    """Which of these is the flag or its opposite."""
    return next((atom for atom in plain if atom is flag or is_opposite(cx, atom, flag)), None)


def is_opposite(cx: Lifter, one: Atom, other: Atom) -> bool:
    return cx.opposites.get(one) is other or cx.opposites.get(other) is one


def item_of_columns(cx: Lifter, node: Any, columns: Columns, index: Atom) -> Value:
    """``tape[k]``"""
    found = iter([cx.emit(node, _ITEM, one, index) for one in columns.lists])
    return refilled(cx, node, columns.entry, found)


def list_type(cx: Lifter, item: Type, known: frozenset[str]) -> ListOf:
    """A list of such items; what was known of lengths inside one round does not hold from one item to another."""

    def root(name: str) -> str:
        return name if name in known or not FRESH.fullmatch(name) else cx.supply.extent().root

    return ListOf(with_roots(item, root))
