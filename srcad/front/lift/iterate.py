"""What a `for` walks: ranges, arrays, lists, and zip, enumerate and reversed of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from srcad.analyse.join import join
from srcad.analyse.lengths_of import of_one_item
from srcad.front.lift import protocol, tables
from srcad.front.lift.acting import acts
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import item_of_columns, refilled
from srcad.front.lift.options import settled
from srcad.front.lift.state import cells_of
from srcad.front.lift.values import (
    Box,
    Cell,
    Columns,
    Num,
    Promised,
    Record,
    Seq,
    Static,
    Table,
    Value,
    View,
    Walk,
    is_named_tuple,
)
from srcad.ir.core import Apply, Atom, Iter, Lit, Op, Pack, Var
from srcad.ir.types import INT, Array, ListOf, Opaque, RangeOf, Scalar, Type, dtype_kind

#: how many values of different types a loop may walk before it is refused
UNROLL = 64

Take = Callable[[Lifter, Any, list[Var]], Value]


@dataclass(frozen=True, slots=True)
class Walked:
    """`iters` walked in lockstep give items of `types`; `take` makes the loop's value of them.

    `unrolled` holds the values instead where they cannot be walked as one type.
    """

    iters: tuple[Iter, ...]
    types: tuple[Type, ...]
    take: Take
    cells: tuple[Cell, ...] = ()
    unrolled: tuple[Value, ...] | None = None
    #: all of `iters` have the same length
    even: bool = False

    def item(self, cx: Lifter, node: Any, items: tuple[Var, ...]) -> Value:
        return self.take(cx, node, list(items))


def walk(cx: Lifter, node: Any, value: Value) -> Walked:
    given = protocol.iterated(cx, node, settled(cx, node, value))
    value = cx.open(given)
    if isinstance(value, Walk):
        cx.use_up(value, node)
    match value:
        case Num(atom=atom) if isinstance(atom.type, RangeOf):
            return one(Iter(atom), INT)
        case Num(atom=atom) if isinstance(atom.type, ListOf):
            return one(Iter(atom), of_one_item([atom.type.item], cx.supply.extent)[0])
        case Num(atom=atom) if atom.type == Opaque("str"):
            return one(Iter(atom), atom.type)
        case Columns() if isinstance(given, Box):
            return walk_positions(cx, node, given) if given.cell in cx.by_position else walk_columns(cx, value, given)
        case Columns():
            return walk_columns(cx, value)
        case Table():
            return one_list(cx, tables.keys(cx, node, value), value)
        case Walk(kind="keys" | "values" | "items", parts=(Box() as part,)) if isinstance(cx.open(part), Record):
            return unrolled(promised(cx, value.kind, part))
        case Walk(kind="keys" | "values" | "items", parts=(part,)):
            return walk_table(cx, node, value.kind, cx.open(part))
        case View(cell=cell):
            return walk_array(cx, node, value, cell)
        case Seq(items=items):
            return walk_items(cx, node, items)
        case Record(cls=None, keys=keys):
            return unrolled(tuple(static(key) for key in keys))
        case Record(cls=cls) if is_named_tuple(cls):
            return walk_items(cx, node, value.items)
        case Walk(kind="zip", parts=parts, strict=strict):
            together = checked_lengths(cx, node, parts, strict)
            walked = [walk(cx, node, part) for part in together]
            if len({part.unrolled is None for part in walked}) > 1:
                walked = [beside(cx, node, *pair) for pair in zip(together, walked, strict=True)]
            return lockstep(walked)
        case Walk(kind="filter", parts=(part,)):
            return walk(cx, node, part)
        case Walk(kind="map", parts=parts, apply=apply) if apply is not None:
            return mapped(cx, node, lockstep([walk(cx, node, part) for part in parts]), apply)
        case Walk(kind="enumerate", parts=parts, start=start):
            inner = walk(cx, node, parts[0])
            if inner.unrolled is not None and not isinstance(start or Lit(0), Lit):
                raise cx.refuse(node, "a counter of values of different types must start at a literal", "start at 0")
            return counted(inner, start or Lit(0))
        case Walk(kind="reversed", parts=parts):
            return backwards(cx, node, walk(cx, node, parts[0]))
        case Static(obj=str() as text):
            return unrolled(tuple(Static(char) for char in text))
    raise cx.refuse(
        node, f"a loop cannot walk {cx.describe(value)}", "walk a range, an array, a list, or zip or enumerate of them"
    )


def one_list(cx: Lifter, listed: Var, table: Table) -> Walked:
    """The keys of a dict, in a list of their own."""
    return Walked((Iter(listed),), of_one_item([item_type(listed)], cx.supply.extent), take_one, (table.memory,))


def promised(cx: Lifter, kind: str, box: Box) -> tuple[Value, ...]:
    """The keys, the items or both of a dict whose keys are known; items as they are when their turn comes."""
    content = cx.open(box)
    assert isinstance(content, Record)
    if kind == "keys":
        return tuple(map(static, content.keys))
    items = tuple(Promised(box, key) for key in content.keys)
    if kind == "values":
        return items
    return tuple(Seq("tuple", pair) for pair in zip(map(static, content.keys), items, strict=True))


def kept_promise(cx: Lifter, node: Any, value: Value) -> Value:
    """What a promised item is now."""
    match value:
        case Promised(box=box, key=key):
            content = cx.open(box)
            found = content.get(key) if isinstance(content, Record) else None
            if found is None:
                raise cx.refuse(node, "this dict changes while it is walked", "walk `list(...)` of it")
            return found
        case Seq(kind="tuple", items=items):
            return replace(value, items=tuple(kept_promise(cx, node, item) for item in items))
    return value


def walk_table(cx: Lifter, node: Any, kind: str, table: Value) -> Walked:
    """The keys, the items or both of a dict, as they are when the loop begins."""
    if not isinstance(table, Table):
        raise cx.refuse(node, f"a loop cannot walk {cx.describe(table)} so", "walk a dict")
    keys = one_list(cx, tables.keys(cx, node, table), table) if kind != "values" else None
    if keys is not None and kind == "keys":
        return keys
    items = walk_columns(cx, Columns(table.entry, tuple(tables.values(cx, node, table)), table.memory))
    return items if keys is None else replace(lockstep([keys, items]), even=True)


def static(key: Any) -> Value:
    return Num(Lit(key)) if isinstance(key, int | float) and not isinstance(key, bool) else Static(key)


def take_one(cx: Lifter, node: Any, items: list[Var]) -> Value:
    return cx.wrap(items[0], node)


def one(it: Iter, type_: Type) -> Walked:
    return Walked((it,), (type_,), take_one)


def unrolled(values: tuple[Value, ...]) -> Walked:
    return Walked((), (), take_one, (), values)


def walk_array(cx: Lifter, node: Any, value: View, cell: Cell) -> Walked:
    """The rows of an array: scalars, or views that must not be stored into (that would change the array)."""
    content = cx.read(value, node)
    assert isinstance(content.type, Array)
    array = content.type
    if array.ndim == 0:
        raise cx.refuse(node, "a 0-d array cannot be walked", "walk an array with at least one axis")
    if array.ndim == 1:
        walked = one(Iter(content), Scalar(dtype_kind(array.dtype), array.dtype))
        return Walked(walked.iters, walked.types, take_one, (cell,))

    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        view = cx.fresh(items[0], node)
        cx.may_share(view, cell, node)
        view.cell.frozen = "a row of the array that is being walked"
        return view

    return Walked((Iter(content),), (Array(array.dtype, array.dims[1:]),), take, (cell,))


def walk_positions(cx: Lifter, node: Any, box: Box) -> Walked:
    """A list whose items are stored into while it is walked: each is read at its place when its turn comes."""

    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        content = cx.open(box)
        assert isinstance(content, Columns)
        return item_of_columns(cx, node, content, items[0], owner=box)

    content = cx.open(box)
    assert isinstance(content, Columns)
    places = cx.emit(node, Apply(range), cx.emit(node, Apply(len), content.lists[0]))
    cx.positions.add(places)
    return Walked((Iter(places),), (INT,), take, even=True)


def walk_columns(cx: Lifter, columns: Columns, box: Box | None = None) -> Walked:
    """A list of any length: its columns in lockstep."""

    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        found = refilled(cx, node, columns, iter(items))
        if box is not None:
            cx.walked_items |= dict.fromkeys(cells_of(found, cx.state), box.cell)
        return found

    types = of_one_item((item_type(one) for one in columns.lists), cx.supply.extent)
    return Walked(tuple(map(Iter, columns.lists)), types, take, (columns.memory,), even=True)


def walk_items(cx: Lifter, node: Any, items: tuple[Value, ...]) -> Walked:
    """Values known one by one: walked as a list if they have one type (tuples: in lockstep), else written out."""
    if cx.fixed is not None or len(items) < 2 or len({shape_of(cx, item) for item in items}) > 1:
        return unrolled(checked(cx, node, items))
    opened = [cx.open(item) for item in items]
    first = opened[0]
    if isinstance(first, Num | View):
        atoms = [cx.atom(item, node) for item in items]
        listed = as_list(cx, node, atoms)
        if listed is None:
            return unrolled(checked(cx, node, items))
        return frozen_items(cx, listed, tuple(item.cell for item in items if isinstance(item, View)))
    if isinstance(first, Seq):
        columns = zip(*(item.items for item in opened if isinstance(item, Seq)), strict=True)
        parts = [walk_items(cx, node, column) for column in columns]
        if parts and all(part.unrolled is None for part in parts):
            return lockstep(parts) if first.kind == "tuple" else frozen_lists(lockstep(parts))
    return unrolled(checked(cx, node, items))


def beside(cx: Lifter, node: Any, value: Value, walked: Walked) -> Walked:
    """What is walked beside values of different types is written out item by item too."""
    if walked.unrolled is not None:
        return walked
    content = cx.open(value)
    if isinstance(content, Seq):
        return unrolled(checked(cx, node, content.items))
    raise cx.refuse(
        node, "values of different types are walked beside an array or a list", "walk range(...) and index"
    )


def checked(cx: Lifter, node: Any, items: tuple[Value, ...]) -> tuple[Value, ...]:
    if len(items) > UNROLL:
        raise cx.refuse(node, f"{len(items)} values of different types are too many to walk", "give them one type")
    return items


def frozen_lists(walked: Walked) -> Walked:
    """The items are lists that others may hold."""

    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        found = walked.take(cx, node, items)
        assert isinstance(found, Seq)
        box = cx.box(Seq("list", found.items), node)
        box.cell.frozen = "an item of the list that is being walked"
        return box

    return replace(walked, take=take)


def shape_of(cx: Lifter, value: Value) -> str:
    value = cx.open(value)
    match value:
        case Seq(kind=kind, items=items):
            return f"{kind}({', '.join(shape_of(cx, item) for item in items)})"
        case Num():
            return "number"
        case View():
            return "array"
    return "other"


def as_list(cx: Lifter, node: Any, atoms: list[Atom]) -> Var | None:
    """The values as one list, where they have a type in common."""
    item: Type | None = atoms[0].type
    for atom in atoms[1:]:
        item = join(item, atom.type, cx.supply.extent) if item is not None else None
    if not isinstance(item, Scalar | Array):
        return None
    name = cx.list_names.pop(0) if cx.list_names else ""
    listed = Var(name or "t", ListOf(item), temp=not name)
    cx.builder.body.append(Op((listed,), Pack("list"), tuple(atoms), cx.where(node)))
    return listed


def frozen_items(cx: Lifter, listed: Var, cells: tuple[Cell, ...]) -> Walked:
    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        value = cx.wrap(items[0], node)
        if isinstance(value, View):
            share_all(cx, node, value, cells)
            value.cell.frozen = "an item of the list that is being walked"
        return value

    return Walked((Iter(listed),), of_one_item([item_type(listed)], cx.supply.extent), take, cells)


def share_all(cx: Lifter, node: Any, view: View, cells: Iterable[Cell]) -> None:
    """A view that is one of several arrays; which one is known when it runs."""
    for cell in cells:
        cx.may_share(view, cell, node)


def item_type(listed: Var) -> Type:
    assert isinstance(listed.type, ListOf)
    return listed.type.item


def lockstep(parts: list[Walked]) -> Walked:
    """``zip``: an item of each, until the shortest ends."""
    if all(part.unrolled is not None for part in parts) and parts:
        columns = [part.unrolled for part in parts if part.unrolled is not None]
        return unrolled(tuple(Seq("tuple", row) for row in zip(*columns, strict=False)))

    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        values = []
        for part in parts:
            own, items = items[: len(part.iters)], items[len(part.iters) :]
            values.append(part.take(cx, node, own))
        return Seq("tuple", tuple(values))

    return Walked(
        tuple(it for part in parts for it in part.iters),
        tuple(type_ for part in parts for type_ in part.types),
        take,
        tuple(cell for part in parts for cell in part.cells),
    )


def checked_lengths(cx: Lifter, node: Any, parts: tuple[Value, ...], strict: bool) -> tuple[Value, ...]:
    """The parts of a ``zip``; of a strict one their lengths must be known to be equal."""
    lengths = {length_of(cx, part) for part in parts} if strict else set()
    if len({length for length in lengths if isinstance(length, int)}) > 1:
        raise cx.refuse(node, "`zip(strict=True)` of different numbers of items", "match them")
    if len(lengths) > 1 or None in lengths:
        reason = "whether these have equal lengths is not known before the function runs"
        raise cx.refuse(node, reason, "assert it before, and leave out `strict`")
    return parts


def length_of(cx: Lifter, value: Value) -> object:
    """The length of something walked, if it is known as a number or by name."""
    match value:
        case Seq(items=items) | Record(items=items):
            return len(items)
        case Walk(kind="keys" | "values" | "items", parts=(Box() as part,)):
            return length_of(cx, cx.open(part))
        case View():
            content = cx.type(value)
            return content.dims[0] if isinstance(content, Array) and content.dims else None
        case Num(atom=atom) if isinstance(atom.type, RangeOf):
            return atom.type.extent
        case Walk(kind="enumerate" | "reversed" | "map", parts=(part,)):
            return length_of(cx, part)
    return None


def mapped(cx: Lifter, node: Any, walked: Walked, apply: Callable[..., Value]) -> Walked:
    """``map``: each item as the function makes it, when its turn comes."""
    if walked.unrolled is not None:
        written = len(cx.builder.body)
        items = tuple(apply(cx, node, kept_promise(cx, node, item)) for item in walked.unrolled)
        if acts(cx.builder.body[written:]):
            raise cx.refuse(node, "the function that is mapped does something else too", "call it in the loop")
        return unrolled(items)

    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        return apply(cx, node, walked.take(cx, node, items))

    return replace(walked, take=take)


def counted(walked: Walked, start: Atom) -> Walked:
    """``enumerate``: a counter first."""
    if walked.unrolled is not None and isinstance(start, Lit):
        rows = enumerate(walked.unrolled, start.value)
        return unrolled(tuple(Seq("tuple", (Num(Lit(k)), value)) for k, value in rows))

    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        return Seq("tuple", (Num(items[0]), walked.take(cx, node, items[1:])))

    return Walked((Iter(start, count=True), *walked.iters), (INT, *walked.types), take, walked.cells)


def backwards(cx: Lifter, node: Any, walked: Walked) -> Walked:
    if walked.unrolled is not None:
        return unrolled(walked.unrolled[::-1])
    if (len(walked.iters) != 1 and not walked.even) or any(it.count for it in walked.iters):
        raise cx.refuse(node, "only a range, a list or an array can be walked backwards", "reverse each part")
    iters = tuple(Iter(it.source, not it.reverse) for it in walked.iters)
    return replace(walked, iters=iters)
