"""Shapes asked of values that are there."""

import operator
from dataclasses import replace

import numpy as np

from srcad.ir.core import Lit, Where
from srcad.ir.show import show
from srcad.ir.types import FLOAT, Array
from srcad.tidy.drop_dead import drop_dead
from srcad.tidy.shape_only import shape_only
from tests.ir.build import ADJOINT, VECTOR, function
from tests.tidy.compare import after

SINGLE = Array("float32", VECTOR.dims)


def asked(build, **types):
    """What the adjoints ask; what they asked for goes."""
    args = [np.ones(3, dtype=type_.dtype) if isinstance(type_, Array) else 2.0 for type_ in types.values()]
    lines = after(lambda fn: drop_dead(shape_only(fn)), function(types, build), *args)
    return [line.split(" = ")[-1] for line in lines[:-1]]


def test_an_argument_of_the_same_type():
    def build(b, x, g):
        t = b.apply(operator.mul, x, g)
        b.where = ADJOINT
        return [b.apply(np.zeros_like, t), b.apply(np.full_like, t, g), b.apply(np.size, t)]

    assert asked(build, x=VECTOR, g=FLOAT) == [
        "numpy.zeros_like(x.0)",
        "numpy.full_like(x.0, g.0)",
        "numpy.size(x.0)",
    ]


def test_a_seed_is_not_asked():
    """It comes after the forward sweep, of which this may be a part."""

    def build(b, x, out_bar):
        t = b.apply(operator.mul, b.apply(np.outer, x, x), Lit(2.0))
        b.where = ADJOINT
        return [b.apply(np.size, t), out_bar]

    matrix = Array("float64", VECTOR.dims * 2)
    fn = function({"x": VECTOR, "out_bar": matrix}, build)
    asks = shape_only(fn)
    seeded = replace(fn, params=(fn.params[0], replace(fn.params[1], kind="KEYWORD_ONLY")))
    assert "size(out_bar.0)" in show(asks)
    assert shape_only(seeded) is seeded


def test_the_dtype_matters_where_it_is_asked_for():
    def build(b, x):
        t = b.apply(operator.mul, x, b.apply(np.float64, Lit(2.0)))
        b.where = ADJOINT
        return [b.apply(np.zeros_like, t), b.apply(np.size, t)]

    assert asked(build, x=SINGLE)[-2:] == ["numpy.zeros_like(t.1)", "numpy.size(x.0)"]


def test_a_named_value():
    def build(b, x, g):
        h = b.apply(np.outer, x, x, name="h")
        t = b.apply(operator.mul, h, g)
        b.where = ADJOINT
        return [b.apply(np.zeros_like, t), h]

    assert asked(build, x=VECTOR, g=FLOAT)[-1] == "numpy.zeros_like(h.0)"


def test_names_and_the_users_own_questions_stay():
    def build(b, x, g):
        t = b.apply(operator.mul, x, g)
        first = b.apply(np.size, t)
        y = b.apply(operator.add, x, g, name="y")
        b.where = ADJOINT
        return [first, b.apply(np.size, y)]

    fn = function({"x": VECTOR, "g": FLOAT}, build, Where())
    assert shape_only(fn) is fn
