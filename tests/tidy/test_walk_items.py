"""Loops over positions that become loops over items, and ranges that become counters."""

import operator
from dataclasses import replace

import numpy as np

from srcad.ir.core import Apply, Iter, Var
from srcad.ir.types import INT
from srcad.ir.walk import substitute
from srcad.tidy.count_along import count_along
from srcad.tidy.walk_items import walk_items
from tests.ir.build import ITEM, VECTOR, function, loop
from tests.tidy.compare import after


def nameless(b, walk, inits, build):
    """A loop whose position nobody named."""
    outs = loop(b, [walk], inits, build)
    made = b.body.pop()
    (item,) = made.items
    position = Var("i", INT, temp=True)
    body = substitute(made.body, {item: position})
    b.body.append(replace(made, body=replace(body, params=(position, *made.carried))))
    return outs


def positions(b, *arrays, reverse=False):
    lengths = [b.emit(Apply(len), array) for array in arrays]
    shortest = lengths[0] if len(lengths) == 1 else b.emit(Apply(min), *lengths)
    return Iter(b.emit(Apply(range), shortest), reverse)


def dot(b, x, y, walk, more=lambda b, i, total: total):
    def body(b, i, s):
        product = b.apply(operator.mul, b.emit(ITEM, x, i), b.emit(ITEM, y, i))
        return [more(b, i, b.apply(operator.add, s, product))], []

    return nameless(b, walk, {"s": b.apply(np.sum, x)}, body)


TWO = {"x": VECTOR, "y": VECTOR}
VALUES = np.arange(3.0), np.arange(3.0) + 1.0


def head(build, params=TWO, values=VALUES):
    lines = after(walk_items, function(params, build), *values)
    (found,) = [line.split(" with ")[0].split(" = for ")[1] for line in lines if " = for " in line]
    return found


def test_items_in_lockstep():
    assert head(lambda b, x, y: dot(b, x, y, positions(b, x, y))) == "t.1: float64 in x.0, t.2: float64 in y.0"


def test_the_position_is_counted_where_it_is_needed_otherwise():
    def build(b, x, y):
        return dot(b, x, y, positions(b, x, y), lambda b, i, total: b.apply(operator.add, total, i))

    assert head(build).startswith("i.0: int in count(0), ")


def test_an_array_that_is_not_measured_is_read_by_position():
    """The loop would end with the shorter of the two."""
    found = head(lambda b, x, y: dot(b, x, y, positions(b, x)))
    assert found == "i.0: int in count(0), t.1: float64 in x.0"


def test_several_arrays_are_not_walked_backwards():
    assert "reversed" in head(lambda b, x, y: dot(b, x, y, positions(b, x, y, reverse=True)))


def test_a_position_that_a_person_named_stays():
    def build(b, x, y):
        def body(b, i, s):
            return [b.apply(operator.add, s, b.emit(ITEM, x, i))], []

        return loop(b, [positions(b, x)], {"s": b.apply(np.sum, x)}, body)

    assert head(build) == "i.0: int in t.1"


def taped(b, n, again):
    """A loop that makes a tape, and one that walks it beside a range."""

    def first(b, i, s):
        return [b.apply(operator.add, s, i)], [s]

    start = b.emit(Apply(float), n)
    total, tape = loop(b, [Iter(b.emit(Apply(range), n))], {"s": start}, first)

    def second(b, v, i, s):
        return [b.apply(operator.add, s, b.apply(operator.mul, v, i))], []

    rounds = b.emit(Apply(range), again)
    return loop(b, [Iter(tape), Iter(rounds)], {"s": total}, second)


def test_a_range_beside_a_tape_of_its_length():
    fn = function({"n": INT, "m": INT}, lambda b, n, m: taped(b, n, n))
    assert any("in count(0)" in line for line in after(count_along, fn, 3, 2))


def test_a_range_that_may_be_shorter():
    fn = function({"n": INT, "m": INT}, lambda b, n, m: taped(b, n, m))
    assert count_along(fn) is fn
