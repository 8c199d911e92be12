"""Lists of any length: the content of a list of which only the kind of its items is known.

Such a list is kept as one list per number or array of an item (its *columns*); an item read from it is put together
from theirs.  A loop that appends to an empty list once a round, and does nothing else with it, hands the columns out
as collected results; every other change of a list is an operation on its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from srcad.analyse.join import join
from srcad.analyse.lengths_of import FRESH, with_roots
from srcad.front.lift.context import Lifter
from srcad.front.lift.state import cells_of
from srcad.front.lift.values import Box, Cell, Columns, Num, Record, Seq, Static, Value, View
from srcad.ir.core import At, Atom, Index, Op, Pack, Subscript, Var
from srcad.ir.types import NEVER, Array, ListOf, Scalar, Type

ITEM = Index((Subscript((At(),)),))


def entry_of(cx: Lifter, node: Any, item: Value) -> Value:
    """An item with all that it holds, to show the shape of the items of a list."""
    item = cx.open_all(item)
    for _ in leaves_of(cx, node, item):
        pass
    return item


def leaves_of(cx: Lifter, node: Any, entry: Value) -> Iterator[Value | Var]:
    """The numbers and arrays of an item, and the columns of lists in it."""
    match entry:
        case Num() | View():
            yield entry
        case Seq(items=items) | Record(items=items):
            for item in items:
                yield from leaves_of(cx, node, item)
        case Columns(lists=lists):
            yield from lists
        case Static():
            return
        case _:
            raise cx.refuse(
                node, f"{cx.describe(entry)} cannot be kept in a list of any length", "keep numbers and arrays"
            )


def entry_atoms(cx: Lifter, node: Any, item: Value) -> list[Atom]:
    """The numbers and arrays of an item, as operands."""
    found = leaves_of(cx, node, cx.open_all(item))
    return [leaf if isinstance(leaf, Var) else cx.atom(leaf, node) for leaf in found]


def refilled(cx: Lifter, node: Any, columns: Columns, atoms: Iterator[Var]) -> Value:
    """An item of a list, put together from these numbers and arrays."""
    return Refill(cx, node, columns.memory, atoms).item(columns.entry)


@dataclass(frozen=True, slots=True)
class Refill:
    """Items that were put into a list may be known by other names: who stores into one would change them too."""

    cx: Lifter
    node: Any
    memory: Cell
    atoms: Iterator[Var]

    def item(self, entry: Value) -> Value:
        match entry:
            case Num():
                return Num(next(self.atoms))
            case View():
                return self.held(self.cx.fresh(next(self.atoms), self.node))
            case Seq(items=items) | Record(items=items):
                return self.held(self.cx.boxed(replace(entry, items=tuple(map(self.item, items))), self.node))
            case Columns(entry=inner, lists=lists):
                own = Columns(inner, tuple(next(self.atoms) for _ in lists), self.memory)
                return self.held(self.cx.box(own, self.node))
        return entry

    def held(self, value: Value) -> Value:
        if isinstance(value, View | Box):
            value.cell.frozen = "an item of a list"
            self.cx.sharing.join(value.cell, self.memory, getattr(self.node, "lineno", 0))
        return value


def item_of_columns(cx: Lifter, node: Any, columns: Columns, index: Atom, name: str = "") -> Value:
    """``items[k]``"""
    name = name if len(columns.lists) == 1 else ""
    found = iter([cx.emit(node, ITEM, one, index, name=name) for one in columns.lists])
    return refilled(cx, node, columns, found)


def same_shape(one: Value, other: Value) -> bool:
    """Whether two items can be in one list of any length."""
    match one, other:
        case (Num(), Num()) | (View(), View()):
            return True
        case Seq(kind=k, items=left), Seq(kind=m, items=right) if k == m and len(left) == len(right):
            return all(map(same_shape, left, right))
        case Record(keys=k, items=left, cls=c), Record(keys=m, items=right, cls=d) if (k, c) == (m, d):
            return all(map(same_shape, left, right))
        case Columns(entry=left), Columns(entry=right):
            return same_shape(left, right)
        case Static(obj=a), Static(obj=b):
            return a is b or (isinstance(a, str) and a == b)
    return False


def columns_of(cx: Lifter, node: Any, content: Value, entry: Value | None) -> Columns:
    """The content of a list as columns, whose items are like `entry`; other names of its items still reach them."""
    if isinstance(content, Columns):
        return content
    assert isinstance(content, Seq)
    items = [entry_of(cx, node, item) for item in content.items]
    entry = entry if entry is not None else items[0] if items else None
    if entry is None:
        raise cx.refuse(node, "what the items of this empty list will be is not known", "put its items in at once")
    items = [alike(cx, node, item, entry) for item in items]
    rows = [entry_atoms(cx, node, item) for item in items]
    width = len(list(leaves_of(cx, node, entry)))
    lists = tuple(listed(cx, node, [row[k] for row in rows]) for k in range(width))
    memory = Cell(getattr(node, "lineno", 0))
    for item in content.items:
        keep_shared(cx, node, memory, item)
    return Columns(entry, lists, memory)


def alike(cx: Lifter, node: Any, item: Value, entry: Value) -> Value:
    """The item in the shape of another, where it can be brought into it."""
    if isinstance(item, Seq) and item.kind == "list" and isinstance(entry, Columns):
        return columns_of(cx, node, item, entry.entry)
    if same_shape(item, entry):
        return item
    raise cx.refuse(node, "the items of this list are not of one kind", "keep items of one type and shape in a list")


def listed(cx: Lifter, node: Any, atoms: Sequence[Atom]) -> Var:
    """Values of one type as a list."""
    item: Type | None = NEVER
    for atom in atoms:
        item = join(item, atom.type, cx.supply.extent) if item is not None else None
    if not (item == NEVER or isinstance(item, Scalar | Array | ListOf)):
        raise cx.refuse(node, "the items of this list are not of one type", "keep items of one type in a list")
    out = Var("t", ListOf(item), temp=True)
    cx.builder.body.append(Op((out,), Pack("list"), tuple(atoms), cx.where(node)))
    return out


def keep_shared(cx: Lifter, node: Any, memory: Cell, item: Value) -> None:
    """An item that is put into a list of any length is still known by its other names."""
    for inner in cells_of(item, cx.state):
        cx.sharing.join(memory, inner, getattr(node, "lineno", 0))


def with_lists(columns: Columns, lists: Iterable[Var]) -> Columns:
    """Another list of the same items, or of some of them."""
    return replace(columns, lists=tuple(lists))


def joined_memory(cx: Lifter, node: Any, one: Columns, other: Columns) -> Cell:
    """The storage that stands for the items of two lists."""
    memory = Cell(getattr(node, "lineno", 0))
    for part in (one, other):
        cx.sharing.join(memory, part.memory, memory.line)
    return memory


def list_type(cx: Lifter, item: Type, known: frozenset[str]) -> ListOf:
    """A list of such items; what was known of lengths inside one round does not hold from one item to another."""

    def root(name: str) -> str:
        return name if name in known or not FRESH.fullmatch(name) else cx.supply.extent().root

    return ListOf(with_roots(item, root))


