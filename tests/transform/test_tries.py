"""The derivative of a try: one branch more; its body as it was; what is known of the way is not asked again."""

import math
import operator

from srcad.ir.core import If, Lit, Op, Raise, Try
from srcad.ir.evaluate import evaluate
from srcad.ir.show import show
from srcad.ir.types import FLOAT
from srcad.ir.verify import verify
from srcad.ir.walk import all_statements
from srcad.transform.dissolve import dissolve
from srcad.transform.forward import forward
from srcad.transform.reverse import reverse
from tests.ir.build import branch, function
from tests.ir.test_tries import attempt, enclosed
from tests.transform.tracing import inline


def log_or_square():
    def build(b, x):
        (y,) = attempt(
            b,
            lambda b: [b.apply(math.log, x, name="y")],
            lambda b, y: [b.apply(operator.mul, y, y)],
            lambda b, which, error: [b.apply(operator.mul, x, x)],
        )
        return [b.apply(operator.mul, y, x)]

    return function({"x": FLOAT}, build)


def test_reverse():
    made = reverse(log_or_square(), [0], inline, value=False, seed=Lit(1.0))
    verify(made)
    x = 2.0
    assert evaluate(made, [x]) == [2.0 * math.log(x) / x * x + math.log(x) ** 2]
    assert evaluate(made, [-x]) == [12.0]
    (flag,) = (stmt.cond for stmt in made.block.body if isinstance(stmt, If))
    (forwards,) = (stmt for stmt in made.block.body if isinstance(stmt, Try))
    assert flag in forwards.outs


def test_a_handler_that_always_raises_needs_no_branch():
    def build(b, x):
        def handler(b, which, error):
            b.body.append(Op((), Raise(KeyError, "KeyError"), ()))
            return [Lit(0.0)]

        return attempt(b, lambda b: [b.apply(math.log, x, name="y")], lambda b, y: [y], handler)

    made = reverse(function({"x": FLOAT}, build), [0], inline, value=False, seed=Lit(1.0))
    verify(made)
    assert not any(isinstance(stmt, If) for stmt in all_statements(made.block))
    assert evaluate(made, [4.0]) == [0.25]


def test_forward_leaves_the_body_as_it_is():
    made = forward(log_or_square(), [0], inline)
    verify(made)
    (stmt,) = (stmt for stmt in made.block.body if isinstance(stmt, Try))
    assert len(stmt.body.body) == 1
    assert evaluate(made, [-2.0, 1.0]) == [-8.0, 12.0]


def test_forward_runs_branches_of_the_body_again():
    def build(b, x):
        return attempt(b, lambda b: rounds(b, x), lambda b, y: [y], lambda b, which, error: [x])

    def rounds(b, x):
        (y,) = branch(
            b,
            b.apply(operator.gt, x, Lit(1.0)),
            lambda b: [b.apply(math.log, x)],
            lambda b: [b.apply(math.sqrt, x)],
        )
        return [y]

    made = forward(function({"x": FLOAT}, build), [0], inline)
    verify(made)
    (stmt,) = (stmt for stmt in made.block.body if isinstance(stmt, Try))
    assert any(isinstance(inner, If) for inner in stmt.orelse.body)
    assert evaluate(made, [2.0, 1.0]) == [math.log(2.0), 0.5]
    assert evaluate(made, [0.25, 1.0]) == [0.5, 1.0]
    assert evaluate(made, [-1.0, 1.0]) == [-1.0, 1.0]


def test_what_comes_finally_is_undone_first():
    def build(b, x):
        y, z = enclosed(
            b,
            None,
            [],
            lambda b: [b.apply(math.log, x)],
            lambda b: [b.apply(operator.mul, x, x)],
        )
        return [b.apply(operator.mul, y, z)]

    made = reverse(function({"x": FLOAT}, build), [0], inline, value=False, seed=Lit(1.0))
    verify(made)
    assert not any(isinstance(stmt, If) for stmt in all_statements(made.block))
    assert evaluate(made, [1.0]) == [1.0]


def test_branches_on_literals_dissolve():
    def build(b, x):
        def inner(b):
            return branch(b, Lit(False), lambda b: [x], lambda b: [b.apply(operator.neg, x)])

        (y,) = branch(b, Lit(True), inner, lambda b: [Lit(0.0)])
        return [b.apply(operator.mul, y, y)]

    made = dissolve(function({"x": FLOAT}, build))
    verify(made)
    assert show(made).splitlines()[1:] == [
        "    t.0: float = -x.0",
        "    t.1: float = t.0 * t.0",
        "    return t.1",
    ]
