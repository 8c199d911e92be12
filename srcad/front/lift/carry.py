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
from srcad.front.lift.collected import NotCollected
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import (
    alike,
    columns_of,
    entry_atoms,
    entry_of,
    list_type,
    no_numbers,
    same_shape,
    with_lists,
)
from srcad.front.lift.merge import clash, display_name, index_of
from srcad.front.lift.opaque import is_data, is_plain
from srcad.front.lift.options import (
    TEXT,
    flag_name,
    indicator,
    is_text,
    joint_options,
    parts,
    spread,
    with_parts,
)
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
    Unbound,
    Value,
    View,
)
from srcad.ir.core import UNDEF, Atom, Lit, Var
from srcad.ir.types import BOOL, Array, Extent, Type

ROUNDS = 16

#: whose value is carried: a name, or a storage
Owner = Key | Cell
#: one value of an owner, by where it is in it
Path = tuple[int, ...]
Ident = tuple[Owner, Path]


@dataclass(slots=True)
class Slot:
    """One carried value: its value before the loop, its variable in the body, its value at the end of the body."""

    init: Atom
    param: Var
    end: Atom | None = None
    #: it is read only where a flag says that it has a value
    guarded: bool = False


@dataclass(slots=True)
class Carried:
    """What the body hands on: names and storages, found by lifting it, with the types they settle on."""

    keys: dict[Key, None] = field(default_factory=dict)
    cells: dict[Cell, None] = field(default_factory=dict)
    #: lists, dicts and objects that change
    boxes: dict[Cell, None] = field(default_factory=dict)
    types: dict[Ident, Type] = field(default_factory=dict)
    #: the kinds of value that a name, or a part of it, has in turn
    options: dict[Ident, tuple[Value, ...]] = field(default_factory=dict)
    clashes: dict[Key, Clash] = field(default_factory=dict)
    #: values inside containers, and references to containers, that are not the same in each round
    moving: set[Ident] = field(default_factory=set)
    #: lists whose length changes: an item of each; those in `collected` are empty before and get one item a round
    entries: dict[Cell, Value | None] = field(default_factory=dict)
    collected: set[Cell] = field(default_factory=set)
    #: what the containers hold that show an option
    shown: dict[Cell, Content] = field(default_factory=dict)
    #: the storages that stand for those of carried names, the same each time the body is lifted
    heads: dict[Ident, Cell] = field(default_factory=dict)
    #: storages that enter as another name's, but leave a round on their own
    apart: set[Ident] = field(default_factory=set)


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
        if isinstance(content, Columns):
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
        if cell in self.carried.entries or isinstance(content, Columns):
            name = cell.name or "items"
            columns = columns_of(self.cx, self.node, content, self.carried.entries.get(cell))
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

    def _keep_shared(self) -> None:
        """A storage entering under a carried name may also be reached by a name that is not carried, or be walked."""
        for old, (head, _) in self._heads.items():
            others = (value for key, value in self.state.names.items() if key not in self.carried.keys)
            if old in self.cx.walked or any(old in cells_of(value, self.state) for value in others):
                self.cx.sharing.join(head.cell, old, self.line)


def key_name(key: object, name: str) -> str:
    """The name of an entry of a dict or object."""
    return key if isinstance(key, str) and key.isidentifier() else name


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
            key = (cx.home(name), name)
            value = self.before.names.get(key, UNBOUND)
            if not (isinstance(value, View | Box) and only_augmented(node, name)):
                self.carried.keys[key] = None
        frame.live.append(frozenset(loads([node])))

    def settle(
        self, body: Callable[[Head], tuple[Builder, State, list[Atom]]]
    ) -> tuple[Head, Builder, State, list[Atom]]:
        """Lift the body until it carries what it was assumed to carry."""
        self.cx.depth += 1
        try:
            return self._settle(body)
        finally:
            self.cx.depth -= 1

    def _settle(
        self, body: Callable[[Head], tuple[Builder, State, list[Atom]]]
    ) -> tuple[Head, Builder, State, list[Atom]]:
        cx = self.cx
        others = len(cx.others)
        again = True
        mark, point = len(cx.builder.body), cx.point()
        for _ in range(ROUNDS):
            shared = cx.sharing.version
            del cx.others[others:]
            del cx.builder.body[mark:]
            cx.state = self.before.copy()
            try:
                head = Head(cx, self.node, self.before, self.carried)
                head.state.memory = {**cx.state.memory, **head.state.memory}
                cx.state = head.state.copy()
                builder, after, extras = body(head)
                settled = self.stable(head, builder, after)
            except NotCollected as more:
                if more.cell not in self.carried.collected:
                    raise
                cx.back_to(point)
                self.carried.collected.discard(more.cell)
                self.carried.entries[more.cell] = more.entry or self.carried.entries[more.cell]
                continue
            if not settled:
                continue
            if again and cx.sharing.version != shared:
                # what came to share memory late in a round matters to the stores early in the next
                again = False
                continue
            cx.frame.live.pop()
            return head, builder, after, extras
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
        for cell, held in after.boxes.items():
            if cell in self.before.boxes and cell not in carried.boxes and head.state.boxes[cell] is not held:
                carried.boxes[cell] = None
                changed = True
        if changed:
            return False
        ends = End(self.cx, self.node, builder, head, after, carried)
        return ends.match()

    @staticmethod
    def same_place(old: Value, new: Value) -> bool:
        return isinstance(old, View | Box) and old == new

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
            if not slot.guarded and (slot.init is UNDEF or slot.init in cx.unbound or slot.end in cx.unbound):
                cx.unbound[out] = None
            outs.append(out)
        state = self.before.copy()
        state.memory.update({cell: var for cell, var in head.state.memory.items() if cell not in self.before.memory})
        for cell, var in list(state.memory.items()):
            param = head.state.memory.get(cell, var)
            state.memory[cell] = renamed.get(param, var)
        state.boxes = {cell: rename_content(held, renamed) for cell, held in head.state.boxes.items()}
        live = cx.live_names()
        known = frozenset(root for var in self.before.memory.values() for root in roots_in(var.type))
        for cell, (entry, atoms) in head.grown.items():
            lists = tuple(Var(cell.name or "items", list_type(cx, atom.type, known)) for atom in atoms)
            outs += lists
            growing = head.state.boxes[cell]
            assert isinstance(growing, Growing)
            state.boxes[cell] = Columns(entry, lists, growing.memory)
        for key, value in head.made.items():
            if key[0] in live and key[1] not in live[key[0]]:
                state.names.pop(key, None)
            else:
                state.names[key] = rename(value, renamed)
        cx.state = state
        return outs, slots


