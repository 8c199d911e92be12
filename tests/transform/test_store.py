"""What is kept, what is walked again, what is computed again."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.ir.core import For, Function, While
from srcad.ir.types import ListOf
from srcad.ir.walk import all_statements
from srcad.transform.reverse import reverse
from tests.transform.building import Pen, program
from tests.transform.tracing import inline


def gradient(build: Any, *args: Any, together: bool = True) -> Function:
    wrt = [k for k, arg in enumerate(args) if not isinstance(arg, int)]
    return reverse(program(build, args), wrt, inline, value=False, together=together)


def loops(fn: Function) -> list[For | While]:
    return [stmt for stmt in all_statements(fn.block) if isinstance(stmt, For | While)]


def tapes(fn: Function) -> list[str]:
    """What is kept in lists, in order."""
    return [getattr(atom, "name", "?") for loop in loops(fn) for atom in loop.collects]


X = np.array([0.3, 0.7, -0.2])


def test_range_is_walked_backwards() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return pen.walk([pen.range(3)], [x], lambda i, s: np.sin(s) * i)

    _, back = loops(gradient(f, 0.5))
    assert tapes(gradient(f, 0.5)) == ["s"]
    assert isinstance(back, For)
    assert all(walked.reverse for walked in back.iters)


def test_read_of_an_argument_is_read_again() -> None:
    def f(pen: Pen, x: Any, s: Any) -> Any:
        return pen.walk([pen.range(3)], [s], lambda i, s: s * x[i])

    assert tapes(gradient(f, X, 0.5)) == ["s"]


def test_read_of_what_is_stored_into_is_kept() -> None:
    def f(pen: Pen, x: Any) -> Any:
        z = pen.walk([pen.range(1, 3)], [x * 1.0], lambda i, z: z.stored(i, z[i - 1] * z[i]))
        return np.sum(z)

    assert tapes(gradient(f, X)) == ["t", "t"]


def test_test_is_made_again() -> None:
    def f(pen: Pen, x: Any) -> Any:
        def body(i: Any, x: Any) -> Any:
            return pen.branch(x > 0.5, lambda: x * x, lambda: x + 0.3)

        return pen.walk([pen.range(3)], [x], body)

    assert tapes(gradient(f, 0.4)) == ["s"]


def test_rounds_are_counted_where_nothing_is_kept() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        return pen.repeat([x, 0], lambda s, i: i < 3, lambda s, i: (s * y, i + 1))[0]

    def g(pen: Pen, x: Any) -> Any:
        return pen.repeat([x, 0], lambda s, i: i < 3, lambda s, i: (s * 0.5, i + 1))[0]

    assert tapes(gradient(f, 0.4, 0.3)) == ["s0"]
    assert tapes(gradient(g, 0.4)) == []
    assert any(out.name == "count" for loop in loops(gradient(g, 0.4)) for out in loop.outs)


def test_sums_keep_the_order_of_the_loop() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return pen.walk([pen.range(3)], [0.0], lambda i, s: s + np.sin(x * i))

    _, back = loops(gradient(f, 0.4, together=False))
    assert isinstance(back, For)
    assert not any(walked.reverse for walked in back.iters)


def test_tape_of_an_inner_loop_lies_in_the_outer_one() -> None:
    def f(pen: Pen, x: Any) -> Any:
        def outer(i: Any, x: Any) -> Any:
            return pen.repeat([x], lambda x: x < 3.0, lambda x: x * x + 0.5) - 2.9

        return pen.walk([pen.range(3)], [x], outer)

    kept = [out.type for loop in loops(gradient(f, 0.4)) for out in loop.outs if isinstance(out.type, ListOf)]
    assert any(isinstance(type_, ListOf) and isinstance(type_.item, ListOf) for type_ in kept)


def test_straight_lines_keep_nothing() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return np.tanh(x * x)

    assert loops(gradient(f, 0.4)) == []
