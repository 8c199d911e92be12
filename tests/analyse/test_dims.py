"""Arithmetic of lengths, checked on numbers."""

from __future__ import annotations

import operator

import numpy as np
import pytest

from srcad.analyse.dims import less, product, sliced, total
from srcad.analyse.infer import infer
from srcad.ir.core import Apply, Index, Lit, Slice, Subscript, Var
from srcad.ir.types import Dim, Extent, Scalar, Type
from tests.analyse.agreement import World

N = Extent("n")


def value(dim: Dim, n: int) -> int:
    if isinstance(dim, int):
        return dim
    assert dim.root == "n"
    return max(n - dim.less, 0)


@pytest.mark.parametrize("n", range(6))
@pytest.mark.parametrize("a", range(4))
@pytest.mark.parametrize("b", range(-3, 1))
def test_slices(n: int, a: int, b: int) -> None:
    x = np.zeros(n)
    stop = b or None
    cut = sliced(N, a, stop, None)
    assert value(cut, n) == len(x[a:stop])
    assert value(sliced(cut, 1, None, None), n) == len(x[a:stop][1:])


def test_grown_and_cut_again_is_the_same() -> None:
    assert less(less(N, -1), 1) == N
    assert less(less(Extent("n", 2), -1), 1) != Extent("n", 2)


def test_products_do_not_depend_on_the_order() -> None:
    m = Extent("m")
    assert product((N, m)) == product((m, N))
    assert product((N, 1)) == N
    assert product((2, 3)) == 6
    assert product((N, 0)) == 0
    assert product(()) == 1


def test_totals() -> None:
    assert total([2, 3]) == 5
    assert total([N, 1]) == Extent("n", -1)
    assert total([N, Extent("m")]) == total([Extent("m"), N])
    assert total([Extent("n", 1), 1]) != N


def length(fn: object, extent: Dim, by: int) -> Type:
    assert callable(fn)
    return infer(Apply(fn), [Var("n", Scalar("i", None, extent)), Lit(by)], World("many").fresh)


def test_lengths_that_are_computed() -> None:
    assert length(operator.sub, N, 1) == Scalar("i", None, Extent("n", 1))
    assert length(operator.add, N, 1) == Scalar("i", None, Extent("n", -1))
    assert length(operator.floordiv, N, 2) == length(operator.floordiv, N, 2) != Scalar("i")
    assert length(operator.mul, N, 2) != Scalar("i")
    assert length(operator.sub, 3, 1) == Scalar("i", None, 2)
    # below zero a length says nothing
    assert length(operator.sub, 3, 4) == Scalar("i")
    assert length(operator.add, Extent("n", 1), 1) == Scalar("i")


def test_arrays_of_computed_lengths_meet() -> None:
    """``np.zeros(n + 1)[1:]`` has the length of ``np.zeros(n)``."""
    world = World("many")
    longer = Var("m", length(operator.add, N, 1))
    h = Var("h", infer(Apply(np.zeros), [longer], world.fresh))
    tail = infer(Index((Subscript((Slice(True, False, False),)),)), [h, Lit(1)], world.fresh)
    assert tail == infer(Apply(np.zeros), [Var("n", Scalar("i", None, N))], world.fresh)
