"""The head of a loop: every value that the loop carries is a parameter there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from srcad.front.lift.carried import Carried, Ident, Owner, Path, Slot, template
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import spread_out, with_lists
from srcad.front.lift.merge import display_name
from srcad.front.lift.opaque import is_data
from srcad.front.lift.options import flag_name, joint_options, parts, presence, spread, with_parts
from srcad.front.lift.state import Key, State, cells_of
from srcad.front.lift.values import (
    UNBOUND,
    Box,
    Cell,
    Chosen,
    Closure,
    Columns,
    Content,
    Growing,
    Num,
    Record,
    Seq,
    Table,
    Unbound,
    Value,
    View,
    key_name,
)
from srcad.ir.core import UNDEF, Atom, Var
from srcad.ir.types import BOOL, Array, Type


class Head:
    """The state at the head of the loop, every carried value replaced by a parameter."""

    def __init__(self, cx: Lifter, node: Any, before: State, carried: Carried) -> None:
        self.cx = cx
        self.node = node
        self.line: int = cx.line(node)
        self.before = before
        self.carried = carried
        self.slots: dict[Ident, Slot] = {}
        self.state = before.copy()
        self.made: dict[Key, Value] = {}
        self._heads: dict[Cell, tuple[View | Box, Ident]] = {}
        #: whose value each storage made here stands for
        self.owners: dict[Cell, Ident] = {}
        #: per list that is collected: its entry, and the atoms of it
        self.grown: dict[Cell, tuple[Value, list[Atom]]] = {}
        for cell in carried.cells:
            self._carry_cell(cell)
        for cell in carried.boxes:
            self.state.boxes[cell] = self._content(cell, before.boxes[cell])
        for key in carried.keys:
            value = carried.clashes.get(key) or self._head_of(
                key, self._start_of(key), (), display_name(key), always=True
            )
            self.made[key] = value
            self.state.names[key] = value
        self._keep_shared()
        self._keep_places()

    def _start_of(self, key: Key) -> Value:
        """The value before the loop; one that is known there, but not in later rounds, as an operand."""
        value = self.before.names.get(key, UNBOUND)
        return Num(self.cx.atom(value)) if (key, ()) in self.carried.types and is_data(value) else value

    def _slot(self, ident: Ident, init: Atom, name: str) -> Var:
        param = Var(name or "t", self.carried.types.get(ident, init.type), temp=not name)
        self.slots[ident] = Slot(init, param)
        if init is UNDEF or init in self.cx.unbound:
            self.cx.unbound[param] = None
        return param

    def _carry_cell(self, cell: Cell) -> None:
        version = self.before.memory[cell]
        self.state.memory[cell] = self._slot((cell, ()), version, "" if version.temp else version.name)

    def _head_of(self, owner: Owner, value: Value, path: Path, name: str, always: bool) -> Value:
        """The value with fresh parameters for its numbers and arrays; inside containers only for those that change."""
        ident = (owner, path)
        if isinstance(value, Chosen):
            options = tuple(template(self.cx, self.node, self.carried.shown, option) for option in value.options)
            self.carried.options.setdefault(ident, options)
        if ident in self.carried.options:
            return self._head_chosen(owner, value, path, name)
        match value:
            case Box():
                return self._head_box(ident, value, name) if ident in self.carried.moving else value
            case (Num() | View()) if not always and ident not in self.carried.moving:
                return value
            case Num(atom=atom):
                return Num(self._slot(ident, atom, name))
            case View():
                return self._head_view(ident, value, name)
            case Seq() | Record() | Closure():
                return with_parts(value, self._heads_of(owner, value, path, name, always))
            case Unbound():
                type_ = self.carried.types.get(ident)
                return value if type_ is None else self._without_value(ident, self._slot(ident, UNDEF, name))
        return value

    def _heads_of(self, owner: Owner, value: Value, path: Path, name: str, always: bool) -> tuple[Value, ...]:
        names = [key_name(key, name) for key in value.keys] if isinstance(value, Record) else [name] * len(parts(value))
        items = enumerate(zip(parts(value), names, strict=True))
        return tuple(self._head_of(owner, item, (*path, place), own, always) for place, (item, own) in items)

    # --- values of several kinds --------------------------------------------------------------------------------

    def _head_chosen(self, owner: Owner, value: Value, path: Path, name: str) -> Value:
        """One of several kinds of value, and flags that tell which."""
        options = self.carried.options[(owner, path)]
        before = spread(value)
        if len(options) == 1:
            return self._head_option(owner, options[0], before.options[0], path, name)
        rows = joint_options(self.cx, Chosen((), options), before, self._type, self._type)
        assert rows is not None
        held = [theirs for _, theirs in rows]
        flags = []
        for place, option in enumerate(options[:-1]):
            ident = (owner, (*path, -1 - place))
            init = presence(self.cx, self.node, before, held[place])
            flags.append(self._slot(ident, init, flag_name(name, option)))
            self.carried.types.setdefault(ident, BOOL)
        heads = (
            self._head_option(owner, option, held[place], (*path, place), name) for place, option in enumerate(options)
        )
        return Chosen(tuple(flags), tuple(heads))

    def _head_option(self, owner: Owner, option: Value, before: Value | None, path: Path, name: str) -> Value:
        """A value of one kind: what the name has before the loop, or a parameter without a value."""
        ident = (owner, path)
        match option:
            case Num(atom=atom) if before is not None and not isinstance(before, View):
                return Num(self._guarded(ident, self.cx.atom(before), atom.type, name))
            case Num(atom=atom) if before is None:
                return self._without_value(ident, self._guarded(ident, UNDEF, atom.type, name))
            case Chosen() if before is None:
                raise self.cx.refuse(
                    self.node, f"a part of `{name}` has no one type", "give it one type on every path"
                )
            case Box(cell=cell) if before is None:
                return self._box_without_value(ident, self.carried.shown[cell], name)
            case _ if before is None:
                items = enumerate(parts(option))
                heads = [self._head_option(owner, item, None, (*path, place), name) for place, item in items]
                return with_parts(option, tuple(heads))
        return self._head_of(owner, before, path, name, always=True)

    def _without_value(self, ident: Ident, var: Var) -> Value:
        """A number or array that has no value before the loop."""
        return self._new_view(ident, var) if isinstance(var.type, Array) else Num(var)

    def _box_without_value(self, ident: Ident, content: Content, name: str) -> Box:
        """A list, dict or object that is not there before the loop."""
        cell = self.carried.heads.setdefault(ident, Cell(self.line))
        cell.name = cell.name or name
        self.owners[cell] = ident
        self.carried.moving.add(ident)
        if isinstance(content, Columns | Table):
            lists = enumerate(content.lists)
            params = (self._guarded((cell, (k,)), UNDEF, one.type, name) for k, one in lists)
            held: Value = with_lists(content, params)
        else:
            items = enumerate(parts(content))
            held = with_parts(content, tuple(self._head_option(cell, item, None, (k,), name) for k, item in items))
        assert isinstance(held, Content)
        self.state.boxes[cell] = held
        return Box(cell)

    def _guarded(self, ident: Ident, init: Atom, type_: Type, name: str) -> Var:
        """A parameter that is read only where a flag says that it has a value."""
        self.carried.types.setdefault(ident, type_)
        var = self._slot(ident, init, name)
        self.slots[ident].guarded = True
        self.cx.unbound.pop(var, None)
        return var

    def _type(self, value: Value) -> Type:
        return self.cx.type(value, self.node)

    # --- storages -----------------------------------------------------------------------------------------------

    def _content(self, cell: Cell, content: Content) -> Content:
        """What a list, dict or object holds at the head of the loop."""
        if cell in self.carried.collected:
            return Growing(self.carried.heads.setdefault((cell, ()), Cell(self.line)))
        if cell in self.carried.entries or isinstance(content, Columns | Table):
            name = cell.name or "items"
            columns = spread_out(self.cx, self.node, content, self.carried.entries.get(cell))
            slots = enumerate(columns.lists)
            return with_lists(columns, (self._slot((cell, (k,)), one, name) for k, one in slots))
        made = self._head_of(cell, content, (), cell.name, always=False)
        assert isinstance(made, Content)
        return made

    def _head_view(self, ident: Ident, value: View, name: str) -> View:
        entered = None if value.path else self._heads.get(value.cell)
        if entered is not None and ident not in self.carried.apart:
            assert isinstance(entered[0], View)
            return entered[0]
        content = self.cx.read(value, self.node)
        view = self._new_view(ident, self._slot(ident, content, name))
        view.cell.take_after(value.cell)
        self._enters(ident, view, value, entered)
        if value.path and self._reached(value.cell, ident):
            self.cx.sharing.join(view.cell, value.cell, self.line)
        return view

    def _new_view(self, ident: Ident, param: Var) -> View:
        cell = self.carried.heads.setdefault(ident, Cell(self.line))
        self.state.memory[cell] = param
        return View(cell)

    def _enters(
        self, ident: Ident, head: View | Box, value: View | Box, entered: tuple[View | Box, Ident] | None
    ) -> None:
        """Note which storage the head of a name stands for."""
        self.owners[head.cell] = ident
        if entered is not None:
            self.cx.sharing.join(head.cell, entered[0].cell, self.line)
        elif isinstance(value, Box) or not value.path:
            self._heads[value.cell] = (head, ident)
        if self.cx.sharing.partners(value.cell):
            self.cx.sharing.join(head.cell, value.cell, self.line)

    def _head_box(self, ident: Ident, value: Box, name: str) -> Box:
        """A name, or a part of a container, that refers to one list after the other."""
        entered = self._heads.get(value.cell)
        if entered is not None and ident not in self.carried.apart:
            assert isinstance(entered[0], Box)
            return entered[0]
        cell = self.carried.heads.setdefault(ident, Cell(self.line))
        cell.take_after(value.cell)
        cell.name = cell.name or name
        box = Box(cell)
        self._enters(ident, box, value, entered)
        self.state.boxes[cell] = self._content(cell, self.before.boxes[value.cell])
        return box

    def _reached(self, cell: Cell, but: Ident) -> bool:
        return any(cell in cells_of(value, self.before) for key, value in self.before.names.items() if key != but[0])

    def _keep_places(self) -> None:
        """An item of a list that the loop changes is still at its place, unless a round is found to move it."""
        for cell, home in self.before.homes.items():
            content = self.state.boxes.get(home.owner)
            if home.owner in self.carried.boxes and isinstance(content, Columns | Table):
                stays = self.before.home_of(cell) is not None and cell not in self.carried.strayed
                self.state.homes[cell] = replace(home, lists=content.lists if stays else (), changed=True)

    def _keep_shared(self) -> None:
        """A storage entering under a carried name may also be reached by a name that is not carried, or be walked."""
        for old, (head, _) in self._heads.items():
            others = (value for key, value in self.state.names.items() if key not in self.carried.keys)
            if old in self.cx.walked or any(old in cells_of(value, self.state) for value in others):
                self.cx.sharing.join(head.cell, old, self.line)
