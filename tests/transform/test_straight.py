"""Straight-line programs: elementwise rows, broadcasts, reductions, reads and stores."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from srcad.ir.evaluate import evaluate
from srcad.ir.show import show
from srcad.transform.reverse import reverse
from tests.transform.building import Pen, program
from tests.transform.checking import check
from tests.transform.tracing import inline

RNG = np.random.default_rng(0)
X = RNG.normal(size=3)
Y = RNG.normal(size=3)
A = RNG.normal(size=(4, 3))
B = RNG.normal(size=(3, 2))
ONE = RNG.normal(size=1)
COLUMN = RNG.normal(size=(4, 1))


def test_scalars() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        z = x * y
        return np.sin(z) + x

    check(f, 0.7, -1.3, order=3)


def test_value_used_often() -> None:
    def f(pen: Pen, x: Any) -> Any:
        y = x * x
        return y * y / (1.0 + y) - y

    check(f, 0.7)


def test_independent_arguments() -> None:
    def f(pen: Pen, x: Any, y: Any, z: Any) -> Any:
        return x * 2.0

    check(f, 0.7, X, 0.1)


def test_result_is_argument() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return x

    check(f, X)


def test_sum_of_products() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        return np.sum(x * y)

    fn = check(f, X, Y)
    assert "unbroadcast" not in show(fn)


def test_broadcasts() -> None:
    def f(pen: Pen, x: Any, a: Any, s: Any, one: Any, column: Any) -> Any:
        return np.sum(np.tanh(a * x + s) * column * one)

    check(f, X, A, 0.3, ONE, COLUMN)


def test_compact_adjoint_of_a_broadcast() -> None:
    def f(pen: Pen, x: Any, a: Any, s: Any, one: Any) -> Any:
        return np.sum(((a + x) + s) + one)

    check(f, X, A, 0.3, ONE)


def test_array_result() -> None:
    def f(pen: Pen, x: Any, a: Any) -> Any:
        return a * x, np.exp(x)

    check(f, X, A)


def test_matmul() -> None:
    def f(pen: Pen, a: Any, b: Any, x: Any) -> Any:
        h = np.tanh(a @ b)
        return np.sum(h * h) + np.sum(a @ x)

    check(f, A, B, X)


def test_reductions() -> None:
    def f(pen: Pen, a: Any) -> Any:
        rows = np.sum(a, axis=1)
        return np.sum(rows * rows) + np.max(np.sum(a * a, axis=0)) + np.mean(np.exp(a))

    check(f, A)


def test_where() -> None:
    def f(pen: Pen, x: Any, y: Any, s: Any) -> Any:
        return np.sum(np.where(x > y, x * y, s))

    check(f, X, Y, 0.4)


def test_reads_and_slices() -> None:
    def f(pen: Pen, x: Any, a: Any) -> Any:
        return x[0] * x[1] + np.sum(x[1:] * x[:-1]) + np.sum(a[1] * x) + np.sum(a.T[0])

    check(f, X, A)


def test_integer_array_read() -> None:
    def f(pen: Pen, x: Any) -> Any:
        index = pen.stand(pen.atom(np.argsort(x)))
        y = x[index]
        return np.sum(y * y * y) + x[index[0]]

    check(f, X)


def test_stores() -> None:
    def f(pen: Pen, x: Any, s: Any) -> Any:
        z = (x * 2.0).stored(0, s * s)
        z = z.stored(slice(1, None), z[:-1] * z[1:])
        z = z.stored(2, s, "add")
        return np.sum(z * z) + z[1]

    check(f, X, 0.7)


def test_store_everywhere() -> None:
    def f(pen: Pen, x: Any, s: Any) -> Any:
        z = x.stored(None, s)
        w = (x * 1.0).stored(None, x * s, "add")
        return np.sum(z * x) + np.sum(w * w)

    check(f, X, 0.7)


def test_store_through_repeated_indices() -> None:
    def f(pen: Pen, x: Any, v: Any) -> Any:
        index = np.zeros_like(x).astype("int64")
        z = x.stored(index, v)
        return np.sum(z * z * x) + z[0]

    check(f, X, Y)


def test_store_through_rows_of_indices() -> None:
    def f(pen: Pen, a: Any, v: Any) -> Any:
        index = np.zeros_like(v[:2]).astype("int64")
        z = a.stored((index, slice(1, None)), v[:2])
        return np.sum(z * z * a)

    check(f, A, Y)


def test_python_math() -> None:
    def f(pen: Pen, x: Any) -> Any:
        return x.call(math.sin, x) * x.call(math.exp, x)

    check(f, 0.3, order=3)


def test_float32() -> None:
    def f(pen: Pen, x: Any, w: Any) -> Any:
        return np.sum(x * w)

    grad = reverse(program(f, [X.astype("float32"), Y]), [0, 1], inline, value=True)
    _, x_bar, w_bar = evaluate(grad, [X.astype("float32"), Y, 1.0])
    assert (x_bar.dtype, w_bar.dtype) == (np.float32, np.float64)


def test_arrays_without_axes() -> None:
    def f(pen: Pen, x: Any, y: Any) -> Any:
        return np.sum(np.sin(x) * y) + x * x

    check(f, np.array(0.4), X)


def test_float32_scalars() -> None:
    def f(pen: Pen, x: Any, y: Any, w: Any) -> Any:
        s = pen.walk([pen.range(3)], [x], lambda i, s: s * y)
        return np.sum(s * w) * 0.5

    x, y, w = np.float32(0.5), np.float32(0.7), X.astype("float32")
    grad = reverse(program(f, [x, y, w]), [0, 1, 2], inline, value=True)
    value, *bars = evaluate(grad, [x, y, w, 1.0])
    assert [np.asarray(bar).dtype.name for bar in (value, *bars)] == ["float32"] * 4
    np.testing.assert_allclose(bars[0], 0.5 * y**3 * w.sum(), rtol=1e-5)
    np.testing.assert_allclose(bars[1], 1.5 * x * y**2 * w.sum(), rtol=1e-5)
