"""Brackets: reading and storing places, items of tuples and dicts."""

from __future__ import annotations

from typing import Any

import gast

from srcad.front.lift import opaque, protocol, tables
from srcad.front.lift.chosen import with_each, with_each_but_none
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.grown import ITEM, item_of_columns, with_lists
from srcad.front.lift.items import number_inside
from srcad.front.lift.iterate import as_list, share_all
from srcad.front.lift.lookup import from_object
from srcad.front.lift.picked import by_key, by_position
from srcad.front.lift.values import Chosen, Columns, Num, Record, Seq, Static, Table, Value, View, is_named_tuple
from srcad.ir.core import At, Atom, Entry, Index, Lit, NewAxis, Rest, Slice, Subscript
from srcad.ir.types import Array, ListOf, Opaque, Scalar, TupleOf, kind_of

#: the end of a slice that is left open, or given as None
OPEN = Lit(None)


@expression(gast.Subscript)
def subscript(cx: Lifter, node: gast.Subscript, name: str) -> Value:
    return item_of(cx, node, cx.expr(node.value), node.slice, name)


def item_of(cx: Lifter, node: Any, owner: Value, index: Any, name: str = "") -> Value:
    if protocol.defines(cx, owner, "__getitem__"):
        return protocol.ask(cx, node, owner, "__getitem__", [key_of(cx, index)], name)
    base = cx.open(owner)
    match base:
        case View():
            return element(cx, node, base, index, name)
        case Seq() | Columns() if isinstance(index, gast.Slice):
            return part_of(cx, node, base, index, name)
        case Columns() | Table():
            return item_in(cx, node, owner, base, cx.expr(index), name)
        case Seq() | Record():
            return item_at(cx, node, base, cx.expr(index), name)
        case Num(atom=atom) if isinstance(atom.type, TupleOf) and is_picked(atom.type, index):
            items = (cx.op(node, Index((Subscript((At(),)),)), atom, Lit(k)) for k in range(len(atom.type.items)))
            return item_at(cx, node, Seq("tuple", tuple(items)), cx.expr(index), name)
        case Num(atom=atom) if isinstance(atom.type, ListOf | TupleOf):
            step, atoms = brackets(cx, index)
            return cx.op(node, Index((step,)), atom, *atoms, name=name)
        case Num(atom=atom) if opaque.is_plain(base):
            return opaque.item(cx, node, atom, *plain_brackets(cx, index), name)
        case Static(obj=str() as text) if (known := known_part(cx, text, index)) is not None:
            return known
        case Static(obj=str() as text):
            return opaque.item(cx, node, Lit(text), *brackets(cx, index), name)
        case Static(obj=obj):
            key = cx.demand(cx.expr(index), index, "the index")
            try:
                found_object = obj[key]
            except (TypeError, LookupError):
                raise cx.refuse(node, f"{cx.describe(base)} has no item {key!r}", "check the index") from None
            return from_object(cx, found_object, f"{base.name}[{key!r}]", lambda: obj[key])
        case Chosen():
            return with_each_but_none(cx, node, base, lambda each: item_of(cx, node, each, index, name), name)
    raise cx.refuse(node, f"{cx.describe(base)} cannot be indexed", "index arrays, tuples and dicts")


def is_picked(items: TupleOf, index: Any) -> bool:
    """Whether it depends on the value of an index what type an item of a tuple has."""
    return len({*items.items}) > 1 and not isinstance(index, gast.Slice | gast.Constant | gast.UnaryOp)


def key_of(cx: Lifter, index: Any) -> Value:
    """What stands between the brackets, as it is handed to a method."""
    if not isinstance(index, gast.Slice):
        return cx.expr(index)
    parts = (index.lower, index.upper, index.step)
    known = (None if part is None else cx.demand(cx.expr(part), part, "a slice of an object") for part in parts)
    return Static(slice(*known))


def part_of(cx: Lifter, node: Any, base: Seq | Columns, index: gast.Slice, name: str) -> Value:
    """A slice of a tuple or list."""
    if isinstance(base, Columns):
        entry, atoms = entry_of(cx, index)
        part = Index((Subscript((entry,)),))
        name = name if len(base.lists) == 1 else ""
        return cx.box(with_lists(base, (cx.emit(node, part, one, *atoms, name=name) for one in base.lists)), node)
    parts = [
        None if part is None else whole_number(cx, part, "a slice of a tuple")
        for part in (index.lower, index.upper, index.step)
    ]
    return cx.boxed(Seq(base.kind, base.items[slice(*parts)]), node)


def is_direct(node: Any) -> bool:
    """Whether what is read from has no name of its own: ``rows[k][i]``, ``p.place[0]``."""
    return isinstance(getattr(node, "value", None), gast.Subscript | gast.Attribute)


