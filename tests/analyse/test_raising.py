"""What can raise, and what cannot."""

import math
import operator

import numpy as np
import pytest

from srcad.analyse.ends import goes_through
from srcad.analyse.raising import ANYTHING, are_caught, never_raises, raised_by
from srcad.ir.core import Apply, Lit, Op, Raise, Var
from srcad.ir.types import FLOAT, INT, Scalar
from tests.ir.build import ITEM, SET_ITEM, VECTOR, branch, function
from tests.ir.test_tries import attempt

X, N, W, V = Var("x", FLOAT), Var("n", INT), Var("w", Scalar("f", "float64")), Var("v", VECTOR)


def op(prim, *args):
    return Op((Var("t", FLOAT, temp=True),), prim if not callable(prim) else Apply(prim), args)


@pytest.mark.parametrize(
    "one",
    [
        op(operator.add, X, X),
        op(operator.mul, X, Lit(2)),
        op(operator.lt, N, Lit(3)),
        op(operator.neg, X),
        op(math.atan, X),
        op(np.zeros_like, V),
    ],
)
def test_plain_arithmetic_never_raises(one):
    assert never_raises(one)


@pytest.mark.parametrize(
    ("one", "caught", "not_caught"),
    [
        (op(math.log, X), ValueError, KeyError),
        (op(operator.truediv, X, X), ZeroDivisionError, ValueError),
        (op(operator.mul, X, N), OverflowError, ValueError),
        (op(operator.mul, W, W), FloatingPointError, ValueError),
        (op(np.sin, X), Warning, IndexError),
        (op(operator.add, V, V), ValueError, KeyError),
        (op(ITEM, V, N), IndexError, ValueError),
        (op(SET_ITEM, V, X, N), IndexError, NameError),
        (op(Raise(KeyError, "KeyError")), LookupError, ValueError),
    ],
)
def test_what_may_be_caught(one, caught, not_caught):
    assert not never_raises(one)
    assert are_caught(raised_by(one), (not_caught, caught))
    assert not are_caught(raised_by(one), (not_caught,))


def test_what_is_not_known_may_raise_anything():
    assert raised_by(op(np.linalg.cholesky, V)) == ANYTHING
    assert are_caught(ANYTHING, (KeyError,))


def raising(b):
    b.body.append(Op((), Raise(ValueError, "ValueError"), ()))
    return []


def test_whether_the_end_of_a_block_is_reached():
    def both(b, x):
        return branch(b, b.apply(operator.gt, x, Lit(0.0)), raising, raising)

    def one(b, x):
        return branch(b, b.apply(operator.gt, x, Lit(0.0)), raising, lambda b: [])

    def caught(b, x):
        return attempt(b, raising, lambda b: [], lambda b, which, error: [])

    def raised_again(b, x):
        return attempt(b, raising, lambda b: [], lambda b, which, error: raising(b))

    found = [goes_through(function({"x": FLOAT}, build).block) for build in (both, one, caught, raised_again)]
    assert found == [False, True, True, False]
