"""Raises that a try around them catches."""

import math
import operator

from srcad.ir.core import Clause, Lit, Op, Raise
from srcad.ir.show import show
from srcad.ir.types import FLOAT
from srcad.tidy.caught_raises import caught_raises
from tests.ir.build import branch, function
from tests.ir.test_tries import OTHERS, VALUE_ERROR, attempt
from tests.tidy.compare import after

LOOKUP = Clause((LookupError,), ("LookupError",))


def guarded(cls, clauses=(VALUE_ERROR,), handler=lambda b, which, error: [Lit(1.0)], then=operator.mul):
    """``try: if x < 0: raise ...; y = then(x, x)``"""

    def build(b, x):
        def raising(b):
            b.body.append(Op((), Raise(cls, cls.__name__, bare=True), ()))
            return []

        def body(b):
            branch(b, b.apply(operator.lt, x, Lit(0.0)), raising, lambda b: [])
            return [b.apply(then, x, x, name="y")]

        return attempt(b, body, lambda b, y: [b.apply(operator.neg, y)], handler, clauses)

    return function({"x": FLOAT}, build)


def test_a_branch_in_place_of_it():
    for x in (2.0, -2.0):
        assert after(caught_raises, guarded(ValueError), x) == [
            "t.0: bool = x.0 < 0.0",
            "y.1: float = if t.0:  #2",
            "    yield 1.0",
            "else:",
            "    y.0: float = x.0 * x.0",
            "    t.1: float = -y.0",
            "    yield t.1",
            "return y.1",
        ]


def test_the_clause_that_fits():
    def handler(b, which, error):
        is_first = b.apply(operator.eq, which, Lit(0))
        return branch(b, is_first, lambda b: [Lit(5.0)], lambda b: [Lit(6.0)])

    for cls, wanted in ((ZeroDivisionError, "yield 5.0"), (IndexError, "yield 6.0")):
        text = show(caught_raises(guarded(cls, (OTHERS, LOOKUP), handler)))
        assert "try" not in text
        assert wanted in text


def test_what_stays():
    """Something else may be caught; nothing is; the exception is asked for."""
    asked = guarded(ValueError, handler=lambda b, which, error: [b.apply(operator.is_, error, Lit(None)), Lit(1.0)][1:])
    for fn in (guarded(ValueError, then=math.pow), guarded(IndexError), asked):
        assert show(caught_raises(fn)) == show(fn)
