"""Which axis an index indexes."""

from srcad.analyse.index_axes import indexed_axes
from srcad.ir.core import At, Lit, NewAxis, Rest, Slice, Subscript, Transposed, Var
from srcad.ir.types import Array

FULL = Slice(False, False, False)
FROM = Slice(True, False, False)
ONE, TWO = Lit(1), Lit(2)


def axes(path, *args, dims=(5, 6, 7)):
    return indexed_axes(dims, path, args)


def test_integers_and_slices():
    assert axes((Subscript((At(), FULL, At()), tuple=True),), ONE, TWO) == [(ONE, 5), (TWO, 7)]


def test_rest_and_new_axes():
    assert axes((Subscript((NewAxis(), Rest(), At()), tuple=True),), ONE) == [(ONE, 7)]


def test_steps():
    assert axes((Subscript((At(),)), Subscript((At(),))), ONE, TWO) == [(ONE, 5), (TWO, 6)]
    assert axes((Transposed(), Subscript((At(),))), ONE) == [(ONE, 7)]
    assert axes((Subscript((FULL,)), Subscript((At(),))), ONE) == [(ONE, 5)]
    assert axes((Subscript((FROM,)), Subscript((At(),))), ONE, TWO) == [(TWO, None)]


def test_masks_and_integer_arrays():
    mask = Var("m", Array("bool", (5, 6)))
    assert axes((Subscript((At(), At()), tuple=True),), mask, ONE) == [(ONE, 7)]
    index = Var("i", Array("int64", (2,)))
    assert axes((Subscript((At(),)), Subscript((At(),))), index, ONE) == [(index, 5), (ONE, None)]