def item_in(cx: Lifter, node: Any, owner: Value, base: Columns | Table, place: Value, name: str = "") -> Value:
    """An item of a list or dict of any length, which knows its place there."""
    at = cx.atom(place, node) if isinstance(base, Columns) else tables.key_atom(cx, node, place)
    found = number_inside(cx, node, owner, at, is_direct(node), name)
    if found is not None:
        return found
    if isinstance(base, Table):
        return tables.item(cx, node, owner, base, place, name)
    return item_of_columns(cx, node, base, at, name, owner)


def item_at(cx: Lifter, node: Any, base: Value, place: Value, name: str = "") -> Value:
    """An item of a tuple, list or dict."""
    match base:
        case Columns() | Table():
            return item_of_columns(cx, node, base, cx.atom(place, node), name)
        case Record(cls=None):
            return from_dict(cx, node, base, place)
        case Record(cls=cls, items=items) if is_named_tuple(cls):
            return from_sequence(cx, node, Seq("tuple", items), place)
        case Seq():
            return from_sequence(cx, node, base, place)
    raise cx.refuse(node, f"{cx.describe(base)} cannot be indexed", "index arrays, tuples and dicts")


def from_dict(cx: Lifter, node: Any, base: Record, key: Value) -> Value:
    if isinstance(key, Chosen):
        return with_each(cx, node, key, lambda each: from_dict(cx, node, base, each))
    if tables.is_open(cx, key) and isinstance(key, Num):
        return by_key(cx, node, base.keys, base.items, key)
    known = cx.demand(key, node, "the key")
    found = base.get(known)
    if found is None:
        raise cx.fails(node, f"the dict has no key {known!r}", f"one of {list(base.keys)!r}", KeyError(known))
    return found


def from_sequence(cx: Lifter, node: Any, base: Seq, position: Value) -> Value:
    known = cx.known_value(position)
    if not isinstance(position, Num):
        raise cx.refuse(node, "an index into a tuple or list must be an integer", "use an integer")
    if known is None and base.items and all(isinstance(item, Num | View) for item in base.items):
        listed = as_list(cx, node, [cx.atom(item, node) for item in base.items])
        if listed is not None:
            found = cx.op(node, Index((Subscript((At(),)),)), listed, cx.atom(position, node))
            if isinstance(found, View):
                share_all(cx, node, found, (item.cell for item in base.items if isinstance(item, View)))
            return found
    if base.items and tables.is_open(cx, position):
        return by_position(cx, node, base, position)
    number = known.value if known is not None else cx.demand(position, node, "an index into a tuple or list")
    if not isinstance(number, int) or not -len(base.items) <= number < len(base.items):
        error = IndexError(base.kind + " index out of range")
        raise cx.fails(
            node, f"index {number!r} is out of range for {len(base.items)} items", "use a valid index", error
        )
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
    home = cx.state.home_of(base.cell)
    if home is not None and (home.changed or is_direct(node)):
        column, path = home.lists[home.first], (*ITEM.path, *place.path)
        return Num(cx.emit(node, Index(path), column, home.index, *place.indices, name=name))
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


def plain_brackets(cx: Lifter, node: Any) -> tuple[Subscript, tuple[Atom, ...]]:
    """Any key will do where nothing is known of what is asked."""
    if isinstance(node, gast.Slice):
        return brackets(cx, node)
    return Subscript((At(),)), (cx.expr_atom(node),)


def known_part(cx: Lifter, text: str, index: Any) -> Value | None:
    """A part of a known string, its place known too."""
    parts = (index.lower, index.upper, index.step) if isinstance(index, gast.Slice) else (index,)
    known = [None if part is None else cx.known_value(cx.expr(part)) for part in parts]
    if any(part is not None and lit is None for part, lit in zip(parts, known, strict=True)):
        return None
    values: list[Any] = [None if lit is None else lit.value for lit in known]
    try:
        return Static(text[slice(*values)] if isinstance(index, gast.Slice) else text[values[0]])
    except (IndexError, TypeError) as error:
        raise cx.fails(index, f"this raises {type(error).__name__}: {error}", "use a valid index", error) from None


def entry_of(cx: Lifter, node: Any) -> tuple[Entry, tuple[Atom, ...]]:
    if isinstance(node, gast.Slice):
        parts = [OPEN if part is None else slice_part(cx, part) for part in (node.lower, node.upper, node.step)]
        return Slice(*(part != OPEN for part in parts)), tuple(part for part in parts if part != OPEN)
    return entry_of_value(cx, node, cx.expr(node))


def slice_part(cx: Lifter, node: Any) -> Atom:
    atom = cx.expr_atom(node)
    check_end(cx, node, atom)
    return cx.known.get(atom, atom) if not isinstance(atom, Lit) and atom.temp else atom


def check_end(cx: Lifter, node: Any, atom: Atom) -> None:
    """The ends of a slice are integers, or left open."""
    if kind_of(atom.type) not in ("b", "i") and atom != OPEN:
        raise cx.refuse(node, "the ends of a slice must be integers", "convert them with int(...)")


def entry_of_value(cx: Lifter, node: Any, value: Value) -> tuple[Entry, tuple[Atom, ...]]:
    value = cx.open_all(value)
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
