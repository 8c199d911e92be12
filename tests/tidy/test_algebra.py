"""Arithmetic of adjoints, as a person would write it."""

import operator
from collections.abc import Callable

import numpy as np
import pytest

from srcad.ir.core import Apply, Index, Iter, Lit, Pack, Stmt, Subscript, Var, Where
from srcad.ir.evaluate import evaluate
from srcad.ir.show import show
from srcad.ir.types import BOOL, FLOAT, INT, Array, Extent, ListOf, Scalar
from srcad.tidy.algebra import algebra
from srcad.tidy.drop_dead import drop_dead
from tests.ir.build import ADD_ITEM, ADJOINT, ITEM, VECTOR, branch, function, loop
from tests.tidy.compare import after

OPERATORS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
}


class E:
    """An expression that writes itself down."""

    def __init__(self, b, atom):
        self.b = b
        self.atom = atom.atom if isinstance(atom, E) else atom if isinstance(atom, Var | Lit) else Lit(atom)

    def call(self, fn: Callable, *args) -> "E":
        return E(self.b, self.b.emit(Apply(fn), *(E(self.b, arg).atom for arg in args)))

    def __neg__(self):
        return self.call(operator.neg, self)

    def __add__(self, other):
        return self.call(operator.add, self, other)

    def __sub__(self, other):
        return self.call(operator.sub, self, other)

    def __mul__(self, other):
        return self.call(operator.mul, self, other)

    def __truediv__(self, other):
        return self.call(operator.truediv, self, other)

    def __pow__(self, other):
        return self.call(operator.pow, self, other)

    def __radd__(self, other):
        return self.call(operator.add, other, self)

    def __rsub__(self, other):
        return self.call(operator.sub, other, self)

    def __rmul__(self, other):
        return self.call(operator.mul, other, self)

    def __rtruediv__(self, other):
        return self.call(operator.truediv, other, self)


def tidy(fn):
    return drop_dead(algebra(fn))


VALUES = {FLOAT: 0.7, BOOL: True, INT: 2}


def value_for(type_, seed):
    if isinstance(type_, Array):
        return np.random.default_rng(seed).normal(size=(3,) * type_.ndim).astype(type_.dtype)
    if isinstance(type_, Scalar) and type_.dtype:
        return np.dtype(type_.dtype).type(0.3)
    return VALUES[type_] * (1.0 + seed if type_ == FLOAT else 1)


def text(build, **types):
    """The body after the pass, with one-letter names for what it makes."""

    def body(b, *params):
        result = build(*(E(b, param) for param in params))
        return [part.atom for part in (result if isinstance(result, tuple) else (result,))]

    fn = function(types, body, ADJOINT)
    lines = after(tidy, fn, *(value_for(type_, seed) for seed, type_ in enumerate(types.values())))
    return [line.replace(".0", "").split(" = ")[-1] for line in lines]


def test_ones_and_minus_ones():
    assert text(lambda g: g * 1.0, g=FLOAT) == ["return g"]
    assert text(lambda g: 1.0 * g, g=VECTOR) == ["return g"]
    assert text(lambda g: g * -1.0, g=FLOAT) == ["-g", "return t"]
    assert text(lambda g: -(-g), g=FLOAT) == ["return g"]


def test_an_integer_times_one_is_a_float():
    assert text(lambda k: k * 1.0, k=INT) == ["k * 1", "return t"]


F = dict.fromkeys("gxy", FLOAT)


