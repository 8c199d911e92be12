"""Where two paths join: one value of two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from srcad.analyse.builder import Builder
from srcad.analyse.join import join
from srcad.analyse.plain import is_opaque
from srcad.errors import LanguageError
from srcad.front.lift.collected import NotCollected
from srcad.front.lift.context import Lifter
from srcad.front.lift.grown import entry_of, joined_memory, same_shape, spread_out, with_lists
from srcad.front.lift.opaque import is_data, is_plain
from srcad.front.lift.options import flag_name, is_text, joint_options, negated, parts, presence, spread, with_parts
from srcad.front.lift.state import Key, State, cells_of, is_made, spoken
from srcad.front.lift.values import (
    UNBOUND,
    Box,
    Cell,
    Chosen,
    Clash,
    Closure,
    Columns,
    Content,
    Generator,
    Growing,
    Num,
    Record,
    Seq,
    Static,
    Table,
    Unbound,
    Value,
    View,
    key_name,
)
from srcad.front.lift.writing import Made
from srcad.ir.core import UNDEF, Atom, Block, Lit, Var
from srcad.ir.types import BOOL, Array, Opaque, Type


class Merging:
    """The two arms of one branch, and the results they come to share."""

    def __init__(
        self, cx: Lifter, node: Any, cond: Atom, then: tuple[Builder, State], orelse: tuple[Builder, State]
    ) -> None:
        self.cx = cx
        self.node = node
        self.cond = cond
        self.builders = (then[0], orelse[0])
        self.states = (then[1], orelse[1])
        self.outs: list[Var] = []
        self.results: tuple[list[Atom], list[Atom]] = ([], [])

    def pair(self, one: Atom, other: Atom, name: str, type_: Type) -> Var:
        for out, a, b in zip(self.outs, *self.results, strict=True):
            if a is one and b is other and isinstance(a, Var) and isinstance(b, Var):
                return out
        out = Var(name.strip() or "t", type_, temp=not name)
        if UNDEF in (one, other) or one in self.cx.unbound or other in self.cx.unbound:
            self.cx.unbound[out] = None
        self.outs.append(out)
        self.results[0].append(one)
        self.results[1].append(other)
        return out

    def content(self, side: int, view: View) -> Var:
        """What a place holds at the end of one arm, read there."""
        return self.on(side, lambda: self.cx.read(view, self.node))

    def reachable(self, side: int, cell: Cell, but: Key | None) -> bool:
        state = self.states[side]
        return any(cell in cells_of(value, state) for key, value in state.names.items() if key != but)

    def on(self, side: int, run: Callable[[], Made]) -> Made:
        """Write at the end of one arm."""
        return self.cx.at(self.builders[side], self.states[side], run)

    # --- values -------------------------------------------------------------------------------------------------

    def merge(self, one: Value, other: Value, name: str, key: Key | None) -> Value:
        """One value that is `one` after the first arm and `other` after the second."""
        if one is other or (type(one) is type(other) and one == other and not isinstance(one, View)):
            return one
        match one, other:
            case Num(atom=a), Num(atom=b):
                return self.numbers(a, b, name)
            case View(), View():
                return self.views(one, other, name, key)
            case Box(), Box():
                return self.boxes(one, other, name, key)
            case Seq(kind=k, items=left), Seq(kind=m, items=right) if k == m and len(left) == len(right):
                return Seq(k, self.all(left, right, name, key))
            case Record(keys=k, items=left, cls=c), Record(keys=m, items=right, cls=d) if k == m and c is d:
                return Record(k, self.all(left, right, name, key), c)
            case Static(obj=a), Static(obj=b) if a is b or (isinstance(a, str) and a == b):
                return one
            case (Static() | Num(), Static() | Num()) if is_text(one) and is_text(other):
                return self.numbers(self.cx.atom(one), self.cx.atom(other), name)
            case (Unbound(), _) | (_, Unbound()) if self.was_bound(key):
                return Clash(f"`{name}` is deleted on one path only", "delete it on every path, or on none")
            case _ if is_data(one) and is_data(other) and (is_plain(one) or is_plain(other)):
                return self.numbers(self.cx.atom(one), self.cx.atom(other), name)
            case (Unbound(), (Num() | View() | Box())) | ((Num() | View() | Box()), Unbound()):
                return self.half(one, other, name)
            case (Clash(), _):
                return one
            case (_, Clash()):
                return other
            case Closure(node=a, scope=s), Closure(node=b, scope=t) if a is b and s is t:
                return replace(one, defaults=self.all(one.defaults, other.defaults, name, key))
        return self.chosen(one, other, name, key) or clash(name, one, other)

    # --- one of two values of different kinds -------------------------------------------------------------------

    def chosen(self, one: Value, other: Value, name: str, key: Key | None) -> Value | None:
        """One of several values, and the flags that tell which."""
        sides = spread(one), spread(other)
        rows = joint_options(self.cx, *sides, partial(self.type_at, 0), partial(self.type_at, 1))
        if rows is None:
            return None
        options: list[Value] = []
        flags: list[Atom] = []
        for place, (left, right) in enumerate(rows):
            if left is not None and right is not None:
                options.append(self.merge(left, right, name, key))
            elif left is not None:
                options.append(self.sided(0, left, name))
            elif right is not None:
                options.append(self.sided(1, right, name))
            if isinstance(options[-1], Clash):
                return options[-1]
            if place < len(rows) - 1:
                flags.append(self.flag(sides, (left, right), flag_name(name, options[-1])))
        return Chosen(tuple(flags), tuple(options)) if flags else options[0]

    def type_at(self, side: int, value: Value) -> Type:
        return self.on(side, lambda: self.cx.type(value, self.node))

    def flag(self, sides: tuple[Chosen, Chosen], row: tuple[Value | None, Value | None], name: str) -> Atom:
        """Whether an option is the one; often that is the condition of the branch itself."""
        held = enumerate(zip(sides, row, strict=True))
        then, orelse = (self.holds(side, chosen, option) for side, (chosen, option) in held)
        if then == orelse:
            return then
        if self.cond.type == BOOL and (then, orelse) == (Lit(True), Lit(False)):
            return self.cond
        if self.cond.type == BOOL and (then, orelse) == (Lit(False), Lit(True)):
            return negated(self.cx, self.node, self.cond)
        return self.guarded(then, orelse, name, BOOL)

    def holds(self, side: int, chosen: Chosen, option: Value | None) -> Atom:
        """Whether a value is this option at the end of an arm."""
        return self.on(side, lambda: presence(self.cx, self.node, chosen, option))

    def guarded(self, one: Atom, other: Atom, name: str, type_: Type) -> Var:
        """A result that is read only where it has a value."""
        out = self.pair(one, other, name, type_)
        self.cx.unbound.pop(out, None)
        return out

    def sided(self, side: int, value: Value, name: str) -> Value:
        """A value that only one arm has."""
        match value:
            case Num(atom=Var() as var):
                one, other = (var, UNDEF) if side == 0 else (UNDEF, var)
                return Num(self.guarded(one, other, name, var.type))
            case View():
                view = self.sided_view(side, value, name)
                self.cx.unbound.pop(self.cx.state.memory[view.cell], None)
                return view
            case Box():
                return self.sided_box(side, value, name)
            case Seq() | Record() | Closure():
                return with_parts(value, tuple(self.sided(side, item, name) for item in parts(value)))
            case Chosen(flags=flags, options=options):
                kept = tuple(self.sided_atom(side, flag) for flag in flags)
                return Chosen(kept, tuple(self.sided(side, option, name) for option in options))
            case Num() | Static():
                return value
        return clash(name, value, UNBOUND)

    def sided_atom(self, side: int, atom: Atom) -> Atom:
        sided = self.sided(side, Num(atom), atom.name if isinstance(atom, Var) else "")
        assert isinstance(sided, Num)
        return sided.atom

    def sided_box(self, side: int, value: Box, name: str) -> Box:
        box = self.one_box(side, value, name, self.sided)
        content = self.cx.state.boxes[box.cell]
        for one in content.lists if isinstance(content, Columns | Table) else ():
            self.cx.unbound.pop(one, None)
        return box

    def sided_view(self, side: int, value: View, name: str) -> View:
        view = self.cx.fresh(self.on_side(side, self.content(side, value), name), self.node)
        self.cx.may_share(view, value.cell, self.node)
        return view

    # --- names bound on one path --------------------------------------------------------------------------------

    def was_bound(self, key: Key | None) -> bool:
        """Whether a name was bound before the branch: then the text still finds something there."""
        return key is not None and not isinstance(self.cx.state.names.get(key, UNBOUND), Unbound)

    def all(self, left: tuple[Value, ...], right: tuple[Value, ...], name: str, key: Key | None) -> tuple[Value, ...]:
        return tuple(self.merge(a, b, name, key) for a, b in zip(left, right, strict=True))

    def numbers(self, one: Atom, other: Atom, name: str) -> Value:
        if one == other:
            return Num(one)
        type_ = join(one.type, other.type, self.cx.supply.extent)
        if type_ is None:
            return clash(name, Num(one), Num(other))
        return Num(self.pair(one, other, name, type_))

    def half(self, one: Value, other: Value, name: str) -> Value:
        """A name that only one arm binds; reading it on the other path is Python's UnboundLocalError."""
        side = 0 if isinstance(other, Unbound) else 1
        value = (one, other)[side]
        if isinstance(value, Box):
            return self.one_box(side, value, name, self.half_item)
        if isinstance(value, View):
            return self.sided_view(side, value, name)
        return Num(self.on_side(side, value.atom if isinstance(value, Num) else UNDEF, name))

    def one_box(self, side: int, value: Box, name: str, item: Callable[[int, Value, str], Value]) -> Box:
        """A list, dict or object that only one arm makes; `item` does the same for what it holds."""
        content = self.states[side].boxes[value.cell]
        if isinstance(content, Growing):
            raise NotCollected(value.cell)
        if isinstance(content, Columns | Table):
            content = with_lists(content, (self.on_side(side, one, name) for one in content.lists))
        elif not isinstance(content, Clash):
            content = replace(content, items=tuple(item(side, each, name) for each in content.items))
        box = self.cx.box(content, self.node, value.cell.origins)
        self.cx.may_share(box, value.cell, self.node)
        return box

    def half_item(self, side: int, value: Value, name: str) -> Value:
        match value:
            case Num() | View() | Box():
                return self.half(value, UNBOUND, name) if side == 0 else self.half(UNBOUND, value, name)
            case Seq(items=items) | Record(items=items):
                return replace(value, items=tuple(self.half_item(side, item, name) for item in items))
        return value

    def views(self, one: View, other: View, name: str, key: Key | None) -> Value:
        if one == other:
            return replace(one, cache=one.cache if one.cache == other.cache else None)
        a, b = self.content(0, one), self.content(1, other)
        type_ = join(a.type, b.type, self.cx.supply.extent)
        if not isinstance(type_, Array):
            return clash(name, one, other)
        view = self.cx.fresh(self.pair(a, b, name, type_), self.node)
        for side, part in enumerate((one, other)):
            view.cell.take_after(part.cell)
            if self.reachable(side, part.cell, key) or self.cx.sharing.partners(part.cell):
                self.cx.may_share(view, part.cell, self.node)
        return view

    # --- containers ---------------------------------------------------------------------------------------------

    def boxes(self, one: Box, other: Box, name: str, key: Key | None) -> Value:
        """A name of one list after the first arm and of another after the second."""
        contents = [self.states[side].boxes[box.cell] for side, box in enumerate((one, other))]
        merged = self.contents((one.cell, other.cell), contents[0], contents[1], name)
        if isinstance(merged, Clash):
            return merged
        box = self.cx.box(merged, self.node, one.cell.origins | other.cell.origins)
        box.cell.name = name.strip()
        for side, part in enumerate((one, other)):
            box.cell.take_after(part.cell)
            if self.reachable(side, part.cell, key) or self.cx.sharing.partners(part.cell):
                self.cx.may_share(box, part.cell, self.node)
        return box

    def contents(self, cells: tuple[Cell, Cell], one: Content, other: Content, name: str) -> Content:
        """What a list, dict or object holds after the branch."""
        match one, other:
            case Growing(items=left), Growing(items=right) if left == right:
                return one
            case (Growing(), _) | (_, Growing()):
                raise NotCollected(cells[0] if isinstance(one, Growing) else cells[1])
            case Seq(kind=k, items=left), Seq(kind=m, items=right) if k == m and len(left) == len(right):
                return Seq(k, self.all(left, right, name, None))
            case (Columns() | Seq(kind="list")), (Columns() | Seq(kind="list")):
                return self.columns(one, other, name)
            case (Table(), (Table() | Record(cls=None))) | (Record(cls=None), Table()):
                return self.columns(one, other, name)
            case Record(keys=k, cls=None), Record(keys=m, cls=None) if k != m:
                return self.dicts(one, other, name)
            case Record(keys=k, cls=c), Record(keys=m, cls=d) if c is d:
                keys = tuple(dict.fromkeys((*k, *m)))
                pairs = [(one.get(key) or UNBOUND, other.get(key) or UNBOUND) for key in keys]
                named = [key_name(key, name) for key in keys]
                return Record(keys, tuple(self.merge(a, b, n, None) for (a, b), n in zip(pairs, named, strict=True)), c)
        return clash(name, one, other)

    def columns(self, one: Content, other: Content, name: str) -> Content:
        """Lists of different lengths."""
        shown = one if some_item(one) is not None else other
        item = some_item(shown)
        if item is None:
            return clash(name, one, other)
        side = 0 if shown is one else 1
        any_length = isinstance(shown, Columns | Table)
        entry = item if any_length else self.on(side, lambda: entry_of(self.cx, self.node, item))
        left = self.on(0, lambda: spread_out(self.cx, self.node, one, entry))
        right = self.on(1, lambda: spread_out(self.cx, self.node, other, entry))
        lists: list[Var] = []
        for a, b in zip(left.lists, right.lists, strict=True):
            type_ = join(a.type, b.type, self.cx.supply.extent)
            if type_ is None or not same_shape(left.entry, right.entry):
                return clash(name, one, other)
            lists.append(self.pair(a, b, name, type_))
        return replace(left, lists=tuple(lists), memory=joined_memory(self.cx, self.node, left, right))

    def dicts(self, one: Record, other: Record, name: str) -> Content:
        """Dicts of different keys: which keys there are is known only in the run."""
        try:
            return self.columns(one, other, name)
        except LanguageError:
            reason = f"{spoken(name)} has other keys on one path than on another, and items of different kinds"
            return Clash(reason, "give it the same keys in the same order on every path, None where need be")

    # --- the whole state ----------------------------------------------------------------------------------------

    def on_side(self, side: int, atom: Atom, name: str) -> Var:
        """A result that is `atom` after one arm and has no value after the other."""
        return self.pair(atom, UNDEF, name, atom.type) if side == 0 else self.pair(UNDEF, atom, name, atom.type)

    def one_sided(self, side: int, atom: Atom, name: str, temp: bool = False) -> Var:
        out = self.on_side(side, atom, "" if temp else name)
        if atom not in self.cx.unbound:
            self.cx.unbound.pop(out, None)  # the other arm does not come back
        return out

    def escape(self, side: int, atom: Atom) -> Atom:
        return atom if isinstance(atom, Lit) else self.one_sided(side, atom, atom.name, atom.temp)

    def block(self, side: int) -> Block:
        return self.builders[side].block((), tuple(self.results[side]))


