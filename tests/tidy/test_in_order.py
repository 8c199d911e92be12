"""A `try` with something that comes finally, where it comes last anyway."""

import math
import operator

from srcad.ir.core import Lit
from srcad.ir.show import show
from srcad.ir.types import FLOAT
from srcad.tidy.in_order import in_order
from tests.ir.build import effect, function
from tests.ir.test_tries import enclosed
from tests.tidy.compare import after


def test_a_body_that_goes_through():
    def build(b, x):
        (y,) = enclosed(b, None, [], lambda b: [b.apply(operator.mul, x, x)], lambda b: [effect(b, print, x)][:0])
        (z,) = enclosed(b, None, [], lambda b: [y])
        return [y, z]

    assert after(in_order, function({"x": FLOAT}, build), 3.0) == [
        "t.0: float = x.0 * x.0",
        "t.1: None = !print(x.0)",
        "return t.0, t.0",
    ]


def test_a_body_that_may_raise():
    """What is computed finally is lost with all the rest; what is done finally is done."""

    def build(acts):
        def made(b, x):
            def final(b):
                if acts:
                    effect(b, print, x)
                return [b.apply(operator.mul, x, Lit(2.0))]

            return enclosed(b, None, [], lambda b: [b.apply(math.log, x)], final)

        return function({"x": FLOAT}, made)

    assert after(in_order, build(acts=False), 3.0)[-1] == "return t.0, t.1"
    assert show(in_order(build(acts=True))) == show(build(acts=True))
