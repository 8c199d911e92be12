"""Activity: what depends on a variable and matters for a result."""

from __future__ import annotations

import operator

from srcad.analyse.activity import active, varied
from srcad.ir.core import Apply, Block, For, If, Iter, Lit, Op, Var
from srcad.ir.types import FLOAT, INT, RangeOf

X, Y = Var("x", FLOAT), Var("y", FLOAT)


def times(out: Var, *args: Var | Lit) -> Op:
    return Op((out,), Apply(operator.mul), args)


def all_operands(op: Op) -> tuple[Var | Lit, ...]:
    return op.args


def test_both_ways() -> None:
    a, b, c = (Var(name, FLOAT) for name in "abc")
    block = Block((X, Y), (times(a, X, Y), times(b, Y, Y), times(c, X, X)), (a,))
    assert active(block, [X], [a], all_operands) == {X, a}
    assert varied(block, [X], all_operands) == {X, a, c}


def test_integers_carry_nothing() -> None:
    n = Var("n", INT)
    block = Block((X,), (Op((n,), Apply(int), (X,)),), (n,))
    assert active(block, [X], [n], all_operands) == frozenset()


def test_fixed_point_over_a_loop() -> None:
    p, q, s, t, i = (Var(name, FLOAT) for name in "pqsti")
    loop = For((s, t), (Iter(Var("r", RangeOf())),), (X, Lit(0.0)), Block((i, p, q), (), (p, p)))
    block = Block((X,), (loop,), (t,))
    assert {p, s, t} <= varied(block, [X], all_operands)
    # after the last round `s` is not needed, but what is carried is
    assert active(block, [X], [t], all_operands) == {X, p, t}


def test_either_arm() -> None:
    out = Var("out", FLOAT)
    stmt = If((out,), Lit(True), Block((), (), (X,)), Block((), (), (Lit(0.0),)))
    assert active(Block((X, Y), (stmt,), (out,)), [X, Y], [out], all_operands) == {X, out}
