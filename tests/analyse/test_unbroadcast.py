"""The plan that undoes a broadcast, against what NumPy broadcast."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from srcad.analyse.infer import Sums, infer, unbroadcast_axes
from srcad.ir.core import Apply, Var
from srcad.ir.types import FLOAT, Array, Extent
from tests.analyse.agreement import STYLES, World

SHAPES = [(), (1,), (3,), (0,), (2, 3), (1, 3), (2, 1), (1, 1), (2, 2, 3), (2, 1, 3)]
MAYBE = Extent("k")
MANY = Extent("n", 0, True)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("a", "b"), list(product(SHAPES, SHAPES)), ids=str)
def test_the_plan_restores_the_shape(a: tuple[int, ...], b: tuple[int, ...], style: str) -> None:
    try:
        shape = np.broadcast_shapes(a, b)
    except ValueError:
        return
    world = World(style)
    x, y = (Var("x", world.type_of(np.ones(s))) for s in (a, b))
    plan = unbroadcast_axes(infer(Apply(np.add), [x, y], world.fresh), x.type)
    if plan is None:
        assert style == "maybe"
        return
    wide = np.ones(shape)
    if plan.keep:
        wide = wide.sum(axis=plan.keep, keepdims=True)
    assert np.shape(wide.sum(axis=plan.drop) if plan.drop else wide) == a


def test_nothing_to_do_is_false() -> None:
    same = Array("float64", (MAYBE,))
    assert unbroadcast_axes(same, same) == Sums()
    assert not unbroadcast_axes(same, same)


def test_a_number_takes_the_sum_of_all() -> None:
    assert unbroadcast_axes(Array("float64", (MANY, MAYBE)), FLOAT) == Sums(drop=(0, 1))


def test_only_the_values_tell() -> None:
    assert unbroadcast_axes(Array("float64", (MANY,)), Array("float64", (MAYBE,))) is None


def test_what_is_certainly_not_one_was_not_spread() -> None:
    assert unbroadcast_axes(Array("float64", (Extent("other"),)), Array("float64", (MANY,))) == Sums()
