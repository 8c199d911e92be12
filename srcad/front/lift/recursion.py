"""Functions that call themselves: written once as a function of their own, and invoked.

What they return is found by lifting them again and again: at first a call of themselves is taken not to come back,
so that the results of the other paths are known; then it is taken to return those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from srcad.analyse.join import join
from srcad.errors import LanguageError
from srcad.front.lift.context import Lifter
from srcad.front.lift.state import State, cells_of
from srcad.front.lift.unreached import Unreached
from srcad.front.lift.values import Box, Cell, Closure, Columns, Num, Record, Seq, Static, Value, View
from srcad.ir.core import Atom, Block, Function, Invoke, Op, Parameter, Tree, Var
from srcad.ir.outside import root_of, well_named
from srcad.ir.types import Array, Type
from srcad.ir.walk import free_in

#: calls of a function inside itself with other literals before they are taken for variables
UNROLLED = 12
ROUNDS = 10

Signature = tuple[Any, ...]
Body = Callable[[dict[str, Value]], Value]


class SelfCall(Exception):
    """A call under way met itself again."""

    def __init__(self, key: object, signature: Signature, general: bool) -> None:
        super().__init__()
        self.key = key
        self.signature = signature
        self.general = general


@dataclass(slots=True, eq=False)
class Outline:
    """A function being written on its own: what is assumed of it, until that holds."""

    key: object
    signature: Signature
    general: bool
    name: str
    result: Value | None = None
    types: tuple[Type, ...] = ()
    captured: list[Var] = field(default_factory=list)


def signature_of(cx: Lifter, values: Iterable[Value], general: bool) -> Signature:
    """What a call is lifted for: types, and everything that is known outright."""
    return tuple(described(cx, value, general) for value in values)


def described(cx: Lifter, value: Value, general: bool) -> Any:
    value = cx.open(value)
    match value:
        case Num(atom=atom):
            known = None if general else cx.known_atom(atom)
            return plain(atom.type) if known is None else known
        case View():
            return shape(cx.type(value))
        case Seq(kind=kind, items=items):
            return (kind, *(described(cx, item, general) for item in items))
        case Record(keys=keys, items=items, cls=cls):
            return (cls, keys, *(described(cx, item, general) for item in items))
        case Static(obj=obj):
            return ("static", id(obj))
        case Closure(node=node, scope=scope):
            return ("function", id(node), id(scope))
    return ("other", id(value))


def plain(type_: Type) -> Any:
    return getattr(type_, "kind", type_)


def shape(type_: Type) -> Any:
    return (type_.dtype, type_.ndim) if isinstance(type_, Array) else type_


def meet(cx: Lifter, key: object, values: dict[str, Value], depth: int) -> Outline | None:
    """The outline that a call belongs to, if its function is being outlined; raises if it meets itself."""
    made: Outline
    for made in cx.outlines:
        if made.key == key and made.signature == signature_of(cx, values.values(), made.general):
            return made
    same = [frame for frame in cx.frames if frame.key == key]
    exact = signature_of(cx, values.values(), False)
    if any(frame.signature == exact for frame in same):
        raise SelfCall(key, exact, False)
    if len(same) > UNROLLED:
        raise SelfCall(key, signature_of(cx, values.values(), True), True)
    return None


def outline(
    cx: Lifter, node: Any, fn: Closure, key: object, call: SelfCall, bound: dict[str, Value], run: Body
) -> Value:
    """Write the function on its own and invoke it."""
    taken = {other.name for other in (*cx.others, *cx.outlines)} | {*cx.free.reserved, *map(root_of, cx.free_vars)}
    name, number = fn.name, 1
    while name in taken:
        name, number = f"{fn.name}_{number}", number + 1
    made = Outline(key, signature_of(cx, bound.values(), call.general), call.general, name)
    mark = len(cx.others)
    cx.outlines.append(made)
    for _ in range(ROUNDS):
        del cx.others[mark:]
        before = cx.state
        cx.state = before.copy()
        with cx.inside() as builder:
            leaves: list[Var] = []
            inside = {name: opened(cx, value, name, leaves, call.general) for name, value in bound.items()}
            try:
                result = run(inside)
            except Unreached:
                raise never_returns(cx, node, fn) from None
            tree, atoms = result_leaves(cx, node, result)
            result = cx.open_all(result)
        dead = cx.state.dead
        rebound = [key for key, value in before.names.items() if cx.state.names.get(key) is not value]
        touched = changed_since(before, cx.state)
        cx.state = before
        if rebound:
            reason = f"`{fn.name}` calls itself and assigns `{rebound[0][1]}` of the function around it"
            raise cx.refuse(node, reason, "return the value")
        if touched:
            raise cx.refuse(node, f"`{fn.name}` calls itself and stores into an array from outside", "return the array")
        if dead:
            raise never_returns(cx, node, fn)
        block = Block(tuple(leaves), tuple(builder.body), tuple(atoms))
        captured = [var for var in free_in(block) if var not in leaves]
        types = joined(cx, node, made, [atom.type for atom in atoms])
        stable = types == made.types and made.captured == captured and made.result is not None
        made.result, made.types, made.captured = result, types, captured
        if stable:
            break
    else:
        raise cx.refuse(node, f"what `{fn.name}` returns does not settle", "return one type on every path")
    cx.outlines.pop()
    block = well_named(replace(block, params=(*leaves, *captured)))
    cx.others.append(Function(name, tuple(Parameter(var.name) for var in block.params), block, tree))
    return invoke(cx, node, made, bound)


def changed_since(before: State, after: State) -> list[Cell]:
    """The storages of the first state that hold something else in the second."""
    found = [cell for cell, var in after.memory.items() if before.memory.get(cell, var) is not var]
    return found + [
        cell for cell, held in after.boxes.items() if not holds_the_same(before.boxes.get(cell, held), held)
    ]


def holds_the_same(one: Value, other: Value) -> bool:
    """Whether nothing was stored: a loop that a list of any length goes through writes it down anew."""
    match one, other:
        case Columns(), Columns():
            return (one.entry, one.lists, one.memory) == (other.entry, other.lists, other.memory)
    return one is other


def never_returns(cx: Lifter, node: Any, fn: Closure) -> LanguageError:
    return cx.refuse(node, f"`{fn.name}` calls itself on every path", "give it a path that returns")


def opened(cx: Lifter, value: Value, name: str, leaves: list[Var], general: bool) -> Value:
    """The argument with parameters for its leaves; what holds them must not change."""
    if isinstance(value, Box):
        box = cx.boxed(opened(cx, cx.open(value), name, leaves, general))
        if isinstance(box, Box):
            box.cell.frozen = f"`{name}`, an argument of a function that calls itself"
        return box
    match value:
        case Num(atom=atom):
            if not general and cx.known_atom(atom) is not None:
                return value
            leaves.append(Var(name, atom.type))
            return Num(leaves[-1])
        case View():
            leaves.append(Var(name, cx.type(value)))
            view = cx.fresh(leaves[-1])
            view.cell.frozen = f"`{name}`, an argument of a function that calls itself"
            return view
        case Seq(kind=kind, items=items):
            return Seq(kind, tuple(opened(cx, v, f"{name}_{i}", leaves, general) for i, v in enumerate(items)))
        case Record(keys=keys, items=items, cls=cls):
            opened_items = tuple(opened(cx, v, str(k), leaves, general) for k, v in zip(keys, items, strict=True))
            return Record(keys, opened_items, cls)
    return value


def passed(cx: Lifter, value: Value, node: Any, general: bool) -> list[Atom]:
    value = cx.open(value)
    match value:
        case Num(atom=atom):
            return [] if not general and cx.known_atom(atom) is not None else [atom]
        case View():
            return [cx.atom(value, node)]
        case Seq(items=items) | Record(items=items):
            return [atom for item in items for atom in passed(cx, item, node, general)]
    return []


def result_leaves(cx: Lifter, node: Any, value: Value) -> tuple[Tree, list[Atom]]:
    value = cx.open(value)
    match value:
        case Num(atom=atom):
            return Tree(), [atom]
        case View():
            return Tree(), [cx.read(value)]
        case Seq(kind=kind, items=items):
            parts = [result_leaves(cx, node, item) for item in items]
            return Tree(kind, tuple(t for t, _ in parts)), [a for _, atoms in parts for a in atoms]
        case Static(obj=None):
            return Tree("static", (), (None,)), []
    raise cx.refuse(node, "a function that calls itself must return numbers, arrays or tuples", "return numbers")


def joined(cx: Lifter, node: Any, made: Outline, types: list[Type]) -> tuple[Type, ...]:
    if made.result is None:
        return tuple(types)
    if len(types) != len(made.types):
        raise cx.refuse(node, "a function that calls itself returns different things", "return one type")
    found = [join(a, b, cx.supply.extent) for a, b in zip(made.types, types, strict=True)]
    if any(type_ is None for type_ in found):
        raise cx.refuse(node, "a function that calls itself returns different types", "return one type")
    return tuple(
        a if isinstance(a, Array) and isinstance(f, Array) and a.dtype == f.dtype else f
        for a, f in zip(made.types, found, strict=True)
        if f is not None
    )


def invoke(cx: Lifter, node: Any, made: Outline, bound: dict[str, Value]) -> Value:
    """A call of an outlined function; while nothing is known of its result, a point that is not passed."""
    if made.result is None:
        raise Unreached
    atoms = [atom for value in bound.values() for atom in passed(cx, value, node, made.general)]
    outs = tuple(Var("t", fresh_lengths(cx, type_), temp=True) for type_ in made.types)
    cx.builder.body.append(Op(outs, Invoke(made.name), (*atoms, *made.captured), cx.where(node)))
    cx.may_raise(node)
    result = rebuilt(cx, node, made.result, list(outs))
    reached = [cell for value in bound.values() for cell in cells_of(value, cx.state)]
    reached += [cell for cell, var in cx.state.memory.items() if var in made.captured]
    for cell in cells_of(result, cx.state):
        for other in reached:
            cx.sharing.join(cell, other, cx.line(node))
    return result


def fresh_lengths(cx: Lifter, type_: Type) -> Type:
    if isinstance(type_, Array):
        return Array(type_.dtype, tuple(d if d == 1 else cx.supply.extent() for d in type_.dims))
    return type_


def rebuilt(cx: Lifter, node: Any, like: Value, outs: list[Var]) -> Value:
    match like:
        case Num():
            return Num(outs.pop(0))
        case View():
            view = cx.fresh(outs.pop(0), node)
            view.cell.frozen = "an array that a function calling itself returned"
            return view
        case Seq(kind=kind, items=items):
            return cx.boxed(Seq(kind, tuple(rebuilt(cx, node, item, outs) for item in items)), node)
    return like
