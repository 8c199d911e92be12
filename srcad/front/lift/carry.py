"""What a loop carries: its body is lifted again and again until that, and its types, no longer change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import gast

from srcad.analyse.builder import Builder
from srcad.analyse.join import join
from srcad.analyse.lengths_of import roots_in, with_roots
from srcad.errors import LanguageError
from srcad.front.desugar.names import loads, stores
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import entry_atoms, holds, list_type
from srcad.front.lift.merge import clash, display_name
from srcad.front.lift.opaque import is_data
from srcad.front.lift.state import Key, State, cells_of
from srcad.front.lift.values import (
    UNBOUND,
    Cell,
    Clash,
    Closure,
    Columns,
    Growing,
    Num,
    Record,
    Seq,
    Static,
    Unbound,
    Value,
    View,
)
from srcad.ir.core import UNDEF, Atom, Var
from srcad.ir.types import Array, Extent, Type

ROUNDS = 12


@dataclass(slots=True)
class Slot:
    """One carried value: its value before the loop, its variable in the body, its value at the end of the body."""

    init: Atom
    param: Var
    end: Atom | None = None


@dataclass(slots=True)
class Carried:
    """What the body hands on: names and storages, found by lifting it, with the types they settle on."""

    keys: dict[Key, None] = field(default_factory=dict)
    cells: dict[Cell, None] = field(default_factory=dict)
    types: dict[tuple[object, int], Type] = field(default_factory=dict)
    clashes: dict[Key, Clash] = field(default_factory=dict)
    growing: dict[Key, Cell] = field(default_factory=dict)
    #: the storages of carried arrays, the same each time the body is lifted
    heads: dict[tuple[Key, int], Cell] = field(default_factory=dict)


class Head:
    """The state at the head of the loop, every carried value replaced by a parameter."""

    def __init__(self, cx: Lifter, node: Any, before: State, carried: Carried) -> None:
        self.cx = cx
        self.node = node
        self.before = before
        self.carried = carried
        self.slots: dict[tuple[object, int], Slot] = {}
        self.state = before.copy()
        self.made: dict[Key, Value] = {}
        self._heads: dict[Cell, tuple[View, tuple[object, int]]] = {}
        for cell in carried.cells:
            self._carry_cell(cell)
        #: per list that grows: its entry, and the atoms of it
        self.grown: dict[Key, tuple[Value, list[Atom]]] = {}
        for key in carried.keys:
            value = carried.clashes.get(key) or self._growing(key)
            self.made[key] = value or self._head_of(key, self._start_of(key), [0])
            self.state.names[key] = self.made[key]
        self._keep_shared()

    def _start_of(self, key: Key) -> Value:
        """The value before the loop; one that is known there, but not in later rounds, as an operand."""
        value = self.before.names.get(key, UNBOUND)
        return Num(self.cx.atom(value)) if (key, 1) in self.carried.types and is_data(value) else value

    def _growing(self, key: Key) -> Growing | None:
        if key not in self.carried.growing:
            return None
        start = self.before.names.get(key)
        if not isinstance(start, Seq) or start.items:
            reason = f"`{display_name(key)}` is not empty when the loop begins to append to it"
            raise self.cx.refuse(self.node, reason, "start with `[]`")
        return Growing(self.carried.growing[key])

    def _slot(self, owner: object, number: int, init: Atom, name: str) -> Var:
        ident = (owner, number)
        param = Var(name or "t", self.carried.types.get(ident, init.type), temp=not name)
        self.slots[ident] = Slot(init, param)
        if init is UNDEF or init in self.cx.unbound:
            self.cx.unbound[param] = None
        return param

    def _carry_cell(self, cell: Cell) -> None:
        version = self.before.memory[cell]
        self.state.memory[cell] = self._slot(cell, 0, version, "" if version.temp else version.name)

    def _head_of(self, key: Key, value: Value, number: list[int]) -> Value:
        """The value with fresh parameters for its numbers and arrays."""
        name = display_name(key)
        match value:
            case Num(atom=atom):
                number[0] += 1
                return Num(self._slot(key, number[0], atom, name))
            case View():
                number[0] += 1
                return self._head_view(key, value, number[0], name)
            case Seq(items=items):
                # a list that another name has too must not be appended to under one of them
                made = value.made and not any(
                    other != key and holds(held, value) for other, held in self.before.names.items()
                )
                return replace(value, items=tuple(self._head_of(key, item, number) for item in items), made=made)
            case Record(keys=keys, items=items, cls=cls):
                return Record(keys, tuple(self._head_of(key, item, number) for item in items), cls)
            case Unbound():
                type_ = self.carried.types.get((key, 1))
                if type_ is None:
                    return value
                var = self._slot(key, 1, UNDEF, name)
                return self.cx.fresh(var, self.node) if isinstance(type_, Array) else Num(var)
        return value

    def _head_view(self, key: Key, value: View, number: int, name: str) -> View:
        if value.cell in self._heads and not value.path:
            return self._heads[value.cell][0]
        content = self.cx.read(value, self.node)
        cell = self.carried.heads.setdefault((key, number), Cell(getattr(self.node, "lineno", 0)))
        cell.origins, cell.captured, cell.frozen = value.cell.origins, value.cell.captured, value.cell.frozen
        self.state.memory[cell] = self._slot(key, number, content, name)
        view = View(cell)
        if not value.path:
            self._heads[value.cell] = (view, (key, number))
        if self.cx.sharing.partners(value.cell) or (value.path and self._reached(value.cell, key)):
            self.cx.sharing.join(cell, value.cell, getattr(self.node, "lineno", 0))
        return view

    def _reached(self, cell: Cell, but: Key) -> bool:
        return any(cell in cells_of(value) for key, value in self.before.names.items() if key != but)

    def _keep_shared(self) -> None:
        """A storage entering under a carried name may also be reached by a name that is not carried."""
        for old, (view, _) in self._heads.items():
            for key, value in self.state.names.items():
                if key not in self.carried.keys and old in cells_of(value):
                    self.cx.sharing.join(view.cell, old, getattr(self.node, "lineno", 0))


class Loop:
    """Lifts one `for` or `while`."""

    def __init__(self, cx: Lifter, node: Any) -> None:
        self.cx = cx
        self.node = node
        self.carried = Carried()
        self.before = cx.state
        self.key = cx.supply.key()
        frame = cx.frame
        for name in sorted(stores([node]), key=str):
            value = self.before.names.get((frame.scope, name), UNBOUND)
            if not (isinstance(value, View) and only_augmented(node, name)):
                self.carried.keys[(frame.scope, name)] = None
        frame.live.append(frozenset(loads([node])))

    def settle(
        self, body: Callable[[Head], tuple[Builder, State, list[Atom]]]
    ) -> tuple[Head, Builder, State, list[Atom]]:
        """Lift the body until it carries what it was assumed to carry."""
        cx = self.cx
        others = len(cx.others)
        again = True
        for _ in range(ROUNDS):
            shared = cx.sharing.version
            del cx.others[others:]
            cx.state = self.before.copy()
            mark = len(cx.builder.body)
            head = Head(cx, self.node, self.before, self.carried)
            head.state.memory = {**cx.state.memory, **head.state.memory}
            cx.state = head.state.copy()
            builder, after, extras = body(head)
            if self.stable(head, builder, after):
                if again and cx.sharing.version != shared:
                    # what came to share memory late in a round matters to the stores early in the next
                    again = False
                    del cx.builder.body[mark:]
                    continue
                cx.frame.live.pop()
                return head, builder, after, extras
            del cx.builder.body[mark:]
        raise LanguageError(
            "the types that this loop carries do not settle", "give each name one type", cx.place(self.node)
        )

    def stable(self, head: Head, builder: Builder, after: State) -> bool:
        """Compare the end of the body with its head; note what has to be carried differently."""
        carried, changed = self.carried, False
        for key, value in after.names.items():
            if key not in carried.keys and head.state.names.get(key) is not value:
                old = head.state.names.get(key, UNBOUND)
                if not self.visible(key) or self.same_place(old, value):
                    continue
                carried.keys[key] = None
                changed = True
        for cell, var in after.memory.items():
            if cell in self.before.memory and cell not in carried.cells and head.state.memory[cell] is not var:
                carried.cells[cell] = None
                changed = True
        if changed:
            return False
        ends = End(self.cx, self.node, builder, head, after, carried)
        return ends.match()

    @staticmethod
    def same_place(old: Value, new: Value) -> bool:
        return isinstance(old, View) and isinstance(new, View) and old == new

    def visible(self, key: Key) -> bool:
        """Whether a name outlives the iteration (scopes of calls made in the body do not)."""
        return any(key[0] is frame.scope for frame in self.cx.frames) or key in self.before.names

    def after_loop(self, root: str, own: dict[str, str]) -> str:
        """A length that changes from round to round has another name after the last one."""
        if root not in self.cx.loose:
            return root
        if root not in own:
            own[root] = self.cx.supply.extent().root
        return own[root]

    # --- after the loop -----------------------------------------------------------------------------------------

    def finish(self, head: Head) -> tuple[list[Var], list[Slot]]:
        """The state after the loop: carried values are its results."""
        cx = self.cx
        outs: list[Var] = []
        slots = list(head.slots.values())
        renamed: dict[Var, Var] = {}
        own: dict[str, str] = {}
        for slot in slots:
            type_ = with_roots(slot.param.type, lambda root: self.after_loop(root, own))
            out = Var(slot.param.name, type_, slot.param.temp)
            renamed[slot.param] = out
            if slot.init is UNDEF or slot.init in cx.unbound or slot.end in cx.unbound:
                cx.unbound[out] = None
            outs.append(out)
        state = self.before.copy()
        state.memory.update({cell: var for cell, var in head.state.memory.items() if cell not in self.before.memory})
        for cell, var in list(state.memory.items()):
            param = head.state.memory.get(cell, var)
            state.memory[cell] = renamed.get(param, var)
        live = cx.live_names()
        known = frozenset(root for var in self.before.memory.values() for root in roots_in(var.type))
        for key, (entry, atoms) in head.grown.items():
            lists = tuple(Var(display_name(key), list_type(cx, atom.type, known)) for atom in atoms)
            outs += lists
            head.made[key] = Columns(cells_of_growing(head.made[key]), entry, lists)
        for key, value in head.made.items():
            if key[0] in live and key[1] not in live[key[0]]:
                state.names.pop(key, None)
            else:
                state.names[key] = rename(value, renamed)
        cx.state = state
        return outs, slots


def rename(value: Value, renamed: dict[Var, Var]) -> Value:
    match value:
        case Num(atom=Var() as var):
            return Num(renamed.get(var, var))
        case Seq(items=items):
            return replace(value, items=tuple(rename(item, renamed) for item in items))
        case Record(keys=keys, items=items, cls=cls):
            return Record(keys, tuple(rename(item, renamed) for item in items), cls)
        case View():
            return replace(value, cache=None)
    return value


def cells_of_growing(value: Value) -> Cell:
    assert isinstance(value, Growing)
    return value.cell


class End:
    """The end of a body held against its head."""

    def __init__(self, cx: Lifter, node: Any, builder: Builder, head: Head, after: State, carried: Carried) -> None:
        self.cx, self.node, self.builder, self.head, self.after, self.carried = cx, node, builder, head, after, carried
        self.changed = False
        self.ends: dict[Cell, tuple[Key, int]] = {}

    def match(self) -> bool:
        for cell in self.carried.cells:
            self.slot((cell, 0), self.after.memory[cell])
        for key in self.carried.keys:
            head, end = self.head.made[key], self.after.names.get(key, UNBOUND)
            if is_data(head) and is_data(end):
                self.data(key, head, end)
            else:
                self.value(key, head, end, [0])
        return not self.changed

    def slot(self, ident: tuple[object, int], end: Atom) -> None:
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

    def value(self, key: Key, head: Value, end: Value, number: list[int]) -> None:
        match head, end:
            case (Clash(), _):
                return
            case Num(), Num(atom=atom):
                number[0] += 1
                self.slot((key, number[0]), atom)
            case View(), View():
                number[0] += 1
                self.view(key, head, end, number[0])
            case Growing(), Growing(items=(entry,)):
                outer_builder, outer_state = self.cx.builder, self.cx.state
                self.cx.builder, self.cx.state = self.builder, self.after
                self.head.grown[key] = (entry, entry_atoms(self.cx, self.node, entry))
                self.cx.builder, self.cx.state = outer_builder, outer_state
            case Growing(), _:
                raise self.cx.refuse(
                    self.node,
                    f"`{display_name(key)}` is not appended to exactly once in each round",
                    "append once a round, unconditionally",
                )
            case Seq(kind="list", items=left), Seq(kind="list", items=right) if len(right) > len(left):
                self.carried.growing[key] = Cell(getattr(self.node, "lineno", 0))
                self.changed = True
            case Seq(kind=k, items=left), Seq(kind=m, items=right) if k == m and len(left) == len(right):
                for a, b in zip(left, right, strict=True):
                    self.value(key, a, b, number)
            case Record(keys=k, items=left), Record(keys=m, items=right) if k == m:
                for a, b in zip(left, right, strict=True):
                    self.value(key, a, b, number)
            case Unbound(), (Num() | View()):
                self.carried.types[(key, 1)] = self.content(end).type
                self.changed = True
            case Unbound(), Unbound():
                return
            case _ if head is end or head == end:
                return
            case Static(), Static() if head.obj is end.obj:
                return
            case Closure(), Closure() if head.node is end.node and head.scope is end.scope:
                return
            case _:
                self.carried.clashes[key] = clash(display_name(key), head, end)
                self.changed = True

    def data(self, key: Key, head: Value, end: Value) -> None:
        """A string or None that is another in the next round is not known from then on."""
        if isinstance(head, Num):
            self.slot((key, 1), self.content(end))
        elif not (isinstance(head, Static) and isinstance(end, Static) and head.obj == end.obj):
            both = join(self.content(head).type, self.content(end).type, self.cx.supply.extent)
            assert both is not None
            self.carried.types[(key, 1)] = both
            self.changed = True

    def content(self, value: Value) -> Atom:
        outer_builder, outer_state = self.cx.builder, self.cx.state
        self.cx.builder, self.cx.state = self.builder, self.after
        try:
            return self.cx.atom(value, self.node)
        finally:
            self.cx.builder, self.cx.state = outer_builder, outer_state

    def view(self, key: Key, head: View, end: View, number: int) -> None:
        """An array name: what it holds now goes to its parameter; what it may share from now on is noted."""
        ident = (key, number)
        if ident not in self.head.slots:
            # it entered together with another name of the same storage, and must leave with it
            if end != head:
                self.cx.sharing.join(head.cell, end.cell, getattr(self.node, "lineno", 0))
                raise LanguageError(
                    f"`{display_name(key)}` shares an array with another name at first, and no longer after a round",
                    "make a copy with `.copy()` before the loop",
                    self.cx.place(self.node),
                )
            return
        self.slot(ident, self.content(end))
        if end == head:
            return
        if self.cx.sharing.partners(end.cell):
            self.cx.sharing.join(head.cell, end.cell, getattr(self.node, "lineno", 0))
        self.leave_together(key, head, end)
        if end.cell in self.ends and self.ends[end.cell] != ident and not end.path:
            other = self.head.made[self.ends[end.cell][0]]
            if isinstance(other, View):
                self.cx.sharing.join(head.cell, other.cell, getattr(self.node, "lineno", 0))
        self.ends[end.cell] = ident
        permuted = any(isinstance(v, View) and v.cell is end.cell for v in self.head.made.values())
        reachable = any(
            end.cell in cells_of(value)
            for other, value in self.after.names.items()
            if other != key and (other not in self.carried.keys or end.path) and other in self.before_names()
        )
        if reachable or (end.path and not permuted and end.cell in self.head.before.memory):
            self.cx.sharing.join(head.cell, end.cell, getattr(self.node, "lineno", 0))

    def leave_together(self, key: Key, head: View, end: View) -> None:
        """Names that leave a round with one storage enter the next round, and the rest of the function, so."""
        for name, value in self.after.names.items():
            if name != key and name in self.head.made and end.cell in cells_of(value):
                for cell in cells_of(self.head.made[name]):
                    self.cx.sharing.join(head.cell, cell, getattr(self.node, "lineno", 0))

    def before_names(self) -> dict[Key, Value]:
        return self.head.before.names


def widen(param: Type, end: Type, cx: Lifter) -> Type | None:
    """The type a parameter needs to hold both; a length that differs between rounds gets a name of its own."""

    def fresh() -> Extent:
        extent = cx.supply.extent()
        cx.loose.add(extent.root)
        return extent

    return join(param, end, fresh, cx.loose)


def only_augmented(node: Any, name: str) -> bool:
    """Whether a loop assigns to a name by augmented assignment only."""
    return not any(
        isinstance(target, gast.Name) and target.id == name and isinstance(target.ctx, gast.Store)
        for stmt in gast.walk(node)
        for target in targets_of(stmt)
    )


def targets_of(stmt: Any) -> list[Any]:
    match stmt:
        case gast.Assign(targets=targets):
            found = targets
        case gast.AnnAssign(target=target) | gast.For(target=target) | gast.NamedExpr(target=target):
            found = [target]
        case gast.FunctionDef(name=name):
            found = [gast.Name(name, gast.Store(), None, None)]
        case _:
            return []
    return [leaf for target in found for leaf in gast.walk(target)]