@pytest.mark.parametrize(
    ("build", "lines"),
    [
        (lambda g, x, y: x + (-y), ["x - y", "return t"]),
        (lambda g, x, y: (-y) + x, ["x - y", "return t"]),
        (lambda g, x, y: x - (-y), ["x + y", "return t"]),
        (lambda g, x, y: -(x - y), ["y - x", "return t"]),
        (lambda g, x, y: x + g * (-y), ["g * y", "x - t", "return t.1"]),
        (lambda g, x, y: x + (-g) / y, ["g / y", "x - t", "return t.1"]),
        (lambda g, x, y: g * (1.0 / y), ["g / y", "return t"]),
        (lambda g, x, y: g * (x / y), ["g * x", "t / y", "return t.1"]),
        (lambda g, x, y: g * (-x / y), ["-g", "t * x", "t.1 / y", "return t.2"]),
        (lambda g, x, y: g * (2.0 * x), ["2 * x", "t * g", "return t.1"]),
        (lambda g, x, y: 2.0 * (3.0 * g), ["6 * g", "return t"]),
        (lambda g, x, y: g * -2.0, ["-2 * g", "return t"]),
        (lambda g, x, y: x + g * -2.0, ["2 * g", "x - t", "return t.1"]),
        (lambda g, x, y: g * x + g * x, ["2 * x", "t * g", "return t.1"]),
        (lambda g, x, y: y + g * x + g * x, ["2 * x", "t * g", "y + t.1", "return t.2"]),
        (lambda g, x, y: g * x - 3.0 * (g * x), ["-2 * x", "t * g", "return t.1"]),
        (lambda g, x, y: x + 0.0, ["return x"]),
        (lambda g, x, y: 0.0 + x * y, ["x * y", "return t"]),
        (lambda g, x, y: x**2, ["x * x", "return t"]),
        (lambda g, x, y: g * (3.0 * x**2.0), ["3 * x", "t * x", "t.1 * g", "return t.2"]),
        (lambda g, x, y: x**1, ["return x"]),
        (lambda g, x, y: g * x**0, ["return g"]),
        (lambda g, x, y: x ** (E(x.b, 3.0) - 1.0) * g, ["x * x", "t * g", "return t.1"]),
        (lambda g, x, y: g / (1.0 + x * x), ["x * x", "1 + t", "g / t.1", "return t.2"]),
        (lambda g, x, y: g * (1.0 / (1.0 + x * x)), ["x * x", "1 + t", "g / t.1", "return t.2"]),
        (lambda g, x, y: g * (1.0 - x * x), ["x * x", "1 - t", "g * t.1", "return t.2"]),
        (lambda g, x, y: -x - y, ["-x", "t - y", "return t.1"]),
        (lambda g, x, y: g - g, ["g - g", "return t"]),
        (lambda g, x, y: x / -2.0, ["-x", "t / 2", "return t.1"]),
    ],
)
def test_rows(build, lines):
    assert text(build, **F) == lines


def test_numbers_come_before_arrays():
    types = {"g": VECTOR, "x": VECTOR, "s": FLOAT}
    assert text(lambda g, x, s: g * (2.0 * s), **types) == ["2 * s", "t * g", "return t.1"]
    assert text(lambda g, x, s: g * x * (2.0 * s), **types) == ["2 * s", "t * g", "t.1 * x", "return t.2"]
    assert text(lambda g, x, s: s * (2.0 * (g - x)), **types) == ["g - x", "2 * s", "t.1 * t", "return t.2"]
    assert text(lambda g, x, s: g * s, **types) == ["g * s", "return t"]
    assert text(lambda g, x, s: g * (1.0 / s), **types) == ["g / s", "return t"]


def test_a_divided_array_stays_divided():
    """A Python float would raise where an array is infinite."""
    types = {"g": VECTOR, "s": FLOAT, "d": FLOAT}
    assert text(lambda g, s, d: (g / d) * s * 2.0, **types) == ["2 * s", "t * g", "t.1 / d", "return t.2"]


def test_products_of_the_users_are_looked_into():
    def build(b, g, x, n):
        b.where = Where()
        square = b.emit(Apply(operator.mul), x, x)
        b.where = ADJOINT
        double = b.emit(Apply(operator.mul), b.emit(Apply(operator.mul), g, x), x)
        return [b.emit(Apply(operator.add), double, b.emit(Apply(operator.mul), g, square))]

    lines = after(tidy, function({"g": FLOAT, "x": FLOAT, "n": FLOAT}, build, ADJOINT), 2.0, 3.0, 4.0)
    assert [line.split(" = ")[-1] for line in lines] == ["2.0 * x.0", "t.0 * x.0", "t.1 * g.0", "return t.2"]


