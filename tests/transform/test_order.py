"""The adjoints of one statement in the order of its names."""

from __future__ import annotations

import operator

from srcad.ir.core import Apply, Block, Lit, Op, Stmt, Var, Where
from srcad.ir.types import FLOAT
from srcad.transform.order import in_source_order


def adjoint(name: str, where: Where, *args: Var | Lit) -> Op:
    return Op((Var(name, FLOAT),), Apply(operator.mul), args or (Lit(1.0), Lit(2.0)), where)


def names(block: Block) -> list[str]:
    return [stmt.outs[0].name for stmt in block.body]


def test_order_of_the_statement() -> None:
    where = Where(Stmt("s += x[i] * y[i]", "f", 1), True)
    body = (adjoint("y_bar", where), adjoint("x_bar", where))
    assert names(in_source_order(Block((), body, ()), "")) == ["x_bar", "y_bar"]


def test_definitions_stay_before_uses() -> None:
    where = Where(Stmt("z = x * y", "f", 1), True)
    y_bar = adjoint("y_bar", where)
    body = (y_bar, adjoint("x_bar", where, y_bar.out, Lit(2.0)))
    assert names(in_source_order(Block((), body, ()), "")) == ["y_bar", "x_bar"]


def test_the_assigned_name_comes_last() -> None:
    where = Where(Stmt("x = x * t + 0.1", "f", 1), True)
    body = (adjoint("x_bar", where), adjoint("t_bar", where))
    assert names(in_source_order(Block((), body, ()), "")) == ["t_bar", "x_bar"]


def test_what_belongs_to_no_statement_follows_the_parameters() -> None:
    body = (adjoint("y_bar", Where(adjoint=True)), adjoint("x_bar", Where(adjoint=True)))
    assert names(in_source_order(Block((), body, ()), "x y")) == ["x_bar", "y_bar"]


def test_statements_are_not_mixed() -> None:
    one, two = (Where(Stmt("y = x", "f", line), True) for line in (1, 2))
    body = (adjoint("y_bar", one), adjoint("x_bar", two), adjoint("x_bar", one))
    assert names(in_source_order(Block((), body, ()), "")) == ["y_bar", "x_bar", "x_bar"]
