"""Dead code."""

import math
import operator

import numpy as np

from srcad.ir.core import Iter, Lit, Update
from srcad.ir.types import BOOL, FLOAT, INT, ListOf
from srcad.tidy.drop_dead import drop_dead
from tests.ir.build import ADD_ITEM, ADJOINT, ITEM, VECTOR, branch, effect, function, loop, while_loop
from tests.tidy.compare import after

NUMBERS = ListOf(FLOAT)


def test_unused_operations_go():
    def build(b, x):
        b.apply(operator.mul, x, b.apply(np.sin, x))
        return [b.apply(operator.add, x, x, name="y")]

    assert after(drop_dead, function({"x": FLOAT}, build), 2.0) == ["y.0: float = x.0 + x.0", "return y.0"]


def test_nothing_dead_is_the_same_object():
    fn = function({"x": FLOAT}, lambda b, x: [b.apply(operator.add, x, x)])
    assert drop_dead(fn) is fn


def test_effects_stay():
    seen: list[float] = []

    def record(value):
        seen.append(value)

    def build(b, x):
        effect(b, record, b.apply(operator.add, x, x))
        return [x]

    assert len(after(drop_dead, function({"x": FLOAT}, build), 2.0)) == 3
    assert seen == [4.0, 4.0]


def test_what_may_raise_stays_unless_it_is_an_adjoint():
    def build(b, x):
        b.apply(math.log, x)
        return [x]

    assert after(drop_dead, function({"x": FLOAT}, build), 2.0)[0] == "t.0: float = math.log(x.0)"
    assert after(drop_dead, function({"x": FLOAT}, build, ADJOINT), 2.0) == ["return x.0"]


def test_results_of_branches():
    def build(b, c, x):
        _y, z = branch(b, c, lambda b: [x, b.apply(operator.neg, x)], lambda b: [b.apply(np.sin, x), x])
        return [z]

    lines = after(drop_dead, function({"c": BOOL, "x": FLOAT}, build), True, 2.0)
    assert lines == [
        "y.0: float = if c.0:  #1",
        "    t.0: float = -x.0",
        "    yield t.0",
        "else:",
        "    yield x.0",
        "return y.0",
    ]


def test_empty_branches_go():
    def build(b, c, x):
        branch(b, c, lambda b: [x], lambda b: [b.apply(np.sin, x)])
        return [x]

    assert after(drop_dead, function({"c": BOOL, "x": FLOAT}, build), True, 2.0) == ["return x.0"]


def test_values_that_only_compute_themselves():
    def build(b, x):
        def body(b, i, s, t):
            return [b.apply(operator.add, s, i), b.apply(operator.mul, t, s)], [s, t]

        s, _t, first, _second = loop(b, [Iter(x)], {"s": Lit(0.0), "t": Lit(1.0)}, body)
        return [s, first]

    assert after(drop_dead, function({"x": NUMBERS}, build), [1.0, 2.0]) == [
        "s.1: float, tape.0: list[float] = for i.0: float in x.0 with s.0: float = 0.0:  #1",
        "    t.0: float = s.0 + i.0",
        "    yield t.0",
        "    collect s.0",
        "return s.1, tape.0",
    ]


def test_loops_that_nobody_needs():
    def build(b, x):
        loop(b, [Iter(x)], {"s": Lit(0.0)}, lambda b, i, s: ([b.apply(operator.add, s, i)], [s]))
        while_loop(
            b,
            {"s": Lit(0.0)},
            lambda b, s: b.apply(operator.lt, s, Lit(3.0)),
            lambda b, s: ([b.apply(operator.add, s, Lit(1.0))], []),
        )
        return [x]

    assert after(drop_dead, function({"x": NUMBERS}, build), [1.0]) == ["return x.0"]


def test_the_test_of_a_while_is_needed():
    def build(b, x):
        def body(b, s, k):
            return [b.apply(operator.add, s, s), b.apply(operator.add, k, Lit(1))], []

        _s, k = while_loop(b, {"s": x, "k": Lit(0)}, lambda b, s, k: b.apply(operator.lt, s, Lit(9.0)), body)
        return [k]

    lines = after(drop_dead, function({"x": FLOAT}, build), 1.0)
    assert lines[0].endswith("= while with s.0: float = x.0, k.0: int[0] = 0:  #1")


