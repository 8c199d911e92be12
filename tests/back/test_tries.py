"""How tries and withs are printed: clauses, names, what is copied before it is stored into, what is not moved."""

from __future__ import annotations

import math
import threading

import numpy as np
import pytest

from srcad.back.text import write
from srcad.ir.core import Apply, Block, Clause, Function, Lit, Op, Program, Raise, Try, Var, With
from srcad.ir.types import BOOL, FLOAT, INT, Opaque
from tests.back.building import VECTOR, Pen, assert_text, compiled, function, o, text, var

VALUE_ERROR = Clause((ValueError,), ("ValueError",))
WHICH, ERROR = Var("clause", INT, temp=True), Var("error", Opaque("exception"))


def attempt(
    pen: Pen, names: str, body: Block, orelse: Block, handler: Block, *clauses: Clause
) -> list[Var]:
    outs = [Var(name, value.type) for name, value in zip(names.split(), orelse.results, strict=True)]
    handler = Block((WHICH, ERROR), handler.body, handler.results)
    pen.body.append(Try(tuple(outs), body, orelse, handler, clauses or (VALUE_ERROR,)))
    return outs


def test_what_is_only_handed_on_stands_in_the_body() -> None:
    x, y, pen, one, other = var("x"), var("y"), Pen(), Pen(), Pen()
    body = one.block(one.apply("y", math.log, x))
    z, caught = attempt(
        pen,
        "y caught",
        body,
        Pen().block(y, False, params=[y]),
        other.block(other.apply("y", o.mul, x, x), True),
    )
    assert_text(
        function(pen, [x], z, caught),
        """
        def f(x):
            try:
                y = math.log(x)
                caught = False
            except ValueError:
                y = x * x
                caught = True
            return y, caught
        """,
    )


def test_what_may_raise_stands_in_else() -> None:
    x, y, pen, one, two = var("x"), var("y"), Pen(), Pen(), Pen()
    made = function(
        pen,
        [x],
        *attempt(
            pen,
            "z",
            one.block(one.apply("y", math.log, x)),
            two.block(two.apply("z", math.sqrt, y), params=[y]),
            Pen().block(0.0),
        ),
    )
    assert_text(
        made,
        """
        def f(x):
            try:
                y = math.log(x)
            except ValueError:
                z = 0.0
            else:
                z = math.sqrt(y)
            return z
        """,
    )
    with pytest.raises(ValueError, match=r"domain|positive"):
        compiled(made)(0.5)


def several() -> Function:
    x, y, pen, one, other = var("x"), var("y"), Pen(), Pen(), Pen()
    first = other.t(o.eq, WHICH, 0, type_=BOOL)
    other.body.append(Op((), Raise(KeyError, "KeyError", cause=True), (Lit("a"), ERROR)))
    arm = Pen()
    arm.body.append(Op((), Raise(BaseException, "", bare=True, again=True), (ERROR,)))
    inner = Pen()
    (z,) = inner.branch("y", first, Pen().block(1.0), arm.block(2.0))
    handler = Block((), (other.body[0], *inner.body), (z,))
    others = Clause((OverflowError, KeyError), ("OverflowError", "KeyError"))
    clauses = (VALUE_ERROR, others, Clause((BaseException,), ()))
    return function(
        pen,
        [x],
        *attempt(pen, "y", one.block(one.apply("y", math.log, x)), Pen().block(y, params=[y]), handler, *clauses),
    )


def test_each_clause_has_its_own_code() -> None:
    assert_text(
        several(),
        """
        def f(x):
            try:
                y = math.log(x)
            except ValueError:
                y = 1.0
            except (OverflowError, KeyError):
                raise
            except:
                raise
            return y
        """,
    )


def test_the_exception_is_named_where_it_is_read() -> None:
    x, y, pen, one, other = var("x"), var("y"), Pen(), Pen(), Pen()
    other.body.append(Op((), Raise(KeyError, "KeyError", cause=True), (Lit("a"), ERROR)))
    made = function(
        pen,
        [x],
        *attempt(pen, "y", one.block(one.apply("y", math.log, x)), Pen().block(y, params=[y]), other.block(0.0)),
    )
    assert "    except ValueError as error:\n        raise KeyError('a') from error\n    return y" in text(made)


