"""The law of the IR."""

import operator
from dataclasses import replace

import pytest

from srcad.ir.core import (
    UNDEF,
    Apply,
    Assert,
    Bind,
    Block,
    For,
    Function,
    If,
    Invoke,
    Iter,
    Lit,
    Op,
    Pack,
    Parameter,
    Program,
    Tree,
    Update,
    Var,
    While,
)
from srcad.ir.types import BOOL, FLOAT, INT
from srcad.ir.verify import IRError, verify
from tests.ir.build import ITEM, VECTOR, branch, function, loop

ADD = Apply(operator.add)


def of(body, results, params=(), **fields):
    """A function of these statements."""
    parameters = tuple(Parameter(var.name) for var in params)
    tree = Tree() if len(results) == 1 else Tree("tuple", (Tree(),) * len(results))
    return Function("f", parameters, Block(tuple(params), tuple(body), tuple(results)), tree, **fields)


def refused(fn, reason, **options):
    with pytest.raises(IRError, match=reason):
        verify(fn, **options)


x, y, z = Var("x", FLOAT), Var("y", FLOAT), Var("z", FLOAT)


def test_a_good_function():
    verify(of([Op((y,), ADD, (x, Lit(1.0)))], [y], [x]))
    verify(function({"x": VECTOR}, lambda b, x: loop(b, [Iter(x)], {"s": Lit(0.0)}, lambda b, i, s: ([i], [s]))))


def test_definitions():
    op = Op((y,), ADD, (x, x))
    refused(of([op, op], [y], [x]), "defined twice")
    refused(of([op], [y]), "used before it is defined")
    refused(of([If((), Lit(True), Block((), (op,), ()), Block((), (), ()))], [y], [x]), "outside the block")
    refused(of([], [x]), "used before")


def test_arities_of_operations():
    refused(of([Op((y, z), ADD, (x, x))], [y], [x]), "results of an operation: 2 instead of 1")
    refused(of([Op((y,), Apply(sum, kw=("start", "other")), (x,))], [y], [x]), "fewer arguments than keywords")
    refused(of([Op((y,), ITEM, (x,))], [y], [x]), "arguments of an Index: 1 instead of 2")
    refused(of([Op((y,), Update("add", ()), (x,))], [y], [x]), "arguments of an Update")
    refused(of([Op((y,), Update("sub", ()), (x, x))], [y], [x]), "kind sub")
    refused(of([Op((y,), Pack("dict", ("a",)), ())], [y], [x]), "arguments of a Pack")
    refused(of([Op((y,), Pack("bag"), ())], [y], [x]), "kind bag")
    refused(of([Op((y,), Assert(), (x,))], [y], [x]), "results of an operation")
    refused(of([Op((), Assert(), ())], [x], [x]), "without a condition")
    refused(of([Op((y,), Bind(), (x,))], [y], [x]), "no literal")


def test_undef_is_only_passed_on():
    arm = Block((), (), (UNDEF,))
    verify(of([If((y,), Lit(True), arm, arm)], [y], [x]))
    refused(of([Op((y,), ADD, (x, UNDEF))], [y], [x]), "takes undef")
    refused(of([If((), UNDEF, Block((), (), ()), Block((), (), ()))], [x], [x]), "branch on undef")
    refused(of([For((), (Iter(UNDEF),), (), Block((y,), (), ()))], [x], [x]), "walks undef")


def test_branches():
    refused(of([If((y,), x, Block((), (), (x,)), Block((), (), ()))], [y], [x]), "results of an arm")
    refused(of([If((), x, Block((y,), (), ()), Block((), (), ()))], [x], [x]), "parameters of an arm")


def test_loops():
    refused(of([For((y,), (Iter(x),), (x,), Block((z,), (), (x,)))], [y], [x]), "parameters of a For")
    refused(of([For((), (Iter(x),), (x,), Block((y, z), (), (x,)))], [x], [x]), "loses a carried value")
    refused(of([For((y,), (Iter(x),), (), Block((z,), (), ()))], [y], [x]), "results of a loop body")
    refused(of([For((), (), (), Block((), (), ()))], [x], [x]), "walks nothing")
    test = Block((), (), (Lit(True), Lit(True)))
    refused(of([While((), (), test, Block((), (), ()))], [x], [x]), "results of a test")
    refused(of([While((y,), (x,), Block((), (), (x,)), Block((z,), (), (z,)))], [y], [x]), "parameters of a test")


def test_parameters_and_results():
    fn = of([], [x], [x])
    refused(replace(fn, params=()), "leaves of the parameters")
    refused(replace(fn, result=Tree("tuple")), "leaves of the result")


def test_keys_are_unique():
    empty = Block((), (), ())
    refused(of([If((), x, empty, empty, key=1), If((), x, empty, empty, key=1)], [x], [x]), "the key 1")


def open_adjoint(twin: int = 1):
    """The second branch mentions what the first arm of the first one defines."""
    forward = Block((), (Op((y,), ADD, (x, x)),), ())
    backward = Block((), (Op((z,), ADD, (y, y)),), ())
    empty = Block((), (), ())
    return of([If((), x, forward, empty, key=1), If((), x, backward, empty, key=2, twin=twin)], [x], [x])


def test_twins():
    verify(open_adjoint(), closed=False)
    refused(open_adjoint(), "twin 1 is still open")
    refused(open_adjoint(twin=0), "outside the block", closed=False)
    refused(open_adjoint(twin=7), "no statement with the key 7", closed=False)


def test_a_mirror_sees_items_and_carried_values():
    n = Var("n", INT)
    forward = For((), (Iter(n),), (), Block((y,), (), ()), key=1)
    backward = For((), (), (), Block((), (Op((z,), ADD, (y, y)),), ()), twin=1)
    verify(of([forward, backward], [n], [n]), closed=False)


def test_programs():
    fn = of([], [x], [x])
    call = of([Op((z,), Invoke("g"), (y,))], [z], [y])
    refused(Program(call, (replace(fn, name="h"),)), "there is no function g")
    refused(Program(fn, (fn,)), "the same name")
    verify(Program(call, (replace(fn, name="g"),)))
    verify(call)
    refused(Program(call, (replace(of([], [x, x], [x]), name="g"),)), "results of g: 1 instead of 2")


def test_a_condition_is_in_scope():
    fn = function({"x": FLOAT, "c": BOOL}, lambda b, x, c: branch(b, c, lambda b: [x], lambda b: [Lit(0.0)]))
    verify(fn)