def test_one_iterable_of_each_length_stays():
    """A counter goes, and one of two tapes of the same loop; what may be shorter stays."""

    def build(b, x, y):
        a, c = loop(b, [Iter(x)], {}, lambda b, i: ([], [i, b.apply(operator.neg, i)]))
        iters = [Iter(a), Iter(c), Iter(Lit(0), count=True), Iter(y)]
        return loop(b, iters, {"s": Lit(0.0)}, lambda b, i, j, k, z, s: ([b.apply(operator.add, s, Lit(1.0))], []))

    lines = after(drop_dead, function({"x": NUMBERS, "y": NUMBERS}, build), [1.0, 2.0], [1.0, 2.0, 3.0])
    assert lines[3] == "s.1: float = for i.1: float in tape.0, i.2: float in y.0 with s.0: float = 0.0:  #2"


def test_the_last_iterable_stays():
    def build(b, x):
        return loop(b, [Iter(x)], {"s": Lit(0.0)}, lambda b, i, s: ([b.apply(operator.add, s, Lit(1.0))], []))

    assert "in x.0" in after(drop_dead, function({"x": NUMBERS}, build), [1.0, 2.0])[0]


def reads(b, x, i):
    return b.apply(operator.neg, b.emit(ITEM, x, i))


def test_a_dead_read_is_covered_by_a_live_one():
    def build(b, x, i):
        reads(b, x, i)
        zeros = b.apply(np.zeros_like, x)
        return [b.emit(ADD_ITEM, zeros, Lit(1.0), i)]

    assert len(after(drop_dead, function({"x": VECTOR, "i": INT}, build), np.ones(3), 1)) == 3


def test_a_dead_read_of_another_item_stays():
    def build(b, x, i, j):
        reads(b, x, j)
        return [b.emit(ITEM, x, i)]

    lines = after(drop_dead, function({"x": VECTOR, "i": INT, "j": INT}, build), np.ones(3), 1, 2)
    assert lines[0] == "t.0: float64 = x.0[j.0]"


def test_a_live_read_under_a_condition_covers_nothing_outside():
    def build(b, c, x, i):
        reads(b, x, i)
        return branch(b, c, lambda b: [b.emit(ITEM, x, i)], lambda b: [Lit(0.0)])

    lines = after(drop_dead, function({"c": BOOL, "x": VECTOR, "i": INT}, build), True, np.ones(3), 1)
    assert lines[0] == "t.0: float64 = x.0[i.0]"


def test_reads_over_the_length_cannot_raise():
    def build(b, x):
        indices = b.apply(range, b.apply(len, x))
        loop(b, [Iter(indices)], {"s": Lit(0.0)}, lambda b, i, s: ([b.apply(operator.add, s, b.emit(ITEM, x, i))], []))
        return [x]

    assert after(drop_dead, function({"x": VECTOR}, build), np.ones(3)) == ["return x.0"]


def test_reads_next_to_the_length_cannot_raise():
    """``for i in range(len(x) - 1): s += x[i + 1]``"""

    def build(b, x):
        indices = b.apply(range, b.apply(operator.sub, b.apply(len, x), Lit(1)))

        def body(b, i, s):
            return [b.apply(operator.add, s, b.emit(ITEM, x, b.apply(operator.add, i, Lit(1))))], []

        loop(b, [Iter(indices)], {"s": Lit(0.0)}, body)
        return [x]

    assert after(drop_dead, function({"x": VECTOR}, build), np.ones(3)) == ["return x.0"]


def test_a_loop_covers_the_same_loop():
    """Forward ``s += x[k]`` over any list of indices is stood for by backward ``x_bar[k] += g``."""

    def build(b, x, ks):
        loop(b, [Iter(ks)], {"s": Lit(0.0)}, lambda b, k, s: ([b.apply(operator.add, s, b.emit(ITEM, x, k))], []))
        zeros = b.apply(np.zeros_like, x)
        walk = [Iter(ks, reverse=True)]
        return loop(b, walk, {"x_bar": zeros}, lambda b, k, bar: ([b.emit(ADD_ITEM, bar, Lit(1.0), k)], []))

    lines = after(drop_dead, function({"x": VECTOR, "ks": ListOf(INT)}, build), np.ones(3), [0, 2, 2])
    assert [line for line in lines if " for " in line] == [
        "x_bar.1: float64[n] = for i.0: int in reversed(ks.0) with x_bar.0: float64[n] = t.0:  #2"
    ]


