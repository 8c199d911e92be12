"""Values that regions only hand through."""

import operator

import numpy as np

from srcad.ir.core import UNDEF, Iter, Lit
from srcad.ir.types import BOOL, FLOAT, ListOf
from srcad.tidy.drop_dead import drop_dead
from srcad.tidy.drop_invariant import drop_invariant
from tests.ir.build import branch, function, loop, while_loop
from tests.tidy.compare import after

NUMBERS = ListOf(FLOAT)


def both(fn):
    return drop_dead(drop_invariant(fn))


def test_a_value_that_yields_itself():
    def build(b, x, g):
        def body(b, i, k, s):
            return [k, b.apply(operator.add, s, b.apply(operator.mul, i, k))], []

        k, s = loop(b, [Iter(x)], {"k": g, "s": Lit(0.0)}, body)
        return [k, s]

    assert after(both, function({"x": NUMBERS, "g": FLOAT}, build), [1.0, 2.0], 3.0) == [
        "s.1: float = for i.0: float in x.0 with s.0: float = 0.0:  #1",
        "    t.0: float = i.0 * g.0",
        "    t.1: float = s.0 + t.0",
        "    yield t.1",
        "return g.0, s.1",
    ]


def test_in_a_while_too():
    def build(b, x, g):
        def body(b, k, s):
            return [k, b.apply(operator.add, s, k)], []

        test = lambda b, k, s: b.apply(operator.lt, s, k)
        return while_loop(b, {"k": g, "s": x}, test, body)

    lines = after(both, function({"x": FLOAT, "g": FLOAT}, build), 1.0, 3.0)
    assert lines[0] == "s.2: float = while with s.0: float = x.0:  #1"
    assert lines[-1] == "return g.0, s.2"


def test_through_nested_regions():
    """Constant in the inner loop, hence in the outer one."""

    def build(b, x, c, g):
        def outer(b, i, k, s):
            (k,) = branch(b, c, lambda b: loop(b, [Iter(x)], {"k": k}, lambda b, j, k: ([k], [])), lambda b: [k])
            return [k, b.apply(operator.add, s, k)], []

        k, s = loop(b, [Iter(x)], {"k": g, "s": Lit(0.0)}, outer)
        return [k, s]

    lines = after(both, function({"x": NUMBERS, "c": BOOL, "g": FLOAT}, build), [1.0, 2.0], True, 3.0)
    assert lines == [
        "s.1: float = for i.0: float in x.0 with s.0: float = 0.0:  #3",
        "    t.0: float = s.0 + g.0",
        "    yield t.0",
        "return g.0, s.1",
    ]


def test_branches_that_agree():
    def build(b, c, x):
        y, z, w = branch(b, c, lambda b: [x, b.apply(np.sin, x), b.apply(np.sin, x)], lambda b: [x, Lit(0.0), Lit(0.0)])
        return [y, z, w]

    assert after(both, function({"c": BOOL, "x": FLOAT}, build), True, 1.0)[-1] == "return x.0, y.0, y.1"


def test_equal_results_are_one():
    def build(b, c, x):
        s = b.apply(np.sin, x)
        return branch(b, c, lambda b: [s, s], lambda b: [x, x])

    assert after(both, function({"c": BOOL, "x": FLOAT}, build), True, 1.0)[-1] == "return y.0, y.0"


def test_equal_collected_values_are_one():
    def build(b, x):
        return loop(b, [Iter(x)], {}, lambda b, i: ([], [i, i]))

    assert after(both, function({"x": NUMBERS}, build), [1.0])[-1] == "return tape.0, tape.0"


def test_undef_is_not_handed_out():
    fn = function({"c": BOOL}, lambda b, c: branch(b, c, lambda b: [UNDEF], lambda b: [UNDEF]))
    assert drop_invariant(fn) is fn


def test_nothing_to_do_is_the_same_object():
    fn = function({"x": FLOAT}, lambda b, x: [b.apply(operator.add, x, x)])
    assert drop_invariant(fn) is fn
