"""Brackets: reading and storing places, items of tuples and dicts."""

from __future__ import annotations

from typing import Any

import gast

from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.grown import item_of_columns
from srcad.front.lift.iterate import as_list
from srcad.front.lift.lookup import from_object
from srcad.front.lift.values import Columns, Num, Record, Seq, Static, Value, View, is_named_tuple
from srcad.ir.core import At, Atom, Entry, Index, Lit, NewAxis, Rest, Slice, Subscript
from srcad.ir.types import Array, ListOf, Opaque, Scalar, TupleOf, kind_of


@expression(gast.Subscript)
def subscript(cx: Lifter, node: gast.Subscript, name: str) -> Value:
    base = cx.expr(node.value)
    return item_of(cx, node, base, node.slice, name)


def item_of(cx: Lifter, node: Any, base: Value, index: Any, name: str = "") -> Value:
    match base:
        case View():
            return element(cx, node, base, index, name)
        case Seq(items=items):
            return from_sequence(cx, node, base, index)
        case Columns():
            return item_of_columns(cx, node, base, cx.expr_atom(index))
        case Record(cls=None):
            key = cx.demand(cx.expr(index), index, "the key")
            found = base.get(key)
            if found is None:
                raise cx.refuse(node, f"the dict has no key {key!r}", f"one of {list(base.keys)!r}")
            return found
        case Record(cls=cls, items=items) if is_named_tuple(cls):
            return from_sequence(cx, node, Seq("tuple", items), index)
        case Num(atom=atom) if isinstance(atom.type, ListOf | TupleOf):
            step, atoms = brackets(cx, index)
            return cx.op(node, Index((step,)), atom, *atoms, name=name)
        case Static(obj=obj):
            key = cx.demand(cx.expr(index), index, "the index")
            try:
                found_object = obj[key]
            except (TypeError, LookupError):
                raise cx.refuse(node, f"{cx.describe(base)} has no item {key!r}", "check the index") from None
            return from_object(cx, found_object, f"{base.name}[{key!r}]", lambda: obj[key])
    raise cx.refuse(node, f"{cx.describe(base)} cannot be indexed", "index arrays, tuples and dicts")


def from_sequence(cx: Lifter, node: Any, base: Seq, index: Any) -> Value:
    if isinstance(index, gast.Slice):
        parts = [
            None if part is None else whole_number(cx, part, "a slice of a tuple")
            for part in (index.lower, index.upper, index.step)
        ]
        return Seq(base.kind, base.items[slice(*parts)])
    position = cx.expr(index)
    known = cx.known_value(position)
    if not isinstance(position, Num):
        raise cx.refuse(index, "an index into a tuple or list must be an integer", "use an integer")
    if known is None and base.items and all(isinstance(item, Num | View) for item in base.items):
        listed = as_list(cx, node, [cx.atom(item, node) for item in base.items])
        if listed is not None:
            return cx.op(node, Index((Subscript((At(),)),)), listed, cx.atom(position, index))
    number = known.value if known is not None else cx.demand(position, index, "an index into a tuple or list")
    if not isinstance(number, int) or not -len(base.items) <= number < len(base.items):
        raise cx.refuse(node, f"index {number!r} is out of range for {len(base.items)} items", "use a valid index")
    return base.items[number]


def whole_number(cx: Lifter, node: Any, what: str) -> int | None:
    """An end of a slice that must be known."""
    value = cx.expr(node)
    check_end(cx, node, cx.atom(value, node))
    end: int | None = cx.demand(value, node, what)
    return end


def element(cx: Lifter, node: Any, base: View, index: Any, name: str) -> Value:
    """A scalar, a view (another place of the same storage), or a fresh selection."""
    step, atoms = brackets(cx, index)
    place = View(base.cell, (*base.path, step), (*base.indices, *atoms))
    if not is_view(step, atoms):
        return cx.op(node, Index((step,)), cx.read(base, node), *atoms, name=name)
    if is_scalar(cx.read(base, node).type, step):
        return scalar_read(cx, node, base, place, step, atoms, name)
    return cx.named(place, node, name) if name else place