def test_small_arrays_come_first():
    column = Array("float64", (*VECTOR.dims, 1))
    types = {"g": Array("float64", VECTOR.dims * 2), "c": column, "d": column}
    assert text(lambda g, c, d: g * c / d, **types) == ["c / d", "t * g", "return t.1"]


def test_numbers_of_numpy_come_after_floats():
    types = {"d": Scalar("f", "float64"), "s": FLOAT}
    assert text(lambda d, s: d * s * 2.0, **types) == ["2 * s", "t * d", "return t.1"]


def test_single_precision_stays_single():
    half = Array("float32", (Extent("n", 0, True),))
    assert text(lambda g: g * 2.0 * 3.0, g=half) == ["6 * g", "return t"]
    types = {"g": half, "s": Scalar("f", "float64")}
    assert text(lambda g, s: (s * 2.0) * g, **types)[-2:] == ["t * g", "return t.1"]


def test_a_quotient_is_used_again():
    """The adjoints of ``x / y``."""
    assert text(lambda g, y, out: (g * (1.0 / y), g * (-out / y)), g=FLOAT, y=FLOAT, out=FLOAT) == [
        "g / y",
        "-t",
        "t.1 * out",
        "return t, t.2",
    ]


def test_a_common_factor_is_taken_out():
    assert text(lambda g, x, y: g * x - g * (y * y), **F) == ["y * y", "x - t", "g * t.1", "return t.2"]
    assert text(lambda g, x, y: 2.0 * g - g * y, **F) == ["2 - y", "g * t", "return t.1"]
    assert text(lambda g, x, y: -g * x - g * y, **F) == ["x + y", "-g", "t.1 * t", "return t.2"]
    assert text(lambda g, x, y: x + g * x, **F) == ["g * x", "x + t", "return t.1"]


def test_but_not_where_it_is_more_work_on_arrays():
    types = {"g": FLOAT, "s": FLOAT, "v": VECTOR, "w": VECTOR}
    assert text(lambda g, s, v, w: g * v + g * w, **types) == ["v + w", "g * t", "return t.1"]
    assert len(text(lambda g, s, v, w: g * s * v + g * 2.0 * w, **types)) == 6


def test_a_quotient_inside_of_a_sum_is_used_again():
    assert text(lambda g, x, y: (x + g / y, g * x * (1.0 / y)), **F) == [
        "g / y",
        "x + t",
        "t * x",
        "return t.1, t.2",
    ]


def test_a_quotient_of_the_users_is_used_too():
    def build(b, g, x, y):
        b.where = Where()
        q = b.apply(operator.truediv, x, y, name="q")
        b.where = ADJOINT
        return [(-E(b, g) * E(b, x) / E(b, y)).atom, q]

    fn = function({"g": FLOAT, "x": FLOAT, "y": FLOAT}, build)
    assert after(tidy, fn, 1.0, 2.0, 3.0)[1:] == ["t.0: float = -g.0", "t.1: float = t.0 * q.0", "return t.1, q.0"]


def test_a_negative_quotient_is_used_with_its_sign():
    assert text(lambda g, x, y: (-g / y, g * x / y), g=FLOAT, x=FLOAT, y=FLOAT) == [
        "-g",
        "t / y",
        "-t.1",
        "t.2 * x",
        "return t.1, t.3",
    ]


def test_what_is_used_twice_is_kept():
    assert text(lambda g, x: ((t := 2.0 * g) * x, t), g=FLOAT, x=FLOAT) == ["2 * g", "t * x", "return t.1, t"]


def test_a_minus_is_seen_through_even_then():
    assert text(lambda g, x: (x + (t := -g), x - t), g=FLOAT, x=FLOAT) == ["x - g", "x + g", "return t, t.1"]


def test_a_minus_that_is_there_is_used():
    types = {"g": VECTOR, "x": VECTOR}
    assert text(lambda g, x: ((t := -g) * x, t / x, t), **types) == ["-g", "t * x", "t / x", "return t.1, t.2, t"]


