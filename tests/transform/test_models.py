"""Shapes are looked at where they are at hand."""

from __future__ import annotations

from srcad.analyse import words
from srcad.ir.core import Apply, Block, Lit, Op, Var
from srcad.ir.types import Array, Extent
from srcad.transform.models import shapes_from_arguments

N = Extent("x0", many=True)
X, T = (Var(name, Array("float64", (N,))) for name in "xt")
NARROW = Var("w", Array("float32", (N,)))
OTHER = Var("y", Array("float64", (Extent("y0", many=True),)))


def looked_at(prim: Apply, *args: Var | Lit, models: list[Var]) -> object:
    op = Op((Var("z", T.type),), prim, args)
    (stmt,) = shapes_from_arguments(Block((), (op,), ()), models).body
    assert isinstance(stmt, Op)
    return stmt.args[-1]


def test_argument_of_the_same_type() -> None:
    assert looked_at(words.ZEROS, T, models=[OTHER, NARROW, X]) is X


def test_nothing_fits() -> None:
    assert looked_at(words.ZEROS, T, models=[OTHER, NARROW]) is T


def test_the_dtype_does_not_matter_for_a_shape() -> None:
    assert looked_at(words.SHAPE, T, models=[NARROW]) is NARROW


def test_arguments_stand_for_themselves() -> None:
    assert looked_at(words.ZEROS, X, models=[T, X]) is X


def test_values_are_not_touched() -> None:
    assert looked_at(Apply(abs), T, models=[X]) is T
