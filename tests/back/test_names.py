"""Printed names: the user's own wherever they are right, and none of theirs taken."""

from __future__ import annotations

import numpy as np

from srcad.back.text import write
from srcad.ir.core import Free, Iter, Program
from srcad.ir.types import INT
from tests.back.building import RANGE, VECTOR, Pen, assert_text, compiled, function, o, text, var


def test_versions_share_their_name():
    x, pen = var("x"), Pen()
    y = pen.apply("y", o.mul, x, x)
    assert_text(
        function(pen, (x,), pen.apply("y", o.mul, y, y)),
        """
        def f(x):
            y = x * x
            y *= y
            return y
        """,
    )


def test_two_versions_that_are_both_read_have_two_names():
    x, pen = var("x"), Pen()
    new = pen.apply("x", o.mul, x, x)
    assert_text(
        function(pen, (x,), new, pen.apply("y", o.mul, x, new)),
        """
        def f(x):
            x_1 = x * x
            y = x * x_1
            return x_1, y
        """,
    )


def test_a_generated_name_gives_way_to_the_users():
    x, x_1, pen = var("x"), var("x_1"), Pen()
    new = pen.apply("x", o.mul, x, x_1)
    assert_text(
        function(pen, (x, x_1), pen.apply("y", o.mul, x, new)),
        """
        def f(x, x_1):
            x_2 = x * x_1
            y = x * x_2
            return y
        """,
    )


def test_a_variable_gives_way_to_a_module_a_builtin_and_a_live_name():
    x, pen = var("x", VECTOR), Pen()
    a = pen.apply("np", o.mul, pen.t(len, x, type_=INT), 2.0)
    b = pen.apply("len", o.mul, a, pen.op("t", Free("k")))
    made = function(pen, (x,), pen.apply("k", o.add, a, pen.t(np.sin, b)))
    assert_text(
        made,
        """
        def f(x):
            np_1 = len(x) * 2.0
            len_1 = np_1 * k
            k_1 = np_1 + np.sin(len_1)
            return k_1
        """,
    )


def test_a_builtin_gives_way_to_a_parameter():
    x, n, pen = var("len", VECTOR), var("range", INT), Pen()
    i, s, body = var("i", INT), var("s"), Pen()
    added = body.apply("s", o.add, s, body.read("t", x, i))
    (out,) = pen.loop([Iter(pen.t(range, n, type_=RANGE))], [0.0], body.block(added, params=(i, s)))
    made = function(pen, (x, n), out)
    assert "for i in range_(range):" in text(made)
    assert write(Program(made), "f").names == {"range_": range}
    assert compiled(made)(np.ones(3), 2) == 2.0


def test_what_changes_places_is_assigned_at_once():
    x, y, n, pen = var("x"), var("y"), var("n", INT), Pen()
    a, b, c, body = var("a"), var("b"), var("c"), Pen()
    block = body.block(b, a, a, params=(var("i", INT), a, b, c))
    made = function(pen, (x, y, n), *pen.loop([Iter(pen.t(range, n, type_=RANGE))], [x, y, 0.0], block))
    assert "        c = a\n        a, b = b, a\n" in text(made)
    assert compiled(made)(1.0, 2.0, 3) == (2.0, 1.0, 1.0)


def test_adjoints_of_temporaries_have_letters_of_their_own():
    a, pen = var("a"), Pen()
    first = pen.apply("t_bar_", o.mul, a, 2.0)
    second = pen.apply("t_bar_", o.mul, first, first)
    made = function(pen, (a,), pen.apply("a_bar", o.add, pen.t(o.mul, second, second), first))
    assert_text(
        made,
        """
        def f(a):
            b_bar = a * 2.0
            c_bar = b_bar * b_bar
            a_bar = c_bar * c_bar + b_bar
            return a_bar
        """,
    )