def test_a_minus_of_another_branch_is_not():
    def build(b, c, g, x):
        return branch(
            b,
            c,
            lambda b: [(E(b, x) + (t := -E(b, g))).atom, t.atom],
            lambda b: [(E(b, g) * -E(b, x)).atom, (-E(b, x) * E(b, g) * E(b, x)).atom],
        )

    fn = function({"c": BOOL, "g": FLOAT, "x": FLOAT}, build, ADJOINT)
    after(tidy, fn, True, 2.0, 3.0)
    after(tidy, fn, False, 2.0, 3.0)


def test_the_users_minus_is_seen_through():
    """``exp(-a * a)``"""

    def build(b, g, a):
        b.where = Where()
        minus = b.apply(operator.neg, a)
        b.where = ADJOINT
        return [(E(b, g) * E(b, minus) - E(b, g) * E(b, a)).atom]

    fn = function({"g": FLOAT, "a": FLOAT}, build)
    assert [line.split(" = ")[-1] for line in after(tidy, fn, 2.0, 3.0)] == ["-2.0 * a.0", "t.0 * g.0", "return t.1"]


def total(x, **kw):
    return E(x.b, x.b.apply(np.sum, x.atom, **{key: Lit(value) for key, value in kw.items()}))


def test_numbers_are_taken_out_of_a_sum():
    types = {"g": VECTOR, "x": VECTOR, "s": FLOAT}
    assert text(lambda g, x, s: total(g * (2.0 * s) * -x), **types) == [
        "g * x",
        "numpy.sum(t)",
        "-2 * s",
        "t.2 * t.1",
        "return t.3",
    ]
    assert text(lambda g, x, s: s - total(g * -x), **types)[1:] == ["numpy.sum(t)", "s + t.1", "return t.2"]
    assert text(lambda g, x, s: total(g * s, axis=0), **types) == ["numpy.sum(g, axis=0)", "s * t", "return t.1"]
    assert text(lambda g, x, s: total(g * x), **types) == ["g * x", "numpy.sum(t)", "return t.1"]


def test_a_sum_keeps_its_precision():
    """The product with a double is a double; a sum of singles is not."""
    single = Array("float32", VECTOR.dims)
    lines = text(lambda g, s: total(g * (s * 2.0)), g=single, s=Scalar("f", "float64"))
    assert lines[-2:] == ["numpy.sum(t.1)", "return t.2"]


def test_a_square_of_a_product_is_computed_from_it():
    assert text(lambda g, x: (t := g * x) * t, g=FLOAT, x=FLOAT) == ["g * x", "t * t", "return t.1"]


def test_an_array_is_not_taken_apart_for_a_number():
    """``A + (s + t)`` adds to the array once."""
    types = {"g": VECTOR, "s": FLOAT, "d": FLOAT}
    assert text(lambda g, s, d: g + (s + d), **types) == ["s + d", "g + t", "return t.1"]


def test_accumulated_values():
    """``x_bar += a + b``"""

    def build(b, bar, x, y):
        t = b.apply(operator.add, b.apply(operator.add, bar, x), b.apply(operator.neg, y), name="x_bar")
        return [t]

    fn = function({"x_bar": FLOAT, "x": FLOAT, "y": FLOAT}, build, ADJOINT)
    assert after(tidy, fn, 1.0, 2.0, 3.0) == [
        "t.0: float = x.0 - y.0",
        "x_bar.1: float = x_bar.0 + t.0",
        "return x_bar.1",
    ]


def test_added_with_a_minus():
    """The sign stays outside of what is added to a place: ``bar[0] -= g * x``."""

    def build(b, bar, g, x):
        return [b.emit(ADD_ITEM, bar, (E(b, g) * -E(b, x)).atom, Lit(0))]

    fn = function({"bar": VECTOR, "g": FLOAT, "x": FLOAT}, build, ADJOINT)
    assert after(tidy, fn, np.ones(2), 2.0, 3.0)[:2] == ["t.0: float = g.0 * x.0", "t.1: float = -t.0"]


# --- selections ---------------------------------------------------------------------------------------------

MASK = Array("bool", VECTOR.dims)


