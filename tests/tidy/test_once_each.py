"""Places that each round of a loop has to itself."""

import operator

import numpy as np
import pytest

from srcad.ir.core import Apply, At, Iter, Lit, Slice, Subscript, Update
from srcad.ir.types import FLOAT, INT, Array, Extent
from srcad.tidy.once_each import once_each
from tests.ir.build import ADD_ITEM, ADJOINT, ITEM, SET_ITEM, VECTOR, branch, function, loop
from tests.tidy.compare import after

MATRIX = Array("float64", (Extent("n", 0, True), Extent("m", 0, True)))


def stores(build, *args, params=None):
    """What is done to arrays by index."""
    fn = function(params or {"x": VECTOR, "g": FLOAT, "n": INT}, build, ADJOINT)
    lines = after(once_each, fn, *(args or (np.arange(4.0), 2.0, 4)))
    return [line.strip().split(" but ")[1] for line in lines if " but " in line]


def counting(b, *bounds):
    return Iter(b.emit(Apply(range), *bounds))


def added(b, walk, zeros, index=lambda b, i: i):
    """Zeros to which each round adds."""

    def body(b, i, bar):
        return [b.emit(ADD_ITEM, bar, Lit(2.0), index(b, i))], []

    return loop(b, [walk], {"x_bar": zeros}, body)


def test_the_first_addition_is_a_store():
    assert stores(lambda b, x, g, n: added(b, counting(b, n), b.apply(np.zeros_like, x))) == ["[i.0] = 2.0"]


@pytest.mark.parametrize("bounds", [(Lit(1), Lit(3)), (Lit(3), Lit(-1), Lit(-1)), (Lit(3), Lit(0), Lit(-2))])
def test_ranges_that_stay_natural(bounds):
    assert stores(lambda b, x, g, n: added(b, counting(b, *bounds), b.apply(np.zeros_like, x))) == ["[i.0] = 2.0"]


@pytest.mark.parametrize("bounds", [(Lit(-1), Lit(4)), (Lit(3), Lit(-2), Lit(-1)), (Lit(0), Lit(4), Lit(2))])
def test_ranges_that_may_name_an_item_from_both_ends(bounds):
    """The last is harmless, and left alone."""
    assert stores(lambda b, x, g, n: added(b, counting(b, *bounds), b.apply(np.zeros_like, x))) == ["[i.0] += 2.0"]


def test_a_moved_index():
    def later(b, i):
        return b.apply(operator.add, i, Lit(1))

    def earlier(b, i):
        return b.apply(operator.sub, i, Lit(1))

    def build(b, x, g, n):
        zeros = b.apply(np.zeros_like, x)
        more = b.apply(np.zeros_like, x)
        return [*added(b, counting(b, Lit(3)), zeros, later), *added(b, counting(b, n), more, earlier)]

    assert [" += " in line for line in stores(build)] == [False, True]


def test_items_that_are_not_counted():
    def build(b, x, g, n, ks):
        return added(b, Iter(ks), b.apply(np.zeros_like, x))

    params = {"x": VECTOR, "g": FLOAT, "n": INT, "ks": Array("int64", (3,))}
    assert stores(build, np.ones(4), 2.0, 4, np.array([1, 1, 2]), params=params) == ["[i.0] += 2.0"]


def test_other_bases_are_added_to():
    assert stores(lambda b, x, g, n: added(b, counting(b, n), x)) == ["[i.0] += 2.0"]


def test_what_is_also_done_elsewhere():
    def build(b, x, g, n):
        def body(b, i, bar):
            first = b.emit(ADD_ITEM, bar, g, i)
            return [b.emit(ADD_ITEM, first, g, b.apply(operator.sub, i, Lit(1)))], []

        return loop(b, [counting(b, n)], {"x_bar": b.apply(np.zeros_like, x)}, body)

    assert len([line for line in stores(build) if "+=" in line]) == 2


