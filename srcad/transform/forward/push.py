"""The tangent of a block, written beside it: each statement followed by what it does to small changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from srcad.analyse.builder import Builder
from srcad.analyse.infer import CannotType
from srcad.analyse.sparse import is_sparse
from srcad.ir.core import UNDEF, Atom, Block, Lit, Statement, Var, Where
from srcad.ir.types import Array, ListOf, Scalar, TupleOf, Type, is_real
from srcad.transform.bars import Bar, full, is_loose, zero, zero_number
from srcad.transform.calls import Calls
from srcad.transform.places import no_rule
from srcad.transform.reverse.sweep import Inline


class Push:
    """The forward sweep under construction: where it writes, and the tangents of what has been written."""

    def __init__(
        self,
        builder: Builder,
        inline: Inline,
        active: Collection[Var],
        undefined: Collection[Var],
        calls: Calls | None,
    ) -> None:
        self.builder = builder
        self.inline = inline
        self.calls = calls
        self.active = active
        self.undefined = undefined
        self.dots: dict[Var, Bar] = {}
        self.names: dict[Var, Var] = {}

    def is_active(self, atom: Atom) -> bool:
        return isinstance(atom, Var) and atom in self.active

    # --- tangents -------------------------------------------------------------------------------------------

    def dot(self, atom: Atom) -> Bar | None:
        """The tangent of a value that is bound here, None where it is zero."""
        found = self.dots.get(atom) if isinstance(atom, Var) else None
        return Bar(full(self.builder, found, atom)) if found is not None and is_loose(found, atom.type) else found

    def define(self, var: Var, dot: Bar) -> None:
        atom = dot.atom
        if isinstance(atom, Var) and atom.temp and atom.name == "t":
            self.names.setdefault(atom, Var(f"{var.name}_dot", atom.type, var.temp))
        self.dots[var] = dot

    def full(self, atom: Atom) -> Atom:
        """The tangent of a value with all its axes, zeros if need be."""
        dot = self.dot(atom)
        if dot is None:
            return self.zeros(atom)
        return full(self.builder, dot, atom)

    def zeros(self, atom: Atom) -> Atom:
        if isinstance(atom.type, ListOf | Array) or is_sparse(atom.type):
            return zero(self.builder, atom)
        if isinstance(atom.type, TupleOf) and _is_of_numbers(atom.type):
            return Lit(_zeros_in(atom.type))
        if isinstance(atom, Lit) or not is_real(atom.type):
            return zero_number(atom.type) if atom != UNDEF else UNDEF
        return zero(self.builder, atom)

    def ready(self, atom: Atom) -> Bar:
        """What leaves a region: full, unless some path leaves it undefined."""
        if atom == UNDEF:
            return Bar(UNDEF, False)
        if atom not in self.undefined:
            return Bar(self.full(atom))
        dot = self.dots.get(atom) if isinstance(atom, Var) else None
        if dot is not None:
            return dot
        return Bar(zero_number(atom.type) if isinstance(atom.type, Scalar | Array) else UNDEF, False)

    # --- statements -----------------------------------------------------------------------------------------

    def block(self, block: Block) -> None:
        for stmt in block.body:
            self.statement(stmt)

    def statement(self, stmt: Statement) -> None:
        self.builder.where = Where(stmt.where.stmt, True, stmt.where.span)
        try:
            HANDLERS[type(stmt)](self, stmt)
        except CannotType as error:
            raise no_rule(error.reason, "use functions and types that srcad knows", stmt.where) from None


def _is_of_numbers(type_: Type) -> bool:
    """Whether a value is a number or a display of them, which stands for an array among others."""
    if isinstance(type_, TupleOf):
        return all(map(_is_of_numbers, type_.items))
    return isinstance(type_, Scalar)


def _zeros_in(type_: Type) -> Any:
    return tuple(map(_zeros_in, type_.items)) if isinstance(type_, TupleOf) else zero_number(type_).value


Handler = Callable[[Push, Any], None]
HANDLERS: dict[type[Statement], Handler] = {}


def tangent_of(kind: type[Statement]) -> Callable[[Handler], Handler]:
    """Declare the decorated function to write one kind of statement with its tangent."""

    def declare(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return declare