def scalar_read(
    cx: Lifter, node: Any, base: View, place: View, step: Subscript, atoms: tuple[Atom, ...], name: str
) -> Value:
    """Through the view when its content is at hand, else straight from the storage: a read costs O(1) either way."""
    version = cx.state.memory[base.cell]
    if base.path and base.cache is not None and base.cache[0] is version:
        return Num(cx.emit(node, Index((step,)), base.cache[1], *atoms, name=name))
    return Num(cx.emit(node, Index(place.path), version, *place.indices, name=name))


def is_view(step: Subscript, atoms: tuple[Atom, ...]) -> bool:
    """Whether NumPy gives a view: no index is an array or a list."""
    return not any(isinstance(atom.type, Array | ListOf | TupleOf) or kind_of(atom.type) == "b" for atom in atoms)


def is_scalar(base: object, step: Subscript) -> bool:
    """Whether the index names one element: as many integers as there are axes and nothing else."""
    return (
        isinstance(base, Array)
        and all(isinstance(entry, At) for entry in step.entries)
        and len(step.entries) == base.ndim
    )


def brackets(cx: Lifter, node: Any) -> tuple[Subscript, tuple[Atom, ...]]:
    """The shape of an index expression and its operands, evaluated from left to right."""
    if isinstance(node, gast.Tuple):
        parts = [entry_of(cx, part) for part in node.elts]
    elif not isinstance(node, gast.Slice) and isinstance(value := cx.expr(node), Seq) and value.kind == "tuple":
        parts = [entry_of_value(cx, node, item) for item in value.items]
    else:
        entry, atoms = entry_of(cx, node) if isinstance(node, gast.Slice) else entry_of_value(cx, node, value)
        return Subscript((entry,)), atoms
    return Subscript(tuple(entry for entry, _ in parts), True), tuple(atom for _, atoms in parts for atom in atoms)


def entry_of(cx: Lifter, node: Any) -> tuple[Entry, tuple[Atom, ...]]:
    if isinstance(node, gast.Slice):
        given = [part for part in (node.lower, node.upper, node.step) if part is not None]
        flags = [part is not None for part in (node.lower, node.upper, node.step)]
        return Slice(*flags), tuple(slice_part(cx, part) for part in given)
    return entry_of_value(cx, node, cx.expr(node))


def slice_part(cx: Lifter, node: Any) -> Atom:
    atom = cx.expr_atom(node)
    check_end(cx, node, atom)
    return cx.known.get(atom, atom) if not isinstance(atom, Lit) and atom.temp else atom


def check_end(cx: Lifter, node: Any, atom: Atom) -> None:
    """The ends of a slice are integers, or left open."""
    if kind_of(atom.type) not in ("b", "i") and atom != Lit(None):
        raise cx.refuse(node, "the ends of a slice must be integers", "convert them with int(...)")


def entry_of_value(cx: Lifter, node: Any, value: Value) -> tuple[Entry, tuple[Atom, ...]]:
    if isinstance(value, Static) and value.obj is None:
        return NewAxis(), ()
    if isinstance(value, Static) and value.obj is Ellipsis:
        return Rest(), ()
    if isinstance(value, Static) and isinstance(value.obj, slice):
        given = tuple(Lit(part) for part in (value.obj.start, value.obj.stop, value.obj.step) if part is not None)
        return Slice(value.obj.start is not None, value.obj.stop is not None, value.obj.step is not None), given
    atom = cx.atom(value, node)
    if isinstance(atom.type, Opaque) or (isinstance(atom.type, Scalar) and atom.type.kind in "fc"):
        raise cx.refuse(node, "an index must be an integer, a slice or an array", "convert it with int(...)")
    return At(), (atom,)
