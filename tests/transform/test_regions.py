"""Branches and loops: adjoints of regions, and how they are closed."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from srcad.ir.core import UNDEF
from srcad.ir.show import show
from srcad.transform.reverse import reverse
from tests.transform.building import Pen, program
from tests.transform.checking import check
from tests.transform.tracing import inline

RNG = np.random.default_rng(0)
X = RNG.normal(size=3)
Y = RNG.normal(size=3)
A = RNG.normal(size=(4, 3))


def text(build: Any, *args: Any) -> str:
    return show(reverse(program(build, args), [0], inline, value=False))


# --- branches -----------------------------------------------------------------------------------------------


def branch(pen: Pen, x: Any) -> Any:
    y = pen.branch(x > 0, lambda: x * x, lambda: -x)
    return x * y


def test_branch() -> None:
    check(branch, 0.7, order=3)
    check(branch, -0.7, order=3)


def test_branch_with_a_value_of_its_own() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        def then() -> Any:
            t = np.exp(x)
            return t * t * y

        return pen.branch(x > 0, then, lambda: x)

    check(f, 0.7, 0.3, order=3)
    check(f, -0.7, 0.3)


def test_branch_of_arrays() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        z = pen.branch(x[0] > 0, lambda: x[1:] * y[1:], lambda: y[:-1])
        w = pen.branch(x[1] > 0, lambda: np.sum(y * z[0]), lambda: x[0] * z[1])
        return np.sum(z * z) + w

    for sign in (1, -1):
        check(f, sign * X, Y)


def test_nested_branches() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        def then() -> Any:
            t = x * y
            return pen.branch(y > 0, lambda: np.sin(t) * t, lambda: np.cos(t)), t

        s, t = pen.branch(x > 0, then, lambda: (y, x))
        return s * t

    for x in (0.7, -0.7):
        for y in (0.3, -0.3):
            check(f, x, y)


def test_undefined_on_one_path() -> None:
    def f(pen: Pen, x: Any) -> Any:
        y, u = pen.branch(x > 0, lambda: (x * x, np.exp(x)), lambda: (-x, UNDEF))
        return pen.branch(x > 0, lambda: u * y, lambda: y)

    check(f, 0.7, order=3)
    check(f, -0.7, order=3)


# --- loops --------------------------------------------------------------------------------------------------


def dot(pen: Pen, x: Any, y: Any) -> Any:
    return pen.walk([pen.range(pen.len(x))], [0.0], lambda i, s: s + x[i] * y[i])


def test_dot() -> None:
    check(dot, X, Y)


def test_dot_is_one_loop_without_tape() -> None:
    shown = text(dot, X, Y)
    assert shown.count("for ") == 1
    assert "tape" not in shown


def squares(pen: Pen, x: Any, n: Any) -> Any:
    def body(x: Any, s: Any) -> Any:
        x = x * x + 0.5
        return x, s + x.call(math.atan, x)

    return pen.repeat([x, 0.0], lambda x, s: x < n, body, names="x s")[1]


def test_while() -> None:
    check(squares, 0.7, 5, order=3)


def test_while_tapes_x_twice() -> None:
    assert text(squares, 0.7, 5).count("tape") >= 2


def test_loop_without_rounds() -> None:
    def f(pen: Pen, x: Any) -> Any:
        s = pen.walk([pen.range(0)], [x], lambda i, s: s * s)
        return s * x

    check(f, 0.7)


def test_carried_arrays() -> None:
    def f(pen: Pen, x: Any, a: Any) -> Any:
        h = pen.walk([pen.range(3)], [x], lambda i, h: np.tanh(a @ (a.T @ h)) + x)
        return np.sum(h * h)

    check(f, RNG.normal(size=4), A)


def test_nested_loops() -> None:
    def f(pen: Pen, x: Any, a: Any) -> Any:
        def row(i: Any, s: Any) -> Any:
            t = pen.walk([pen.range(3)], [s], lambda j, t: t * a[i, j] + x[j] * x[j])
            return np.sin(t)

        return pen.walk([pen.range(4)], [x[0]], row)

    check(f, X, A)


def test_nested_while() -> None:
    def f(pen: Pen, x: Any) -> Any:
        def outer(i: Any, x: Any, s: Any) -> Any:
            x = pen.repeat([x], lambda x: x < 3.0, lambda x: x * x + 0.5)
            return x - 2.9, s + x * x

        return pen.walk([pen.range(3)], [x, 0.0], outer)[1]

    check(f, 0.7, order=3)


def test_walk_over_an_array() -> None:
    def f(pen: Pen, x: Any, a: Any) -> Any:
        s = pen.walk([x], [0.0], lambda v, s: s + v * v * v)
        return s * pen.walk([a, pen.back(x), pen.count(1)], [s], lambda row, v, i, t: t + np.sum(row * x) * v * i)

    check(f, X, A)


def test_walk_over_rows_backwards() -> None:
    def f(pen: Pen, x: Any, a: Any) -> Any:
        return np.sum(pen.walk([pen.back(a)], [x], lambda row, h: np.sin(h * row)))

    check(f, X, A)


def test_collected_lists() -> None:
    def f(pen: Pen, x: Any) -> Any:
        last, rows = pen.walk([pen.range(4)], [x], lambda i, v: (v * v - 0.3, v * np.sin(v)), collects=1)
        s = pen.walk([rows], [last], lambda v, s: s + v * v)
        return s * pen.walk([pen.back(rows), pen.range(4)], [0.0], lambda v, i, s: s * 0.5 + v * i) + rows[2]

    check(f, 0.7, order=3)


def test_list_argument() -> None:
    def f(pen: Pen, xs: Any) -> Any:
        return pen.walk([xs], [1.0], lambda v, s: s * v + s)

    check(f, [0.3, 0.5, -0.7])


def test_list_of_arrays() -> None:
    def f(pen: Pen, xs: Any, y: Any) -> Any:
        return np.sum(pen.walk([xs], [y], lambda v, s: s * v + s) * xs[0])

    check(f, [X, Y], X)


def test_until() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        def body(i: Any, s: Any) -> Any:
            s = s * s * y[i] + x
            stop = s > 1.0
            return stop, pen.branch(stop, lambda: s, lambda: s * 1.5)

        return pen.walk([pen.range(5)], [x], body, until=True)

    for x in (0.3, 0.5, 0.9):
        check(f, x, RNG.random(5))


def test_sums_with_until() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return pen.walk([pen.range(5)], [0.0], lambda i, s: (i > 2, s + x), until=True)

    check(f, 0.3)


def test_updates_in_a_loop() -> None:
    def f(pen: Pen, x: Any) -> Any:
        z = pen.walk([pen.range(1, 3)], [x * 1.0], lambda i, z: z.stored(i, z[i - 1] * z[i]))
        return np.sum(z * z)

    check(f, X)


def test_stencil() -> None:
    def f(pen: Pen, x: Any, k: Any) -> Any:
        def step(i: Any, u: Any) -> Any:
            v = u[:-2] - 2.0 * u[1:-1] + u[2:]
            return u.stored(slice(1, -1), k * v, "add")

        u = pen.walk([pen.range(3)], [x * 1.0], step)
        return np.sum(u * u)

    check(f, RNG.normal(size=6), 0.1)


def test_branch_in_a_loop() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        def body(i: Any, x: Any, s: Any) -> Any:
            def then() -> Any:
                t = np.exp(x * y)
                return t * t, s + x * y

            x, s = pen.branch(x > 0.5, then, lambda: (x + 0.4, s))
            return x - 0.5 * x * x, s

        return pen.walk([pen.range(4)], [x, 0.0], body)[1]

    check(f, 0.3, 0.2, order=3)


def test_loop_in_a_branch() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        def then() -> Any:
            return pen.walk([y], [x], lambda v, s: np.sin(s * v))

        return pen.branch(x > 0, then, lambda: x * y[0])

    check(f, 0.3, Y)
    check(f, -0.3, Y)


def test_loop_in_a_branch_in_a_loop() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        def body(i: Any, s: Any) -> Any:
            def then() -> Any:
                t = np.sin(s)
                return pen.walk([pen.range(3)], [s], lambda j, u: np.sin(u * y[j]) + t * t)

            return pen.branch(s > 0.2, then, lambda: s + x)

        return pen.walk([pen.range(4)], [x], body)

    check(f, 0.15, Y)
    check(f, 0.9, Y)


def test_undefined_carried() -> None:
    def f(pen: Pen, a: Any) -> Any:
        row_type = a[0].type
        row = pen.walk([a], [UNDEF], lambda row, r: row * 2.0, types=[row_type])
        return np.sum(row * row)

    check(f, A)


def test_last_item_of_a_while() -> None:
    def f(pen: Pen, x: Any) -> Any:
        x, _, y = pen.repeat(
            [x, 0, UNDEF],
            lambda x, i, y: i < 3,
            lambda x, i, y: (np.sin(x), i + 1, x * x),
            types=[x.type, pen.len(pen.range(3)).type, x.type],
        )
        return x * y

    check(f, 0.8)


def test_taped_undefined_value() -> None:
    def f(pen: Pen, x: Any) -> Any:
        def body(i: Any, s: Any) -> Any:
            u = pen.branch(i > 1, lambda: np.exp(s), lambda: UNDEF)
            return pen.branch(i > 1, lambda: u * s * 0.1, lambda: s * s)

        return pen.walk([pen.range(4)], [x], body)

    check(f, 0.8, order=3)


def test_unused_results() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        return pen.walk([pen.range(4)], [x, y], lambda i, s, t: (s * s, t * s))[0]

    check(f, 0.8, 0.3)


def test_permuted_carried() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        s, t = pen.walk([pen.range(3)], [x, y], lambda i, s, t: (t, s * t))
        return s * t

    check(f, X, Y)


def test_array_adjoint_that_is_a_number_on_one_path() -> None:
    def f(pen: Pen, x: Any, y: Any, z: Any) -> Any:
        def then() -> Any:
            w = z.stored(0, np.sin(y))
            s = pen.branch(y > 0.1, lambda: np.sum(np.tanh(w * z)), lambda: y)
            return s, w

        s, w = pen.branch(x > 0, then, lambda: (y, z))
        return s * x + np.sum(w)

    for x in (0.5, -0.5):
        for y in (0.5, -0.5):
            check(f, x, y, X)