def selections(build, **types):
    def body(b, c, *params):
        where = lambda *args: E(b, b.emit(Apply(np.where, name="np.where"), *(E(b, arg).atom for arg in args)))
        result = build(where, c, *(E(b, param) for param in params))
        return [part.atom for part in (result if isinstance(result, tuple) else (result,))]

    fn = function({"c": MASK, **types}, body, ADJOINT)
    args = [value_for(type_, seed) for seed, type_ in enumerate(types.values())]
    lines = after(tidy, fn, np.array([True, False, True]), *args)
    return [line.replace(".0", "").split(" = ")[-1] for line in lines]


V = {"g": VECTOR, "x": VECTOR}


@pytest.mark.parametrize(
    ("build", "lines"),
    [
        (lambda where, c, g, x: where(c, g, 0.0) * x, ["g * x", "np.where(c, t, 0)", "return t.1"]),
        (lambda where, c, g, x: where(c, 0.0, g) / x, ["g / x", "np.where(c, 0, t)", "return t.1"]),
        (lambda where, c, g, x: -x * where(c, g, 0.0), ["-x", "t * g", "np.where(c, t.1, 0)", "return t.2"]),
        (lambda where, c, g, x: where(c, g, 0.0) + x, ["np.where(c, g, 0)", "t + x", "return t.1"]),
        (lambda where, c, g, x: where(c, g, 0.0) + where(c, 0.0, x), ["np.where(c, g, x)", "return t"]),
        (
            lambda where, c, g, x: where(c, g, 0.0) * x + where(c, g, 0.0) * x,
            ["2 * x", "t * g", "np.where(c, t.1, 0)", "return t.2"],
        ),
        (
            lambda where, c, g, x: (where(c, 0.0, x) + where(c, g, 0.0)) + where(c, g, 0.0),
            ["2 * g", "np.where(c, t, x)", "return t.1"],
        ),
        (
            lambda where, c, g, x: -(where(c, g, 0.0) + where(c, 0.0, x)),
            ["np.where(c, g, x)", "-t", "return t.1"],
        ),
        (
            lambda where, c, g, x: (where(c, g, 0.0) / x) / x,
            ["g / x", "t / x", "np.where(c, t.1, 0)", "return t.2"],
        ),
    ],
)
def test_factors_are_written_inside_of_a_selection(build, lines):
    assert selections(build, **V) == lines


def test_also_when_the_selection_is_used_twice():
    lines = selections(lambda where, c, g, x: ((t := where(c, g, 0.0)) / x, t), **V)
    assert lines == ["np.where(c, g, 0)", "g / x", "np.where(c, t.1, 0)", "return t.2, t"]


def test_nothing_unselected_matters():
    """``where(x > 0, log(x), x)`` at zero."""

    def build(b, c, g, x):
        selected = b.emit(Apply(np.where), c, g, Lit(0.0))
        return [b.apply(operator.truediv, selected, x)]

    fn = tidy(function({"c": MASK, "g": VECTOR, "x": VECTOR}, build, ADJOINT))
    with np.errstate(divide="ignore", invalid="ignore"):
        (result,) = evaluate(fn, [np.array([True, False]), np.ones(2), np.array([2.0, 0.0])])
    assert result.tolist() == [0.5, 0.0]


def test_a_selected_number_stays_a_number():
    def build(b, c, g, x):
        return [b.apply(operator.mul, b.emit(Apply(np.where, name="np.where"), c, g, Lit(0.0)), x)]

    fn = function({"c": BOOL, "g": FLOAT, "x": FLOAT}, build, ADJOINT)
    lines = after(tidy, fn, True, 2.0, 3.0)
    assert [line.split(" = ")[-1] for line in lines] == [
        "g.0 * x.0",
        "np.where(c.0, t.0, 0.0)",
        "t.1[()]",
        "return t.2",
    ]


def test_factors_of_a_selected_number_too():
    def build(b, c, g, x):
        selected = b.emit(Apply(np.where, name="np.where"), c, g, Lit(0.0))
        number = b.emit(Index((Subscript((), tuple=True),)), selected)
        return [b.apply(operator.truediv, number, x)]

    fn = function({"c": BOOL, "g": FLOAT, "x": FLOAT}, build, ADJOINT)
    lines = after(tidy, fn, True, 2.0, 3.0)
    assert [line.split(" = ")[-1] for line in lines[:3]] == ["g.0 / x.0", "np.where(c.0, t.0, 0.0)", "t.1[()]"]


