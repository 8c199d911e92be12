"""Generators and generator expressions: they run inside of the loop that walks them.

A `yield` lifts the body of that loop in its place, back in the frame of the loop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from srcad.front.desugar.comprehensions import FIRST
from srcad.front.desugar.generators import handed
from srcad.front.lift.calls import handles, run_body
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
    return given(cx, Static(None) if node.value is None else cx.expr(node.value))


@handles(handed)
def handed_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if cx.frame.give is None:
        raise cx.refuse(node, "nobody walks what this hands on", "write a generator")
    return given(cx, args[1])


def given(cx: Lifter, value: Value) -> Value:
    assert cx.frame.give is not None
    return cx.frame.give(value)


def drive(cx: Lifter, node: Any, generator: Generator, body: gast.FunctionDef, give: Give) -> None:
    """Run a generator, whose text is that of `body`; `give` is lifted where it yields."""
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

    fn = replace(generator.fn, node=body)
    run_body(cx, node, fn, generator.bound, generator.behind, generator.part, back)
