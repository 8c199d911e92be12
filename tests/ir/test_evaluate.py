"""What programs mean."""

import operator
from dataclasses import dataclass

import numpy as np
import pytest

from srcad.ir.core import (
    UNDEF,
    Apply,
    Assert,
    At,
    Bind,
    Block,
    Format,
    Free,
    Function,
    If,
    Index,
    Invoke,
    Iter,
    Lit,
    Op,
    Pack,
    Parameter,
    Program,
    Raise,
    Rest,
    Slice,
    Subscript,
    Transposed,
    Tree,
    Update,
    Var,
)
from srcad.ir.evaluate import evaluate
from srcad.ir.types import FLOAT, INT, UNKNOWN, ListOf
from tests.ir.build import VECTOR, branch, function, loop, while_loop

FROM_ONE = (Subscript((Slice(True, False, False),)),)
FIRST = (Subscript((At(),)),)


def result_of(prim, *args):
    """One operation on values."""
    params = tuple(Var(f"x{i}", UNKNOWN) for i in range(len(args)))
    out = (Var("y", UNKNOWN),)
    block = Block(params, (Op(out, prim, params),), out)
    return evaluate(Function("f", tuple(Parameter(p.name) for p in params), block), args)[0]


def test_calls():
    assert result_of(Apply(operator.add), 1.0, 2.0) == 3.0
    assert result_of(Apply(np.sum, kw=("axis",)), np.ones((2, 3)), 0).tolist() == [2.0, 2.0, 2.0]


def test_reads():
    x = np.arange(6.0).reshape(2, 3)
    assert result_of(Index(FIRST), [5, 6], 1) == 6
    assert result_of(Index((Transposed(), *FIRST)), x, 2).tolist() == [2.0, 5.0]
    assert result_of(Index((Subscript((Rest(), At()), tuple=True),)), x, 0).tolist() == [0.0, 3.0]


def test_a_store_makes_a_new_value():
    x = np.arange(3.0)
    assert result_of(Update("set", FROM_ONE), x, 7.0, 1).tolist() == [0.0, 7.0, 7.0]
    assert x.tolist() == [0.0, 1.0, 2.0]


def test_additions_count_repeats():
    x = np.zeros(2, dtype=np.float32)
    added = result_of(Update("add", FIRST), x, 1.5, np.array([0, 0]))
    assert added.tolist() == [3.0, 0.0]
    assert added.dtype == np.float32
    assert result_of(Update("add", FROM_ONE), x, 1.5, 1).tolist() == [0.0, 1.5]


def test_stores_cast_as_numpy_does():
    x = np.arange(3)
    assert result_of(Update("set", FIRST), x, 2.7, 0).tolist() == [2, 1, 2]
    assert result_of(Update("add", FIRST), x, 2.7, 1).tolist() == [0, 3, 2]


def test_stores_through_several_steps():
    x = np.zeros((2, 2))
    assert result_of(Update("set", (Transposed(), *FIRST)), x, 1.0, 1).tolist() == [[0, 1], [0, 1]]
    assert result_of(Update("add", (*FROM_ONE, *FIRST)), [1, 2, 3], 5, 1, 0) == [1, 7, 3]
    assert result_of(Update("add", (*FIRST, *FIRST)), (x, 1), 5.0, 0, 1)[0].tolist() == [[0, 0], [5, 5]]
    assert result_of(Update("set", FIRST), {"a": 1}, 2, "b") == {"a": 1, "b": 2}


def test_stores_into_everything():
    x = np.zeros(2, dtype=np.float32)
    stored = result_of(Update("set", ()), x, 3.0)
    assert stored.tolist() == [3.0, 3.0]
    assert stored.dtype == np.float32
    assert result_of(Update("add", ()), x, np.array([1.0, 2.0])).tolist() == [1.0, 2.0]
    assert result_of(Update("add", ()), 1.0, 2.0) == 3.0
    assert result_of(Update("set", ()), 1.0, 2.0) == 2.0


@dataclass
class Point:
    a: float
    b: float


def test_containers():
    assert result_of(Pack("tuple"), 1, 2) == (1, 2)
    assert result_of(Pack("list"), 1, 2) == [1, 2]
    assert result_of(Pack("dict", ("a", "b")), 1, 2) == {"a": 1, "b": 2}
    assert result_of(Pack("object", ("a", "b"), Point), 1, 2) == Point(1, 2)