def test_only_the_first_of_a_round():
    def build(b, x, g, n):
        def body(b, i, bar):
            return [b.emit(ADD_ITEM, b.emit(ADD_ITEM, bar, g, i), g, i)], []

        return loop(b, [counting(b, n)], {"x_bar": b.apply(np.zeros_like, x)}, body)

    assert stores(build) == ["[i.0] = g.0", "[i.0] += g.0"]


def test_in_an_arm():
    def build(b, x, g, n):
        def body(b, i, bar):
            test = b.apply(operator.lt, i, Lit(2))
            return branch(b, test, lambda b: [b.emit(ADD_ITEM, bar, g, i)], lambda b: [bar]), []

        return loop(b, [counting(b, n)], {"x_bar": b.apply(np.zeros_like, x)}, body)

    assert stores(build) == ["[i.0] = g.0"]


@pytest.mark.parametrize(("axes", "stored"), [(2, True), (1, False)])
def test_inside_another_loop(axes, stored):
    """The item of the outer loop must be part of the index."""
    path = (Subscript((At(),) * axes, tuple=axes > 1),)

    def build(b, x, g, n):
        def rows(b, i, bar):
            def row(b, j, bar):
                return [b.emit(Update("add", path), bar, g, *((i, j) if axes == 2 else (j,)))], []

            return loop(b, [counting(b, Lit(3))], {"x_bar": bar}, row), []

        return loop(b, [counting(b, n)], {"x_bar": b.apply(np.zeros_like, x)}, rows)

    params = {"x": MATRIX, "g": FLOAT, "n": INT}
    found = stores(build, np.ones((3, 3)), 2.0, 3, params=params)
    assert [" = " in line for line in found] == [stored]


def test_a_row():
    path = (Subscript((At(), Slice(True, False, False)), tuple=True),)

    def build(b, x, g, n):
        def body(b, i, bar):
            return [b.emit(Update("add", path), bar, g, i, Lit(1))], []

        return loop(b, [counting(b, n)], {"x_bar": b.apply(np.zeros_like, x)}, body)

    assert stores(build, np.ones((3, 3)), 2.0, 3, params={"x": MATRIX, "g": FLOAT, "n": INT}) == ["[i.0, 1:] = g.0"]


def test_a_slice_that_moves():
    """It may overlap the next."""
    path = (Subscript((Slice(True, False, False),)),)

    def build(b, x, g, n):
        def body(b, i, bar):
            return [b.emit(Update("add", path), bar, g, i)], []

        return loop(b, [counting(b, n)], {"x_bar": b.apply(np.zeros_like, x)}, body)

    assert stores(build) == ["[i.0:] += g.0"]


@pytest.mark.parametrize("used", [False, True])
def test_clearing_what_nobody_reads(used):
    def build(b, x, g, n):
        def body(b, i, s, bar):
            total = b.apply(operator.add, s, b.emit(ITEM, bar, i))
            return [total, b.emit(SET_ITEM, bar, Lit(0.0), i)], []

        start = b.apply(operator.mul, x, Lit(2.0))
        total, bar = loop(b, [counting(b, n)], {"s": Lit(0.0), "y_bar": start}, body)
        return [total, bar] if used else [total]

    assert stores(build) == ["[i.0] = 0.0"] * used


def test_clearing_what_the_next_round_reads():
    def build(b, x, g, n):
        def body(b, i, s, bar):
            total = b.apply(operator.add, s, b.emit(ITEM, bar, b.apply(operator.sub, i, Lit(1))))
            return [total, b.emit(SET_ITEM, bar, Lit(0.0), i)], []

        start = b.apply(operator.mul, x, Lit(2.0))
        return loop(b, [counting(b, n)], {"s": Lit(0.0), "y_bar": start}, body)[:1]

    assert stores(build) == ["[i.0] = 0.0"]


def test_the_users_stores_are_left_alone():
    fn = function({"x": VECTOR, "n": INT}, lambda b, x, n: added(b, counting(b, n), b.apply(np.zeros_like, x)))
    assert once_each(fn) is fn
