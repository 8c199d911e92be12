"""Places that are cleared and given back."""

import operator

import numpy as np

from srcad.ir.core import Index, Lit, Slice, Subscript, Update
from srcad.ir.types import FLOAT, Array
from srcad.tidy.drop_dead import drop_dead
from srcad.tidy.give_back import give_back
from tests.ir.build import ADD_ITEM, ADJOINT, ITEM, SET_ITEM, VECTOR, function
from tests.tidy.compare import after

TAIL = (Subscript((Slice(True, False, False),)),)
HEAD = (Subscript((Slice(False, True, False),)),)


def stores(between, fn=operator.add):
    """What is done to a vector whose tail is taken, cleared and given back, with something `between`."""

    def build(b, x, g):
        own = b.emit(Index(TAIL), x, Lit(1))
        cleared = b.emit(Update("set", TAIL), x, Lit(0.0), Lit(1))
        moved, more = between(b, cleared, g)
        total = b.apply(fn, own, b.apply(operator.mul, own, g))
        return [b.emit(Update("add", TAIL), moved, total, Lit(1)), *more]

    fn = function({"x": VECTOR, "g": FLOAT}, build, ADJOINT)
    lines = after(lambda fn: drop_dead(give_back(fn)), fn, np.arange(4.0) + 1.0, 2.0)
    return [line.split(" but ")[1] for line in lines if " but " in line]


def test_what_is_given_back_stays():
    assert stores(lambda b, bar, g: (bar, [])) == ["[1:] += t.1"]


def test_sums_may_lie_between():
    found = stores(lambda b, bar, g: (b.emit(Update("add", HEAD), bar, g, Lit(-1)), []), operator.sub)
    assert found == ["[:-1] += g.0", "[1:] += t.3"]


def test_a_store_between_sees_the_zeros():
    found = stores(lambda b, bar, g: (b.emit(Update("set", HEAD), bar, g, Lit(-1)), []))
    assert found[0] == "[1:] = 0.0"


def test_a_read_between_sees_the_zeros():
    found = stores(lambda b, bar, g: (b.emit(ADD_ITEM, bar, g, Lit(0)), [b.emit(ITEM, bar, Lit(1))]))
    assert found[0] == "[1:] = 0.0"


def test_repeated_items_are_given_back_more_than_once():
    def build(b, x, g, k):
        own = b.emit(ITEM, x, k)
        cleared = b.emit(SET_ITEM, x, Lit(0.0), k)
        return [b.emit(ADD_ITEM, cleared, b.apply(operator.add, own, g), k)]

    fn = function({"x": VECTOR, "g": FLOAT, "k": Array("int64", (2,))}, build, ADJOINT)
    assert give_back(fn) is fn


def test_other_values_are_not_given_back():
    def build(b, x, g):
        b.emit(Index(TAIL), x, Lit(1))
        cleared = b.emit(Update("set", TAIL), x, Lit(0.0), Lit(1))
        return [b.emit(Update("add", TAIL), cleared, b.apply(operator.mul, g, g), Lit(1))]

    fn = function({"x": VECTOR, "g": FLOAT}, build, ADJOINT)
    assert give_back(fn) is fn
