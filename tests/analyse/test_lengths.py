"""Lengths by name."""

from __future__ import annotations

from srcad.analyse import words
from srcad.analyse.lengths import Lengths
from srcad.ir.core import Block, For, Iter, Lit, Op, Var
from srcad.ir.types import FLOAT, INT, Array, Extent, ListOf, RangeOf

N = Extent("x0", many=True)
X, Y = (Var(name, Array("float64", (N,))) for name in "xy")
COUNT = Var("n", INT)


def collecting(source: Var, until: bool = False) -> For:
    item = Var("v", FLOAT)
    outs = (Var("a", ListOf(FLOAT)), Var("b", ListOf(FLOAT)))
    flag = (Lit(False),) if until else ()
    return For(outs, (Iter(source),), (), Block((item,), (), (*flag, item, item)), until)


def together(first: For, *sources: Var) -> bool:
    walk = For((), tuple(map(Iter, sources)), (), Block(tuple(Var("v", FLOAT) for _ in sources), (), ()))
    return Lengths(Block((X, Y, COUNT), (first, walk), ())).walks_together(walk)


def test_lists_of_one_loop() -> None:
    loop = collecting(X)
    assert together(loop, *loop.outs)


def test_list_and_what_its_loop_walked() -> None:
    loop = collecting(X)
    assert together(loop, loop.outs[0], Y)


def test_loop_that_may_end_early() -> None:
    loop = collecting(X, until=True)
    assert together(loop, *loop.outs)
    assert not together(loop, loop.outs[0], X)


def test_ranges_of_one_number() -> None:
    one, other = (Var("t", RangeOf()) for _ in range(2))
    ops = tuple(Op((out,), words.RANGE, (COUNT,)) for out in (one, other))
    lengths = Lengths(Block((COUNT,), ops, ()))
    assert lengths.of(one) == lengths.of(other)


def test_unknown_lists_differ() -> None:
    a, b = (Var(name, ListOf(FLOAT)) for name in "ab")
    lengths = Lengths(Block((a, b), (), ()))
    assert lengths.of(a) != lengths.of(b)
