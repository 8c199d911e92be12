"""Compute equal terms once: ``a = x * y; b = x * y`` -> ``a = x * y``, forward and backward sweep alike.

A term serves where its definition dominates.  Branches and loops that are equal but for their names are equal terms
too.  What costs little and reads well where it stands, like ``x.T``,
``len(x)`` and the ``2.0 * x`` of an adjoint, is only known to be equal, so that terms made of it are; so is what is
made anew on purpose, like zeros to add into.
"""

from __future__ import annotations

import operator
from collections.abc import Hashable
from dataclasses import replace

from srcad.analyse.effects import is_effect
from srcad.ir.core import (
    Apply,
    Atom,
    Block,
    Free,
    Function,
    Index,
    Lit,
    Op,
    Pack,
    Statement,
    Transposed,
    Update,
    Var,
    With,
)
from srcad.ir.types import ListOf, Opaque, Scalar, TupleOf, Type
from srcad.ir.walk import all_statements, changed_block, map_blocks, operands, substitute, substitute_operands
from srcad.tidy.likeness import is_repeatable, kind_of_call, likeness, likeness_of_literal

_STAYS = ("len", "range", "zeros", "zeros_like")
#: equal in value, but not known to be equal in its derivative
_DISTINCT = ("stop_gradient", "empty", "empty_like")


def common_terms(fn: Function) -> Function:
    """The function with equal terms computed once; only pure operations are terms."""
    block = _Pass(fn.block).block(fn.block)
    return fn if block is fn.block else replace(fn, block=block)


class _Pass:
    """One walk; `terms` are those of the blocks around the current statement."""

    def __init__(self, block: Block) -> None:
        self.terms: dict[Hashable, Var] = {}
        self.loops: dict[Hashable, tuple[Var, ...]] = {}
        self.replaced: dict[Var, Atom] = {}
        self.alike: dict[Var, Var] = {}
        self.effects = any(isinstance(stmt, Op) and is_effect(stmt) for stmt in all_statements(block))
        #: grows where an effect may change what a free name means
        self.age = 0

    def block(self, block: Block) -> Block:
        outside, loops = len(self.terms), len(self.loops)
        body: list[Statement] = []
        names: dict[Var, Atom] = {}
        own: dict[Var, None] = {}
        for old in block.body:
            stmt = self.statement(old)
            first = self.replace_by(stmt) if isinstance(stmt, Op) else None
            if first is None and not self.is_there(stmt):
                body.append(stmt)
                own.update(dict.fromkeys(stmt.outs))
            elif first is not None and first in own and first.temp and not stmt.outs[0].temp:
                names.setdefault(first, Var(stmt.outs[0].name, first.type))
        for key in list(self.terms)[outside:]:
            del self.terms[key]
        for key in list(self.loops)[loops:]:
            del self.loops[key]
        self.replaced |= names
        return _renamed(changed_block(block, body, tuple(map(self.atom, block.results))), names)

    def atom(self, atom: Atom) -> Atom:
        while isinstance(atom, Var) and atom in self.replaced:
            atom = self.replaced[atom]
        return atom

    def statement(self, stmt: Statement) -> Statement:
        if any(atom in self.replaced for atom in operands(stmt)):
            stmt = substitute_operands(stmt, self.atom)
        if isinstance(stmt, Op):
            self.age += is_effect(stmt)
            return stmt
        self.age += self.effects
        new = map_blocks(stmt, self.within if isinstance(stmt, With) and stmt.is_managed else self.block)
        self.age += self.effects
        return new

    def within(self, block: Block) -> Block:
        """Inside of a manager an operation may raise that did not outside of it."""
        outside, self.terms, self.loops = (self.terms, self.loops), {}, {}
        new = self.block(block)
        self.terms, self.loops = outside
        return new

    def replace_by(self, op: Op) -> Var | None:
        """The equal term that the operation is replaced by, if there is one."""
        if not _is_term(op):
            return None
        first = self.terms.setdefault(self.key(op), op.out)
        if first is op.out:
            return None
        if _stays(op) and not _is_named_alike(op, first):
            self.alike[op.out] = first
            return None
        self.replaced[op.out] = first
        return first

    def is_there(self, stmt: Statement) -> bool:
        """Whether an equal branch or loop has run, whose values are then those of this one."""
        if not is_repeatable(stmt) or any(_holds_storages(out.type) for out in stmt.outs):
            return False
        first = self.loops.setdefault(likeness(stmt, self.known), stmt.outs)
        if first is stmt.outs:
            return False
        self.replaced.update(zip(stmt.outs, first, strict=True))
        return True

    def known(self, var: Var) -> Var:
        atom = self.atom(var)
        assert isinstance(atom, Var)
        return self.alike.get(atom, atom)

    def key(self, op: Op) -> Hashable:
        """What two operations must have in common to be equal."""
        if isinstance(op.prim, Free):
            return op.prim, self.age
        args = (self.known(arg) if isinstance(arg, Var) else likeness_of_literal(arg) for arg in op.args)
        return kind_of_call(op.prim), tuple(args)


def _is_term(op: Op) -> bool:
    match op.prim:
        case Apply(fn=fn, effect=effect):
            is_value = not isinstance(op.out.type, Opaque) and not _holds_storages(op.out.type)
            return not effect and is_value and _name(fn) not in _DISTINCT
        case prim:
            return isinstance(prim, Index | Update | Pack | Free)


def _holds_storages(type_: Type) -> bool:
    """Whether a value is a container of arrays or of containers: these may be stored into, so each has its own."""
    match type_:
        case ListOf(item=item):
            return not isinstance(item, Scalar)
        case TupleOf(items=items):
            return any(map(_holds_storages, items))
    return False


def _stays(op: Op) -> bool:
    match op.prim:
        case Apply(fn=fn, style=style):
            doubled = op.where.adjoint and fn is operator.mul and isinstance(op.args[0], Lit)
            return style == "attr" or _name(fn) in _STAYS or doubled
        case Index(path=(Transposed(),)):
            return True
        case prim:
            return isinstance(prim, Pack | Free)


def _is_named_alike(op: Op, first: Var) -> bool:
    """Whether a number has the very name that it has already: a rule that is written out twice measures twice."""
    return isinstance(op.out.type, Scalar) and op.out.name == first.name and not first.temp


def _name(fn: object) -> str:
    return getattr(fn, "__name__", "")


def _renamed(block: Block, names: dict[Var, Atom]) -> Block:
    """The block with temporaries under the names that a person gave to equal terms."""
    if not names:
        return block

    def rename(stmt: Statement) -> Statement:
        if not isinstance(stmt, Op) or stmt.outs[:1] == () or stmt.outs[0] not in names:
            return stmt
        name = names[stmt.out]
        assert isinstance(name, Var)
        return replace(stmt, outs=(name,))

    new = substitute(block, names)
    return Block(new.params, tuple(map(rename, new.body)), new.results)
