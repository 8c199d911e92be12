"""Which names statements bind and read, in the order of evaluation."""

from __future__ import annotations

import gast
import pytest

from srcad.front.desugar.exits import split_exits
from srcad.front.desugar.names import defaults, free, loads, parameters, stores
from tests.front.desugar.running import parsed

ROWS = [
    # text, stores, loads
    ("x = y", "x", "y"),
    ("x = y = z", "x y", "z"),
    ("(a, [b, c]), *d = e", "a b c d", "e"),
    ("x += y", "x", "y x"),
    ("x[i] = y", "", "y x i"),
    ("x[i] += y", "", "x i y"),
    ("x.a = y", "", "y x"),
    ("x: T = y", "x", "y"),
    ("for i, (j, k) in x: y = i", "i j k y", "x i"),
    ("while x: y = z", "y", "x z"),
    ("if x: y = a\nelse: z = b", "y z", "x a b"),
    ("def f(a, b=c): return a + d", "f", "c d"),
    ("def f():\n x = y\n return x", "f", "y"),
    ("def f():\n def g(): return z\n return g", "f", "z"),
    ("g = lambda a, b=c: a + b + d", "g", "c d"),
    ("def f(*a, k, **b): return a, b, k", "f", ""),
    ("y = [i * k for i in x if i > m]", "y", "x k m"),
    ("y = {i: j for i in x for j in i}", "y", "x"),
    ("y = [i for i in i]", "y", "i"),
    ("y = (z := x)", "z y", "x"),
    ("y = [(z := i) for i in x]", "z y", "x"),
    ("y = f(x, *a, k=b, **c)", "y", "f x a b c"),
    ("y = f'{x:{w}}'", "y", "x w"),
    ("y = x if c else z", "y", "c x z"),
    ("assert x, y", "", "x y"),
    ("import a.b as c", "c", ""),
    ("import a.b, d", "a d", ""),
    ("from a import b, c as d", "b d", ""),
]


@pytest.mark.parametrize(("text", "bound", "read"), ROWS)
def test_stores_and_loads(text: str, bound: str, read: str) -> None:
    stmts = gast.parse(text).body
    assert stores(stmts) == tuple(bound.split())
    assert set(loads(stmts)) == set(read.split())
    assert len(loads(stmts)) == len(set(loads(stmts)))


def test_loads_are_in_the_order_of_evaluation() -> None:
    assert loads(gast.parse("x[i] = f(a) + b\ny = c").body) == ("f", "a", "b", "x", "i", "c")


def test_the_condition_that_ends_a_loop_is_read() -> None:
    (loop, _) = split_exits(parsed("def f(x):\n for i in x:\n  if i: break\n return")).body
    assert loads([loop]) == ("x", "i", " stop1")
    assert stores([loop]) == ("i", " stop1")


def test_a_function() -> None:
    node = parsed("def f(a, /, b=k, *c, d, e=2, **g):\n y = a + z\n return h(y)")
    assert parameters(node) == ("a", "b", "d", "e", "c", "g")
    assert free(node) == ("z", "h")
    assert [gast.unparse(default).strip() for default in defaults(node)] == ["k", "2"]
