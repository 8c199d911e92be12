"""What some results depend on."""

from __future__ import annotations

import operator

from srcad.analyse.liveness import live
from srcad.ir.core import Apply, Block, If, Op, Var, While
from srcad.ir.types import BOOL, FLOAT

X, Y, C = Var("x", FLOAT), Var("y", FLOAT), Var("c", BOOL)


def test_values_and_control() -> None:
    out, other = Var("out", FLOAT), Var("other", FLOAT)
    stmt = If((out, other), C, Block((), (), (X, Y)), Block((), (), (X, X)))
    assert live(Block((X, Y, C), (stmt,), (out,)), [out]) == {out, X, C}


def test_carried_values_that_are_needed_in_the_next_round() -> None:
    p, q, s, t, u = (Var(name, FLOAT) for name in "pqstu")
    out, dead = Var("out", FLOAT), Var("dead", FLOAT)
    grow = Op((s,), Apply(operator.mul), (p, q))
    test = Block((t, u), (), (C,))
    loop = While((out, dead), (X, Y), test, Block((p, q), (grow,), (s, q)))
    found = live(Block((X, Y, C), (loop,), (out,)), [out])
    assert {X, Y, C, p, q, s, out} <= found
    assert dead not in found
