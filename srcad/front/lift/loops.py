"""`for` and `while` statements."""

from __future__ import annotations

import keyword
from dataclasses import replace
from typing import Any

import gast

from srcad.analyse.builder import Builder
from srcad.analyse.effects import is_effect
from srcad.front.desugar.conditions import tested_inside
from srcad.front.desugar.generators import for_loop
from srcad.front.desugar.names import loads
from srcad.front.lift import protocol
from srcad.front.lift.carried import Slot
from srcad.front.lift.carry import Loop
from srcad.front.lift.collected import ItemStored
from srcad.front.lift.context import Lifter, statement
from srcad.front.lift.facts import assume
from srcad.front.lift.generators import ON, drive
from srcad.front.lift.heads import Head
from srcad.front.lift.iterate import Walked, kept_promise, walk
from srcad.front.lift.options import settled
from srcad.front.lift.state import State, cells_of
from srcad.front.lift.statements import bind
from srcad.front.lift.truth import truth
from srcad.front.lift.values import Box, Cell, Generator, Record, Seq, Value, Walk
from srcad.ir.core import Atom, Block, For, Lit, Op, Var, While
from srcad.ir.types import Type
from srcad.ir.walk import all_statements, substitute


@statement(gast.For)
def for_(cx: Lifter, node: gast.For) -> None:
    if isinstance(node.iter, gast.Set):
        raise cx.refuse(node.iter, "the order of a set that has no name is not known", "give the set a name first")
    value = protocol.iterated(cx, node.iter, settled(cx, node.iter, cx.expr(node.iter)))
    if isinstance(value, Generator):
        walk_generator(cx, node, value)
    else:
        for_walk(cx, node, value)


def for_walk(cx: Lifter, node: gast.For, value: Value) -> None:
    """A loop over something that is there; by position over a list that is found to have its items stored into."""
    walking, walked = len(cx.walking), len(cx.walked)
    before, written, point, spent = cx.state.copy(), len(cx.builder.body), cx.point(), set(cx.spent)
    own = [cell for cell in cells_of(value, cx.state) if cell in cx.state.boxes]
    cx.walking += own
    try:
        walk_all(cx, node, value, walking)
    except ItemStored as stored:
        if stored.cell not in own or stored.cell in cx.by_position:
            raise
        cx.back_to(point)
        del cx.builder.body[written:]
        cx.state, cx.spent = before, spent
        cx.by_position.add(stored.cell)
        for_walk(cx, node, value)
    finally:
        del cx.walking[walking:], cx.walked[walked:]


def outermost(cx: Lifter, value: Value) -> list[Cell]:
    """The storages of what is walked, if its items are read one by one, without what these hold."""
    match value:
        case Box(cell=cell):
            return [] if isinstance(cx.state.boxes[cell], Record) else [cell]
        case Walk(parts=parts, apply=None):
            return [cell for part in parts for cell in outermost(cx, part)]
        case Seq():
            return []
    return list(cells_of(value, cx.state))


def walk_all(cx: Lifter, node: gast.For, value: Value, walking: int) -> None:
    cx.list_names = plurals(node.target, value)
    walked = walk(cx, node.iter, value)
    cx.list_names = []
    if walked.unrolled is not None:
        cx.walking[walking:] = outermost(cx, value)
        unroll(cx, node, value, walked.unrolled)
        return
    cx.walked += walked.cells
    loop = Loop(cx, node)

    def body(head: Head) -> tuple[Builder, State, list[Atom]]:
        with cx.inside() as builder:
            named = enumerate(item_names(node.target, walked))
            items = tuple(
                Var("i", type_, temp=True) if is_position(cx, walked, k) else Var(name, type_)
                for k, (name, type_) in named
            )
            bind(cx, node.target, walked.item(cx, node, items))
            cx.run(node.body)
            flag = until(cx, node)
            return builder, cx.state, [*items, *flag]

    head, builder, _, extras = loop.settle(body)
    items = tuple(var for var in extras[: len(walked.iters)] if isinstance(var, Var))
    flags = extras[len(walked.iters) :]
    outs, slots = loop.finish(head)
    block = Block(
        (*items, *(slot.param for slot in slots)),
        tuple(builder.body),
        (*flags, *(end_of(slot) for slot in slots), *collected(head)),
    )
    cx.builder.body.append(
        For(
            tuple(outs),
            walked.iters,
            tuple(slot.init for slot in slots),
            block,
            bool(flags),
            cx.where(node),
            loop.key,
        )
    )


def walk_generator(cx: Lifter, node: gast.For, generator: Generator) -> None:
    condition = getattr(node, "until", None)

    def body(item: Value) -> Value:
        bind(cx, node.target, item)
        cx.run(node.body)
        return ON if condition is None else cx.expr(condition)

    # in one round the body reads what it reads in the next
    cx.frame.live.append(frozenset(loads([node])))
    drive(cx, node, generator, for_loop(generator.fn.node, condition is not None), body)
    cx.frame.live.pop()


def end_of(slot: Slot) -> Atom:
    return slot.param if slot.end is None else slot.end


