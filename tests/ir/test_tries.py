"""Tries and withs: how they are shown, what they mean, and their law."""

import math
import operator
import threading
from dataclasses import replace

import numpy as np
import pytest

from srcad.ir.core import Apply, Block, Clause, Lit, Op, Raise, Try, Var, With
from srcad.ir.evaluate import evaluate
from srcad.ir.show import show
from srcad.ir.types import FLOAT, INT, Opaque
from srcad.ir.verify import IRError, verify
from srcad.ir.walk import all_statements, free_in, fresh_copy, map_blocks
from tests.ir.build import effect, function

VALUE_ERROR = Clause((ValueError,), ("ValueError",))
OTHERS = Clause((ZeroDivisionError, OverflowError), ("ZeroDivisionError", "OverflowError"))


def attempt(b, body, orelse, handler, clauses=(VALUE_ERROR,)):
    """A `Try` whose parts are written by functions of a builder (and of what they are given)."""
    tried, went, came = b.child(), b.child(), b.child()
    handed = tuple(body(tried))
    params = tuple(Var(atom.name, atom.type) for atom in handed)
    which, error = Var("clause", INT, temp=True), Var("error", Opaque("exception"), temp=True)
    ends = tuple(orelse(went, *params)), tuple(handler(came, which, error))
    outs = tuple(Var("y", atom.type) for atom in ends[0])
    parts = tried.block((), handed), went.block(params, ends[0]), came.block((which, error), ends[1])
    b.body.append(Try(outs, *parts, clauses, b.where, b.supply.key()))
    return outs


def enclosed(b, enter, args, body, final=lambda b: ()):
    inner, last = b.child(), b.child()
    params = (Var("entered", Opaque("manager"), temp=True),) if enter or args else ()
    results, more = tuple(body(inner, *params)), tuple(final(last))
    outs = tuple(Var("y", atom.type) for atom in (*results, *more))
    blocks = inner.block(params, results), last.block((), more)
    b.body.append(With(outs, enter, tuple(args), *blocks, b.where, b.supply.key()))
    return outs


def log_or_square():
    def build(b, x):
        return attempt(
            b,
            lambda b: [b.apply(math.log, x, name="y")],
            lambda b, y: [b.apply(operator.neg, y)],
            lambda b, which, error: [b.apply(operator.mul, x, x)],
        )

    return function({"x": FLOAT}, build)


def test_a_try_is_shown():
    assert show(log_or_square()) == (
        "f(x.0: float):\n"
        "    y.2: float = try:  #1\n"
        "        y.0: float = math.log(x.0)\n"
        "        yield y.0\n"
        "    else y.1: float:\n"
        "        t.0: float = -y.1\n"
        "        yield t.0\n"
        "    except ValueError as clause.0: int, error.0: exception:\n"
        "        t.1: float = x.0 * x.0\n"
        "        yield t.1\n"
        "    return y.2"
    )


def test_a_try_goes_one_of_two_ways():
    verify(log_or_square())
    assert evaluate(log_or_square(), [2.0]) == [-math.log(2.0)]
    assert evaluate(log_or_square(), [-3.0]) == [9.0]


def test_the_handler_knows_the_clause_and_the_exception():
    def build(b, x):
        def handler(b, which, error):
            return [which, effect(b, str, error)]

        clauses = (VALUE_ERROR, OTHERS)
        return attempt(b, lambda b: [b.apply(operator.truediv, Lit(1.0), b.apply(math.sqrt, x), name="y")],
                       lambda b, y: [Lit(-1), Lit("")], handler, clauses)  # fmt: skip

    fn = function({"x": FLOAT}, build)
    assert "except ValueError | ZeroDivisionError, OverflowError as" in show(fn)
    assert [evaluate(fn, [x])[0] for x in (4.0, -4.0, 0.0)] == [-1, 0, 1]
    assert evaluate(fn, [0.0])[1] == "float division by zero"


def test_what_follows_the_body_is_not_guarded():
    def build(b, x):
        return attempt(b, lambda b: [], lambda b: [b.apply(math.log, x)], lambda b, which, error: [x])

    with pytest.raises(ValueError, match=r"domain|positive"):
        evaluate(function({"x": FLOAT}, build), [-1.0])


