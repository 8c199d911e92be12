"""Backward sweeps without invariant carried values and without dead ones."""

from __future__ import annotations

from srcad.ir.core import Block, For, If, Lit, Var
from srcad.ir.types import FLOAT
from srcad.transform.loops import drop_dead, drop_invariant


def loop(init: Var, param: Var, out: Var, yielded: Var) -> For:
    return For((out,), (), (init,), Block((param,), (), (yielded,)), key=2, twin=1)


def variables(*names: str) -> list[Var]:
    return [Var(name, FLOAT) for name in names]


def test_value_that_yields_itself() -> None:
    init, param, out = variables("init", "param", "out")
    block = drop_invariant(Block((init,), (loop(init, param, out, param),), (out,)))
    assert block.body == ()
    assert block.results == (init,)


def test_value_that_yields_what_it_started_with() -> None:
    init, param, out = variables("init", "param", "out")
    assert drop_invariant(Block((init,), (loop(init, param, out, init),), (out,))).results == (init,)


def test_branch_whose_arms_agree() -> None:
    x, out = variables("x", "out")
    stmt = If((out,), Lit(True), Block((), (), (x,)), Block((), (), (x,)))
    assert drop_invariant(Block((x,), (stmt,), (out,))).results == (x,)


def test_swapped_values_stay() -> None:
    a, b, p, q, x, y = variables("a", "b", "p", "q", "x", "y")
    stmt = For((x, y), (), (a, b), Block((p, q), (), (q, p)), key=2, twin=1)
    block = Block((a, b), (stmt,), (x, y))
    assert drop_invariant(block) is block


def test_dead_carried_value_goes() -> None:
    a, b, p, q, x, y = variables("a", "b", "p", "q", "x", "y")
    stmt = For((x, y), (), (a, b), Block((p, q), (), (q, p)), key=2, twin=1)
    kept = drop_dead(Block((a, b), (stmt,), (x,)), {x, p})
    (loop_left,) = kept.body
    assert isinstance(loop_left, For)
    assert loop_left.carried == (p,)


def test_unneeded_statement_goes() -> None:
    init, param, out = variables("init", "param", "out")
    assert drop_dead(Block((init,), (loop(init, param, out, param),), ()), set()).body == ()
