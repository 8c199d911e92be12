"""Small integers, written where they are used."""

import operator

import numpy as np

from srcad.ir.core import Iter, Lit
from srcad.ir.types import BOOL, FLOAT, INT
from srcad.tidy.write_again import write_again
from tests.ir.build import ITEM, VECTOR, branch, function, loop
from tests.tidy.compare import after


def test_an_index_is_written_for_each_use():
    def build(b, x, i):
        t = b.apply(operator.add, i, Lit(1))
        return [b.emit(ITEM, x, t), b.emit(ITEM, x, t)]

    assert after(write_again, function({"x": VECTOR, "i": INT}, build), np.ones(3), 1) == [
        "t.0: int = i.0 + 1",
        "t.1: float64 = x.0[t.0]",
        "t.2: int = i.0 + 1",
        "t.3: float64 = x.0[t.2]",
        "return t.1, t.3",
    ]


def test_with_what_it_is_made_of():
    def build(b, x):
        last = b.apply(operator.sub, b.apply(len, x), Lit(1))
        return [b.emit(ITEM, x, last), b.emit(ITEM, x, last)]

    lines = after(write_again, function({"x": VECTOR}, build), np.ones(3))
    assert [line.split(" = ")[-1] for line in lines[3:5]] == ["len(x.0)", "t.3 - 1"]


def test_not_in_an_inner_loop():
    def build(b, x, i):
        t = b.apply(operator.add, i, Lit(1))
        first = b.emit(ITEM, x, t)
        body = lambda b, item, s: ([b.apply(operator.add, s, b.emit(ITEM, x, t))], [])
        return [first, *loop(b, [Iter(x)], {"s": Lit(0.0)}, body)]

    fn = function({"x": VECTOR, "i": INT}, build)
    assert write_again(fn) is fn


def test_in_branches_too():
    def build(b, c, x, i):
        t = b.apply(operator.add, i, Lit(1))
        return branch(b, c, lambda b: [b.emit(ITEM, x, t)], lambda b: [b.emit(ITEM, x, t)])

    lines = after(write_again, function({"c": BOOL, "x": VECTOR, "i": INT}, build), True, np.ones(3), 1)
    assert sum("i.0 + 1" in line for line in lines) == 2


def test_names_and_floats_stay():
    def build(b, x, i, s):
        k = b.apply(operator.add, i, Lit(1), name="k")
        t = b.apply(operator.mul, s, Lit(2.0))
        return [b.emit(ITEM, x, k), b.emit(ITEM, x, k), b.apply(operator.mul, t, t)]

    fn = function({"x": VECTOR, "i": INT, "s": FLOAT}, build)
    assert write_again(fn) is fn