def collected(head: Head) -> list[Atom]:
    """What each round adds to the lists that the loop fills."""
    return [atom for _, atoms in head.grown.values() for atom in atoms]


def plurals(target: Any, value: Value) -> list[str]:
    """``for W, b in layers`` walks the lists `Ws` and `bs`."""
    names = [f"{name}_list" if keyword.iskeyword(f"{name}s") else f"{name}s" for name in flat_names(target)]
    return names[1:] if isinstance(value, Walk) and value.kind == "enumerate" else names


def until(cx: Lifter, node: Any) -> list[Atom]:
    condition = getattr(node, "until", None)
    return [] if condition is None else [cx.expr_atom(condition)]


def item_names(target: Any, walked: Walked) -> list[tuple[str, Type]]:
    """Names for the items of the things walked, as the loop's target suggests them."""
    ordered = flat_names(target)
    fallback = ordered[0] if ordered else "item"
    return [
        (ordered[i] if len(ordered) == len(walked.types) else fallback, type_) for i, type_ in enumerate(walked.types)
    ]


def is_position(cx: Lifter, walked: Walked, place: int) -> bool:
    return walked.iters[place].source in cx.positions


def flat_names(target: Any) -> list[str]:
    if isinstance(target, gast.Name):
        return [target.id]
    return [name for part in getattr(target, "elts", []) for name in flat_names(part)]


def keys_in(cx: Lifter, cell: Cell) -> tuple[Any, ...] | None:
    content = cx.state.boxes[cell]
    return content.keys if isinstance(content, Record) else None


def unroll(cx: Lifter, node: Any, value: Value, items: tuple[Value, ...]) -> None:
    """A loop over a few values of different types is written out."""
    if getattr(node, "until", None) is not None:
        raise cx.refuse(
            node, "a loop over values of different types cannot be left early", "walk arrays of one type"
        )
    cx.frame.live.append(frozenset(loads([node])))
    dicts = [cell for cell in cells_of(value, cx.state) if isinstance(cx.state.boxes.get(cell), Record)]
    keys = [keys_in(cx, cell) for cell in dicts]
    for item in items:
        bind(cx, node.target, kept_promise(cx, node.iter, item))
        cx.run(node.body)
        if not cx.state.dead and [keys_in(cx, cell) for cell in dicts] != keys:
            raise cx.refuse(node.iter, "this dict changes while it is walked", "walk `list(...)` of it")
    cx.frame.live.pop()


class Happens(Exception):
    """The condition of a loop does more than give a value."""


@statement(gast.While)
def while_(cx: Lifter, node: gast.While) -> None:
    before, written, depth = cx.state, len(cx.builder.body), len(cx.frame.live)
    try:
        while_tested(cx, node)
    except Happens:
        cx.state = before
        del cx.builder.body[written:], cx.frame.live[depth:]
        ended = f" ended{cx.tested or ''}"
        cx.tested += 1
        while_tested(cx, tested_inside(node, ended))
        cx.tested -= 1


def changes(before: State, after: State) -> bool:
    """Whether an array, list, dict or object is another than it was."""
    arrays = any(after.memory.get(cell) is not held for cell, held in before.memory.items())
    return arrays or any(after.boxes.get(cell) is not held for cell, held in before.boxes.items())


def while_tested(cx: Lifter, node: gast.While) -> None:
    loop = Loop(cx, node)
    tests: list[tuple[Builder, Atom]] = []

    def body(head: Head) -> tuple[Builder, State, list[Atom]]:
        tests.clear()
        with cx.inside() as test:
            before = cx.state.copy()
            cond = truth(cx, cx.expr(node.test), node.test)
            if changes(before, cx.state):
                raise Happens
            inside = all_statements(Block((), tuple(test.body), ()))
            if any(isinstance(stmt, Op) and is_effect(stmt) for stmt in inside):
                raise Happens
            tests.append((test, Lit(cond) if isinstance(cond, bool) else cond))
        with cx.inside() as builder:
            if not isinstance(cond, bool):
                assume(cx, cond, True)
            cx.run(node.body)
            return builder, cx.state, [*until(cx, node)]

    head, builder, _, flags = loop.settle(body)
    outs, slots = loop.finish(head)
    params = tuple(slot.param for slot in slots)
    test_builder, cond = tests[0]
    test_params = tuple(Var(param.name, param.type, param.temp) for param in params)
    test_block = renewed(test_builder, params, test_params, cond)
    ends = (*flags, *(end_of(slot) for slot in slots), *collected(head))
    block = Block(params, tuple(builder.body), ends)
    cx.builder.body.append(
        While(
            tuple(outs),
            tuple(slot.init for slot in slots),
            test_block,
            block,
            bool(flags),
            cx.where(node),
            loop.key,
        )
    )


def renewed(builder: Builder, params: tuple[Var, ...], own: tuple[Var, ...], cond: Atom) -> Block:
    """The test of a while loop with parameters of its own."""
    names: dict[Var, Atom] = dict(zip(params, own, strict=True))
    return replace(substitute(Block((), tuple(builder.body), (cond,)), names), params=own)
