"""Programs written by hand, for tests of the IR and of passes over it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from srcad.analyse.builder import Builder, Supply
from srcad.ir.core import (
    Apply,
    At,
    Atom,
    Block,
    For,
    Function,
    If,
    Index,
    Iter,
    Lit,
    Op,
    Parameter,
    Stmt,
    Subscript,
    Tree,
    Update,
    Var,
    Where,
    While,
)
from srcad.ir.types import INT, Array, Extent, ListOf, RangeOf, Type

ADJOINT = Where(Stmt("y = x", "f.py", 1), adjoint=True)
ITEM = Index((Subscript((At(),)),))
ADD_ITEM = Update("add", (Subscript((At(),)),))
SET_ITEM = Update("set", (Subscript((At(),)),))
VECTOR = Array("float64", (Extent("n", 0, True),))


def function(
    params: Mapping[str, Type], build: Callable[..., Iterable[Atom]], where: Where = Where(), name: str = "f"
) -> Function:
    """``build(builder, *params)`` writes the body and gives the results."""
    leaves = tuple(Var(name, type_) for name, type_ in params.items())
    builder = Builder(Supply(), where)
    results = tuple(build(builder, *leaves))
    result = Tree() if len(results) == 1 else Tree("tuple", (Tree(),) * len(results))
    return Function(name, tuple(map(Parameter, params)), builder.block(leaves, results), result)


def branch(
    b: Builder, cond: Atom, then: Callable[[Builder], Sequence[Atom]], orelse: Callable[[Builder], Sequence[Atom]]
) -> tuple[Var, ...]:
    arms = []
    for build in (then, orelse):
        arm = b.child()
        results = tuple(build(arm))
        arms.append(arm.block((), results))
    outs = tuple(Var("y", atom.type) for atom in arms[0].results)
    b.body.append(If(outs, cond, arms[0], arms[1], b.where, key=b.supply.key()))
    return outs


def item_type(source: Atom) -> Type:
    match source.type:
        case ListOf(item=item):
            return item
        case RangeOf():
            return INT
        case Array() as array:
            return Builder(Supply()).emit(ITEM, Var("x", array), Lit(0)).type
        case _:
            raise AssertionError(source)


def loop(
    b: Builder,
    iters: Sequence[Iter],
    inits: Mapping[str, Atom],
    build: Callable[..., tuple[Sequence[Atom], Sequence[Atom]]],
    until: bool = False,
) -> tuple[Var, ...]:
    """``build(builder, *items, *carried)`` gives what is yielded (the flag first) and what is collected."""
    items = tuple(Var("i", walk.source.type if walk.count else item_type(walk.source)) for walk in iters)
    carried = tuple(Var(name, init.type) for name, init in inits.items())
    inner = b.child()
    yields, collects = build(inner, *items, *carried)
    outs = (*(Var(p.name, p.type) for p in carried), *(Var("tape", ListOf(atom.type)) for atom in collects))
    body = inner.block((*items, *carried), (*yields, *collects))
    b.body.append(For(outs, tuple(iters), tuple(inits.values()), body, until, b.where, key=b.supply.key()))
    return outs


def while_loop(
    b: Builder,
    inits: Mapping[str, Atom],
    test: Callable[..., Atom],
    build: Callable[..., tuple[Sequence[Atom], Sequence[Atom]]],
) -> tuple[Var, ...]:
    blocks: list[Block] = []
    collects: Sequence[Atom] = ()
    for kind in ("test", "body"):
        params = tuple(Var(name, init.type) for name, init in inits.items())
        inner = b.child()
        if kind == "test":
            blocks.append(inner.block(params, (test(inner, *params),)))
        else:
            yields, collects = build(inner, *params)
            blocks.append(inner.block(params, (*yields, *collects)))
    outs = (*(Var(p.name, p.type) for p in params), *(Var("tape", ListOf(atom.type)) for atom in collects))
    b.body.append(While(outs, tuple(inits.values()), blocks[0], blocks[1], where=b.where, key=b.supply.key()))
    return outs


def effect(b: Builder, fn: Callable[..., Any], *args: Atom) -> Var:
    """A call that must happen."""
    out = Var("t", Lit(None).type, temp=True)
    b.body.append(Op((out,), Apply(fn, effect=True, name=fn.__name__), args, b.where))
    return out
