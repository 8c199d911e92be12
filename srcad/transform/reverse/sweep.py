"""The backward sweep: the statements of a block, last first, each answered by its adjoint.

What is written is an *open* adjoint: it mentions values of the forward sweep wherever they are, as if every
value of every iteration were at hand.  `transform/store` decides afterwards how they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from srcad.analyse import words
from srcad.analyse.builder import Builder
from srcad.analyse.infer import CannotType
from srcad.ir.core import UNDEF, Atom, Block, Lit, Op, Statement, Var, Where
from srcad.ir.types import Array, Scalar, Type
from srcad.transform.bars import Bar, add, emit, full, is_loose, part, zero, zero_number
from srcad.transform.calls import Calls
from srcad.transform.conditions import either
from srcad.transform.places import no_rule
from srcad.transform.scopes import Scope

#: append the operations of a rule body to a builder and give its result
Inline = Callable[[Builder, Callable[..., Any], Sequence[Atom], Mapping[str, Atom]], Atom]


class Sweep:
    """The backward sweep under construction: where it writes, what it has accumulated, which values matter."""

    def __init__(
        self,
        builder: Builder,
        inline: Inline,
        active: Collection[Var],
        undefined: Collection[Var],
        several: Mapping[Var, Op],
        calls: Calls | None,
        singular: frozenset[Var] = frozenset(),
        selected: frozenset[Var] = frozenset(),
    ) -> None:
        self.builder = builder
        self.scope = Scope()
        self.active = active
        self.undefined = undefined
        #: calls of elementwise functions with several results, by the tuple of these
        self.several = several
        self.inline = inline
        self.calls = calls
        #: values that may be infinite, and those of them whose adjoints a selection may have made zero
        self.singular = singular
        self.selected = selected
        self.names: dict[Var, Var] = {}

    def is_active(self, atom: Atom) -> bool:
        return isinstance(atom, Var) and atom in self.active

    # --- adjoints -------------------------------------------------------------------------------------------

    def contribute(self, to: Atom, bar: Bar) -> None:
        """Add to the adjoint of a value; the first contribution is the adjoint."""
        if not isinstance(to, Var) or to not in self.active:
            return
        if isinstance(to.type, Scalar) and isinstance(bar.atom.type, Array) and bar.atom.type.dims:
            # a number became an array of equal items where paths joined: what each of them does adds up
            bar = Bar(emit(self.builder, words.SUM, bar.atom))
        # where paths joined, a real number became a complex one
        real = part(self.builder, bar, to.type)
        mask = bar.mask if to in self.selected else None
        bar = replace(real, chosen=bar.chosen, mask=mask)
        old = self.scope.find(to)
        new = bar if old is None else self.added(to, old, bar)
        self.name_after(new.atom, to)
        self.scope.put(to, new)

    def added(self, to: Var, old: Bar, bar: Bar) -> Bar:
        chosen, mask = either(self.builder, old, bar)
        total = add(self.builder, old, bar, to.type)
        return replace(total, chosen=chosen, mask=mask if to in self.selected else None)

    def minds(self, atom: Atom) -> bool:
        """Whether it matters where the adjoint of a value is known to be zero."""
        return atom in self.selected

    def name_after(self, atom: Atom, primal: Var) -> None:
        """Let a nameless value of this sweep be printed as the adjoint of `primal`, or better of a named one."""
        self.name(atom, f"{primal.name}_bar", primal.temp)

    def name(self, atom: Atom, name: str, temp: bool) -> None:
        if isinstance(atom, Var) and atom.temp and atom.name == "t":
            old = self.names.get(atom)
            if old is None or (old.temp and not temp):
                self.names[atom] = Var(name, atom.type, temp)

    def take(self, out: Var) -> Bar | None:
        """The adjoint of the result of an operation, which is bound here."""
        bar = self.scope.take(out)
        if bar is None or not is_loose(bar, out.type):
            return bar
        return replace(bar, atom=self.full(bar, out), full=True)

    def full(self, bar: Bar, like: Atom) -> Atom:
        made = full(self.builder, bar, like)
        if isinstance(bar.atom, Var) and _lacks_axes(bar.atom.type, made.type):
            # the name is for the adjoint that has all axes
            self.names.pop(bar.atom, None)
        return made

    def zero(self, like: Var) -> Bar:
        """A zero to add to.  That of an array which some path does not bind is a number: it has no shape there."""
        if like not in self.undefined:
            return Bar(self.zeros(like), mask=Lit(False) if like in self.selected else None)
        return Bar(zero_number(like.type), False) if isinstance(like.type, Scalar | Array) else Bar(UNDEF, False)

    def zeros(self, like: Var) -> Atom:
        """A full zero of a value that is bound here.  It belongs to no source statement."""
        where, self.builder.where = self.builder.where, Where(adjoint=True)
        atom = zero(self.builder, like)
        self.builder.where = where
        self.name_after(atom, like)
        return atom

    def ready(self, bar: Bar | None, like: Var) -> Bar:
        """What a loop carries or collects: as full as can be."""
        if bar is None:
            return self.zero(like)
        return bar if like in self.undefined and not bar.backward else Bar(self.full(bar, like))

    # --- statements -----------------------------------------------------------------------------------------

    def block(self, block: Block) -> None:
        for stmt in reversed(block.body):
            self.statement(stmt)

    def statement(self, stmt: Statement) -> None:
        if not any(map(self.is_active, stmt.outs)):
            return
        self.builder.where = Where(stmt.where.stmt, True, stmt.where.span)
        try:
            HANDLERS[type(stmt)](self, stmt)
        except CannotType as error:
            raise no_rule(error.reason, "use functions and types that srcad knows", stmt.where) from None


def _lacks_axes(found: Type, wanted: Type) -> bool:
    """Whether an adjoint has fewer axes than its primal, or length one where that has not."""
    if not isinstance(found, Array) or not isinstance(wanted, Array):
        return isinstance(wanted, Array)
    return found.ndim < wanted.ndim or any(a == 1 != b for a, b in zip(found.dims, wanted.dims, strict=False))


Handler = Callable[[Sweep, Any], None]
HANDLERS: dict[type[Statement], Handler] = {}


def adjoint_of(kind: type[Statement]) -> Callable[[Handler], Handler]:
    """Declare the decorated function to write the adjoint of one kind of statement."""

    def declare(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return declare
