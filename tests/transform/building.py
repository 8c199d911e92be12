"""Build programs with branches and loops, from Python functions over stand-ins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from srcad.analyse.builder import Builder, Supply
from srcad.analyse.infer import join
from srcad.ir.core import (
    LEAF,
    UNDEF,
    Apply,
    Atom,
    Block,
    For,
    Function,
    If,
    Invoke,
    Iter,
    Op,
    Parameter,
    Prim,
    Stmt,
    Tree,
    Var,
    Where,
    While,
)
from srcad.ir.types import FLOAT, INT, Array, Extent, ListOf, RangeOf, Scalar, Type
from tests.transform.tracing import Stand, atom_of


class Pen:
    """A builder of blocks inside blocks: what is written goes into the innermost one."""

    def __init__(self) -> None:
        self.supply = Supply()
        self.stack = [Builder(self.supply)]
        self.line = 0

    def emit(self, prim: Prim, *args: Atom, name: str = "") -> Var:
        self.line += 1
        self.stack[-1].where = Where(Stmt(f"line {self.line}", "program", self.line))
        return self.stack[-1].emit(prim, *args, name=name)

    @contextmanager
    def inside(self) -> Any:
        builder = Builder(self.supply)
        self.stack.append(builder)
        yield builder
        self.stack.pop()

    def add(self, stmt: Any) -> None:
        self.stack[-1].body.append(stmt)

    def stand(self, var: Atom) -> Any:
        return Stand(self, var) if isinstance(var, Var) else var.value  # type: ignore[arg-type]

    def atom(self, value: Any) -> Atom:
        return atom_of(self, value)  # type: ignore[arg-type]

    # --- statements -----------------------------------------------------------------------------------------

    def arm(self, run: Callable[[], Any]) -> tuple[Builder, list[Atom]]:
        with self.inside() as builder:
            atoms = [UNDEF if value is UNDEF else self.atom(value) for value in _several(run())]
        return builder, atoms

    def branch(self, cond: Any, then: Callable[[], Any], orelse: Callable[[], Any], names: str = "") -> Any:
        """``if cond: ... else: ...``; both give the same number of values."""
        one, other = self.arm(then), self.arm(orelse)
        types = [self.joined(a.type, b.type) for a, b in zip(one[1], other[1], strict=True)]
        outs = tuple(map(Var, _names(names, "y", len(types)), types))
        blocks = [builder.block((), tuple(atoms)) for builder, atoms in (one, other)]
        self.line += 1
        where = Where(Stmt("if", "program", self.line))
        self.add(If(outs, self.atom(cond), *blocks, where, self.supply.key()))
        return _one(list(map(self.stand, outs)))

    def joined(self, a: Type, b: Type) -> Type:
        found = join(a, b, self.supply.extent)
        assert found is not None, (a, b)
        return found

    def walk(
        self,
        iters: Sequence[Any],
        inits: Sequence[Any],
        body: Callable[..., Any],
        *,
        until: bool = False,
        collects: int = 0,
        types: Sequence[Type] | None = None,
        names: str = "",
    ) -> Any:
        """``for items in zip(iters): ...``: `body` takes the items and the carried values, gives what a body gives."""
        walks = tuple(w if isinstance(w, Iter) else Iter(self.atom(w)) for w in iters)
        items = [Var("i" if w.count else "v", INT if w.count else item_type(w.source.type)) for w in walks]
        return self._loop(walks, items, inits, None, body, until, collects, types, names)

    def repeat(
        self,
        inits: Sequence[Any],
        test: Callable[..., Any],
        body: Callable[..., Any],
        *,
        until: bool = False,
        collects: int = 0,
        types: Sequence[Type] | None = None,
        names: str = "",
    ) -> Any:
        """``while test: ...``"""
        return self._loop((), [], inits, test, body, until, collects, types, names)

    def _loop(
        self,
        walks: tuple[Iter, ...],
        items: list[Var],
        inits: Sequence[Any],
        test: Callable[..., Any] | None,
        body: Callable[..., Any],
        until: bool,
        collects: int,
        types: Sequence[Type] | None,
        names: str,
    ) -> Any:
        start = tuple(UNDEF if value is UNDEF else self.atom(value) for value in inits)
        types = [atom.type for atom in start] if types is None else types
        labels = _names(names, "s", len(start))
        carried = tuple(map(Var, labels, types))
        with self.inside() as builder:
            given = _several(body(*map(self.stand, (*items, *carried))))
            results = tuple(UNDEF if value is UNDEF else self.atom(value) for value in given)
        assert len(results) == int(until) + len(start) + collects
        lists = [ListOf(atom.type) for atom in results[int(until) + len(start) :]]
        outs = (*map(Var, labels, types), *(Var("rows", type_) for type_ in lists))
        block = builder.block((*items, *carried), results)
        self.line += 1
        where, key = Where(Stmt("loop", "program", self.line)), self.supply.key()
        if test is None:
            self.add(For(outs, walks, start, block, until, where, key))
        else:
            self.add(While(outs, start, self._test(test, labels, types), block, until, where, key))
        return _one(list(map(self.stand, outs)))

    def _test(self, test: Callable[..., Any], labels: Sequence[str], types: Sequence[Type]) -> Block:
        params = tuple(map(Var, labels, types))
        with self.inside() as builder:
            result = self.atom(test(*map(self.stand, params)))
        return builder.block(params, (result,))

    def invoke(self, name: str, types: Sequence[Type], *args: Any) -> Any:
        outs = tuple(Var("t", type_, temp=True) for type_ in types)
        self.line += 1
        self.add(Op(outs, Invoke(name), tuple(map(self.atom, args)), Where(Stmt("call", "program", self.line))))
        return _one(list(map(self.stand, outs)))

    def count(self, start: Any = 0) -> Iter:
        return Iter(self.atom(start), count=True)

    def back(self, source: Any) -> Iter:
        return Iter(self.atom(source), reverse=True)

    def range(self, *args: Any) -> Any:
        return _call(self, range, *args)

    def len(self, x: Any) -> Any:
        return _call(self, len, x)


def _call(pen: Pen, fn: Callable[..., Any], *args: Any) -> Any:
    return pen.stand(pen.emit(Apply(fn), *map(pen.atom, args)))


def item_type(source: Type) -> Type:
    match source:
        case RangeOf():
            return INT
        case ListOf(item):
            return item
        case Array(dtype, (_, *rest)):
            return Array(dtype, tuple(rest)) if rest else Scalar("f", dtype)
    raise TypeError(source)


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else tuple(values)


def _names(names: str, default: str, count: int) -> list[str]:
    return names.split() if names else [f"{default}{k}" if count > 1 else default for k in range(count)]


def type_of(name: str, value: Any) -> Type:
    """The type of an argument, its lengths named after it."""
    if isinstance(value, np.ndarray):
        dims = (1 if n == 1 else Extent(f"{name}{axis}_{n}", many=True) for axis, n in enumerate(value.shape))
        return Array(value.dtype.name, tuple(dims))
    if isinstance(value, np.generic):
        return Scalar("f", value.dtype.name)
    if isinstance(value, list):
        return ListOf(type_of(name, value[0]))
    return {bool: Scalar("b"), int: INT, float: FLOAT}[type(value)]


def program(build: Callable[..., Any], args: Sequence[Any]) -> Function:
    """The function that `build(pen, *stands)` writes, for arguments like these."""
    pen = Pen()
    names = build.__code__.co_varnames[1 : build.__code__.co_argcount]
    params = [Var(name, type_of(name, arg)) for name, arg in zip(names, args, strict=True)]
    results = tuple(map(pen.atom, _several(build(pen, *map(pen.stand, params)))))
    block = pen.stack[0].block(tuple(params), results)
    tree = LEAF if len(results) == 1 else Tree("tuple", (LEAF,) * len(results))
    return Function("f", tuple(Parameter(name) for name in names), block, tree, {"np": np})
