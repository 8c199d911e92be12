"""The end of a loop body held against its head: what each round hands on, and what has to be carried differently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.analyse.builder import Builder
from srcad.analyse.join import join
from srcad.errors import LanguageError
from srcad.front.lift.carried import Carried, Ident, Owner, Path, template
from srcad.front.lift.collected import NotCollected
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import alike, entry_atoms, entry_of, no_numbers, same_shape, spread_out
from srcad.front.lift.heads import Head
from srcad.front.lift.merge import clash
from srcad.front.lift.opaque import is_data, is_plain
from srcad.front.lift.options import index_of, is_text, joint_options, presence, spread
from srcad.front.lift.state import Key, State, cells_of
from srcad.front.lift.values import (
    UNBOUND,
    Box,
    Cell,
    Chosen,
    Clash,
    Closure,
    Columns,
    Content,
    Growing,
    Num,
    Record,
    Seq,
    Static,
    Table,
    Unbound,
    Value,
    View,
)
from srcad.front.lift.writing import Made
from srcad.ir.core import UNDEF, Atom
from srcad.ir.types import Extent, Type


class End:
    """The end of a body held against its head."""

    def __init__(self, cx: Lifter, node: Any, builder: Builder, head: Head, after: State, carried: Carried) -> None:
        self.cx, self.node, self.builder, self.head, self.after, self.carried = cx, node, builder, head, after, carried
        self.line: int = cx.line(node)
        self.changed = False
        self.ends: dict[Cell, Ident] = {}
        #: what becomes of the storages at the head
        self.left: dict[Cell, View | Box] = {}

    def match(self) -> bool:
        for cell in self.carried.cells:
            self.slot((cell, ()), self.after.memory[cell])
        for cell in self.carried.boxes:
            self.content(cell, self.after.boxes[cell])
        for key in self.carried.keys:
            head, end = self.head.made[key], self.after.names.get(key, UNBOUND)
            if is_data(head) and is_data(end) and (is_plain(head) or is_plain(end)):
                self.data(key, head, end)
            else:
                self.value(key, head, end, ())
        for cell in self.head.state.homes:
            if self.head.state.home_of(cell) is not None and self.after.home_of(cell) is None:
                self.carried.strayed.add(cell)
                self.changed = True
        return not self.changed

    def slot(self, ident: Ident, end: Atom) -> None:
        """Hand `end` on; if its type is not the parameter's, widen the parameter and lift again."""
        slot = self.head.slots[ident]
        slot.end = end
        type_ = slot.param.type
        if slot.init is UNDEF and end is not UNDEF and type_ != end.type and ident not in self.carried.types:
            joined: Type | None = end.type
        elif end is UNDEF:
            joined = type_
        else:
            joined = widen(type_, end.type, self.cx)
        if joined is None:
            name = slot.param.name
            reason = clash(name, Num(slot.init), Num(end))
            raise LanguageError(
                f"`{name}` is {type_} before the loop and {end.type} after its body",
                reason.instead,
                self.cx.place(self.node),
            )
        if joined != type_:
            self.carried.types[ident] = joined
            self.changed = True

    def moves(self, ident: Ident) -> None:
        """A value inside a container is another one in each round."""
        self.carried.moving.add(ident)
        self.changed = True

    def value(self, owner: Owner, head: Value, end: Value, path: Path) -> None:
        ident = (owner, path)
        match head, end:
            case (Clash(), _):
                return
            case Chosen(), _:
                self.chosen(owner, head, end, path)
            case Num(), _ if is_text(head) and is_text(end):
                self.slot(ident, self.read(end))
            case Num(), Num(atom=atom) if is_text(head) == is_text(end):
                if ident in self.head.slots:
                    self.slot(ident, atom)
                elif head.atom != atom:
                    self.moves(ident)
            case View(), View() if isinstance(owner, Cell) and ident not in self.carried.moving:
                if end != head:
                    self.moves(ident)
            case View(), View():
                self.view(ident, head, end)
            case Box(), Box():
                self.box(ident, head, end)
            case Seq(kind=k, items=left), Seq(kind=m, items=right) if k == m and len(left) == len(right):
                self.values(owner, left, right, path)
            case Record(keys=k, items=left, cls=c), Record(keys=m, items=right, cls=d) if (k, c) == (m, d):
                self.values(owner, left, right, path)
            case Unbound(), (Num() | View()):
                self.carried.types[ident] = self.read(end).type
                self.changed = True
            case Unbound(), Unbound():
                return
            case _ if head is end or head == end:
                return
            case _, Clash() if not isinstance(owner, Cell):
                self.carried.clashes[owner] = end
                self.changed = True
            case Static(), Static() if head.obj is end.obj:
                return
            case Closure(), Closure() if head.node is end.node and head.scope is end.scope:
                self.values(owner, head.defaults, end.defaults, path)
            case _:
                self.widen(owner, head, end, path)

    def values(self, owner: Owner, left: tuple[Value, ...], right: tuple[Value, ...], path: Path) -> None:
        for place, (a, b) in enumerate(zip(left, right, strict=True)):
            self.value(owner, a, b, (*path, place))

    # --- values of several kinds --------------------------------------------------------------------------------

    def chosen(self, owner: Owner, head: Chosen, end: Value, path: Path) -> None:
        """The flags and the option that this round leaves; the other options have no value."""
        after = spread(end)
        rows = self.rows(head, after)
        if rows is None or any(mine is None for mine, _ in rows):
            self.widen(owner, head, end, path)
            return
        held = {index_of(head.options, mine): theirs for mine, theirs in rows if mine is not None}
        for place, option in enumerate(head.options):
            found = held[place]
            if place < len(head.flags):
                self.slot((owner, (*path, -1 - place)), self.present(after, found))
            if found is None:
                self.without(owner, (*path, place))
            else:
                self.value(owner, option, found, (*path, place))

    def present(self, value: Chosen, option: Value | None) -> Atom:
        return self.at_end(lambda: presence(self.cx, self.node, value, option))

    def rows(self, head: Value, end: Value) -> list[tuple[Value | None, Value | None]] | None:
        def type_of(value: Value) -> Type:
            return self.cx.type(value, self.node)

        return self.at_end(
            lambda: joint_options(self.cx, spread(head), spread(end), type_of, type_of)
        )

    def without(self, owner: Owner, path: Path) -> None:
        """No value for all parts of an option."""
        for ident, slot in self.head.slots.items():
            if ident[0] == owner and ident[1][: len(path)] == path:
                slot.end = UNDEF
        for ident, cell in self.carried.heads.items():
            if ident[0] == owner and ident[1][: len(path)] == path and cell in self.head.state.boxes:
                if isinstance(self.head.state.boxes[cell], Growing):
                    raise NotCollected(cell)
                self.without(cell, ())

    def widen(self, owner: Owner, head: Value, end: Value, path: Path) -> None:
        """Lift again with both kinds of value, if they can be told apart."""
        rows = self.rows(head, end)
        before = UNBOUND if isinstance(owner, Cell) else self.head.before.names.get(owner, UNBOUND)
        if rows is None or (isinstance(before, Unbound) and not isinstance(owner, Cell)):
            self.clash(owner, head if rows is None else before, end)
            return
        self.changed = True
        self.carried.options[(owner, path)] = self.at_end(
            lambda: tuple(template(self.cx, self.node, self.carried.shown, *row) for row in rows)
        )

    def clash(self, owner: Owner, head: Value, end: Value) -> None:
        if isinstance(owner, Cell):
            found = clash(owner.name or "a part of this", head, end)
            raise self.cx.refuse(self.node, found.reason, found.instead)
        self.carried.clashes[owner] = clash(owner[1], head, end)
        self.changed = True

    def data(self, key: Key, head: Value, end: Value) -> None:
        """A string or None that is another in the next round is not known from then on."""
        if isinstance(head, Num):
            self.slot((key, ()), self.read(end))
        elif not (isinstance(head, Static) and isinstance(end, Static) and head.obj == end.obj):
            both = join(self.read(head).type, self.read(end).type, self.cx.supply.extent)
            assert both is not None
            self.carried.types[(key, ())] = both
            self.changed = True

    def read(self, value: Value) -> Atom:
        """What a value is at the end of the body."""
        return self.at_end(lambda: self.cx.atom(value, self.node))

    def at_end(self, run: Callable[[], Made]) -> Made:
        """Write at the end of the body."""
        return self.cx.at(self.builder, self.after, run)

    # --- containers ---------------------------------------------------------------------------------------------

    def box(self, ident: Ident, head: Box, end: Box) -> None:
        """A reference: to the same container in each round, or to one whose content is carried."""
        if ident not in self.carried.moving:
            if head.cell is not end.cell:
                self.moves(ident)
            return
        if self.head.owners[head.cell] != ident:
            self.stays_with(ident, head, end)
            return
        self.left[head.cell] = end
        self.content(head.cell, self.after.boxes[end.cell])
        if end != head:
            self.changed |= head.cell.take_after(end.cell)
            if self.cx.sharing.partners(end.cell):
                self.cx.sharing.join(head.cell, end.cell, self.line)
            self.leaves(ident, head, end)

    def content(self, cell: Cell, end: Content) -> None:
        """What a list, dict or object holds at the end of the body."""
        head = self.head.state.boxes[cell]
        match head, end:
            case Growing(), Growing(items=(item,)):
                entry = self.at_end(lambda: entry_of(self.cx, self.node, item))
                atoms = self.at_end(lambda: entry_atoms(self.cx, self.node, entry))
                if not atoms:
                    raise no_numbers(self.cx, self.node)
                self.head.grown[cell] = (entry, atoms)
            case Growing(), _:
                raise NotCollected(cell)
            case Columns(), (Columns() | Seq()):
                self.columns(cell, head, end)
            case Table(), (Table() | Record()):
                self.columns(cell, head, end)
            case Record(cls=None, items=before), Table():
                self.any_length(cell, before, end)
            case Seq(kind="list", items=before), (Columns() | Seq()) if (
                isinstance(end, Columns) or len(end.items) != len(before)
            ):
                self.any_length(cell, before, end)
            case Record(keys=old, cls=None, items=before), Record(keys=new, cls=None) if old != new and new:
                self.any_length(cell, before, end)
            case Record(keys=old, cls=cls), Record(keys=new) if old != new and cls is end.cls:
                self.refuse_new_parts(cell, cls, old, new)
            case _:
                self.value(cell, head, end, ())

    def refuse_new_parts(self, cell: Cell, cls: Any, old: tuple[Any, ...], new: tuple[Any, ...]) -> None:
        """A dict or object must hold the same keys or attributes in each round."""
        part = "key" if cls is None else "attribute"
        other = next((key for key in (*new, *old) if (key in old) != (key in new)), None)
        which = "s in another order" if other is None else f" `{other}` or loses it"
        reason = f"`{cell.name or 'this'}` gets the {part}{which} in a round of the loop"
        raise self.cx.refuse(self.node, reason, f"give it all its {part}s before the loop, None where need be")

    def any_length(self, cell: Cell, before: tuple[Value, ...], end: Columns | Table | Seq | Record) -> None:
        """A list whose length changes; an empty one that got one item may be collected."""
        items = end.items if isinstance(end, Seq | Record) else ()
        if isinstance(end, Columns | Table):
            self.carried.entries[cell] = end.entry
            # what is empty before the loop holds nothing yet that would tell the type of an item
            self.carried.types |= {(cell, (k,)): one.type for k, one in enumerate(end.lists) if not before}
        else:
            some = self.at_end(lambda: entry_of(self.cx, self.node, (*items, *before)[0]))
            self.carried.entries[cell] = some
        if isinstance(end, Seq) and not before and len(items) == 1:
            self.carried.collected.add(cell)
        self.changed = True

    def columns(self, cell: Cell, head: Columns | Table, end: Columns | Table | Seq | Record) -> None:
        last = self.at_end(lambda: spread_out(self.cx, self.node, end, head.entry))
        if not same_shape(head.entry, last.entry):
            self.at_end(lambda: alike(self.cx, self.node, last.entry, head.entry))
        for k, one in enumerate(last.lists):
            self.slot((cell, (k,)), one)
        self.cx.sharing.join(head.memory, last.memory, self.line)

    # --- sharing ------------------------------------------------------------------------------------------------

    def view(self, ident: Ident, head: View, end: View) -> None:
        """An array name: what it holds now goes to its parameter; what it may share from now on is noted."""
        if ident not in self.head.slots:
            self.stays_with(ident, head, end)
            return
        self.left[head.cell] = end
        self.slot(ident, self.read(end))
        if end == head:
            return
        self.changed |= head.cell.take_after(end.cell)
        if self.cx.sharing.partners(end.cell):
            self.cx.sharing.join(head.cell, end.cell, self.line)
        self.leaves(ident, head, end)

    def stays_with(self, ident: Ident, head: View | Box, end: View | Box) -> None:
        """What entered with another name of the same storage is on its own, unless it leaves with it."""
        if end != self.left.get(head.cell):
            self.carried.apart.add(ident)
            self.changed = True

    def leaves(self, ident: Ident, head: View | Box, end: View | Box) -> None:
        """A storage that takes the place of another in the next round: who else reaches it?"""
        path = isinstance(end, View) and bool(end.path)
        self.leave_together(ident, head, end)
        if end.cell in self.ends and self.ends[end.cell] != ident and not path:
            other = self.ends[end.cell][0]
            value = None if isinstance(other, Cell) else self.head.made[other]
            if isinstance(value, View | Box):
                self.cx.sharing.join(head.cell, value.cell, self.line)
        self.ends[end.cell] = ident
        permuted = any(isinstance(v, View | Box) and v.cell is end.cell for v in self.head.made.values())
        reachable = any(
            end.cell in cells_of(value, self.after)
            for other, value in self.after.names.items()
            if other != ident[0] and (other not in self.carried.keys or path) and other in self.head.before.names
        )
        if reachable or (path and not permuted and end.cell in self.head.before.memory):
            self.cx.sharing.join(head.cell, end.cell, self.line)

    def leave_together(self, ident: Ident, head: View | Box, end: View | Box) -> None:
        """Names that leave a round with one storage enter the next round, and the rest of the function, so."""
        for name, value in self.after.names.items():
            if name != ident[0] and name in self.head.made and end.cell in cells_of(value, self.after):
                for cell in cells_of(self.head.made[name], self.head.state):
                    self.cx.sharing.join(head.cell, cell, self.line)


def widen(param: Type, end: Type, cx: Lifter) -> Type | None:
    """The type a parameter needs to hold both; a length that differs between rounds gets a name of its own."""

    def fresh() -> Extent:
        extent = cx.supply.extent()
        cx.loose.add(extent.root)
        return extent

    return join(param, end, fresh, cx.loose)
