"""Where two paths join: one meaning for every name, one content for every storage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from srcad.analyse.builder import Builder
from srcad.analyse.join import join
from srcad.front.lift.context import Lifter
from srcad.front.lift.state import Key, State, cells_of
from srcad.front.lift.truth import truth
from srcad.front.lift.unreached import Unreached
from srcad.front.lift.values import (
    UNBOUND,
    Cell,
    Clash,
    Closure,
    Num,
    Record,
    Seq,
    Static,
    Unbound,
    Value,
    View,
)
from srcad.ir.core import UNDEF, Atom, Block, If, Lit, Var
from srcad.ir.types import Array, Type


class Arms:
    """The two arms of one branch, and the results they come to share."""

    def __init__(self, cx: Lifter, node: Any, then: tuple[Builder, State], orelse: tuple[Builder, State]) -> None:
        self.cx = cx
        self.node = node
        self.builders = (then[0], orelse[0])
        self.states = (then[1], orelse[1])
        self.outs: list[Var] = []
        self.results: tuple[list[Atom], list[Atom]] = ([], [])
        self._merged: dict[tuple[Any, Any, Any], Value] = {}

    def pair(self, one: Atom, other: Atom, name: str, type_: Type) -> Var:
        for out, a, b in zip(self.outs, *self.results, strict=True):
            if a is one and b is other and isinstance(a, Var) and isinstance(b, Var):
                return out
        out = Var(name or "t", type_, temp=not name)
        if UNDEF in (one, other) or one in self.cx.unbound or other in self.cx.unbound:
            self.cx.unbound[out] = None
        self.outs.append(out)
        self.results[0].append(one)
        self.results[1].append(other)
        return out

    def content(self, side: int, view: View) -> Var:
        """What a place holds at the end of one arm, read there."""
        outer_builder, outer_state = self.cx.builder, self.cx.state
        self.cx.builder, self.cx.state = self.builders[side], self.states[side]
        try:
            return self.cx.read(view, self.node)
        finally:
            self.cx.builder, self.cx.state = outer_builder, outer_state

    def reachable(self, side: int, cell: Cell, but: Key | None) -> bool:
        names = self.states[side].names
        return any(cell in cells_of(value) for key, value in names.items() if key != but)

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
            case Seq(kind=k, items=left), Seq(kind=m, items=right) if k == m and len(left) == len(right):
                return Seq(k, self.all(left, right, name, key))
            case Record(keys=k, items=left, cls=c), Record(keys=m, items=right, cls=d) if k == m and c is d:
                return Record(k, self.all(left, right, name, key), c)
            case Static(obj=a), Static(obj=b) if a is b or (isinstance(a, str) and a == b):
                return one
            case (Unbound(), (Num() | View())) | ((Num() | View()), Unbound()):
                return self.half(one, other, name)
            case ((Static(obj=None), (Num() | View())) | ((Num() | View()), Static(obj=None))) if not is_result(key):
                return self.or_none(one, other, name)
            case (Clash(), _):
                return one
            case (_, Clash()):
                return other
            case Closure(node=a, scope=s), Closure(node=b, scope=t) if a is b and s is t:
                return one
        return clash(name, one, other)

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
        atom = value.atom if isinstance(value, Num) else self.content(side, value) if isinstance(value, View) else UNDEF
        out = self.on_side(side, atom, name)
        if isinstance(value, View):
            view = self.cx.fresh(out, self.node, value.cell.origins)
            self.cx.may_share(view, value.cell, self.node)
            return view
        return Num(out)

    def or_none(self, one: Value, other: Value, name: str) -> Value:
        """A name that is None after one arm: a number or array to all who use it; whether it is None is not known."""
        left, right = (UNBOUND if isinstance(each, Static) else each for each in (one, other))
        value = self.half(left, right, name)
        var = self.outs[-1]
        self.cx.unbound.pop(var, None)
        self.cx.maybe_none.add(var)
        return value

    def views(self, one: View, other: View, name: str, key: Key | None) -> Value:
        if one == other:
            return replace(one, cache=one.cache if one.cache == other.cache else None)
        a, b = self.content(0, one), self.content(1, other)
        type_ = join(a.type, b.type, self.cx.supply.extent)
        if not isinstance(type_, Array):
            return clash(name, one, other)
        view = self.cx.fresh(self.pair(a, b, name, type_), self.node, one.cell.origins | other.cell.origins)
        view.cell.captured = one.cell.captured or other.cell.captured
        for side, part in enumerate((one, other)):
            if self.reachable(side, part.cell, key) or self.cx.sharing.partners(part.cell):
                self.cx.may_share(view, part.cell, self.node)
        return view

    # --- the whole state ----------------------------------------------------------------------------------------

    def join_states(self) -> None:
        """Make the current state the one after the branch (it is the one before it now)."""
        then, orelse = self.states
        cx = self.cx
        if then.dead or orelse.dead:
            self.join_dead(then, orelse)
            return
        before = cx.state
        live = cx.live_names()
        names: dict[Key, Value] = {}
        for key in dict.fromkeys((*then.names, *orelse.names)):
            one, other = then.names.get(key, UNBOUND), orelse.names.get(key, UNBOUND)
            same = one is other or one is before.names.get(key) is other
            if not same and key[0] in live and key[1] not in live[key[0]]:
                continue
            names[key] = one if same else self.merge(one, other, display_name(key), key)
        self.join_memory(then, orelse)
        cx.state.names = names

    def join_memory(self, then: State, orelse: State) -> None:
        memory = self.cx.state.memory
        for cell in dict.fromkeys((*then.memory, *orelse.memory)):
            one, other = then.memory.get(cell), orelse.memory.get(cell)
            if one is not None and other is not None and one is not other:
                type_ = join(one.type, other.type, self.cx.supply.extent)
                if not isinstance(type_, Array):
                    reason = f"an array is {one.type} after one branch and {other.type} after the other"
                    raise self.cx.refuse(self.node, reason, "make it of one type before the branch")
                name = "" if one.temp and other.temp else (other.name if one.temp else one.name)
                memory[cell] = self.pair(one, other, name, type_)
            elif one is not None:
                memory[cell] = one
            elif other is not None:
                memory[cell] = other

    def join_dead(self, then: State, orelse: State) -> None:
        """One arm does not come back: what follows sees the other alone."""
        if then.dead and orelse.dead:
            self.cx.state.dead = True
            return
        side = 1 if then.dead else 0
        alive = self.states[side]
        outer = set(self.cx.state.memory.values())
        memory: dict[Cell, Var] = {}
        for cell, var in alive.memory.items():
            memory[cell] = var if var in outer else self.one_sided(side, var, var.name, var.temp)
        names: dict[Key, Value] = {}
        for key, value in alive.names.items():
            unchanged = value is self.cx.state.names.get(key)
            names[key] = value if unchanged else self.outward(side, value, display_name(key))
        self.cx.state.memory, self.cx.state.names = memory, names

    def on_side(self, side: int, atom: Atom, name: str) -> Var:
        """A result that is `atom` after one arm and has no value after the other."""
        return self.pair(atom, UNDEF, name, atom.type) if side == 0 else self.pair(UNDEF, atom, name, atom.type)

    def one_sided(self, side: int, atom: Atom, name: str, temp: bool = False) -> Var:
        out = self.on_side(side, atom, "" if temp else name)
        if atom not in self.cx.unbound:
            self.cx.unbound.pop(out, None)  # the other arm does not come back
        return out

    def outward(self, side: int, value: Value, name: str) -> Value:
        match value:
            case Num(atom=Var() as var):
                return Num(self.one_sided(side, var, name))
            case View():
                return replace(value, indices=tuple(self.escape(side, i) for i in value.indices), cache=None)
            case Seq(items=items):
                return replace(value, items=tuple(self.outward(side, item, name) for item in items), made=False)
            case Record(keys=keys, items=items, cls=cls):
                return Record(keys, tuple(self.outward(side, item, name) for item in items), cls)
        return value

    def escape(self, side: int, atom: Atom) -> Atom:
        return atom if isinstance(atom, Lit) else self.one_sided(side, atom, atom.name, atom.temp)

    def block(self, side: int) -> Block:
        return self.builders[side].block((), tuple(self.results[side]))


def is_result(key: Key | None) -> bool:
    """Whether this is what the function returns: None there means that there is no gradient."""
    return key is None or key[1].startswith(" ")


def display_name(key: Key) -> str:
    return key[1].strip()


def clash(name: str, one: Value, other: Value) -> Clash:
    return Clash(f"`{name}` is {kind(one)} on one path and {kind(other)} on another", one_type(name, one, other))


def one_type(name: str, one: Value, other: Value) -> str:
    """How to give a name the same type on both paths."""
    if {type(one), type(other)} == {Num, View}:
        return f"start `{name}` as an array, for example with np.zeros_like(...)"
    return "give it one type on every path"


def kind(value: Value) -> str:
    match value:
        case Num(atom=atom):
            return f"a number ({atom.type})"
        case View():
            return "an array"
        case Seq(kind=name, items=items):
            return f"a {name} of {len(items)}"
        case Static(obj=obj):
            return repr(obj) if obj is None or isinstance(obj, str) else f"a {type(obj).__name__}"
        case Unbound():
            return "unbound"
    return "something else"


def branch(cx: Lifter, node: Any, cond: Atom, then: Callable[[], None], orelse: Callable[[], None]) -> None:
    """Lift both arms from the present state and join what they leave."""

    def arm(run: Callable[[], None]) -> Callable[[], Value]:
        def lift() -> Value:
            run()
            return UNBOUND

        return lift

    arms, _ = lift_arms(cx, node, (arm(then), arm(orelse)))
    arms.join_states()
    _append(cx, node, cond, arms)


def lift_arms(
    cx: Lifter, node: Any, lifts: tuple[Callable[[], Value], Callable[[], Value]]
) -> tuple[Arms, list[Value]]:
    """Both arms, each from the present state, and their values."""
    before, depth = cx.state, len(cx.frame.live)
    made: list[tuple[Builder, State]] = []
    values: list[Value] = []
    for lift in lifts:
        cx.state = before.copy()
        with cx.inside() as builder:
            try:
                values.append(lift())
            except Unreached:
                cx.state.dead = True
                del cx.frame.live[depth:]
                values.append(UNBOUND)
        made.append((builder, cx.state))
    cx.state = before
    return Arms(cx, node, *made), values


def _append(cx: Lifter, node: Any, cond: Atom, arms: Arms) -> None:
    if all(state.dead for state in arms.states) and not any(builder.body for builder in arms.builders):
        raise Unreached
    cx.builder.body.append(
        If(tuple(arms.outs), cond, arms.block(0), arms.block(1), cx.where(node), cx.supply.key())
    )


def choose(
    cx: Lifter, node: Any, test: Value, then: Callable[[], Value], orelse: Callable[[], Value], name: str = ""
) -> Value:
    """A conditional expression: one of two values, only that one evaluated."""
    known = truth(cx, test, node)
    if isinstance(known, bool):
        return then() if known else orelse()
    arms, values = lift_arms(cx, node, (then, orelse))
    # a fresh array made by an arm is known to no name: its content must be merged before the states are
    dead = [state.dead for state in arms.states]
    if all(dead):
        raise Unreached
    if any(dead):
        side = dead.index(False)
        arms.join_states()
        result = arms.outward(side, values[side], name)
    else:
        result = arms.merge(values[0], values[1], name, None)
        arms.join_states()
    _append(cx, node, known, arms)
    if isinstance(result, Clash):
        raise cx.refuse(node, result.reason, result.instead)
    return result