def test_an_exception_that_lives_on_has_another_name() -> None:
    x, pen, one = var("x"), Pen(), Pen()
    one.t(math.log, x)
    error = Var("error", ERROR.type)
    pen.body.append(
        Try((error,), one.block(), Pen().block(None), Block((WHICH, ERROR), (), (ERROR,)), (VALUE_ERROR,))
    )
    made = function(pen, [x], error)
    assert isinstance(compiled(made)(-1.0), ValueError)
    assert compiled(made)(1.0) is None


def test_what_the_handler_reads_is_not_stored_into() -> None:
    """The handler reads the old array; something may raise after the store."""
    x, s, pen, one = var("x", VECTOR), var("s"), Pen(), Pen()
    y = pen.apply("y", o.mul, x, 2.0, type_=VECTOR)
    z = one.set(y, 0, 5.0)
    one.t(math.log, s)
    p = Var("y", VECTOR)
    outs = attempt(pen, "y", one.block(z), Pen().block(p, params=[p]), Pen().block(y))
    f = compiled(function(pen, [x, s], outs[0]))
    assert list(f(np.ones(2), 1.0)) == [5.0, 2.0]
    assert list(f(np.ones(2), -1.0)) == [2.0, 2.0]


def test_a_store_that_comes_last_needs_no_copy() -> None:
    x, s, pen, one = var("x", VECTOR), var("s"), Pen(), Pen()
    y = pen.apply("y", o.mul, x, 2.0, type_=VECTOR)
    z = one.set(y, 0, one.t(math.log, s))
    p = Var("y", VECTOR)
    made = function(
        pen, [x, s], *attempt(pen, "y", one.block(z), Pen().block(p, params=[p]), Pen().block(y))
    )
    assert "copy" not in text(made)
    assert list(compiled(made)(np.ones(2), -1.0)) == [2.0, 2.0]


def test_an_old_value_keeps_its_name_as_long_as_something_may_raise() -> None:
    x, s, pen, one = var("x"), var("s"), Pen(), Pen()
    new = one.apply("x", o.mul, x, 2.0)
    one.t(math.log, s)
    p = Var("x", FLOAT)
    f = compiled(function(pen, [x, s], *attempt(pen, "x", one.block(new), Pen().block(p, params=[p]), Pen().block(x))))
    assert f(3.0, 1.0) == 6.0
    assert f(3.0, -1.0) == 3.0


def test_what_raises_first_is_not_moved() -> None:
    x, y, pen, one = var("x"), var("y"), Pen(), Pen()
    t = one.t(math.log, x)
    z = one.apply("z", o.truediv, 1.0, y)
    w = one.apply("w", o.add, t, z)
    p = Var("w", FLOAT)
    f = compiled(function(pen, [x, y], *attempt(pen, "w", one.block(w), Pen().block(p, params=[p]), Pen().block(7.0))))
    assert f(-1.0, 0.0) == 7.0


def test_with_and_finally() -> None:
    x, lock, pen = var("x"), Var("lock", Opaque("lock")), Pen()
    inner, outer, last = Pen(), Pen(), Pen()
    entered = Var("entered", Opaque("manager"), temp=True)
    y = inner.apply("y", math.log, x)
    z = Var("y", FLOAT)
    outer.body.append(With((z,), None, (lock,), inner.block(y, params=[entered]), Pen().block()))
    n = last.apply("n", o.add, 1, 2, type_=INT)
    outs = (Var("y", FLOAT), Var("n", INT))
    pen.body.append(With(outs, None, (), outer.block(z), last.block(n)))
    settings = Apply(np.errstate, ("all",), name="np.errstate")
    block = Pen()
    w = block.apply("w", o.mul, outs[0], outs[1])
    v = Var("w", FLOAT)
    pen.body.append(With((v,), settings, (Lit("ignore"),), block.block(w, params=[entered]), Pen().block()))
    made = function(pen, [x, lock], v)
    assert_text(
        made,
        """
        def f(x, lock):
            try:
                with lock:
                    y = math.log(x)
            finally:
                n = 1 + 2
            with np.errstate(all='ignore'):
                w = y * n
            return w
        """,
    )
    lines = write(Program(made), "f").lines
    assert lines == {}
    assert compiled(made)(math.e, threading.Lock()) == 3.0