def template(
    cx: Lifter, node: Any, shown: dict[Cell, Content], one: Value | None, other: Value | None = None
) -> Value:
    """An option with nothing but its type: an array is shown by its content, a container by what it holds."""
    value = one if one is not None else other
    assert value is not None
    if one is not None and other is not None and is_text(one):
        return Num(Var("t", TEXT, temp=True))
    if isinstance(value, Num | View):
        return Num(cx.atom(value, node))
    if isinstance(value, Box):
        content = cx.state.boxes[value.cell]
        if isinstance(content, Growing):
            raise NotCollected(value.cell)
        box = Box(Cell(cx.line(node)))
        made = with_parts(content, tuple(template(cx, node, shown, item) for item in parts(content)))
        assert isinstance(made, Content)
        shown[box.cell] = made
        return box
    return with_parts(value, tuple(template(cx, node, shown, item) for item in parts(value)))


def presence(cx: Lifter, node: Any, value: Chosen, option: Value | None) -> Atom:
    """Whether a value is this one of its options (None: an option that it does not have)."""
    return Lit(False) if option is None else indicator(cx, node, value, index_of(value.options, option))


def rename(value: Value, renamed: dict[Var, Var]) -> Value:
    match value:
        case Num(atom=Var() as var):
            return Num(renamed.get(var, var))
        case Seq() | Record() | Closure():
            return with_parts(value, tuple(rename(item, renamed) for item in parts(value)))
        case View():
            return replace(value, cache=None)
        case Chosen(flags=flags, options=options):
            outs = tuple(renamed.get(flag, flag) if isinstance(flag, Var) else flag for flag in flags)
            return Chosen(outs, tuple(rename(option, renamed) for option in options))
    return value


def rename_content(content: Content, renamed: dict[Var, Var]) -> Content:
    if isinstance(content, Columns):
        return with_lists(content, (renamed.get(one, one) for one in content.lists))
    made = rename(content, renamed)
    assert isinstance(made, Content)
    return made


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
        found: Atom = self.at_end(lambda: presence(self.cx, self.node, value, option))
        return found

    def rows(self, head: Value, end: Value) -> list[tuple[Value | None, Value | None]] | None:
        def type_of(value: Value) -> Type:
            return self.cx.type(value, self.node)

        found: list[tuple[Value | None, Value | None]] | None = self.at_end(
            lambda: joint_options(self.cx, spread(head), spread(end), type_of, type_of)
        )
        return found

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
        before = UNBOUND if isinstance(owner, Cell) else self.before_names().get(owner, UNBOUND)
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
        found: Atom = self.at_end(lambda: self.cx.atom(value, self.node))
        return found

    def at_end(self, run: Callable[[], Any]) -> Any:
        """Write at the end of the body."""
        outer_builder, outer_state = self.cx.builder, self.cx.state
        self.cx.builder, self.cx.state = self.builder, self.after
        try:
            return run()
        finally:
            self.cx.builder, self.cx.state = outer_builder, outer_state

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
            case Seq(kind="list", items=before), (Columns() | Seq()) if (
                isinstance(end, Columns) or len(end.items) != len(before)
            ):
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

    def any_length(self, cell: Cell, before: tuple[Value, ...], end: Columns | Seq) -> None:
        """A list whose length changes; an empty one that got one item may be collected."""
        items = end.items if isinstance(end, Seq) else ()
        if isinstance(end, Columns):
            self.carried.entries[cell] = end.entry
        else:
            some = self.at_end(lambda: entry_of(self.cx, self.node, (*items, *before)[0]))
            self.carried.entries[cell] = some
        if not before and len(items) == 1:
            self.carried.collected.add(cell)
        self.changed = True

    def columns(self, cell: Cell, head: Columns, end: Columns | Seq) -> None:
        last = self.at_end(lambda: columns_of(self.cx, self.node, end, head.entry))
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
            if other != ident[0] and (other not in self.carried.keys or path) and other in self.before_names()
        )
        if reachable or (path and not permuted and end.cell in self.head.before.memory):
            self.cx.sharing.join(head.cell, end.cell, self.line)

    def leave_together(self, ident: Ident, head: View | Box, end: View | Box) -> None:
        """Names that leave a round with one storage enter the next round, and the rest of the function, so."""
        for name, value in self.after.names.items():
            if name != ident[0] and name in self.head.made and end.cell in cells_of(value, self.after):
                for cell in cells_of(self.head.made[name], self.head.state):
                    self.cx.sharing.join(head.cell, cell, self.line)

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
