"""Calls that NumPy answers in Python."""

import operator

import numpy as np

from srcad.ir.core import Apply, Iter, Lit
from srcad.ir.types import INT, Array, Extent
from srcad.tidy.dot_products import dot_products
from srcad.tidy.light_calls import light_calls
from tests.ir.build import ADJOINT, VECTOR, function, loop
from tests.tidy.compare import after

MATRIX = Array("float64", (Extent("n", 0, True), Extent("m", 0, True)))
NARROW = Array("float32", VECTOR.dims)


def test_zeros_of_float64_only():
    def build(b, x, y):
        return [b.apply(np.zeros_like, x), b.apply(np.zeros_like, y)]

    fn = function({"x": VECTOR, "y": NARROW}, build, ADJOINT)
    lines = after(light_calls, fn, np.ones(3), np.ones(3, "float32"))
    found = [line.partition(" = ")[2] for line in lines[:-1]]
    assert found == ["shape(x.0)", "numpy.zeros(t.0)", "numpy.zeros_like(y.0)"]


def test_sums_become_methods():
    def build(b, x):
        return [b.apply(np.sum, x), b.apply(np.sum, x, axis=Lit(0))]

    lines = after(light_calls, function({"x": MATRIX}, build, ADJOINT), np.ones((2, 3)))
    assert [line.partition(" = ")[2] for line in lines[:-1]] == ["sum(x.0)", "sum(x.0, axis=0)"]


def test_axes():
    def build(b, x):
        return [b.apply(np.expand_dims, x, Lit(axis)) for axis in (0, 1, -1)]

    lines = after(light_calls, function({"x": MATRIX}, build, ADJOINT), np.ones((2, 3)))
    assert [line.partition(" = ")[2] for line in lines[:-1]] == ["x.0[None]", "x.0[:, None]", "x.0[:, :, None]"]


def test_outer_products_in_loops():
    def build(b, x, n):
        def body(b, i, total):
            return [b.apply(operator.add, total, b.apply(np.outer, x, x))], []

        return loop(b, [Iter(b.emit(Apply(range), n))], {"s": b.apply(np.outer, x, x)}, body)

    lines = after(light_calls, function({"x": VECTOR, "n": INT}, build, ADJOINT), np.arange(3.0), 2)
    assert [line.strip().partition(" = ")[2] for line in lines if "outer" in line or "None" in line] == [
        "numpy.outer(x.0, x.0)",
        "x.0[:, None]",
    ]


def test_the_users_calls_are_left_alone():
    fn = function({"x": VECTOR}, lambda b, x: [b.apply(np.sum, x), b.apply(np.zeros_like, x)])
    assert light_calls(fn) is fn


def test_sums_of_products():
    def build(b, x, y, z):
        return [
            b.apply(np.sum, b.apply(operator.mul, x, x)),
            b.apply(np.sum, b.apply(operator.mul, z, z)),
            b.apply(np.sum, b.apply(operator.mul, x, y)),
        ]

    fn = function({"x": VECTOR, "y": NARROW, "z": MATRIX}, build, ADJOINT)
    lines = after(dot_products, fn, np.arange(3.0), np.ones(3, "float32"), np.ones((2, 3)))
    assert [line.partition(" = ")[2] for line in lines[:-1]] == [
        "x.0 @ x.0",
        "numpy.vdot(z.0, z.0)",
        "x.0 * y.0",
        "numpy.sum(t.2)",
    ]


def test_products_that_are_also_used_otherwise():
    def build(b, x):
        product = b.apply(operator.mul, x, x)
        return [b.apply(np.sum, product), product]

    fn = function({"x": VECTOR}, build, ADJOINT)
    assert dot_products(fn) is fn


def test_lengths_that_may_differ():
    """A length that may be one is that of a broadcast."""

    def build(b, x, y):
        return [b.apply(np.sum, b.apply(operator.mul, x, y))]

    fn = function({"x": VECTOR, "y": Array("float64", (Extent("m"),))}, build, ADJOINT)
    assert dot_products(fn) is fn
