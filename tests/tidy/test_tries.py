"""What is tried is neither dropped nor moved."""

import math
import operator

import numpy as np

from srcad.ir.core import Apply, Lit
from srcad.ir.show import show
from srcad.ir.types import FLOAT
from srcad.tidy.algebra import algebra
from srcad.tidy.common_terms import common_terms
from srcad.tidy.drop_dead import drop_dead
from srcad.tidy.drop_invariant import drop_invariant
from tests.ir.build import ADJOINT, function
from tests.ir.test_tries import attempt, enclosed
from tests.tidy.compare import after


def test_what_decides_the_way_is_not_dead():
    def build(b, x):
        def body(b):
            b.apply(math.log, x)
            b.apply(operator.mul, x, x)
            return []

        return attempt(b, body, lambda b: [Lit(1.0)], lambda b, which, error: [Lit(2.0)])

    for x in (2.0, -2.0):
        assert after(drop_dead, function({"x": FLOAT}, build), x) == [
            "y.0: float = try:  #1",
            "    t.0: float = math.log(x.0)",
            "    yield",
            "else:",
            "    yield 1.0",
            "except ValueError as clause.0: int, error.0: exception:",
            "    yield 2.0",
            "return y.0",
        ]


def test_a_try_that_nobody_needs_and_that_cannot_raise_goes():
    def build(b, x):
        attempt(b, lambda b: [b.apply(operator.mul, x, x, name="y")], lambda b, y: [y], lambda b, w, e: [x])
        return [x]

    assert after(drop_dead, function({"x": FLOAT}, build), 2.0) == ["return x.0"]


def test_what_is_handed_on_and_not_used_goes():
    def build(b, x):
        def body(b):
            return [b.apply(math.log, x, name="y"), b.apply(operator.neg, x, name="z")]

        return attempt(b, body, lambda b, y, z: [y, z], lambda b, which, error: [x, x])[:1]

    lines = after(drop_dead, function({"x": FLOAT}, build), -2.0)
    assert lines[:5] == [
        "y.2: float = try:  #1",
        "    y.0: float = math.log(x.0)",
        "    yield y.0",
        "else y.1: float:",
        "    yield y.1",
    ]


def test_what_the_body_only_passes_on_is_known():
    def build(b, x):
        def body(b):
            b.apply(math.log, x)
            return [x]

        return attempt(b, body, lambda b, y: [y, y], lambda b, which, error: [x, Lit(1.0)])

    assert after(drop_invariant, function({"x": FLOAT}, build), 2.0)[-1] == "return y.0, y.1"
    assert "yield x.0, x.0" in show(drop_invariant(function({"x": FLOAT}, build)))


def test_adjoints_that_are_tried_stay_as_they_are():
    def build(b, x):
        def body(b):
            return [b.apply(operator.truediv, b.apply(operator.mul, x, Lit(1.0)), x, name="y")]

        return attempt(b, body, lambda b, y: [y], lambda b, which, error: [x])

    fn = function({"x": FLOAT}, build, ADJOINT)
    assert show(algebra(fn)) == show(fn)


def test_a_term_inside_of_a_manager_is_not_that_outside():
    def build(b, x):
        y = b.apply(np.log, x)
        (z,) = enclosed(
            b, Apply(np.errstate, ("all",), name="np.errstate"), [Lit("raise")], lambda b, _: [b.apply(np.log, x)]
        )
        return [b.apply(operator.add, y, z)]

    text = show(common_terms(function({"x": FLOAT}, build)))
    assert text.count("np.log") + text.count("numpy.log") == 2


def test_a_manager_that_only_sets_something_goes_with_what_is_inside():
    def build(b, x):
        for effect in (False, True):
            enter = Apply(np.errstate, ("all",), name="np.errstate", effect=effect)
            enclosed(b, enter, [Lit("ignore")], lambda b, _: [b.apply(operator.neg, x)])
        return [x]

    lines = after(drop_dead, function({"x": FLOAT}, build), 2.0)
    assert lines == ["with !np.errstate(all='ignore') as entered.0: manager:  #2", "    yield", "return x.0"]
