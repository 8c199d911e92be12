"""Random functional programs over arrays: views, stores, branches, loops and tapes, in any order.

Nothing in them knows of memory; so whatever the text shares or copies, it has to compute what they mean.
"""

from __future__ import annotations

import operator
import random
from collections.abc import Callable

import numpy as np

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
    Slice,
    Statement,
    Stmt,
    Subscript,
    Transposed,
    Tree,
    Update,
    Var,
    Where,
)
from srcad.ir.types import BOOL, INT, Array, ListOf, RangeOf, Scalar, Type

VECTOR = Array("float64", (4,))
SHORT = Array("float64", (3,))
MATRIX = Array("float64", (4, 4))
INDICES = Array("int64", (3,))
NUMBER = Scalar("f", "float64")
VALUES: tuple[Type, ...] = (VECTOR, SHORT, MATRIX, NUMBER)
FROM_ONE = Subscript((Slice(True, False, False),))
TO_LAST = Subscript((Slice(False, True, False),))
ELEMENT = Subscript((At(),))
ADJOINT = Where(Stmt("s += x", "program", 1), True)
PARAMETERS: tuple[tuple[str, Type], ...] = (
    ("a", VECTOR),
    ("b", VECTOR),
    ("m", MATRIX),
    ("s", SHORT),
    ("i", INDICES),
    ("k", NUMBER),
    ("n", INT),
)


def arguments(seed: int) -> list[object]:
    rng = np.random.default_rng(seed)
    arrays = [rng.integers(-3, 4, type_.dims).astype(type_.dtype) for _, type_ in PARAMETERS[:4]]  # type: ignore[union-attr]
    return [*arrays, rng.integers(0, 3, 3), np.float64(0.5), int(rng.integers(0, 4))]


