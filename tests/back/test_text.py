"""The standards of taste, from IR written by hand to the letter of the text."""

from __future__ import annotations

import math

import numpy as np
import pytest

from srcad.back.text import write
from srcad.ir.core import LEAF, UNDEF, Apply, Free, Function, Iter, Lit, Parameter, Program, Tree
from srcad.ir.evaluate import evaluate
from srcad.ir.types import BOOL, INT, ListOf
from tests.back.building import (
    MATRIX,
    RANGE,
    SEED,
    VECTOR,
    Pen,
    adjoint,
    assert_text,
    compiled,
    forward,
    function,
    o,
    var,
)


def straight() -> Function:
    x, y, out_bar, pen = var("x"), var("y"), var("out_bar"), Pen()
    pen.where = forward("z = x * y")
    z = pen.apply("z", o.mul, x, y)
    pen.where = adjoint("return np.sin(z) + x")
    z_bar = pen.apply("z_bar", o.mul, out_bar, pen.t(np.cos, z))
    pen.where = adjoint("z = x * y")
    x_bar = pen.apply("x_bar", o.add, out_bar, pen.t(o.mul, z_bar, y))
    y_bar = pen.apply("y_bar", o.mul, z_bar, x)
    return function(pen, (x, y, out_bar), x_bar, y_bar, name="f_grad")


STRAIGHT = """
    def f_grad(x, y, *, out_bar=1.0):
        z = x * y
        # return np.sin(z) + x
        z_bar = out_bar * np.cos(z)
        # z = x * y
        x_bar = out_bar + z_bar * y
        y_bar = z_bar * x
        return x_bar, y_bar
"""


def branching() -> Function:
    x, out_bar, pen = var("x"), var("out_bar"), Pen()
    cond = pen.t(o.gt, x, 0, type_=BOOL)
    one, other = Pen(), Pen()
    (y,) = pen.branch("y", cond, one.block(one.apply("y", o.mul, x, x)), other.block(other.apply("y", o.neg, x)))
    pen.where = adjoint("return x * y")
    x_bar = pen.apply("x_bar", o.mul, out_bar, y)
    y_bar = pen.apply("y_bar", o.mul, out_bar, x)
    one, other = Pen(), Pen()
    one.where, other.where = adjoint("y = x * x"), adjoint("y = -x")
    added = one.apply("x_bar", o.add, x_bar, one.t(o.mul, one.t(o.mul, 2.0, x), y_bar))
    taken = other.apply("x_bar", o.sub, x_bar, y_bar)
    (x_bar,) = pen.branch("x_bar", cond, one.block(added), other.block(taken))
    return function(pen, (x, out_bar), x_bar, name="f_grad")


BRANCHING = """
    def f_grad(x, *, out_bar=1.0):
        branch = x > 0
        if branch:
            y = x * x
        else:
            y = -x
        # return x * y
        x_bar = out_bar * y
        y_bar = out_bar * x
        if branch:
            # y = x * x
            x_bar += 2.0 * x * y_bar
        else:
            # y = -x
            x_bar -= y_bar
        return x_bar
"""


def overwriting() -> Function:
    x, n, out_bar, pen = var("x"), var("n"), var("out_bar"), Pen()
    head, old = var("x"), var("x")
    test, body = Pen(), Pen()
    new = body.apply("x", o.add, body.t(o.mul, old, old), 0.5)
    tested = test.block(test.t(o.lt, head, n, type_=BOOL), params=(head,))
    _, first, second = pen.repeat([x], tested, body.block(new, old, new, params=(old,)))
    before, after, x_bar, body = var("x"), var("x"), var("x_bar"), Pen()
    body.where = adjoint("s = s + math.atan(x)")
    square = body.t(o.add, 1.0, body.t(o.mul, after, after))
    added = body.apply("x_bar", o.add, x_bar, body.t(o.truediv, out_bar, square))
    body.where = adjoint("x = x * x + 0.5")
    turned = body.apply("x_bar", o.mul, body.t(o.mul, 2.0, before), added)
    walked = [Iter(first, reverse=True), Iter(second, reverse=True)]
    (x_bar,) = pen.loop(walked, [0.0], body.block(turned, params=(before, after, x_bar)))
    return function(pen, (x, n, out_bar), x_bar, name="f_grad")