def test_raise_again_and_from():
    def build(prim, *more):
        def handler(b, which, error):
            b.body.append(Op((), prim, (*more, error)))
            return [Lit(0.0)]

        return function(
            {"x": FLOAT},
            lambda b, x: attempt(b, lambda b: [b.apply(math.log, x, name="y")], lambda b, y: [y], handler),
        )

    again = build(Raise(BaseException, "", bare=True, again=True))
    assert "raise error.0" in show(again)
    with pytest.raises(ValueError, match=r"domain|positive"):
        evaluate(again, [-1.0])
    behind = build(Raise(KeyError, "KeyError", cause=True), Lit("no"))
    assert "raise KeyError('no') from error.0" in show(behind)
    with pytest.raises(KeyError) as caught:
        evaluate(behind, [-1.0])
    assert isinstance(caught.value.__cause__, ValueError)


def test_the_law_of_tries():
    fn = log_or_square()
    (stmt,) = fn.block.body
    x = Var("x", FLOAT)
    for broken, reason in [
        (replace(stmt, clauses=()), "catches nothing"),
        (replace(stmt, orelse=replace(stmt.orelse, params=())), "hands on"),
        (replace(stmt, handler=replace(stmt.handler, params=())), "parameters of a handler"),
        (replace(stmt, handler=replace(stmt.handler, results=())), "results of an arm"),
        (replace(stmt, body=replace(stmt.body, params=(x,))), "parameters of the body"),
        (replace(stmt, orelse=replace(stmt.orelse, results=stmt.body.results)), "outside the block"),
        (replace(stmt, handler=replace(stmt.handler, results=stmt.body.results)), "outside the block"),
    ]:
        with pytest.raises(IRError, match=reason):
            verify(replace(fn, block=Block(fn.block.params, (broken,), fn.block.results)))


def test_a_with_is_shown_and_run():
    seen = []

    def build(b, x, lock):
        def body(b, entered):
            return [b.apply(operator.mul, x, x)]

        (y,) = enclosed(b, None, [lock], body)
        (z,) = enclosed(b, Apply(np.errstate, ("all",), name="np.errstate"), [Lit("ignore")], body)
        (w, _) = enclosed(b, None, [], lambda b: [b.apply(operator.add, y, z)], lambda b: [effect(b, seen.append, x)])
        return [w]

    fn = function({"x": FLOAT, "lock": Opaque("lock")}, build)
    verify(fn)
    text = show(fn)
    assert "with lock.0 as entered.0: manager:  #1" in text
    assert "with np.errstate(all='ignore') as" in text
    assert "finally:" in text
    lock = threading.Lock()
    assert evaluate(fn, [3.0, lock]) == [18.0]
    assert seen == [3.0]
    assert not lock.locked()


def test_finally_runs_where_the_body_raises():
    seen = []

    def build(b, x):
        return enclosed(b, None, [], lambda b: [b.apply(math.log, x)], lambda b: [effect(b, seen.append, x)])[:1]

    with pytest.raises(ValueError, match=r"domain|positive"):
        evaluate(function({"x": FLOAT}, build), [-1.0])
    assert seen == [-1.0]


def test_the_law_of_withs():
    def build(b, x):
        return enclosed(b, None, [], lambda b: [b.apply(operator.neg, x)])

    fn = function({"x": FLOAT}, build)
    (stmt,) = fn.block.body
    (x,) = fn.block.params
    for broken, reason in [
        (replace(stmt, args=(x, x)), "several managers"),
        (replace(stmt, args=(x,)), "parameters of the body"),
        (replace(stmt, outs=()), "results of a with"),
    ]:
        with pytest.raises(IRError, match=reason):
            verify(replace(fn, block=Block(fn.block.params, (broken,), fn.block.results)))


def test_ways_through():
    fn = log_or_square()
    (x,) = fn.block.params
    assert len(list(all_statements(fn.block))) == 4
    assert list(free_in(Block((), fn.block.body, ()))) == [x]
    assert map_blocks(fn.block.body[0], lambda block: block) is fn.block.body[0]
    copy = replace(fn, block=fresh_copy(fn.block, {}))
    assert show(copy) == show(fn)
    assert not {out for stmt in copy.block.body for out in stmt.outs} & set(fn.block.body[0].outs)
