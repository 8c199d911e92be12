"""Short names for writing IR by hand, and the text that comes of it."""

from __future__ import annotations

import operator as o
from collections.abc import Callable, Sequence
from textwrap import dedent
from typing import Any

import numpy as np

from srcad.back.load import load
from srcad.back.text import write
from srcad.ir.core import (
    LEAF,
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
    Prim,
    Program,
    Slice,
    Statement,
    Stmt,
    Subscript,
    Tree,
    Update,
    Var,
    Where,
    While,
)
from srcad.ir.types import FLOAT, INT, Array, Extent, ListOf, RangeOf, Type

VECTOR = Array("float64", (Extent("n", many=True),))
TAIL = Array("float64", (Extent("n", 1),))
MATRIX = Array("float64", (Extent("n", many=True), Extent("m", many=True)))
RANGE = RangeOf()
ELEMENT = (Subscript((At(),)),)
FROM = (Subscript((Slice(True, False, False),)),)
SEED = Parameter("out_bar", LEAF, "KEYWORD_ONLY", Lit(1.0))


def var(name: str, type_: Type = FLOAT) -> Var:
    """A variable; those called t, entry, tape or `something`_ are temporaries."""
    return Var(name.rstrip("_"), type_, temp=name in ("t", "entry", "tape") or name.endswith("_"))


def adjoint(text: str) -> Where:
    return Where(Stmt(text, "f.py", 1), True)


def forward(text: str) -> Where:
    return Where(Stmt(text, "f.py", 1))


class Pen:
    """Writes the statements of one block; anything may be given as an operand."""

    def __init__(self) -> None:
        self.body: list[Statement] = []
        self.where = Where()

    def op(self, name: str, prim: Prim, *args: Any, type_: Type = FLOAT) -> Var:
        out = var(name, type_)
        self.body.append(Op((out,), prim, tuple(map(atom, args)), self.where))
        return out

    def apply(self, name: str, fn: Callable[..., Any], *args: Any, type_: Type = FLOAT, **kw: Any) -> Var:
        return self.op(name, Apply(fn, tuple(kw)), *args, *kw.values(), type_=type_)

    def t(self, fn: Callable[..., Any], *args: Any, type_: Type = FLOAT, **kw: Any) -> Var:
        return self.apply("t", fn, *args, type_=type_, **kw)

    def read(self, name: str, base: Var, index: Any, type_: Type = FLOAT) -> Var:
        return self.op(name, Index(ELEMENT), base, index, type_=type_)

    def tail(self, name: str, base: Var) -> Var:
        return self.op(name, Index(FROM), base, 1, type_=TAIL)

    def set(self, base: Var, index: Any, value: Any) -> Var:
        return self.op(base.name, Update("set", ELEMENT), base, value, index, type_=base.type)

    def add(self, base: Var, index: Any, value: Any) -> Var:
        return self.op(base.name, Update("add", ELEMENT), base, value, index, type_=base.type)

    def block(self, *results: Any, params: Sequence[Var] = ()) -> Block:
        return Block(tuple(params), tuple(self.body), tuple(map(atom, results)))

    def branch(self, names: str, cond: Any, then: Block, orelse: Block) -> list[Var]:
        outs = [Var(name, value.type) for name, value in zip(names.split(), then.results, strict=True)]
        self.body.append(If(tuple(outs), atom(cond), then, orelse, self.where))
        return outs

    def loop(self, iters: Sequence[Iter], inits: Sequence[Any], block: Block, until: bool = False) -> list[Var]:
        carried = block.params[len(iters) :]
        outs = _outs(carried, block, until)
        self.body.append(For(tuple(outs), tuple(iters), tuple(map(atom, inits)), block, until))
        return outs

    def repeat(self, inits: Sequence[Any], test: Block, block: Block, until: bool = False) -> list[Var]:
        outs = _outs(block.params, block, until)
        self.body.append(While(tuple(outs), tuple(map(atom, inits)), test, block, until))
        return outs


def _outs(carried: Sequence[Var], block: Block, until: bool) -> list[Var]:
    lists = block.results[int(until) + len(carried) :]
    return [*(Var(v.name, v.type, v.temp) for v in carried), *(var("tape", ListOf(item.type)) for item in lists)]


def atom(value: Any) -> Atom:
    return value if isinstance(value, Var | Lit) else Lit(value)


def function(pen: Pen, params: Sequence[Var], *results: Any, name: str = "f") -> Function:
    shape = LEAF if len(results) == 1 else Tree("tuple", (LEAF,) * len(results))
    parameters = tuple(SEED if one.name == "out_bar" else Parameter(one.name) for one in params)
    return Function(name, parameters, pen.block(*results, params=params), shape, {"np": np})


def text(made: Function) -> str:
    return write(Program(made), made.name).source


def compiled(made: Function) -> Callable[..., Any]:
    return load(write(Program(made), made.name)).function


def assert_text(made: Function, expected: str) -> None:
    assert text(made).strip() == dedent(expected).strip()


__all__ = ["FLOAT", "INT", "Iter", "ListOf", "Lit", "Pen", "o"]
