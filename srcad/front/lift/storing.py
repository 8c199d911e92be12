"""Storages: what names, items and views hold at the present point, and which stores are refused.

An array, list, dict or object is held by reference, in a cell; a store makes a new version of what the cell holds.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from srcad.analyse.builder import Supply
from srcad.errors import AliasError
from srcad.front.lift.collected import ItemStored, NotCollected
from srcad.front.lift.free import FreeNames
from srcad.front.lift.state import Sharing, cells_of, spoken
from srcad.front.lift.values import (
    Box,
    Cell,
    Clash,
    Columns,
    Content,
    Growing,
    Home,
    Num,
    Record,
    Scope,
    Seq,
    Table,
    Value,
    View,
    is_named_tuple,
)
from srcad.front.lift.writing import FOLDED, Writing
from srcad.ir.core import Apply, Atom, Index, Lit, Prim, Update, Var
from srcad.ir.types import Array, DictOf, ListOf, Scalar, SetOf, Type, kind_of

#: what `items` enters: how a change of an item goes to its place in a list of any length
PUT_BACK: list[Callable[[Any, Any, Cell, Home, Content], None]] = []
STORE_INSIDE: list[Callable[[Any, Any, View, Home, Atom, str], None]] = []

#: arithmetic whose result an integer of few bits may not hold
COUNTING = (operator.add, operator.sub, operator.mul, operator.neg, operator.pow)


class Storing(Writing):
    """The storages, which of them are walked or wait as operands, and which may share memory."""

    def __init__(self, supply: Supply, free: FreeNames) -> None:
        super().__init__(supply, free)
        self.sharing = Sharing()
        self.written: dict[str, int] = {}
        self.changes_containers = False
        #: the storages of operands that are evaluated and not used yet
        self.pending: list[Cell] = []
        #: how many loops are being lifted
        self.depth = 0
        #: the lists that the loops under way walk
        self.walking: list[Cell] = []
        #: the storages that the loops under way walk
        self.walked: list[Cell] = []
        #: the lists that are walked by position, as their items are stored into; the ranges of positions, and the
        #: lists that the other items belong to
        self.by_position: set[Cell] = set()
        self.positions: set[Atom] = set()
        self.walked_items: dict[Cell, Cell] = {}

    def fresh(self, var: Var, node: Any = None, origins: frozenset[str] = frozenset()) -> View:
        """A new storage holding `var`."""
        cell = Cell(self.line(node), origins)
        cell.depth = self.depth
        self.state.memory[cell] = var
        return View(cell)

    def box(self, content: Content, node: Any = None, origins: frozenset[str] = frozenset()) -> Box:
        """A new list, dict or object."""
        cell = Cell(self.line(node), origins)
        cell.depth = self.depth
        self.state.boxes[cell] = content
        return Box(cell)

    def boxed(self, value: Value, node: Any = None) -> Value:
        """A value as a program holds it: a list, dict or object by reference."""
        changes = isinstance(value, Columns | Table | Growing) or (isinstance(value, Seq) and value.kind != "tuple")
        if changes or (isinstance(value, Record) and not is_named_tuple(value.cls)):
            assert isinstance(value, Content)
            return self.box(value, node)
        return value

    def wrap(self, var: Var, node: Any = None) -> Value:
        if isinstance(var.type, Array):
            return self.fresh(var, node)
        if isinstance(var.type, SetOf) and self.fixed is None:
            return self.box(Table(shown(var.type.key), (var,), unknown_items(), is_set=True), node)
        if isinstance(var.type, DictOf) and self.fixed is None:
            return self.box(Table(shown(var.type.item), (var,), unknown_items()), node)
        if isinstance(var.type, ListOf) and self.fixed is None:
            return self.box(Columns(shown(var.type.item), (var,), unknown_items()), node)
        return Num(var)

    def op(self, node: Any, prim: Prim, *atoms: Atom, name: str = "") -> Value:
        """Append one operation; its result as a value, an array in a storage of its own."""
        if self.fixed is not None and isinstance(prim, Apply) and prim.fn in FOLDED and not prim.kw:
            known = [self.known_atom(atom) for atom in atoms]
            if all(lit is not None for lit in known):  # a rule's own arithmetic on literals is done now
                return Num(Lit(prim.fn(*(lit.value for lit in known if lit is not None))))
        made = self.emit(node, prim, *atoms, name=name)
        if self.fixed is not None and isinstance(prim, Apply) and prim.fn in COUNTING and is_short(made.type):
            raise self.refuse(node, "the derivative counts with integers of few bits, which overflow", "use floats")
        return self.wrap(made, node)

    def open(self, value: Value) -> Value:
        """What a list, dict or object holds now; any other value itself."""
        if not isinstance(value, Box):
            return value
        content = self.state.boxes[value.cell]
        if isinstance(content, Growing):
            raise NotCollected(value.cell)
        if isinstance(content, Clash):
            raise self.refuse(None, content.reason, content.instead)
        return content

    def open_all(self, value: Value) -> Value:
        """`open`, and so on for the items of containers."""
        value = self.open(value)
        match value:
            case Seq(items=items) | Record(items=items):
                return replace(value, items=tuple(map(self.open_all, items)))
        return value

    def fill(self, box: Box, content: Content, node: Any, inside: bool = False) -> None:
        """Change what a list, dict or object holds, or something `inside` of an item of it."""
        self.check_store(box.cell, node)
        if inside and box.cell in self.walking and box.cell not in self.by_position:
            raise ItemStored(box.cell)
        if box.cell in self.walking and not inside:
            if isinstance(content, Table):
                raise self.refuse(node, "this dict changes while it is walked", "walk `list(...)` of it")
            raise self.refuse(node, "this list changes while it is walked", "change another list, and walk this one")
        self.changes_containers |= bool(box.cell.origins)
        home = self.state.home_of(box.cell)
        if home is not None:
            PUT_BACK[0](self, node, box.cell, home, content)
        self.state.boxes[box.cell] = content

    def read(self, view: View, node: Any = None, name: str = "") -> Var:
        """The present content of a place."""
        version = self.state.memory[view.cell]
        if not view.path:
            return version
        if view.cache is not None and view.cache[0] is version:
            return view.cache[1]
        return self.emit(node, Index(view.path), version, *view.indices, name=name)

    def named(self, view: View, node: Any, name: str) -> View:
        """The place under a name of its own: read once here, so that the text shows the name."""
        if not view.path or (view.cache is not None and view.cache[0] is self.state.memory[view.cell]):
            return view
        return View(view.cell, view.path, view.indices, (self.state.memory[view.cell], self.read(view, node, name)))

    def store(self, view: View, value: Atom, node: Any, kind: str = "set") -> None:
        """Put `value` into a place: a new version of its storage."""
        self.check_store(view.cell, node)
        home = self.state.home_of(view.cell)
        if home is not None:
            STORE_INSIDE[0](self, node, view, home, value, kind)
            return
        old = self.state.memory[view.cell]
        self.state.memory[view.cell] = self.emit(
            node, Update(kind, view.path), old, value, *view.indices, name="" if old.temp else old.name
        )

    def replace(self, view: View, new: Var, node: Any) -> None:
        """A whole storage changed in place by an operation that keeps its shape and dtype (``z *= 2``)."""
        self.check_store(view.cell, node)
        home = self.state.home_of(view.cell)
        if home is not None:
            STORE_INSIDE[0](self, node, view, home, new, "new")
            return
        self.state.memory[view.cell] = new

    def check_store(self, cell: Cell, node: Any) -> None:
        """Refuse a store whose effect on another live name cannot be decided."""
        line = self.line(node)
        if cell.captured:
            raise AliasError(
                f"`{cell.captured}` existed before the call and would be changed by it",
                "work on a copy made inside the function",
                self.place(node),
            )
        home = self.state.home_of(cell)
        if home is not None:
            self.check_item(cell, home, node)
            return
        if cell in self.walked_items:
            raise ItemStored(self.walked_items[cell])
        if cell.frozen:
            raise AliasError(f"this stores into {cell.frozen}", "store by index, or into a copy", self.place(node))
        partners = self.sharing.partners(cell)
        if any(walked is cell or walked in partners for walked in self.walked):
            raise self.refuse(
                node, "this array is stored into while it is walked", "walk range(len(...)) and index it"
            )
        self.check_partners(partners, node)
        for origin in sorted(cell.origins):
            self.written.setdefault(origin, line)

    def check_partners(self, partners: Mapping[Cell, int], node: Any, but: Collection[Cell] = ()) -> None:
        """Refuse a store that something else that is read later may see; not counted is what `but` holds."""
        for partner, since in partners.items():
            holder = self.live_holder(partner, but)
            if holder is not None or (partner in self.pending and not self.stands_for(partner, but)):
                what = holder or "a value that this statement has read"
                raise AliasError(
                    f"this store may change {what} too (they may share memory since line {since})",
                    "make a copy with `.copy()` where the second name is made",
                    self.place(node),
                )

    def stands_for(self, memory: Cell, boxes: Collection[Cell]) -> bool:
        """Whether a storage stands for the items of one of these lists."""
        contents = (self.state.boxes.get(box) for box in boxes)
        return any(isinstance(held, Columns | Table) and held.memory is memory for held in contents)

    def check_item(self, cell: Cell, home: Home, node: Any) -> None:
        """Refuse a store into an item that may have a second place, or other names that are read later."""
        content = self.state.boxes[home.owner]
        assert isinstance(content, Columns | Table)
        if self.sharing.is_mixed(content.memory):
            reason = f"this stores into {cell.frozen}, which may have it in two places, or share it"
            raise AliasError(reason, "put a new array or list, or a copy, in each place", self.place(node))
        own = {other for other, theirs in self.state.homes.items() if theirs.item is home.item}
        partners = {other: line for other, line in self.sharing.partners(cell).items() if other not in own}
        self.check_partners(partners, node, (cell, home.owner))
        self.check_store(home.owner, node)

    def live_holder(self, cell: Cell, but: Collection[Cell] = ()) -> str | None:
        """What is read later and reaches `cell`: a name of the user's if there is one."""
        live = self.live_names()
        hidden = {frame.scope for frame in self.frames if frame.call is not None}
        holders = [
            spoken("" if scope in hidden else name, "")
            for state in (self.state, *self.left)
            for (scope, name), value in state.names.items()
            if name in live.get(scope, (name,)) and cell in cells_of(value, state, but)
        ]
        return next(filter(None, holders), "a value that is read later") if holders else None

    def live_names(self) -> dict[Scope, frozenset[str]]:
        """Per scope, the names that may be read after the current statement."""
        return {frame.scope: frozenset().union(*frame.live) for frame in self.frames if frame.live}

    def may_share(self, one: View | Box, other: Cell, node: Any) -> None:
        """Record that a result may be a view of an operand."""
        one.cell.take_after(other)
        self.sharing.join(one.cell, other, self.line(node))


def unknown_items() -> Cell:
    """A storage that stands for the items of a list that an operation gives: they may be one, or views."""
    memory = Cell(0)
    memory.mixed = True
    return memory


def is_bare(entry: Value) -> bool:
    """Whether an item of a list is kept as it is, not in parts."""
    return isinstance(entry, Num | View) or (isinstance(entry, Columns | Table) and is_bare(entry.entry))


def shown(item: Type) -> Value:
    """An item of this type, to show the shape of the items of a list."""
    match item:
        case Array():
            return View(Cell(0))
        case DictOf(item=inner):
            return Table(shown(inner), (Var("items", item),), Cell(0))
        case ListOf(item=inner):
            return Columns(shown(inner), (Var("items", item),), Cell(0))
    return Num(Var("item", item))


def is_short(type_: Type) -> bool:
    """Whether a value is an integer of NumPy's, or an array of them, of fewer bits than its own."""
    dtype = type_.dtype if isinstance(type_, Scalar | Array) and kind_of(type_) == "i" else None
    return dtype is not None and dtype.rstrip("?") not in ("", "int64")