def some_item(content: Content) -> Value | None:
    """An item of a list, if one is known."""
    if isinstance(content, Columns | Table):
        return content.entry
    return content.items[0] if isinstance(content, Seq | Growing | Record) and content.items else None


def display_name(key: Key) -> str:
    return key[1].strip()


def clash(name: str, one: Value, other: Value) -> Clash:
    return Clash(f"{spoken(name)} is {kind(one)} on one path and {kind(other)} on another", one_type(name, one, other))


def one_type(name: str, one: Value, other: Value) -> str:
    """How to give a name the same type on both paths."""
    if name and not is_made(name) and {type(one), type(other)} == {Num, View}:
        return f"start `{name}` as an array, for example with np.zeros_like(...)"
    return "give it one type on every path"


def kind(value: Value) -> str:
    match value:
        case Num(atom=atom) if is_opaque(atom.type):
            return "text" if atom.type == Opaque("str") else "a value that is not known"
        case Num(atom=atom):
            return f"a number ({atom.type})"
        case View():
            return "an array"
        case Seq(kind=name, items=items):
            return f"a {name} of {len(items)}"
        case Columns() | Growing():
            return "a list of any length"
        case Box() | Record() | Table():
            return "a list, dict or object"
        case Static(obj=obj):
            return repr(obj) if obj is None or isinstance(obj, str) else f"a {type(obj).__name__}"
        case Generator():
            return "a generator"
        case Unbound():
            return "unbound"
    return "something else"
