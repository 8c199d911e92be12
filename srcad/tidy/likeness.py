"""When two pieces of program are the same but for the names of what they define."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import chain

from srcad.analyse.effects import is_effect
from srcad.ir.callee import Callee
from srcad.ir.core import Apply, Atom, Block, For, Free, If, Lit, Op, Prim, Statement, Var, While
from srcad.ir.types import Opaque
from srcad.ir.walk import all_statements, blocks_of, operands


def is_repeatable(stmt: Statement) -> bool:
    """Whether a branch or loop gives the same whenever it runs on the same values, and does nothing else."""
    inside = chain.from_iterable(all_statements(block) for block in blocks_of(stmt))
    return isinstance(stmt, If | For | While) and all(map(_is_pure, inside))


def _is_pure(stmt: Statement) -> bool:
    if isinstance(stmt, Op):
        is_known = not any(isinstance(out.type, Opaque) for out in stmt.outs)
        return is_known and not is_effect(stmt) and not isinstance(stmt.prim, Free)
    return isinstance(stmt, If | For | While)


def likeness(stmt: Statement, known: Callable[[Var], Hashable]) -> Hashable:
    """What a branch or loop has in common with any other that computes the same; `known` tells of outer variables."""
    return _Likeness(known).statement(stmt)


def likeness_of_literal(lit: Lit) -> Hashable:
    """A function that is handed on is like any other that computes the same."""
    if not isinstance(lit.value, Callee):
        return lit
    function = lit.value.function
    return len(function.params), _Likeness(lambda var: var).block(function.block), function.result


class _Likeness:
    """One walk; what is defined inside is known by its number."""

    def __init__(self, known: Callable[[Var], Hashable]) -> None:
        self.known = known
        self.numbers: dict[Var, int] = {}

    def atom(self, atom: Atom) -> Hashable:
        if isinstance(atom, Lit):
            return likeness_of_literal(atom)
        return self.numbers[atom] if atom in self.numbers else self.known(atom)

    def define(self, defined: tuple[Var, ...]) -> None:
        self.numbers.update({var: len(self.numbers) + number for number, var in enumerate(defined)})

    def statement(self, stmt: Statement) -> Hashable:
        how: Hashable = ()
        match stmt:
            case Op(prim=prim):
                how = kind_of_call(prim)
            case For():
                how = (stmt.until, stmt.twin, stmt.even, tuple((i.reverse, i.count) for i in stmt.iters))
            case If():
                how = stmt.twin
            case While():
                how = stmt.until
        taken = tuple(map(self.atom, operands(stmt)))
        inside = tuple(map(self.block, blocks_of(stmt)))
        self.define(stmt.outs)
        return type(stmt), how, taken, inside

    def block(self, block: Block) -> Hashable:
        self.define(block.params)
        body = tuple(map(self.statement, block.body))
        return body, tuple(map(self.atom, block.results))


def kind_of_call(prim: Prim) -> Hashable:
    """What is called; how the call is written is not part of it."""
    return (prim.fn, prim.kw) if isinstance(prim, Apply) else prim
