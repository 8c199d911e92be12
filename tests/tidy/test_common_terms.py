"""Equal terms."""

import operator

import numpy as np

from srcad.ir.core import Apply, Free, Iter, Lit, Op, Var
from srcad.ir.show import show
from srcad.ir.types import BOOL, FLOAT, ListOf
from srcad.runtime.barrier import stop_gradient
from srcad.tidy.common_terms import common_terms
from tests.ir.build import ADJOINT, ITEM, VECTOR, branch, effect, function, loop
from tests.tidy.compare import after

ADD = operator.add


def run(params, build, *args):
    return after(common_terms, function(params, build), *args)


def test_equal_terms_are_computed_once():
    def build(b, x):
        a, c = b.apply(ADD, x, x), b.apply(ADD, x, x)
        return [b.apply(operator.mul, a, a), b.apply(operator.mul, c, a)]

    assert run({"x": FLOAT}, build, 2.0) == ["t.0: float = x.0 + x.0", "t.1: float = t.0 * t.0", "return t.1, t.1"]


def test_literals_and_functions_count():
    def build(b, x):
        return [b.apply(ADD, x, Lit(1.0)), b.apply(ADD, x, Lit(1)), b.apply(operator.sub, x, Lit(1))]

    assert len(run({"x": FLOAT}, build, 2.0)) == 4


def test_how_a_call_is_written_does_not():
    def build(b, x):
        method = Apply(np.sum, kw=("axis",), style="method", name="sum")
        return [b.emit(Apply(np.sum, kw=("axis",)), x, Lit(0)), b.emit(method, x, Lit(0))]

    assert run({"x": VECTOR}, build, np.ones(3))[-1] == "return t.0, t.0"


def test_keywords_do():
    def build(b, x):
        return [b.emit(Apply(np.sum, kw=("axis",)), x, Lit(0)), b.emit(Apply(np.sum), x, Lit(0))]

    assert run({"x": VECTOR}, build, np.ones(3))[-1] == "return t.0, t.1"


def test_a_term_serves_inside_of_regions_but_not_after_them():
    def build(b, c, x):
        a = b.apply(ADD, x, x)
        (y,) = branch(b, c, lambda b: [b.apply(np.sin, b.apply(ADD, x, x))], lambda b: [b.apply(np.sin, a)])
        return [y, b.apply(np.sin, a)]

    lines = run({"c": BOOL, "x": FLOAT}, build, True, 2.0)
    assert sum("+" in line for line in lines) == 1
    assert sum("sin" in line for line in lines) == 3


def test_loops():
    def build(b, x, y):
        def body(b, i, s):
            return [b.apply(ADD, s, b.apply(ADD, b.apply(ADD, y, y), b.apply(ADD, y, y)))], []

        return loop(b, [Iter(x)], {"s": b.apply(ADD, y, y)}, body)

    lines = run({"x": ListOf(FLOAT), "y": FLOAT}, build, [1.0, 2.0], 3.0)
    assert lines[2:4] == ["    t.1: float = t.0 + t.0", "    t.2: float = s.0 + t.1"]


def test_the_name_that_a_person_gave_survives():
    def build(b, x):
        first = b.apply(ADD, x, x)
        return [b.apply(np.sin, first), b.apply(ADD, x, x, name="y"), first]

    assert run({"x": FLOAT}, build, 2.0) == [
        "y.0: float = x.0 + x.0",
        "t.0: float64 = numpy.sin(y.0)",
        "return t.0, y.0, y.0",
    ]


def test_cheap_reads_stay_but_are_known_to_be_equal():
    def build(b, x):
        transposed = Apply(np.transpose, style="attr", name="T")
        return [b.apply(np.sum, b.emit(transposed, x)), b.apply(np.sum, b.emit(transposed, x))]

    lines = run({"x": VECTOR}, build, np.ones(3))
    assert sum("T(" in line for line in lines) == 2
    assert lines[-1] == "return t.1, t.1"


def test_a_number_times_something_reads_well_in_an_adjoint():
    def build(b, x):
        return [b.apply(np.sin, b.apply(operator.mul, Lit(2.0), x)) for _ in range(2)]

    lines = after(common_terms, function({"x": FLOAT}, build, ADJOINT), 2.0)
    assert sum("2.0 * x" in line for line in lines) == 2
    assert lines[-1] == "return t.1, t.1"
    assert len(run({"x": FLOAT}, build, 2.0)) == 3


def test_zeros_are_made_anew():
    def build(b, x):
        return [b.apply(np.zeros_like, x), b.apply(np.zeros_like, x)]

    assert run({"x": VECTOR}, build, np.ones(3))[-1] == "return t.0, t.1"


def test_reads_and_stores_are_terms():
    def build(b, x):
        return [b.emit(ITEM, x, Lit(0)), b.emit(ITEM, x, Lit(0)), b.emit(ITEM, x, Lit(1))]

    assert run({"x": VECTOR}, build, np.ones(3))[-1] == "return t.0, t.0, t.1"


def test_effects_are_not():
    def build(b, x):
        return [effect(b, float, x), effect(b, float, x)]

    assert run({"x": FLOAT}, build, 1.0)[-1] == "return t.0, t.1"


def test_stopped_gradients_are_not():
    def build(b, x):
        stopped = [Var("t", FLOAT, temp=True), Var("t", FLOAT, temp=True)]
        b.body += [Op((out,), Apply(stop_gradient), (x,)) for out in stopped]
        return stopped

    assert run({"x": FLOAT}, build, 1.0)[-1] == "return t.0, t.1"


def test_a_free_name_may_change_at_an_effect():
    def build(b, x):
        free = []
        for do in (lambda: None, lambda: None, lambda: effect(b, float, x)):
            do()
            k = Var("k", FLOAT)
            b.body.append(Op((k,), Free("k"), ()))
            free.append(b.apply(ADD, k, x))
        return free

    lines = show(common_terms(function({"x": FLOAT}, build))).splitlines()
    assert lines[-1] == "    return t.0, t.0, t.2"


def test_equal_loops_run_once():
    def build(b, x, g):
        def summed(factor):
            body = lambda b, i, s: ([b.apply(ADD, s, b.apply(operator.mul, i, factor))], [])
            return loop(b, [Iter(x)], {"s": Lit(0.0)}, body)

        return [*summed(g), *summed(g), *summed(Lit(2.0))]

    params = {"x": ListOf(FLOAT), "g": FLOAT}
    assert run(params, build, [1.0, 2.0], 3.0)[-1] == "return s.1, s.1, s.3"


def test_loops_with_effects_run_as_often_as_they_stand_there():
    def build(b, x):
        def told():
            def body(b, i, s):
                effect(b, float, i)
                return [b.apply(ADD, s, i)], []

            return loop(b, [Iter(x)], {"s": Lit(0.0)}, body)

        return [*told(), *told()]

    assert run({"x": ListOf(FLOAT)}, build, [1.0, 2.0])[-1] == "return s.1, s.3"


def test_nothing_to_do_is_the_same_object():
    fn = function({"x": FLOAT}, lambda b, x: [b.apply(ADD, x, x)])
    assert common_terms(fn) is fn