OVERWRITING = """
    def f_grad(x, n, *, out_bar=1.0):
        tape = []
        while x < n:
            x_0 = x
            x = x * x + 0.5
            tape.append((x_0, x))
        x_bar = 0.0
        for x_0, x in reversed(tape):
            # s = s + math.atan(x)
            x_bar += out_bar / (1.0 + x * x)
            # x = x * x + 0.5
            x_bar = 2.0 * x_0 * x_bar
        return x_bar
"""


def reading() -> Function:
    x, y, out_bar, pen = var("x", VECTOR), var("y", VECTOR), var("out_bar"), Pen()
    x_bar = pen.apply("x_bar", np.zeros_like, x, type_=VECTOR)
    y_bar = pen.apply("y_bar", np.zeros_like, y, type_=VECTOR)
    i, x_sum, y_sum, body = var("i", INT), var("x_bar", VECTOR), var("y_bar", VECTOR), Pen()
    body.where = adjoint("s += x[i] * y[i]")
    first = body.add(x_sum, i, body.t(o.mul, out_bar, body.read("t", y, i)))
    second = body.add(y_sum, i, body.t(o.mul, out_bar, body.read("t", x, i)))
    rounds = pen.t(range, pen.t(len, x, type_=INT), type_=RANGE)
    outs = pen.loop([Iter(rounds)], [x_bar, y_bar], body.block(first, second, params=(i, x_sum, y_sum)))
    return function(pen, (x, y, out_bar), *outs, name="f_grad")


READING = """
    def f_grad(x, y, *, out_bar=1.0):
        x_bar = np.zeros_like(x)
        y_bar = np.zeros_like(y)
        for i in range(len(x)):
            # s += x[i] * y[i]
            x_bar[i] += out_bar * y[i]
            y_bar[i] += out_bar * x[i]
        return x_bar, y_bar
"""


def loss() -> Function:
    W, b, X, T, out_bar, pen = *(var(name, MATRIX) for name in "WbXT"), var("out_bar"), Pen()

    def array(name, fn, *args, **kw):
        return pen.apply(name, fn, *args, type_=MATRIX, **kw)

    h = array("h", np.tanh, array("t", o.add, array("t", o.matmul, X, W), b))
    pen.where = adjoint("return np.sum((h - T) ** 2)")
    h_bar = array("h_bar", o.mul, pen.t(o.mul, 2.0, out_bar), array("t", o.sub, h, T))
    pen.where = adjoint("h = np.tanh(X @ W + b)")
    a_bar = array("t_bar_", o.mul, h_bar, array("t", o.sub, 1.0, array("t", o.mul, h, h)))
    turned = pen.op("t", Apply(np.transpose, style="attr", name="T"), X, type_=MATRIX)
    W_bar = array("W_bar", o.matmul, turned, a_bar)
    b_bar = pen.op("b_bar", Apply(np.sum, ("axis",), "method", "sum"), a_bar, 0, type_=VECTOR)
    return function(pen, (W, b, X, T, out_bar), W_bar, b_bar, name="loss_grad")


LOSS = """
    def loss_grad(W, b, X, T, *, out_bar=1.0):
        h = np.tanh(X @ W + b)
        # return np.sum((h - T) ** 2)
        h_bar = 2.0 * out_bar * (h - T)
        # h = np.tanh(X @ W + b)
        a_bar = h_bar * (1.0 - h * h)
        W_bar = X.T @ a_bar
        b_bar = a_bar.sum(axis=0)
        return W_bar, b_bar
"""