def test_small_operations():
    assert result_of(Bind(), 2.0) == 2.0
    assert result_of(Format(("a", None, "b", None), ((114, ""), (-1, ".1f"))), "x", 0.25) == "a'x'b0.2"


def test_free_names():
    fn = Function("f", (), Block((), (Op((k := Var("k", FLOAT),), Free("mod.k"), ()),), (k,)), modules={"np": np})
    assert evaluate(fn, [], {"mod.k": 3.0}) == [3.0]
    pi = Function("f", (), Block((), (Op((k := Var("k", FLOAT),), Free("np.pi"), ()),), (k,)), modules={"np": np})
    assert evaluate(pi, []) == [np.pi]


def test_exceptions():
    def run(prim, *args):
        return evaluate(Function("f", (), Block((), (Op((), prim, tuple(map(Lit, args))),), ()), Tree("tuple")), [])

    assert run(Assert(), True) == []
    with pytest.raises(AssertionError, match="no"):
        run(Assert(), False, "no")
    with pytest.raises(ValueError, match="bad"):
        run(Raise(ValueError, "ValueError"), "bad")
    with pytest.raises(KeyError):
        run(Raise(KeyError, "KeyError", bare=True))


def test_branches_and_undef():
    def build(b, x):
        positive = b.apply(operator.gt, x, Lit(0.0))
        return branch(b, positive, lambda b: [x], lambda b: [UNDEF])

    fn = function({"x": FLOAT}, build)
    assert evaluate(fn, [2.0]) == [2.0]
    assert repr(evaluate(fn, [-2.0])) == "[undef]"
    (y,) = fn.block.results
    used = Op((z := Var("z", FLOAT),), Apply(operator.neg), (y,))
    reads = Function("f", fn.params, Block(fn.block.params, (*fn.block.body, used), (z,)))
    with pytest.raises(UnboundLocalError):
        evaluate(reads, [-2.0])


def summed(until):
    def build(b, x, y, n):
        def body(b, i, j, k, s):
            t = b.apply(operator.add, s, b.apply(operator.mul, i, j))
            flag = [b.apply(operator.gt, t, Lit(4.0))] if until else []
            return [*flag, t], [k]

        iters = [Iter(x), Iter(y, reverse=True), Iter(n, count=True)]
        return loop(b, iters, {"s": Lit(0.0)}, body, until=until)

    return function({"x": ListOf(FLOAT), "y": ListOf(FLOAT), "n": INT}, build)


def test_for_walks_in_lockstep():
    assert evaluate(summed(False), [[1.0, 2.0, 3.0], [3.0, 2.0], 5]) == [8.0, [5, 6]]
    assert evaluate(summed(False), [[], [3.0, 2.0], 5]) == [0.0, []]


def test_until_ends_after_its_iteration():
    assert evaluate(summed(True), [[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], 5]) == [7.0, [5, 6]]


def test_while():
    def build(b, x):
        return while_loop(
            b,
            {"s": x},
            lambda b, s: b.apply(operator.lt, s, Lit(5.0)),
            lambda b, s: ([b.apply(operator.add, s, s)], [s]),
        )

    assert evaluate(function({"x": FLOAT}, build), [1.0]) == [8.0, [1.0, 2.0, 4.0]]


def test_recursion():
    n = Var("n", INT)
    positive, less, rest, out, made = (Var(name, INT) for name in ("c", "m", "r", "o", "p"))
    then = Block(
        (),
        (
            Op((less,), Apply(operator.sub), (n, Lit(1))),
            Op((rest,), Invoke("f"), (less,)),
            Op((made,), Apply(operator.mul), (n, rest)),
        ),
        (made,),
    )
    body = (
        Op((positive,), Apply(operator.gt), (n, Lit(0))),
        If((out,), positive, then, Block((), (), (Lit(1),))),
    )
    fn = Function("f", (Parameter("n"),), Block((n,), body, (out,)))
    assert evaluate(Program(fn), [5]) == [120]


def test_arguments_are_left_alone():
    x = np.ones(2)
    fn = function({"x": VECTOR}, lambda b, x: [b.emit(Update("set", ()), x, Lit(0.0))])
    assert evaluate(fn, [x])[0].tolist() == [0.0, 0.0]
    assert x.tolist() == [1.0, 1.0]
