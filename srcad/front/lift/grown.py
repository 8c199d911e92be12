"""Lists of any length: the content of a list of which only the kind of its items is known.

Such a list is kept as one list per number or array of an item (its *columns*); an item read from it is put together
from theirs.  A loop that appends to an empty list once a round, and does nothing else with it, hands the columns out
as collected results; every other change of a list is an operation on its columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import gast

from srcad.analyse.join import join
from srcad.analyse.lengths_of import FRESH, with_roots
from srcad.errors import LanguageError
from srcad.front.desugar.names import loads
from srcad.front.lift.context import Lifter
from srcad.front.lift.options import negated
from srcad.front.lift.state import cells_of
from srcad.front.lift.storing import shown
from srcad.front.lift.values import (
    Box,
    Cell,
    Chosen,
    Closure,
    Columns,
    Home,
    Num,
    Record,
    Scope,
    Seq,
    Static,
    Table,
    Value,
    View,
)
from srcad.ir.core import At, Atom, Index, Op, Pack, Subscript, Var
from srcad.ir.types import NEVER, UNKNOWN, Array, DictOf, ListOf, Scalar, Type, type_of_value

ITEM = Index((Subscript((At(),)),))


def entry_of(cx: Lifter, node: Any, item: Value) -> Value:
    """An item with all that it holds, to show the shape of the items of a list."""
    item = cx.open_all(item)
    if isinstance(item, Seq) and item.kind == "list" and not item.items:
        return Columns(Num(Var("item", NEVER)), (listed(cx, node, ()),), Cell(cx.line(node)))
    leaves_of(cx, node, item)
    return with_packed(cx, node, item)


def with_packed(cx: Lifter, node: Any, item: Value) -> Value:
    """An item, the functions in it with what they captured."""
    match item:
        case Closure():
            return packed(cx, node, item)
        case Seq(items=items) | Record(items=items):
            return replace(item, items=tuple(with_packed(cx, node, each) for each in items))
        case Chosen(options=options):
            return replace(item, options=tuple(with_packed(cx, node, each) for each in options))
    return item


def packed(cx: Lifter, node: Any, fn: Closure) -> Closure:
    """A function with the values of the names that it reads from calls that are over, where they do not change."""
    scope = fn.scope
    if fn.captured or scope is None or any(frame.scope is scope for frame in cx.frames):
        return fn
    names = [name for name in sorted(loads([fn.node])) if (scope, name) in cx.state.names]
    over = scope.parent is None or any(frame.scope is scope.parent for frame in cx.frames)
    changed = {name for inner in gast.walk(fn.source.node) if isinstance(inner, gast.Nonlocal) for name in inner.names}
    changes = not changed.isdisjoint(names)
    if not over or changes or any(value is not None for value in fn.kw_defaults):
        raise cx.refuse(node, f"the function `{fn.name}` cannot be kept in a list of any length", "keep its numbers")
    held = tuple((name, with_packed(cx, node, cx.state.names[scope, name])) for name in names)
    return replace(fn, captured=held)


def is_nothing(entry: Value) -> bool:
    """Whether an entry is that of a list which was empty when it was met."""
    return isinstance(entry, Num) and entry.atom.type == NEVER


def known_entry(columns: Columns | Table) -> Value:
    """The entry of a list, as its type tells it by now where it was empty first."""
    one = columns.lists[0].type if columns.lists else None
    return shown(one.item) if is_nothing(columns.entry) and isinstance(one, ListOf) else columns.entry


def leaves_of(cx: Lifter, node: Any, entry: Value) -> list[Value | Var]:
    """The numbers and arrays of an item, the columns of lists in it, and the flags that tell which of them it has."""
    return list(Leaves(cx, node, tuple(plain_atoms(entry))).of(entry))


@dataclass(frozen=True, slots=True)
class Leaves:
    """Walks an item; a flag that a plain number of the item tells is not kept beside it."""

    cx: Lifter
    node: Any
    plain: tuple[Atom, ...]

    def of(self, entry: Value) -> Iterator[Value | Var]:
        match entry:
            case Num() | View():
                yield entry
            case Seq(items=items) | Record(items=items):
                for item in items:
                    yield from self.of(item)
            case Columns(lists=lists) | Table(lists=lists):
                yield from lists
            case Chosen(flags=flags, options=options):
                yield from (Num(flag) for flag in flags if told_by(self.cx, flag, self.plain) is None)
                for option in options:
                    yield from self.of(option)
            case Static():
                return
            case Closure():
                fn = packed(self.cx, self.node, entry)
                for item in (*fn.defaults, *(value for _, value in fn.captured)):
                    yield from self.of(item)
            case _:
                reason = f"{self.cx.describe(entry)} cannot be kept in a list of any length"
                raise self.cx.refuse(self.node, reason, "keep numbers and arrays")


def plain_atoms(entry: Value) -> Iterator[Atom]:
    """The numbers that every entry has."""
    match entry:
        case Num(atom=atom):
            yield atom
        case Seq(items=items) | Record(items=items):
            for item in items:
                yield from plain_atoms(item)


def told_by(cx: Lifter, flag: Atom, plain: Iterable[Atom]) -> Atom | None:
    """Which of these is the flag or its opposite."""
    return next((atom for atom in plain if atom is flag or is_opposite(cx, atom, flag)), None)


def is_opposite(cx: Lifter, one: Atom, other: Atom) -> bool:
    return cx.opposites.get(one) is other or cx.opposites.get(other) is one


def entry_atoms(cx: Lifter, node: Any, item: Value) -> list[Atom]:
    """The parts of an item that are kept, as operands."""
    found = leaves_of(cx, node, cx.open_all(item))
    return [leaf if isinstance(leaf, Var) else cx.atom(leaf, node) for leaf in found]


def refilled(
    cx: Lifter, node: Any, columns: Columns | Table, atoms: Iterator[Var], at: tuple[Cell, Atom] | None = None
) -> Value:
    """An item of a list, put together from these numbers and arrays; `at` is its place, where it has one."""
    entry = known_entry(columns)
    home = None if at is None else Home(at[0], 0, at[1], columns.lists, object())
    refill = Refill(cx, node, columns.memory, list(atoms), dict.fromkeys(plain_atoms(entry)), home)
    return refill.with_flags(refill.item(entry))


@dataclass(frozen=True, slots=True)
class Refill:
    """Items that were put into a list may be known by other names: who stores into one would change them too."""

    cx: Lifter
    node: Any
    memory: Cell
    #: the parts of the item that are not in their place yet
    atoms: list[Var]
    #: what becomes of the plain numbers of the entry
    new: dict[Atom, Atom | None]
    home: Home | None = None

    def item(self, entry: Value) -> Value:
        first = 0 if self.home is None else len(self.home.lists) - len(self.atoms)
        match entry:
            case Num(atom=atom):
                var = self.atoms.pop(0)
                if atom in self.new:
                    self.new[atom] = var
                return Num(var)
            case View():
                return self.held(self.cx.fresh(self.atoms.pop(0), self.node), first)
            case Seq(items=items) | Record(items=items):
                return self.held(self.cx.boxed(replace(entry, items=tuple(map(self.item, items))), self.node), first)
            case Columns(lists=lists) | Table(lists=lists):
                own = with_lists(entry, [self.atoms.pop(0) for _ in lists])
                own = replace(own, memory=self.memory, entry=known_entry(own))
                return self.held(self.cx.box(own, self.node), first)
            case Closure():
                return self.function(entry)
            case Chosen(flags=flags, options=options):
                known = [self.atoms.pop(0) if told_by(self.cx, flag, self.new) is None else flag for flag in flags]
                return Chosen(tuple(known), tuple(map(self.item, options)))
        return entry

    def function(self, entry: Closure) -> Value:
        """A function, in a call of its own as it was made in one."""
        defaults = tuple(map(self.item, entry.defaults))
        if not entry.captured or entry.scope is None:
            return replace(entry, defaults=defaults)
        old = entry.scope
        scope = Scope(old.label, old.parent, old.own, old.elsewhere)
        for name, value in entry.captured:
            self.cx.state.names[scope, name] = self.item(value)
        return replace(entry, defaults=defaults, scope=scope, captured=())

    def with_flags(self, value: Value) -> Value:
        """The item with the flags that other parts of it tell."""
        match value:
            case Seq(items=items):
                return replace(value, items=tuple(map(self.with_flags, items)))
            case Chosen(flags=flags):
                return replace(value, flags=tuple(map(self.flag, flags)))
        return value

    def flag(self, flag: Atom) -> Atom:
        told = told_by(self.cx, flag, self.new)
        other = None if told is None else self.new[told]
        if other is None:
            return flag
        return other if told is flag else negated(self.cx, self.node, other)

    def held(self, value: Value, first: int) -> Value:
        if isinstance(value, View | Box):
            if self.home is not None:
                self.cx.state.homes[value.cell] = replace(self.home, first=first)
            value.cell.frozen = "an item of a list"
            self.cx.sharing.join(value.cell, self.memory, self.cx.line(self.node))
        return value


def item_of_columns(
    cx: Lifter, node: Any, columns: Columns | Table, index: Atom, name: str = "", owner: Value | None = None
) -> Value:
    """``items[k]``; it knows its place in its `owner`."""
    name = name if len(columns.lists) == 1 else ""
    found = iter([cx.emit(node, ITEM, one, index, name=name) for one in columns.lists])
    return refilled(cx, node, columns, found, (owner.cell, index) if isinstance(owner, Box) else None)


def same_shape(one: Value, other: Value) -> bool:
    """Whether two items can be in one list of any length."""
    match one, other:
        case (Num() | View()), (Num() | View()) if is_nothing(one) or is_nothing(other):
            return True
        case (Num(), Num()) | (View(), View()):
            return True
        case Seq(kind=k, items=left), Seq(kind=m, items=right) if k == m and len(left) == len(right):
            return all(map(same_shape, left, right))
        case Record(keys=k, items=left, cls=c), Record(keys=m, items=right, cls=d) if (k, c) == (m, d):
            return all(map(same_shape, left, right))
        case (Columns(entry=left), Columns(entry=right)) | (Table(entry=left), Table(entry=right)):
            return same_shape(left, right)
        case Chosen(options=left), Chosen(options=right) if len(left) == len(right):
            return all(map(same_shape, left, right))
        case Closure(node=a, scope=s, defaults=left), Closure(node=b, scope=t, defaults=right) if a is b:
            held = [value for _, value in one.captured], [value for _, value in other.captured]
            near = s is t or (s is not None and t is not None and s.parent is t.parent)
            names = [name for name, _ in one.captured] == [name for name, _ in other.captured]
            return near and names and all(map(same_shape, (*left, *held[0]), (*right, *held[1])))
        case Static(obj=a), Static(obj=b):
            return a is b or (isinstance(a, str) and a == b)
    return False


def columns_of(
    cx: Lifter,
    node: Any,
    content: Value,
    entry: Value | None,
    collect: Callable[[Sequence[Atom]], Var] | None = None,
) -> Columns:
    """The content of a list as columns, whose items are like `entry`; other names of its items still reach them.

    How one column is made of the parts of the items, `collect` says.
    """
    if isinstance(content, Columns):
        return content
    assert isinstance(content, Seq)
    items = [entry_of(cx, node, item) for item in content.items]
    entry = entry if entry is not None else items[0] if items else None
    if entry is None:
        raise cx.refuse(node, "what this empty list or dict will hold is not known", "put something in at once")
    items = [alike(cx, node, item, entry) for item in items]
    rows = [entry_atoms(cx, node, item) for item in items]
    width = len(leaves_of(cx, node, entry))
    if not width:
        raise no_numbers(cx, node)
    made = partial(listed, cx, node) if collect is None else collect
    lists = tuple(made([row[k] for row in rows]) for k in range(width))
    memory = Cell(cx.line(node))
    for item in content.items:
        keep_shared(cx, node, memory, item)
    return Columns(entry, lists, memory)


def table_of(cx: Lifter, node: Any, content: Value, entry: Value | None) -> Table:
    """The content of a dict as dicts whose keys may be any, and whose items are like `entry`."""
    if isinstance(content, Table):
        return content
    assert isinstance(content, Record)
    made = partial(mapped, cx, node, content.keys)
    columns = columns_of(cx, node, Seq("list", content.items), entry, made)
    return Table(columns.entry, columns.lists, columns.memory)


def spread_out(cx: Lifter, node: Any, content: Value, entry: Value | None) -> Columns | Table:
    """The content of a list or dict of any length."""
    return (table_of if isinstance(content, Record | Table) else columns_of)(cx, node, content, entry)


def no_numbers(cx: Lifter, node: Any) -> LanguageError:
    return cx.refuse(node, "the items of this list hold no numbers", "keep numbers and arrays in it")


def alike(cx: Lifter, node: Any, item: Value, entry: Value) -> Value:
    """The item in the shape of another, where it can be brought into it."""
    if isinstance(item, Seq) and item.kind == "list" and isinstance(entry, Columns):
        return columns_of(cx, node, item, entry.entry)
    if isinstance(item, Record) and item.cls is None and isinstance(entry, Table):
        return table_of(cx, node, item, entry.entry)
    if same_shape(item, entry):
        return item
    if is_nothing(entry) and len(leaves_of(cx, node, item)) == 1:
        return item
    raise cx.refuse(node, "the items of this list are not of one kind", "keep items of one type and shape in a list")


def listed(cx: Lifter, node: Any, atoms: Sequence[Atom]) -> Var:
    """Values of one type as a list."""
    out = Var("t", ListOf(common_type(cx, node, atoms)), temp=True)
    cx.builder.body.append(Op((out,), Pack("list"), tuple(atoms), cx.where(node)))
    return out


def mapped(cx: Lifter, node: Any, keys: tuple[Any, ...], atoms: Sequence[Atom]) -> Var:
    """Values of one type as a dict."""
    key: Type = NEVER
    for each in keys:
        key = join(key, type_of_value(each), cx.supply.extent) or UNKNOWN
    out = Var("t", DictOf(common_type(cx, node, atoms), True, key), temp=True)
    cx.builder.body.append(Op((out,), Pack("dict", keys), tuple(atoms), cx.where(node)))
    return out


def common_type(cx: Lifter, node: Any, atoms: Sequence[Atom]) -> Type:
    item: Type | None = NEVER
    for atom in atoms:
        item = join(item, atom.type, cx.supply.extent) if item is not None else None
    if item is None or not (item == NEVER or isinstance(item, Scalar | Array | ListOf)):
        raise cx.refuse(node, "the items of this list are not of one type", "keep items of one type in a list")
    return item


def keep_shared(cx: Lifter, node: Any, memory: Cell, item: Value) -> None:
    """An item that is put into a list of any length is still known by its other names."""
    item = with_packed(cx, node, item)
    if not all(is_new(cx, cell, item) for cell in cells_of(item, cx.state)):
        cx.sharing.mix(memory)
    for inner in cells_of(item, cx.state):
        cx.sharing.join(memory, inner, cx.line(node))


def is_new(cx: Lifter, cell: Cell, item: Value) -> bool:
    """Whether a storage of an item was made in this round of all loops, and is in no other list; then it is, now."""
    if cell not in cx.state.memory and cell not in cx.state.boxes:  # it stands for the items of a list in the item
        others = (other for other in cx.sharing.partners(cell) if other not in cells_of(item, cx.state))
        return not cx.sharing.is_mixed(cell) and not any(cx.live_holder(other) for other in others)
    outside = cell.put or cell.frozen or cell.captured or cell.origins or cx.sharing.partners(cell)
    cell.put = True
    return not outside and cell.depth == cx.depth


def with_lists(columns: Columns | Table, lists: Iterable[Var]) -> Columns | Table:
    """Another list of the same items, or of some of them."""
    return replace(columns, lists=tuple(lists))


def joined_memory(cx: Lifter, node: Any, one: Columns | Table, other: Columns | Table) -> Cell:
    """The storage that stands for the items of two lists."""
    memory = Cell(cx.line(node))
    for part in (one, other):
        cx.sharing.join(memory, part.memory, memory.line)
    return memory


def list_type(cx: Lifter, item: Type, known: frozenset[str]) -> ListOf:
    """A list of such items; what was known of lengths inside one round does not hold from one item to another."""

    def root(name: str) -> str:
        return name if name in known or not FRESH.fullmatch(name) else cx.supply.extent().root

    return ListOf(with_roots(item, root))


