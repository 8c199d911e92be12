"""First additions."""

import numpy as np

from srcad.ir.core import Lit, Slice, Subscript, Update
from srcad.ir.types import FLOAT, INT, Array
from srcad.tidy.drop_dead import drop_dead
from srcad.tidy.first_add import first_add
from tests.ir.build import ADD_ITEM, ADJOINT, ITEM, SET_ITEM, VECTOR, function
from tests.tidy.compare import after


def test_the_first_is_a_store():
    def build(b, x, g, i):
        bar = b.emit(ADD_ITEM, b.apply(np.zeros_like, x), g, i)
        return [b.emit(ADD_ITEM, bar, g, i)]

    lines = after(first_add, function({"x": VECTOR, "g": FLOAT, "i": INT}, build, ADJOINT), np.ones(3), 2.0, 1)
    assert lines[1:3] == ["t.1: float64[n] = t.0 but [i.0] = g.0", "t.2: float64[n] = t.1 but [i.0] += g.0"]


def test_slices_and_masks():
    tail = Update("add", (Subscript((Slice(True, False, False),)),))
    mask = Array("bool", VECTOR.dims)

    def build(b, x, g, i, m):
        return [b.emit(tail, b.apply(np.zeros_like, x), g, i), b.emit(ADD_ITEM, b.apply(np.zeros_like, x), g, m)]

    fn = function({"x": VECTOR, "g": FLOAT, "i": INT, "m": mask}, build, ADJOINT)
    lines = after(first_add, fn, np.ones(3), 2.0, 1, np.array([True, False, True]))
    assert [" = g.0" in line for line in lines] == [False, True, False, True, False]


def test_repeated_indices_are_added():
    def build(b, x, g, i):
        return [b.emit(ADD_ITEM, b.apply(np.zeros_like, x), g, i)]

    fn = function({"x": VECTOR, "g": FLOAT, "i": Array("int64", (2,))}, build, ADJOINT)
    assert first_add(fn) is fn


def test_other_bases_are_added_to():
    fn = function({"x": VECTOR, "g": FLOAT, "i": INT}, lambda b, x, g, i: [b.emit(ADD_ITEM, x, g, i)], ADJOINT)
    assert first_add(fn) is fn


def test_the_users_additions_are_left_alone():
    def build(b, x, g):
        return [b.emit(ADD_ITEM, b.apply(np.zeros_like, x), g, Lit(0))]

    fn = function({"x": VECTOR, "g": FLOAT}, build)
    assert first_add(fn) is fn


def stores(build, *args):
    """What is done to the argument ``x``."""
    lines = after(first_add, function({"x": VECTOR, "g": FLOAT}, build, ADJOINT), np.arange(4.0), 2.0)
    return [line.split(" but ")[1] for line in lines if " but " in line]


def test_a_place_next_to_others_holds_zeros_still():
    def build(b, x, g):
        bar = b.emit(ADD_ITEM, b.apply(np.zeros_like, x), g, Lit(0))
        bar = b.emit(ADD_ITEM, bar, g, Lit(2))
        return [b.emit(ADD_ITEM, bar, g, Lit(0))]

    assert stores(build) == ["[0] = g.0", "[2] = g.0", "[0] += g.0"]


def test_clearing_before_adding_is_a_store():
    def build(b, x, g):
        bar = b.emit(SET_ITEM, x, Lit(0.0), Lit(1))
        bar = b.emit(ADD_ITEM, bar, g, Lit(2))
        return [b.emit(ADD_ITEM, bar, g, Lit(1))]

    assert stores(build) == ["[2] += g.0", "[1] = g.0"]


def test_what_was_cleared_and_read_stays_cleared():
    def build(b, x, g):
        bar = b.emit(SET_ITEM, x, Lit(0.0), Lit(1))
        return [b.emit(ITEM, bar, Lit(1)), b.emit(ADD_ITEM, bar, g, Lit(1))]

    assert stores(build) == ["[1] = 0.0", "[1] += g.0"]


def test_indices_that_may_be_equal_are_followed_no_further():
    def build(b, x, g):
        bar = b.emit(SET_ITEM, x, Lit(0.0), Lit(1))
        bar = b.emit(ADD_ITEM, bar, g, Lit(-3))
        return [b.emit(ADD_ITEM, bar, g, Lit(1))]

    assert stores(build) == ["[1] = 0.0", "[-3] += g.0", "[1] += g.0"]


def test_storing_what_is_there_is_nothing():
    """``h = x[0]; x[0] = 0.0; x[0] += h``"""

    def build(b, x, g):
        held = b.emit(ITEM, x, Lit(0))
        bar = b.emit(SET_ITEM, x, Lit(0.0), Lit(0))
        bar = b.emit(ADD_ITEM, bar, g, Lit(1))
        return [b.emit(ADD_ITEM, bar, held, Lit(0))]

    assert stores(build) == ["[1] += g.0"]


def test_unless_it_was_changed_since():
    def build(b, x, g):
        held = b.emit(ITEM, x, Lit(0))
        bar = b.emit(ADD_ITEM, x, g, Lit(0))
        return [b.emit(SET_ITEM, bar, held, Lit(0))]

    assert stores(build) == ["[0] += g.0", "[0] = t.0"]


def test_what_a_store_of_nothing_leaves_is_counted():
    def build(b, x, g):
        bar = b.emit(SET_ITEM, x, Lit(0.0), Lit(1))
        bar = b.emit(SET_ITEM, bar, b.emit(ITEM, bar, Lit(0)), Lit(0))
        return [b.emit(ITEM, bar, Lit(1)), b.emit(ADD_ITEM, bar, g, Lit(1))]

    assert stores(build) == ["[1] = 0.0", "[1] += g.0"]


def test_a_store_that_nobody_reads():
    def build(b, x, g):
        bar = b.emit(SET_ITEM, b.emit(ADD_ITEM, x, g, Lit(0)), Lit(0.0), Lit(1))
        return [b.emit(ITEM, bar, Lit(0))]

    fn = function({"x": VECTOR, "g": FLOAT}, build, ADJOINT)
    lines = after(lambda fn: drop_dead(first_add(fn)), fn, np.arange(4.0), 2.0)
    assert lines == ["t.0: float64[n] = x.0 but [0] += g.0", "t.1: float64 = t.0[0]", "return t.1"]


def test_a_store_that_is_read_elsewhere_stays_before_the_read():
    """Reading an older version would need a copy of it."""

    def build(b, x, g):
        bar = b.emit(SET_ITEM, x, Lit(0.0), Lit(1))
        return [b.emit(ITEM, bar, Lit(0)), bar]

    fn = function({"x": VECTOR, "g": FLOAT}, build, ADJOINT)
    assert first_add(fn) is fn
