"""Branches: both arms lifted from one state, and conditional expressions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.analyse.builder import Builder
from srcad.front.lift.arms import Arms
from srcad.front.lift.context import Lifter
from srcad.front.lift.facts import assume
from srcad.front.lift.fails import Fails
from srcad.front.lift.state import State
from srcad.front.lift.truth import truth
from srcad.front.lift.unreached import Unreached
from srcad.front.lift.values import (
    UNBOUND,
    Clash,
    Value,
)
from srcad.ir.core import Atom, If


def branch(cx: Lifter, node: Any, cond: Atom, then: Callable[[], None], orelse: Callable[[], None]) -> None:
    """Lift both arms from the present state and join what they leave."""

    def arm(run: Callable[[], None]) -> Callable[[], Value]:
        def lift() -> Value:
            run()
            return UNBOUND

        return lift

    arms, _ = lift_arms(cx, node, cond, (arm(then), arm(orelse)))
    arms.join_states()
    _append(cx, node, cond, arms)


def lift_arms(
    cx: Lifter, node: Any, cond: Atom, lifts: tuple[Callable[[], Value], Callable[[], Value]]
) -> tuple[Arms, list[Value]]:
    """Both arms, each from the present state, and their values."""
    before, depth = cx.state, len(cx.frame.live)
    made: list[tuple[Builder, State]] = []
    values: list[Value] = []
    for outcome, lift in zip((True, False), lifts, strict=True):
        cx.state = before.copy()
        assume(cx, cond, outcome)
        with cx.inside() as builder:
            try:
                values.append(lift())
            except (Unreached, Fails) as leaving:
                if isinstance(leaving, Fails) and not cx.raise_instead(node, leaving):
                    raise
                cx.state.dead = True
                del cx.frame.live[depth:]
                values.append(UNBOUND)
        made.append((builder, cx.state))
    cx.state = before
    return Arms(cx, node, cond, *made), values


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
    arms, values = lift_arms(cx, node, known, (then, orelse))
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
