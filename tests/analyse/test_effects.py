"""Effects, and what may raise."""

import math
import operator

import numpy as np
import pytest

from srcad.analyse.effects import hazards, is_droppable, is_effect, may_raise
from srcad.ir.core import Apply, Assert, At, Index, Invoke, Lit, Op, Raise, Slice, Subscript, Update, Var, Where
from srcad.ir.types import FLOAT, INT, UNKNOWN, Array, Extent, ListOf, Scalar, TupleOf

N = Extent("n", 0, True)
x, i = Var("x", FLOAT), Var("i", INT)
v = Var("v", Array("float64", (N,)))
DOUBLE = Var("d", Scalar("f", "float64"))


def op(prim, *args, where: Where = Where()) -> Op:
    prim = Apply(prim) if callable(prim) else prim
    return Op((Var("y", UNKNOWN),), prim, args, where)


def test_effects():
    assert is_effect(op(Apply(print, effect=True), x))
    assert is_effect(Op((), Assert(), (x,)))
    assert is_effect(Op((), Raise(ValueError, "ValueError"), ()))
    assert not is_effect(op(math.log, x))
    assert not is_droppable(op(Apply(print, effect=True), x, where=Where(adjoint=True)))


@pytest.mark.parametrize(
    "safe",
    [
        op(math.atan, x),
        op(np.log, x),
        op(np.sum, v),
        op(np.linalg.norm, v),
        op(np.float32, x),
        op(operator.mul, x, x),
        op(operator.truediv, x, Lit(2.0)),
        op(operator.truediv, DOUBLE, x),
        op(operator.truediv, v, x),
        op(operator.pow, x, Lit(2)),
        op(operator.pow, Lit(2.0), x),
        op(operator.pow, v, Lit(-1.0)),
        op(int, i),
        op(round, x, Lit(2)),
        op(max, x, x),
        op(len, v),
        op(range, i),
        op(range, i, i, Lit(-1)),
        op(float, i),
    ],
)
def test_what_never_raises(safe):
    assert not may_raise(safe)
    assert is_droppable(safe)


@pytest.mark.parametrize(
    "risky",
    [
        op(math.log, x),
        op(math.sqrt, x),
        op(math.exp, x),
        op(math.sin, x),
        op(np.linalg.cholesky, v),
        op(operator.truediv, x, x),
        op(operator.mod, i, i),
        op(operator.pow, x, Lit(-1)),
        op(operator.pow, x, x),
        op(operator.pow, i, i),
        op(np.power, Var("k", Array("int64", (N,))), i),
        op(operator.lshift, i, i),
        op(int, x),
        op(max, v),
        op(range, i, i, i),
        op(float, Var("s", UNKNOWN)),
        op(np.take, v, i),
        op(lambda x: x, x),
        op(Invoke("g"), x),
        op(Index((Subscript((At(),)),)), v, i),
        op(Update("set", (Subscript((At(),)),)), v, x, i),
        op(Index((Subscript((At(),)),)), Var("l", ListOf(FLOAT)), i),
    ],
)
def test_what_may_raise(risky):
    assert may_raise(risky)
    assert not is_droppable(risky)


def test_what_an_adjoint_computes_is_droppable():
    assert is_droppable(op(math.log, x, where=Where(adjoint=True)))


def test_alike_hazards():
    assert hazards(op(math.sin, x)) == hazards(op(math.cos, x))
    assert hazards(op(operator.truediv, Lit(1.0), x)) == hazards(op(operator.pow, x, Lit(-2)))
    assert hazards(op(math.sin, x)) != hazards(op(math.sinh, x))


ITEM = (Subscript((At(),)),)


def test_indices_that_lie_inside():
    three = Var("t", Array("float64", (3,)))
    assert not may_raise(op(Index(ITEM), three, Lit(-3)))
    assert may_raise(op(Index(ITEM), three, Lit(3)))
    assert not may_raise(op(Index(ITEM), Var("p", TupleOf((FLOAT, FLOAT))), Lit(1)))
    assert not may_raise(op(Index((Subscript((Slice(True, False, False),)),)), v, i))
    assert not may_raise(op(Index(ITEM), v, Var("m", Array("bool", (N,)))))


def test_equal_axes_give_equal_hazards():
    """It does not matter which array of a length is indexed."""
    w = Var("w", Array("float64", (2, N)))
    row = Index((Subscript((At(), At()), tuple=True),))
    assert hazards(op(Index(ITEM), v, i)) == hazards(op(row, w, Lit(1), i))