VECTORS = (np.array([1.0, 2.0]), np.array([3.0, 5.0]))
MATRICES = (np.ones((3, 2)), np.ones(2), np.ones((4, 3)), np.zeros((4, 2)))
STANDARDS = [
    (straight, STRAIGHT, (2.0, 3.0)),
    (branching, BRANCHING, (2.0,)),
    (overwriting, OVERWRITING, (0.9, 3.0)),
    (reading, READING, VECTORS),
    (loss, LOSS, MATRICES),
]


@pytest.mark.parametrize(("make", "expected", "args"), STANDARDS)
def test_standards(make, expected, args):
    assert_text(make(), expected)


@pytest.mark.parametrize(("make", "expected", "args"), STANDARDS)
def test_standards_compute_what_they_mean(make, expected, args):
    made = make()
    found = compiled(made)(*args)
    results = evaluate(made, [*args, 1.0])
    for a, b in zip(found if len(results) > 1 else [found], results, strict=True):
        np.testing.assert_allclose(a, b)


def test_the_same_input_gives_the_same_text():
    assert len({write(Program(overwriting()), "f_grad").source for _ in range(3)}) == 1


def test_lines_know_their_statements():
    text = write(Program(straight()), "f_grad")
    assert {line: stmt.text for line, stmt in text.lines.items()} == {
        2: "z = x * y",
        4: "return np.sin(z) + x",
        6: "z = x * y",
        7: "z = x * y",
    }


def test_names_are_those_that_the_text_mentions():
    x, pen = var("x"), Pen()
    k = pen.op("t", Free("k"))
    made = function(pen, (x,), pen.t(math.sin, pen.t(o.mul, pen.t(np.cos, x), k)))
    text = write(Program(made), "f")
    assert text.names == {"math": math, "np": np}
    assert text.free == ("k",)
    assert "return math.sin(np.cos(x) * k)" in text.source


def test_a_value_that_a_path_lacks_is_none_on_a_tape():
    x, n, pen = var("x"), var("n", INT), Pen()
    i, arm, body = var("i", INT), Pen(), Pen()
    cond = body.t(o.gt, i, 1, type_=BOOL)
    (y,) = body.branch("y", cond, arm.block(arm.apply("y", o.mul, x, x)), Pen().block(UNDEF))
    tapes = pen.loop([Iter(pen.t(range, n, type_=RANGE))], [], body.block(y, params=(i,)))
    made = function(pen, (x, n), *tapes)
    assert_text(
        made,
        """
        def f(x, n):
            tape = []
            for i in range(n):
                if i > 1:
                    y = x * x
                else:
                    y = None
                tape.append(y)
            return tape
        """,
    )
    assert compiled(made)(2.0, 3) == [None, None, 4.0]


def test_a_container_is_taken_apart_where_its_leaves_are_used():
    W, b, c, pen = var("W"), var("b"), var("c"), Pen()
    out = pen.apply("out", o.add, pen.t(o.mul, W, W), b)
    shape = Tree("dict", (LEAF, LEAF, LEAF), ("W", "b", "c"))
    made = Function("f", (Parameter("params", shape), SEED), pen.block(out, params=(W, b, c, var("out_bar"))))
    assert_text(
        made,
        """
        def f(params, *, out_bar=1.0):
            W = params['W']
            out = W * W + params['b']
            return out
        """,
    )


def test_results_are_put_together_again():
    x, pen = var("x"), Pen()
    y = pen.apply("y", o.mul, x, 2.0)
    none = Tree("static", (), (None,))
    shape = Tree("dict", (LEAF, Tree("tuple", (LEAF, none))), ("a", "b"))
    made = Function("f", (Parameter("x"),), pen.block(x, y, params=(x,)), shape)
    assert compiled(made)(3.0) == {"a": 3.0, "b": (6.0, None)}