# --- where it does not apply ----------------------------------------------------------------------------------


def test_the_users_own_operations_are_left_alone():
    def build(b, g, x):
        return [(E(b, x) + -E(b, g) * 2.0).atom]

    fn = function({"g": FLOAT, "x": FLOAT}, build)
    assert algebra(fn) is fn


def test_each_source_statement_has_its_own_text():
    def build(b, g, x):
        t = b.apply(operator.mul, g, Lit(2.0), name="y_bar")
        b.where = Where(Stmt("z = y", "f.py", 2), adjoint=True)
        return [b.apply(operator.mul, t, x, name="x_bar")]

    fn = function({"g": FLOAT, "x": FLOAT}, build, ADJOINT)
    assert after(tidy, fn, 1.0, 2.0)[:2] == ["y_bar.0: float = 2.0 * g.0", "x_bar.0: float = y_bar.0 * x.0"]


def test_what_a_loop_uses_is_computed_before_it():
    def build(b, g, x):
        t = b.apply(operator.mul, g, Lit(2.0))
        return loop(b, [Iter(x)], {"s": Lit(0.0)}, lambda b, i, s: ([(E(b, s) + E(b, t) * E(b, i)).atom], []))

    fn = function({"g": FLOAT, "x": ListOf(FLOAT)}, build, ADJOINT)
    assert after(tidy, fn, 2.0, [1.0, 2.0])[0] == "t.0: float = 2.0 * g.0"


# --- single operations ----------------------------------------------------------------------------------------


def test_an_item_of_a_tuple_made_here():
    def build(b, g, x):
        pair = b.emit(Pack("tuple"), g, x)
        return [b.emit(ITEM, pair, Lit(1)), b.emit(ITEM, pair, Lit(-2))]

    assert after(tidy, function({"g": FLOAT, "x": FLOAT}, build, ADJOINT), 1.0, 2.0) == ["return x.0, g.0"]


def test_a_tuple_put_together_again():
    def build(b, x, y):
        shape = b.apply(np.shape, x)
        items = [b.emit(ITEM, shape, Lit(k)) for k in range(2)]
        return [b.emit(Pack("tuple"), *items), b.emit(Pack("tuple"), *items[::-1]), b.emit(Pack("tuple"), items[0])]

    matrix = Array("float64", (Extent("n", 0, True), Extent("m", 0, True)))
    fn = drop_dead(algebra(function({"x": matrix, "y": FLOAT}, build, ADJOINT)))
    assert show(fn).splitlines()[-1] == "    return t.0, t.3, t.4"


def test_what_is_full_already():
    def build(b, x, y, g):
        return [b.apply(np.full_like, x, y), b.apply(np.full_like, x, g)]

    other = Array("float64", (Extent("m", 0, True),))
    fn = function({"x": VECTOR, "y": other, "g": FLOAT}, build, ADJOINT)
    assert after(tidy, fn, np.ones(2), np.zeros(2), 1.0)[-1] == "return y.0, t.0"
    short = Array("float64", (Extent("m"),))
    fn = function({"x": VECTOR, "y": short, "g": FLOAT}, build, ADJOINT)
    assert after(tidy, fn, np.ones(2), np.zeros(1), 1.0)[-1] == "return t.0, t.1"


def test_literals_are_folded():
    def build(b, x):
        return [(E(b, 6.0) / 4.0 - 1.0).atom, (E(b, 1.0) / 0.0).atom]

    fn = drop_dead(algebra(function({"x": FLOAT}, build, ADJOINT)))
    assert fn.block.results[0] == Lit(0.5)
    assert isinstance(fn.block.results[1], Var)


def test_a_selection_by_a_literal():
    def build(b, g, x):
        return [b.apply(np.where, Lit(True), g, x), b.apply(np.where, Lit(False), g, x)]

    assert after(tidy, function({"g": VECTOR, "x": VECTOR}, build, ADJOINT), np.ones(2), np.zeros(2)) == [
        "return g.0, x.0"
    ]
