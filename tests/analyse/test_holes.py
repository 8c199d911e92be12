"""What may be undefined."""

from __future__ import annotations

from srcad.analyse.holes import may_be_numbers, may_be_undefined
from srcad.analyse.stable import stored_into
from srcad.ir.core import UNDEF, Block, For, If, Invoke, Iter, Lit, Op, Update, Var
from srcad.ir.types import FLOAT, Array, Extent, ListOf, RangeOf

X = Var("x", FLOAT)
WALK = (Iter(Var("r", RangeOf())),)


def test_branch_that_binds_on_one_path() -> None:
    out = Var("y", FLOAT)
    stmt = If((out,), Lit(True), Block((), (), (X,)), Block((), (), (UNDEF,)))
    assert may_be_undefined(Block((X,), (stmt,), (out,))) == {out}


def test_a_function_with_two_results_is_no_sum() -> None:
    both = (Var("y", Array("float64", ())), Var("z", FLOAT))
    assert may_be_numbers(Block((X,), (Op(both, Invoke("f"), (X,)),), both)) == frozenset()


def test_through_a_loop_and_a_list() -> None:
    i, p, out, rows = Var("i", FLOAT), Var("p", FLOAT), Var("y", FLOAT), Var("rows", ListOf(FLOAT))
    loop = For((out, rows), WALK, (UNDEF,), Block((i, p), (), (X, p)))
    assert may_be_undefined(Block((X,), (loop,), (out,))) == {p, out, rows}


def test_stored_into_through_a_loop() -> None:
    type_ = Array("float64", (Extent("n"),))
    a, i, p, q, out = (Var(name, type_) for name in ("a", "i", "p", "q", "out"))
    update = Op((q,), Update("set", ()), (p, Lit(0.0)))
    loop = For((out,), WALK, (a,), Block((i, p), (update,), (q,)))
    # the last version is only read, all earlier ones are changed by the next round
    assert stored_into(Block((a,), (loop,), (out,))) == {a, p, q}
