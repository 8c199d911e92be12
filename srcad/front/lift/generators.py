"""Generators and generator expressions: they run inside of the loop that walks them.

A `yield` lifts the body of that loop in its place, back in the frame of the loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from srcad.front.desugar.comprehensions import FIRST
from srcad.front.desugar.generators import walked
from srcad.front.lift.calls import run_body
from srcad.front.lift.comprehensions import part
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.values import Generator, Num, Static, Value
from srcad.ir.core import Lit

#: what becomes of an item that is yielded; gives whether the generator is not asked for more
Give = Callable[[Value], Value]

ON = Num(Lit(False))


@expression(gast.GeneratorExp)
def generator_expression(cx: Lifter, node: Any, name: str) -> Value:
    """The first iterable is evaluated now, all else when the generator is walked."""
    first = cx.expr(node.generators[0].iter)
    return Generator(part(cx, node), {FIRST: first}, cx.frame.call, True, cx.depth)


@expression(gast.Yield)
def yield_(cx: Lifter, node: gast.Yield, name: str) -> Value:
    value: Value = Static(None) if node.value is None else cx.expr(node.value)
    assert cx.frame.give is not None
    return cx.frame.give(value)


def drive(cx: Lifter, node: Any, generator: Generator, give: Give, ends: bool) -> None:
    """Run a generator; `give` is lifted where it yields, and `ends` says whether that may end the walk early."""
    cx.use_up(generator, node)
    cx.count_call(node, generator.fn.name)
    caller = cx.frame

    def back(value: Value) -> Value:
        stmt = cx.stmt
        cx.frames.append(caller)
        try:
            return give(value)
        finally:
            cx.frames.pop()
            cx.stmt = stmt

    fn = replace(generator.fn, node=walked(generator.fn.node, ends))
    run_body(cx, node, fn, generator.bound, generator.behind, generator.part, back)