class Writer:
    """Writes one program; `pool` holds the variables in sight."""

    def __init__(self, seed: int, names: str = "xyz") -> None:
        self.rng = random.Random(seed)
        self.pool: list[Var] = []
        self.lists: list[Var] = []
        self.names = names
        self.depth = 0
        self.size = 0
        self.steps = Var("t", RangeOf(), temp=True)
        self.flag = Var("t", BOOL, temp=True)

    def function(self) -> Function:
        params = tuple(Var(name, type_) for name, type_ in PARAMETERS)
        self.pool += params
        head = (
            Op((self.steps,), Apply(range), (params[-1],)),
            Op((self.flag,), Apply(operator.gt), (params[-1], Lit(1))),
        )
        body = (*head, *self.statements(self.rng.randint(3, 8)))
        results = tuple(self.pick(type_) for type_ in (VECTOR, MATRIX, VECTOR, NUMBER))
        shape = Tree("tuple", (LEAF,) * len(results))
        parameters = tuple(Parameter(name) for name, _ in PARAMETERS)
        return Function("f", parameters, Block(params, body, results), shape, {"np": np})

    # --- variables

    def new(self, type_: Type) -> Var:
        temp = self.rng.random() < 0.4
        return Var("t" if temp else self.rng.choice(self.names), type_, temp)

    def version(self, var: Var) -> Var:
        return Var(var.name, var.type, var.temp)

    def pick(self, type_: Type) -> Var:
        """A variable of a type, the later ones more often."""
        found = [var for var in self.pool if var.type == type_]
        return found[-1] if self.rng.random() < 0.5 else self.rng.choice(found)

    def value_type(self) -> Type:
        found = [type_ for type_ in VALUES if any(var.type == type_ for var in self.pool)]
        return self.rng.choice(found)

    # --- statements

    def statements(self, count: int) -> tuple[Statement, ...]:
        body: list[Statement] = []
        for _ in range(count):
            choices: list[Callable[[], Statement]] = [self.arithmetic, self.view, self.store, self.store, self.sum]
            if self.depth < 3 and self.size < 40:
                choices += [self.branch, self.loop, self.loop]
                choices += [self.walk] * bool(self.lists)
            self.size += 1
            stmt = self.rng.choice(choices)()
            body.append(stmt)
            self.pool += [out for out in stmt.outs if not isinstance(out.type, ListOf)]
            self.lists += [out for out in stmt.outs if isinstance(out.type, ListOf)]
        return tuple(body)

    def op(self, type_: Type, prim: Prim, *args: Atom, where: Where = Where()) -> Op:
        return Op((self.new(type_),), prim, args, where)

    def arithmetic(self) -> Statement:
        type_ = self.value_type()
        fn = self.rng.choice([operator.add, operator.sub, np.maximum])
        return self.op(type_, Apply(fn), self.pick(type_), self.pick(type_))

    def sum(self) -> Statement:
        """Something that may become ``x += y``."""
        type_ = self.value_type()
        base = self.pick(type_)
        out = Var(base.name, type_, base.temp)
        return Op((out,), Apply(self.rng.choice([operator.add, operator.sub])), (base, self.pick(type_)), ADJOINT)

    def view(self) -> Statement:
        base = self.pick(self.rng.choice([VECTOR, MATRIX]))
        if base.type == VECTOR:
            return self.rng.choice([self.tail, self.element])(base)
        return self.rng.choice([self.row, self.turned, self.reshaped])(base)

    def tail(self, base: Var) -> Op:
        if self.rng.random() < 0.5:
            return self.op(SHORT, Index((FROM_ONE,)), base, Lit(1))
        return self.op(SHORT, Index((TO_LAST,)), base, Lit(-1))

    def element(self, base: Var) -> Op:
        return self.op(NUMBER, Index((ELEMENT,)), base, Lit(self.rng.randint(0, 3)))

    def row(self, base: Var) -> Op:
        return self.op(VECTOR, Index((ELEMENT,)), base, Lit(self.rng.randint(0, 3)))

    def turned(self, base: Var) -> Op:
        return self.op(MATRIX, Index((Transposed(),)), base)

    def reshaped(self, base: Var) -> Op:
        return self.op(MATRIX, Apply(np.reshape), base, Lit((4, 4)))

    def store(self) -> Statement:
        base = self.pick(self.rng.choice([VECTOR, MATRIX]))
        out = Var(base.name, base.type, base.temp)
        kind = self.rng.choice(["set", "add"])
        places = self.vector_places() if base.type == VECTOR else self.matrix_places()
        path, value, indices = self.rng.choice(places)
        return Op((out,), Update(kind, path), (base, value, *indices))

    def vector_places(self) -> list[tuple[tuple, Atom, list[Atom]]]:
        return [
            ((ELEMENT,), self.pick(NUMBER) if self.has(NUMBER) else Lit(2.0), [Lit(self.rng.randint(0, 3))]),
            ((FROM_ONE,), self.pick(SHORT), [Lit(1)]),
            ((ELEMENT,), self.pick(SHORT), [self.pick(INDICES)]),
            ((), self.pick(VECTOR), []),
        ]

    def matrix_places(self) -> list[tuple[tuple, Atom, list[Atom]]]:
        return [
            ((ELEMENT,), self.pick(VECTOR), [Lit(self.rng.randint(0, 3))]),
            ((Transposed(), ELEMENT), self.pick(VECTOR), [Lit(self.rng.randint(0, 3))]),
            ((), self.pick(MATRIX), []),
        ]

    def has(self, type_: Type) -> bool:
        return any(var.type == type_ for var in self.pool)

    # --- regions

    def inside(self, params: tuple[Var, ...], types: list[Type], lists: int = 0) -> Block:
        """A block that gives values of some types, and some more."""
        pool, known = list(self.pool), list(self.lists)
        self.pool += params
        self.depth += 1
        body = self.statements(self.rng.randint(1, 5))
        results = tuple(self.pick(type_) for type_ in types)
        more = tuple(self.pick(self.value_type()) for _ in range(lists))
        self.depth -= 1
        self.pool, self.lists = pool, known
        return Block(params, body, (*results, *more))

    def branch(self) -> Statement:
        types = [self.value_type() for _ in range(self.rng.randint(1, 2))]
        outs = tuple(map(self.new, types))
        return If(outs, self.flag, self.inside((), types), self.inside((), types))

    def loop(self) -> Statement:
        types = [self.value_type() for _ in range(self.rng.randint(0, 3))]
        inits = tuple(map(self.pick, types))
        params = tuple(
            Var(init.name, init.type, init.temp) if self.rng.random() < 0.7 else self.new(init.type) for init in inits
        )
        item = Var("j", INT)
        block = self.inside((item, *params), types, self.rng.randint(0, 2))
        lists = tuple(Var("tape", ListOf(atom.type), temp=True) for atom in block.results[len(types) :])
        outs = (*(Var(p.name, p.type, p.temp) for p in params), *lists)
        return For(outs, (Iter(self.steps),), inits, block)

    def walk(self) -> Statement:
        """A loop over tapes, as in a backward sweep."""
        tapes = self.rng.sample(self.lists, min(len(self.lists), self.rng.randint(1, 2)))
        reverse = self.rng.random() < 0.7
        types = [self.value_type() for _ in range(self.rng.randint(0, 2))]
        inits = tuple(map(self.pick, types))
        params = tuple(Var(init.name, init.type, init.temp) for init in inits)
        items = tuple(self.new(tape.type.item) for tape in tapes)  # type: ignore[union-attr]
        block = self.inside((*items, *params), types)
        outs = tuple(Var(p.name, p.type, p.temp) for p in params)
        return For(outs, tuple(Iter(tape, reverse) for tape in tapes), inits, block)