def test_a_tape_stands_for_what_it_was_made_of():
    """The backward loop of a `while` covers the reads of its forward loop."""

    def build(b, x, n):
        def body(b, k, s):
            s = b.apply(operator.add, s, b.emit(ITEM, x, k))
            return [b.apply(operator.sub, k, Lit(1)), s], [k]

        inits = {"k": n, "s": Lit(0.0)}
        _, _, tape = while_loop(b, inits, lambda b, k, s: b.apply(operator.gt, k, Lit(0)), body)
        zeros = b.apply(np.zeros_like, x)
        walk = [Iter(tape, reverse=True)]
        return loop(b, walk, {"x_bar": zeros}, lambda b, k, bar: ([b.emit(ADD_ITEM, bar, Lit(1.0), k)], []))

    lines = after(drop_dead, function({"x": VECTOR, "n": INT}, build), np.ones(3), 2)
    assert not [line for line in lines if "x.0[" in line]


def test_a_loop_that_may_end_early_covers_nothing():
    def build(b, x, ks):
        loop(b, [Iter(ks)], {"s": Lit(0.0)}, lambda b, k, s: ([b.apply(operator.add, s, b.emit(ITEM, x, k))], []))

        def body(b, k, s):
            s = b.apply(operator.add, s, b.emit(ITEM, x, k))
            return [b.apply(operator.gt, s, Lit(0.5)), s], []

        return loop(b, [Iter(ks)], {"s": Lit(0.0)}, body, until=True)

    lines = after(drop_dead, function({"x": VECTOR, "ks": ListOf(INT)}, build), np.ones(3), [0, 2, 2])
    assert len([line for line in lines if "x.0[" in line]) == 2


def test_the_value_of_an_updated_list_is_not_what_was_collected():
    """Only the length of a list survives an `Update`, not its items."""

    def build(b, x, ks):
        (tape,) = loop(b, [Iter(ks)], {}, lambda b, k: ([], [k]))
        changed = b.emit(Update("set", ADD_ITEM.path), tape, Lit(0), Lit(0))
        loop(b, [Iter(ks)], {"s": Lit(0.0)}, lambda b, k, s: ([b.apply(operator.add, s, b.emit(ITEM, x, k))], []))
        return loop(b, [Iter(changed)], {"s": Lit(0.0)}, lambda b, k, s: ([b.emit(ITEM, x, k)], []))

    lines = after(drop_dead, function({"x": VECTOR, "ks": ListOf(INT)}, build), np.ones(3), [1, 2])
    assert len([line for line in lines if "x.0[" in line]) == 2


def power(b, x, n, less, unless):
    """``x ** n``, which nobody wants, and ``x ** (n - less)`` where n is not `unless`."""
    b.apply(operator.pow, x, n)
    test = b.apply(operator.ne, n, Lit(unless))

    def smaller(b):
        return [b.apply(operator.pow, x, b.apply(operator.sub, n, Lit(less)))]

    return branch(b, test, smaller, lambda b: [Lit(0.0)])


def test_a_dead_power_is_covered_by_a_smaller_one():
    fn = function({"x": FLOAT, "n": INT}, lambda b, x, n: power(b, x, n, 1, 0))
    assert not any("x.0 ** n.0" in line for line in after(drop_dead, fn, 2.0, 3))


def test_other_powers_cover_nothing():
    for less, unless in ((1, 2), (-1, 0)):
        fn = function({"x": FLOAT, "n": INT}, lambda b, x, n, args=(less, unless): power(b, x, n, *args))
        assert any("x.0 ** n.0" in line for line in after(drop_dead, fn, 2.0, 3))


def test_a_division_covers_a_power():
    def build(b, x, n):
        b.apply(operator.pow, x, n)
        return [b.apply(operator.truediv, Lit(1.0), x)]

    assert len(after(drop_dead, function({"x": FLOAT, "n": INT}, build), 2.0, 3)) == 2
