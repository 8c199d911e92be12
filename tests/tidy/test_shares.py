"""Parts of a whole, and what cancels."""

import operator

import numpy as np

from srcad.ir.core import Apply, Lit, Where
from srcad.ir.types import FLOAT, Array, Extent
from srcad.tidy.algebra import algebra
from srcad.tidy.drop_dead import drop_dead
from tests.ir.build import ADJOINT, VECTOR, function
from tests.tidy.compare import after

ROWS, COLUMNS = Extent("n", 0, True), Extent("m", 0, True)
MATRIX, COLUMN = Array("float64", (ROWS, COLUMNS)), Array("float64", (ROWS, 1))


def tidy(fn):
    return drop_dead(algebra(fn))


def summed(b, array, **kw):
    return b.apply(np.sum, array, **kw)


def share(b, g, e, **kw):
    """``g / sum(e) * e``, where the sum is the user's."""
    b.where = Where()
    whole = summed(b, e, **kw)
    b.where = ADJOINT
    return b.emit(Apply(operator.mul), b.emit(Apply(operator.truediv), g, whole), e)


def text(types, build, *args):
    return [line.split(" = ")[-1] for line in after(tidy, function(types, build, ADJOINT), *args)]


KEEP = {"axis": Lit(1), "keepdims": Lit(True)}


def test_shares_add_up_to_the_whole():
    def build(b, g, e):
        return [summed(b, share(b, g, e, **KEEP), **KEEP)]

    assert text({"g": COLUMN, "e": MATRIX}, build, np.ones((2, 1)), np.ones((2, 3)) + 1.0) == ["return g.0"]


def test_another_axis_is_another_sum():
    def build(b, g, e):
        return [summed(b, share(b, g, e, **KEEP), axis=Lit(0), keepdims=Lit(True))]

    assert len(text({"g": COLUMN, "e": MATRIX}, build, np.ones((2, 1)), np.ones((2, 3)) + 1.0)) > 3


def test_what_differs_between_the_items_stays_inside():
    def build(b, g, e):
        return [summed(b, share(b, g, e))]

    assert len(text({"g": VECTOR, "e": VECTOR}, build, np.arange(3.0), np.arange(3.0) + 1.0)) > 3


def test_what_cancels_is_not_added():
    """The adjoint of the largest item in ``m + log(sum(exp(a - m)))``."""

    def build(b, g, e, x):
        nothing = b.emit(Apply(operator.sub), g, summed(b, share(b, g, e)))
        return [b.emit(Apply(operator.add), x, b.emit(Apply(operator.mul), nothing, e))]

    types = {"g": FLOAT, "e": VECTOR, "x": VECTOR}
    assert text(types, build, 2.0, np.arange(3.0) + 1.0, np.arange(3.0)) == ["return x.0"]
