"""Writing operations, and what is known of their results when they are written."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from srcad.analyse.builder import Builder, Supply
from srcad.analyse.infer import CannotType
from srcad.analyse.raising import are_caught
from srcad.errors import RuleError
from srcad.front.lift.exact import is_exact
from srcad.front.lift.fails import Fails
from srcad.front.lift.free import FreeNames
from srcad.front.lift.refusing import Refusing
from srcad.front.lift.state import State
from srcad.ir.core import Apply, Atom, Bind, Free, Lit, Op, Prim, Raise, Var, Where
from srcad.ir.outside import root_of
from srcad.ir.types import NONE, Scalar, Type, kind_of

Made = TypeVar("Made")

#: operations on known integers and flags whose result is known too
FOLDED: frozenset[Callable[..., Any]] = frozenset(
    {
        *(operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, operator.neg, operator.not_),
        *(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge, operator.is_, operator.is_not),
        len,
    }
)


class Writing(Refusing):
    """The statements written so far."""

    def __init__(self, supply: Supply, free: FreeNames) -> None:
        super().__init__()
        self.supply = supply
        self.free = free
        self.builder = Builder(supply)
        self.prologue: list[Op] = []
        self.known: dict[Var, Lit] = {}
        #: numbers of the very class that their type says, and whether any integer may be a float
        self.exact: dict[Var, None] = {}
        self.inexact = False
        #: how the objects that dotted names begin with are fetched
        self.roots: dict[str, Callable[[], Any]] = {}

    def emit(self, node: Any, prim: Prim, *atoms: Atom, name: str = "") -> Var:
        """Append one operation and give its result."""
        self.builder.where = self.where(node)
        try:
            out = self.builder.emit(prim, *atoms, name=name)
        except CannotType as error:
            raise RuleError(
                str(error), "use functions and types that srcad knows, or compute this outside", self.place(node)
            ) from None
        self._remember(out, prim, atoms)
        if is_exact(prim, atoms, out, self.is_exact):
            self.exact[out] = None
        elif isinstance(prim, Apply) and kind_of(out.type) == "i":
            self.inexact = True
        self.may_raise(node, *self.builder.body[-1:])
        return out

    def effect(self, node: Any, prim: Prim, *atoms: Atom) -> None:
        """Append an operation that is there for what it does."""
        outs = (Var("t", NONE, temp=True),) if isinstance(prim, Apply) else ()
        self.builder.body.append(Op(outs, prim, atoms, self.where(node)))
        self.may_raise(node, *self.builder.body[-1:])

    def raise_instead(self, node: Any, failure: Fails) -> bool:
        """Write what is certain to raise as a `raise`, if a try under way catches it."""
        cls = type(failure.error)
        if not any(are_caught((cls,), watch.caught) for watch in self.watches if watch.is_try):
            return False
        self.effect(node, Raise(cls, cls.__name__), *map(Lit, failure.error.args))
        self.state.dead = True
        return True

    def _remember(self, out: Var, prim: Prim, atoms: tuple[Atom, ...]) -> None:
        """Keep the value of an integer or flag that is known outright: it may decide an axis or a branch."""
        if isinstance(prim, Bind):
            self.known[out] = atoms[0] if isinstance(atoms[0], Lit) else self.known[atoms[0]]
        elif isinstance(prim, Apply) and not prim.effect and not prim.kw and prim.fn in FOLDED:
            values = [self.known_atom(atom) for atom in atoms]
            if all(value is not None for value in values):
                self.known[out] = Lit(prim.fn(*(value.value for value in values if value is not None)))

    def is_exact(self, atom: Atom) -> bool:
        """Whether a number is certainly of the class that its type says."""
        return isinstance(atom, Lit) or atom in self.exact

    def known_atom(self, atom: Atom) -> Lit | None:
        if isinstance(atom, Lit):
            return atom
        length = atom.type.extent if isinstance(atom.type, Scalar) else None
        return Lit(length) if isinstance(length, int) else self.known.get(atom)

    def reference(self, name: str, type_: Type, early: bool = False) -> Var:
        """An object from outside, read here, or when the function begins."""
        root = root_of(name)
        if root in self.roots:
            self.free.reach(root, self.roots[root])
        out = Var(name, type_, temp=True)
        where = self.prologue if early else self.builder.body
        where.append(Op((out,), Free(name), (), Where(self.stmt)))
        return out

    @contextmanager
    def inside(self) -> Iterator[Builder]:
        """Write into a block of its own."""
        outer = self.builder
        self.builder = outer.child()
        try:
            yield self.builder
        finally:
            self.builder = outer

    def at(self, builder: Builder, state: State, run: Callable[[], Made]) -> Made:
        """Write at the end of another block, in the state that it leaves."""
        outer = self.builder, self.state
        self.builder, self.state = builder, state
        try:
            return run()
        finally:
            self.builder, self.state = outer
