"""Regions that run as a whole: the body of a `with`, a body with something that comes finally."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import gast

from srcad.analyse.builder import Builder
from srcad.front.desugar.names import loads
from srcad.front.lift.arms import Arms
from srcad.front.lift.context import Lifter
from srcad.front.lift.state import State
from srcad.front.lift.unreached import Unreached
from srcad.front.lift.watch import Watch, storages
from srcad.ir.core import UNDEF, Apply, Atom, Var, With
from srcad.ir.walk import defined


def part(cx: Lifter, state: State, run: Callable[[], None]) -> tuple[Builder, State]:
    """Lift a part of a try from a state, into a block of its own."""
    cx.state, depth = state, len(cx.frame.live)
    with cx.inside() as builder:
        try:
            run()
        except Unreached:
            cx.state.dead = True
            del cx.frame.live[depth:]
    return builder, cx.state


def finally_(cx: Lifter, node: gast.Try) -> None:
    read = frozenset(loads(node.finalbody))
    with_final(cx, node, lambda: cx.run(node.body), lambda: cx.run(node.finalbody), read)


def with_final(
    cx: Lifter, node: Any, body: Callable[[], None], last: Callable[[], None], read: frozenset[str]
) -> None:
    """What comes finally finds what it finds only where the body did not touch it; it may `read` these names.

    Whoever catches what the body raised finds what came finally done.
    """
    before = cx.state
    watch = Watch(before)
    cx.frame.live.append(read)
    with cx.shielded(watch):
        tried, went = part(cx, before.copy(), body)
    cx.frame.live.pop()
    watch.raises(went, cx.line(node))
    start = watch.rescued(set(defined(tried.block((), ()))))
    with cx.leaving(went):
        final, end = part(cx, start.copy(), last)
    watch.pass_on(cx.watches[cx.shield :], end)
    cx.state = before
    leave(cx, node, (tried, final), overlaid(went, start, end), None, (), ())


def overlaid(went: State, start: State, end: State) -> State:
    """What the body left, with what came finally done to it."""
    state = went.copy()
    state.dead = went.dead or end.dead
    state.names.update((key, value) for key, value in end.names.items() if start.names.get(key) is not value)
    for found, old, new in zip(storages(state), storages(start), storages(end), strict=True):
        found.update((cell, content) for cell, content in new.items() if old.get(cell) is not content)
    return state


def leave(
    cx: Lifter,
    node: Any,
    builders: tuple[Builder, Builder],
    state: State,
    enter: Apply | None,
    args: Sequence[Atom],
    params: tuple[Var, ...],
) -> None:
    """Append the region; what it made and left is known outside as its results."""
    nowhere = Builder(cx.supply), State(dead=True)
    arms = Arms(cx, node, UNDEF, nowhere, (builders[1], state))
    arms.join_states()
    last = dict.fromkeys(out for stmt in builders[1].body for out in stmt.outs)
    ends = list(zip(arms.outs, arms.results[1], strict=True))
    first, second = ([end for end in ends if (end[1] in last) is late] for late in (False, True))
    body = builders[0].block(params, tuple(atom for _, atom in first))
    final = builders[1].block((), tuple(atom for _, atom in second))
    outs = tuple(out for out, _ in (*first, *second))
    cx.builder.body.append(With(outs, enter, tuple(args), body, final, cx.where(node), cx.supply.key()))
