"""Carried values that are nothing but sums."""

from __future__ import annotations

import operator

from srcad.analyse.sums import is_sum
from srcad.ir.core import Apply, Block, If, Lit, Op, Update, Var
from srcad.ir.types import FLOAT

S, C = Var("s", FLOAT), Var("c", FLOAT)
ADD, MUL = Apply(operator.add), Apply(operator.mul)


def op(prim: Apply | Update, *args: Var | Lit) -> Op:
    return Op((Var("t", FLOAT),), prim, args)


def test_chain() -> None:
    first = op(ADD, S, C)
    second = op(Apply(operator.sub), first.out, C)
    third = op(Update("add", ()), second.out, C)
    assert is_sum(Block((S,), (first, second, third), (third.out,)), S, third.out)


def test_product() -> None:
    first = op(MUL, S, C)
    assert not is_sum(Block((S,), (first,), (first.out,)), S, first.out)


def test_sum_looked_at() -> None:
    first, second = op(ADD, S, C), op(MUL, S, C)
    assert not is_sum(Block((S,), (first, second), (first.out, second.out)), S, first.out)


def test_sum_added_to_itself() -> None:
    first = op(ADD, S, S)
    assert not is_sum(Block((S,), (first,), (first.out,)), S, first.out)


def test_branch() -> None:
    first, out = op(ADD, S, C), Var("out", FLOAT)
    stmt = If((out,), Lit(True), Block((), (first,), (first.out,)), Block((), (), (S,)))
    assert is_sum(Block((S,), (stmt,), (out,)), S, out)
    other = If((out,), Lit(True), Block((), (first,), (first.out,)), Block((), (), (C,)))
    assert not is_sum(Block((S,), (other,), (out,)), S, out)
