"""What a `for` walks: ranges, arrays, lists, and zip, enumerate and reversed of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from srcad.analyse.join import join
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import refilled
from srcad.front.lift.values import Cell, Columns, Num, Record, Seq, Static, Value, View, Walk, is_named_tuple
from srcad.ir.core import Atom, Iter, Lit, Op, Pack, Var
from srcad.ir.types import INT, Array, ListOf, RangeOf, Scalar, Type, dtype_kind

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
    match value:
        case Num(atom=atom) if isinstance(atom.type, RangeOf):
            return one(Iter(atom), INT)
        case Num(atom=atom) if isinstance(atom.type, ListOf):
            return one(Iter(atom), atom.type.item)
        case Columns(entry=entry, lists=lists):
            return walk_columns(entry, lists)
        case View(cell=cell):
            return walk_array(cx, node, value, cell)
        case Seq(items=items):
            return walk_items(cx, node, items)
        case Record(cls=None, keys=keys):
            return unrolled(tuple(static(key) for key in keys))
        case Record(cls=cls) if is_named_tuple(cls):
            return walk_items(cx, node, value.items)
        case Walk(kind="zip", parts=parts):
            walked = [walk(cx, node, part) for part in parts]
            if len({part.unrolled is None for part in walked}) > 1:
                raise cx.refuse(
                    node, "values of different types are walked beside an array or a list", "walk range(...) and index"
                )
            return lockstep(walked)
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
        view = cx.fresh(items[0], node, cell.origins)
        view.cell.frozen = "a row of the array that is being walked"
        return view

    return Walked((Iter(content),), (Array(array.dtype, array.dims[1:]),), take, (cell,))


def walk_columns(entry: Value, lists: tuple[Var, ...]) -> Walked:
    """A list that a loop filled: its columns in lockstep."""

    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        return refilled(cx, node, entry, iter(items))

    types = tuple(one.type.item for one in lists if isinstance(one.type, ListOf))
    return Walked(tuple(map(Iter, lists)), types, take, even=True)


def walk_items(cx: Lifter, node: Any, items: tuple[Value, ...]) -> Walked:
    """Values known one by one: walked as a list if they have one type (tuples: in lockstep), else written out."""
    if cx.fixed is not None or len(items) < 2 or len({shape_of(item) for item in items}) > 1:
        return unrolled(checked(cx, node, items))
    first = items[0]
    if isinstance(first, Num | View):
        atoms = [cx.atom(item, node) for item in items]
        listed = as_list(cx, node, atoms)
        return unrolled(checked(cx, node, items)) if listed is None else frozen_items(listed)
    if isinstance(first, Seq) and len({len(item.items) for item in items if isinstance(item, Seq)}) == 1:
        columns = zip(*(item.items for item in items if isinstance(item, Seq)), strict=True)
        parts = [walk_items(cx, node, column) for column in columns]
        if all(part.unrolled is None for part in parts):
            return lockstep(parts)
    return unrolled(checked(cx, node, items))


def checked(cx: Lifter, node: Any, items: tuple[Value, ...]) -> tuple[Value, ...]:
    if len(items) > UNROLL:
        raise cx.refuse(node, f"{len(items)} values of different types are too many to walk", "give them one type")
    return items


def shape_of(value: Value) -> str:
    match value:
        case Seq(kind=kind, items=items):
            return f"{kind}({', '.join(map(shape_of, items))})"
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


def frozen_items(listed: Var) -> Walked:
    def take(cx: Lifter, node: Any, items: list[Var]) -> Value:
        value = cx.wrap(items[0], node)
        if isinstance(value, View):
            value.cell.frozen = "an item of the list that is being walked"
        return value

    return Walked((Iter(listed),), (item_type(listed),), take)


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
