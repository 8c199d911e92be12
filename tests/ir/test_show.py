"""The printed form of the IR."""

import math
import operator

import numpy as np

from srcad.ir.core import (
    Apply,
    Assert,
    At,
    Bind,
    Block,
    Format,
    Free,
    Index,
    Iter,
    Lit,
    NewAxis,
    Op,
    Pack,
    Program,
    Raise,
    Rest,
    Slice,
    Subscript,
    Transposed,
    Update,
    Var,
)
from srcad.ir.show import show
from srcad.ir.types import FLOAT, INT, Opaque
from tests.ir.build import VECTOR, branch, effect, function, loop, while_loop


def test_an_operation_is_a_line():
    def build(b, x, y):
        z = b.apply(operator.mul, x, y, name="z")
        return [b.apply(math.sin, b.apply(operator.neg, z))]

    assert show(function({"x": FLOAT, "y": FLOAT}, build)) == (
        "f(x.0: float, y.0: float):\n"
        "    z.0: float = x.0 * y.0\n"
        "    t.0: float = -z.0\n"
        "    t.1: float = math.sin(t.0)\n"
        "    return t.1"
    )


def test_versions_of_a_name_are_numbered_in_order():
    def build(b, x):
        return [b.apply(operator.add, b.apply(operator.add, x, x, name="x"), Lit(1.0), name="x")]

    lines = show(function({"x": FLOAT}, build)).splitlines()
    assert lines[1:] == ["    x.1: float = x.0 + x.0", "    x.2: float = x.1 + 1.0", "    return x.2"]


def test_branch():
    def build(b, x):
        positive = b.apply(operator.gt, x, Lit(0.0))
        return branch(b, positive, lambda b: [x], lambda b: [b.apply(operator.neg, x)])

    assert show(function({"x": FLOAT}, build)) == (
        "f(x.0: float):\n"
        "    t.0: bool = x.0 > 0.0\n"
        "    y.0: float = if t.0:  #1\n"
        "        yield x.0\n"
        "    else:\n"
        "        t.1: float = -x.0\n"
        "        yield t.1\n"
        "    return y.0"
    )


def test_for():
    def build(b, x, n):
        def body(b, i, k, s):
            return [b.apply(operator.gt, s, Lit(9.0)), b.apply(operator.add, s, x)], [s]

        iters = [Iter(b.apply(range, n), reverse=True), Iter(n, count=True)]
        return loop(b, iters, {"s": x}, body, until=True)

    items = "i.0: int in reversed(t.0), i.1: int in count(n.0)"
    assert show(function({"x": FLOAT, "n": INT}, build)).splitlines()[2:] == [
        f"    s.1: float, tape.0: list[float] = for {items} with s.0: float = x.0:  #1",
        "        t.1: bool = s.0 > 9.0",
        "        t.2: float = s.0 + x.0",
        "        yield t.2",
        "        collect s.0",
        "        until t.1",
        "    return s.1, tape.0",
    ]


def test_while():
    def build(b, x):
        return while_loop(
            b,
            {"s": x},
            lambda b, s: b.apply(operator.lt, s, Lit(3.0)),
            lambda b, s: ([b.apply(operator.add, s, s)], []),
        )

    assert show(function({"x": FLOAT}, build)).splitlines()[1:] == [
        "    s.2: float = while with s.0: float = x.0:  #1",
        "        t.0: bool = s.0 < 3.0",
        "        test t.0",
        "    do s.1: float:",
        "        t.1: float = s.1 + s.1",
        "        yield t.1",
        "    return s.2",
    ]


def written(prim, *args):
    """One operation, as it is shown."""
    x = Var("x", VECTOR)
    op = Op((Var("y", FLOAT),), prim, (x, *args))
    return show(Block((x,), (op,), ())).splitlines()[0].removeprefix("y.0: float = ")


def test_calls():
    assert written(Apply(np.sum, kw=("axis",), style="method", name="sum"), Lit(0)) == "sum(x.0, axis=0)"
    assert written(Apply(print, effect=True)) == "!print(x.0)"
    assert written(Apply(operator.not_)) == "not x.0"
    assert written(Apply(np.tanh)) == "numpy.tanh(x.0)"


def test_paths():
    entries = (At(), Slice(True, False, True), NewAxis(), Rest(), Slice(False, True, False))
    path = (Subscript(entries, tuple=True), Transposed(), Subscript((At(),), tuple=True))
    assert written(Index(path), *map(Lit, range(5))) == "x.0[0, 1::2, None, ..., :3].T[4,]"
    assert written(Update("add", path), *map(Lit, range(6))) == "x.0 but [1, 2::3, None, ..., :4].T[5,] += 0"
    assert written(Update("set", ()), Lit(0.0)) == "x.0 but all = 0.0"


def test_containers():
    assert written(Pack("tuple")) == "(x.0,)"
    assert written(Pack("list"), Lit(1)) == "[x.0, 1]"
    assert written(Pack("dict", ("a",))) == "{'a': x.0}"
    assert written(Pack("object", ("re", "im"), complex), Lit(1)) == "complex(re=x.0, im=1)"


def test_the_rest():
    assert written(Bind()) == "x.0"
    assert written(Format(("n = ", None), ((-1, ""),))) == "f'n = {x.0}'"
    assert written(Assert(), Lit("no")) == "assert x.0, 'no'"
    assert written(Raise(ValueError, "ValueError")) == "raise ValueError(x.0)"
    assert show(function({}, lambda b: [])) == "f():\n    return"


def test_programs_and_effects():
    fn = function({"x": FLOAT}, lambda b, x: [effect(b, print, x)])
    assert show(Program(fn, (fn,))) == f"{show(fn)}\n\n{show(fn)}"
    assert show(fn).splitlines()[1] == "    t.0: None = !print(x.0)"


def test_free_names_are_shown():
    op = Op((Var("k", Opaque("unknown")),), Free("mod.k"), ())
    assert show(Block((), (op,), op.outs)) == "k.0: unknown = free mod.k\nreturn k.0"
