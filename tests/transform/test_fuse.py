"""Loops that need no second sweep."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.ir.core import For, While
from srcad.transform.reverse import reverse
from tests.transform.building import Pen, program
from tests.transform.checking import check
from tests.transform.tracing import inline

X = np.array([0.3, 0.7, -0.2])


def loop_count(build: Any, *args: Any, together: bool = True) -> int:
    wrt = [k for k, arg in enumerate(args) if not isinstance(arg, int)]
    body = reverse(program(build, args), wrt, inline, value=False, together=together).block.body
    return sum(isinstance(stmt, For | While) for stmt in body)


def sums(pen: Pen, x: Any, y: Any) -> Any:
    return pen.walk([pen.range(3)], [0.0], lambda i, s: s + np.sin(x[i]) * y) * 2.0


def test_sums_are_fused() -> None:
    assert loop_count(sums, X, 0.3) == 1
    check(sums, X, 0.3)


def test_halves_run_apart_are_not() -> None:
    assert loop_count(sums, X, 0.3, together=False) == 2


def test_adjoint_that_needs_the_result_of_the_loop() -> None:
    def f(pen: Pen, x: Any) -> Any:
        s = pen.walk([pen.range(3)], [0.0], lambda i, s: s + np.sin(x[i]))
        return s * s

    assert loop_count(f, X) == 2
    check(f, X)


def test_carried_product_is_not() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return pen.walk([pen.range(3)], [1.0], lambda i, s: s * x[i])

    assert loop_count(f, X) == 2


def test_inner_loop_with_a_tape() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        def outer(i: Any, s: Any) -> Any:
            z = pen.walk([pen.range(4)], [x[i]], lambda j, z: np.sin(z) * y)
            return s + z

        return pen.walk([pen.range(3)], [0.0], outer)

    assert loop_count(f, X, 0.3) == 1
    check(f, X, 0.3)


def test_nested_sums() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        def outer(i: Any, s: Any) -> Any:
            return pen.walk([pen.range(3)], [s], lambda j, s: s + x[i] * x[j] * y)

        return pen.walk([pen.range(3)], [0.0], outer)

    assert loop_count(f, X, 0.3) == 1
    check(f, X, 0.3)


def test_while_of_sums() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return pen.repeat([0.0, 0], lambda s, i: i < 3, lambda s, i: (s + np.sin(x * i), i + 1))[0]

    assert loop_count(f, 0.3) == 1
    check(f, 0.3)