def test_tapes_of_inner_loops_lie_in_the_entries_of_outer_ones():
    x, n, pen = var("x"), var("n", INT), Pen()
    rounds = pen.t(range, n, type_=RANGE)
    inner, outer = Pen(), Pen()
    a, b = var("x"), var("x")
    new = inner.apply("x", o.mul, b, 2.0)
    again, tape, *more = outer.loop([Iter(rounds)], [a], inner.block(new, b, new, params=(var("j", INT), b)))
    _, *tapes = pen.loop([Iter(rounds)], [x], outer.block(again, tape, *more, params=(var("i", INT), a)))
    s, t, back = var("s"), var("s"), Pen()
    items = tuple(var("tape", ListOf(a.type)) for _ in tapes)
    u, v, body = var("u"), var("v"), Pen()
    added = body.apply("s", o.add, t, body.t(o.mul, u, v))
    walks = [Iter(item, reverse=True) for item in items]
    (end,) = back.loop(walks, [s], body.block(added, params=(u, v, t)))
    (out,) = pen.loop([Iter(tape, reverse=True) for tape in tapes], [0.0], back.block(end, params=(*items, s)))
    made = function(pen, (x, n), out)
    assert_text(
        made,
        """
        def f(x, n):
            t = range(n)
            tape = []
            for _ in t:
                tape_1 = []
                for _ in t:
                    x_0 = x
                    x *= 2.0
                    tape_1.append((x_0, x))
                tape.append(tape_1)
            s = 0.0
            for tape_1 in reversed(tape):
                for u, v in reversed(tape_1):
                    s += u * v
            return s
        """,
    )
    assert compiled(made)(1.0, 2) == evaluate(made, [1.0, 2])[0]


def test_a_flag_set_in_the_last_branch_is_a_break():
    x, n, pen = var("x"), var("n", INT), Pen()
    i, s, body, more = var("i", INT), var("s"), Pen(), Pen()
    cond = body.t(o.gt, s, x, type_=BOOL)
    grown = more.apply("s", o.add, s, i)
    stop, s_1 = body.branch("stop s", cond, Pen().block(True, s), more.block(False, grown))
    rounds = pen.t(range, n, type_=RANGE)
    (out,) = pen.loop([Iter(rounds)], [0.0], body.block(stop, s_1, params=(i, s)), until=True)
    made = function(pen, (x, n), out)
    assert_text(
        made,
        """
        def f(x, n):
            s = 0.0
            for i in range(n):
                if s > x:
                    break
                s += i
            return s
        """,
    )
    assert compiled(made)(2.0, 9) == 3.0


def test_enumerate_and_zip():
    x, y, pen = var("x", VECTOR), var("y", VECTOR), Pen()
    i, a, b, s, body = var("i", INT), var("a"), var("b"), var("s"), Pen()
    grown = body.apply("s", o.add, s, body.t(o.mul, body.t(o.mul, i, a), b))
    walked = [Iter(Lit(0), count=True), Iter(x), Iter(y)]
    (out,) = pen.loop(walked, [0.0], body.block(grown, params=(i, a, b, s)))
    made = function(pen, (x, y), out)
    assert_text(
        made,
        """
        def f(x, y):
            s = 0.0
            for i, (a, b) in enumerate(zip(x, y)):
                s += i * a * b
            return s
        """,
    )
    assert compiled(made)(*VECTORS) == 10.0


def test_short_circuits_and_choices_are_expressions():
    x, pen = var("x"), Pen()
    positive = pen.t(o.gt, x, 0.0, type_=BOOL)
    arm = Pen()
    small = arm.block(arm.t(o.lt, x, 1.0, type_=BOOL))
    (both,) = pen.branch("t", positive, small, Pen().block(False))
    pen.body[-1] = type(pen.body[-1])((both := var("t", BOOL),), positive, small, Pen().block(False))
    arm = Pen()
    pen.where = forward("y = x * x if 0.0 < x < 1.0 else x")
    chosen = pen.branch("y", both, arm.block(arm.t(o.mul, x, x)), Pen().block(x))
    assert_text(
        function(pen, (x,), *chosen),
        """
        def f(x):
            y = x * x if x > 0.0 and x < 1.0 else x
            return y
        """,
    )
