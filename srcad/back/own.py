"""Ownership: value semantics -> stores in place.

After this pass every `Update` may be executed on its base.  An update uses its base up: that is right where the base
was made in this function, on every edge that reaches it, and where nothing that may share its memory is read
afterwards.  Otherwise something is copied: what was read (``v_bar = z_bar[1:].copy()``), if only reads are in the
way, else the base (before the loop, where a loop carries it).  A copy too many is always right.

    z1 = z0 with [i] = v;  use z0      ->      z1 = z0.copy();  z1[i] = v;  use z0

For loops see `own_loop`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from srcad import runtime
from srcad.analyse.effects import is_effect
from srcad.analyse.raising import never_raises
from srcad.analyse.words import ITEM
from srcad.back.accumulate import accumulation
from srcad.back.apart import is_simple, keeps_apart
from srcad.back.copies import copy_of, is_base_copy, named_like
from srcad.back.crossing import same_strides
from srcad.back.memory import Memory, is_store
from srcad.back.mentions import Mentions, bits
from srcad.back.own_loop import OwnedLoop
from srcad.back.paths import width
from srcad.back.sharing import has_memory, holds_memory, is_list_change, sharing
from srcad.back.undefined import maybe_undefined
from srcad.ir.core import (
    UNDEF,
    Apply,
    Atom,
    Block,
    For,
    Function,
    If,
    Index,
    Lit,
    Op,
    Statement,
    Subscript,
    Try,
    Update,
    Var,
    While,
    With,
)
from srcad.ir.types import BOOL, Array, ListOf, Made, OtherArray, Scalar, TupleOf, Type, is_real
from srcad.ir.walk import operands, substitute_operands

#: what is done to a list that is an item of another, and what that is to the list itself
INSIDE: dict[Callable[..., Any], Callable[..., Any]] = {
    runtime.appended_at: runtime.appended,
    runtime.shortened_at: runtime.without_last,
}


@dataclass(slots=True)
class Choices:
    """What one attempt at a function learned for the next."""

    #: reads whose result is copied
    copied: set[Var] = field(default_factory=set)
    #: loop variables that something else shares
    shared: set[Var] = field(default_factory=set)
    #: loop variables some of whose items may be one, or are held by something else
    mingled: set[Var] = field(default_factory=set)
    changed: bool = False

    def mingle(self, var: Var) -> None:
        self.changed |= var not in self.mingled
        self.mingled.add(var)

    def copy(self, var: Var) -> None:
        self.changed |= var not in self.copied
        self.copied.add(var)

    def share(self, var: Var) -> None:
        self.changed |= var not in self.shared
        self.shared.add(var)


def is_unchanging(type_: Type) -> bool:
    """Whether nobody changes a value: a tuple of places, ``np.nonzero(x)``, or an object that is called."""
    return isinstance(type_, Made) or (isinstance(type_, TupleOf) and not is_real(type_))


def own(function: Function) -> tuple[Function, Memory]:
    """The function with the copies that make its stores right, and who shares memory with whom in it."""
    choices = Choices()
    undefined = maybe_undefined(function)
    while True:
        choices.changed = False
        owner = Owner(choices, undefined)
        new = owner.function(function)
        if not choices.changed:
            return new, owner.memory


class Owner:
    def __init__(self, choices: Choices, undefined: Collection[Var]) -> None:
        self.choices = choices
        self.undefined = undefined
        self.memory = Memory()
        self.mentions = Mentions(self.memory)
        self.by_bit: dict[int, Var] = {}
        #: variables that are views made by a read, and could be copies
        self.reads: dict[Var, Op] = {}
        #: loop variables (by their bits) that something uses up
        self.demanded = 0
        #: loop variables (by their bits) that nothing may use up
        self.shared = 0
        #: what the handlers need if what is tried raises
        self.rescue = 0
        #: lists whose items are apart, and the memory made in the present round of all loops
        self.apart: set[Var] = set()
        self.made = -1
        self.has_others = False

    # --- blocks

    def function(self, function: Function) -> Function:
        self.has_others = any(isinstance(param.type, OtherArray) for param in function.block.params)
        for param in function.block.params:
            if has_memory(param.type):
                self.memory.elsewhere(param)
        self.register(function.block.params)
        block = function.block
        body = self.body(block.body, self.mentions.of_atoms(block.results))
        results, copies = self.distinct(block.results)
        return replace(function, block=Block(block.params, (*body, *copies), results))

    def register(self, variables: Iterable[Var]) -> None:
        for var in variables:
            if has_memory(var.type):
                self.by_bit[self.memory.bit(var)] = var

    def body(self, body: Sequence[Statement], live: int) -> list[Statement]:
        """The statements of a block at whose end the variables `live` are still needed."""
        new: list[Statement] = []
        for stmt, after in zip(body, self.after_each(body, live), strict=True):
            made = self.statement(stmt, after)
            while is_base_copy(first := made[0], stmt) and not self.mentions.of_atoms(first.args) & after:
                new = self.hoisted(new, first)
                made = made[1:]
            new += made
            self.register(stmt.outs)
        return new

    def after_each(self, body: Sequence[Statement], live: int) -> list[int]:
        """What is needed after each statement; where more may raise, also what the handlers need."""
        found = self.mentions.after_each(body, live)
        rescue = 0
        for at in range(len(body) - 1, -1, -1):
            found[at] |= rescue
            if self.rescue and not never_raises(body[at]):
                rescue = self.rescue
        return found

    def hoisted(self, body: list[Statement], copy: Op) -> list[Statement]:
        """The copy put before the temporaries that read what it copies: they read the copy instead.

        So nothing needs the old value beside the new one, and both can have one name.
        """
        start = len(body)
        while start and self.may_follow(body[start - 1]):
            start -= 1
        (base,) = copy.args
        assert isinstance(base, Var)
        if not any(base in operands(stmt) for stmt in body[start:]):
            return [*body, copy]
        later = [substitute_operands(stmt, lambda atom: copy.out if atom is base else atom) for stmt in body[start:]]
        return [*body[:start], copy, *later]

    def may_follow(self, stmt: Statement) -> bool:
        """Whether a statement may read a fresh copy as well as what it is a copy of."""
        if not isinstance(stmt, Op) or is_effect(stmt) or is_store(stmt):
            return False
        return all(out.temp and (not has_memory(out.type) or sharing(stmt) == "fresh") for out in stmt.outs)

    def statement(self, stmt: Statement, after: int) -> list[Statement]:
        match stmt:
            case Op():
                return self.op(stmt, after)
            case If():
                return [self.choice(stmt, after)]
            case For() | While():
                return self.loop(stmt, after & ~self.mentions.of_atoms(stmt.outs))
            case Try():
                return [self.attempt(stmt, after)]
            case With():
                return [self.enclosed(stmt, after)]

    def distinct(self, results: Sequence[Atom]) -> tuple[tuple[Atom, ...], list[Statement]]:
        """Results that own their memory, each its own."""
        taken, copies, found = 0, list[Statement](), list[Atom]()
        for atom in results:
            mask = self.memory.own(atom)
            is_shared = isinstance(atom, Var) and (not self.memory.is_owned(mask) or mask & taken)
            if is_shared and not is_unchanging(atom.type):
                assert isinstance(atom, Var)
                atom = self.copied(atom, Var(atom.name, atom.type, temp=True), copies)
            taken |= self.memory.all(atom)
            found.append(atom)
        return tuple(found), copies

    def copied(self, value: Var, out: Var, body: list[Statement]) -> Var:
        """A copy of a value at the end of some statements; None of what has none."""
        if value not in self.undefined:
            body += self.keep(copy_of(value, out))
            return out
        test = Op((Var("t", BOOL, temp=True),), Apply(operator.is_), (value, Lit(None)))
        copy = copy_of(value, Var("t", value.type, temp=True))
        body += self.keep(test)
        self.keep(copy)
        body.append(If((out,), test.out, Block((), (), (Lit(None),)), Block((), (copy,), (copy.out,))))
        self.memory.set(out, self.memory.own(copy.out), self.memory.items(copy.out))
        self.register((out,))
        return out

    # --- operations

    def op(self, op: Op, after: int) -> list[Statement]:
        is_apart = keeps_apart(op, self.is_apart, lambda atom, base: self.is_given(atom, base, after, op.out))
        made = self.changed(op, after)
        if is_apart:
            self.apart.add(op.out)
        return made

    def is_apart(self, atom: Atom) -> bool:
        return isinstance(atom, Var) and atom in self.apart

    def is_given(self, value: Atom, base: Atom | None, after: int, out: Var) -> bool:
        """Whether a list that takes a value in is then the only one to hold its memory, in one place."""
        mask = self.memory.all(value)
        if not self.is_owned(self.memory.own(value)) or mask & ~self.made:
            return False
        if base is not None and self.memory.all(base) & mask:
            return False
        return all(var is out for var in self.sharers(mask, after))

    def changed(self, op: Op, after: int) -> list[Statement]:
        if isinstance(op.prim, Update) or is_list_change(op):
            return self.store(op, after)
        sum_ = accumulation(op)
        if sum_ is not None and self.may_accumulate(sum_, after):
            return self.keep(sum_)
        if len(op.outs) == 1 and op.out in self.choices.copied:
            return self.copied_read(op)
        if len(op.outs) == 1 and sharing(op) == "view" and isinstance(op.out.type, Array):
            self.reads[op.out] = op
        return self.keep(op)

    def keep(self, op: Op) -> list[Statement]:
        self.memory.define(op)
        self.register(op.outs)
        return [op]

    def copied_read(self, op: Op) -> list[Statement]:
        """``v = z[1:].copy()``"""
        view = Var(op.out.name, op.out.type, temp=True)
        return [*self.keep(replace(op, outs=(view,))), *self.keep(copy_of(view, op.out, op.where))]

    def may_accumulate(self, op: Op, after: int) -> bool:
        """Whether an accumulation may write into its buffer, or has none.

        What may be a number of Python's, or an array of another library without axes, has one that is not known.
        """
        base = op.args[0]
        assert isinstance(base, Var)
        if not has_memory(base.type):
            return not (self.has_others and isinstance(base.type, Scalar) and base.type.dtype == "?")
        if not self.is_free(base, after, op.out):
            return False
        self.demand(self.memory.own(base))
        return True

    def store(self, op: Op, after: int) -> list[Statement]:
        base = op.args[0]
        assert isinstance(base, Var)
        if isinstance(op.prim, Apply) and op.prim.fn in INSIDE:
            return self.change_inside(op, INSIDE[op.prim.fn], after)
        if isinstance(op.prim, Update) and holds_memory(base.type) and (len(op.prim.path) > 1 or op.prim.kind == "add"):
            return self.store_in_item(op, after)
        crossing = self.crossing(op)
        if crossing is not None:
            copy = copy_of(crossing, Var("t", crossing.type, temp=True), op.where)
            return [*self.keep(copy), *self.store(replace(op, args=(base, copy.out, *op.args[2:])), after)]
        if not has_memory(base.type) or self.is_free(base, after, op.out, insist=True):
            self.demand(self.memory.own(base))
            return self.keep(op)
        copy = copy_of(base, named_like(op.out), op.where)
        kept = self.keep(copy)
        return [*kept, *self.keep(replace(op, args=(copy.out, *op.args[1:])))]

    def crossing(self, op: Op) -> Var | None:
        """The stored value, if it lies across the place it is stored into, as a row across a column."""
        base, value = op.args[:2]
        if not isinstance(value, Var) or not isinstance(value.type, Array) or value.type.ndim != 1:
            return None
        if not self.memory.own(value) & self.memory.own(base):
            return None
        read = self.reads.get(value)
        return None if read is not None and same_strides(read, op) else value

    def store_in_item(self, op: Op, after: int) -> list[Statement]:
        """A store into an item of a list: the item is taken out, changed, and put back."""
        assert isinstance(op.prim, Update)
        base, value, *indices = op.args
        first, rest = op.prim.path[:1], op.prim.path[1:]
        assert isinstance(base, Var)
        assert isinstance(base.type, ListOf)
        assert isinstance(first[0], Subscript)
        across = self.memory.all(value) & self.memory.all(base)
        if rest and not across and self.may_change_item(base, base.type, after, op.out):
            self.demand(self.memory.own(base))
            return self.keep(op)
        count = sum(map(width, first[0].entries))
        own, others = indices[:count], indices[count:]
        item, new = Var("t", base.type.item, temp=True), Var("t", base.type.item, temp=True)
        take = Op((item,), Index(first), (base, *own), op.where)
        change: Op
        if rest:
            change = Op((new,), Update(op.prim.kind, rest), (item, value, *others), op.where)
        else:
            change = Op((new,), Apply(operator.add), (item, value), op.where)
        put = Op(op.outs, Update("set", first), (base, new, *own), op.where)
        live = after | self.mentions.of_atoms(op.args)
        return [*self.op(take, live), *self.op(change, live), *self.op(put, after)]

    def change_inside(self, op: Op, change: Callable[..., Any], after: int) -> list[Statement]:
        """``rows[k].append(v)``: where the row may not change, a copy of it does, and takes its place."""
        base, place, item = op.args
        assert isinstance(base, Var)
        assert isinstance(base.type, ListOf)
        assert isinstance(op.out.type, ListOf)
        if not self.memory.all(item) and self.may_change_item(base, base.type, after, op.out):
            self.demand(self.memory.own(base))
            return self.keep(op)
        row, new = Var("t", base.type.item, temp=True), Var("t", op.out.type.item, temp=True)
        take = Op((row,), ITEM, (base, place), op.where)
        put = Op(op.outs, Update("set", ITEM.path), (base, new, place), op.where)
        live = after | self.mentions.of_atoms(op.args)
        made = [*self.op(take, live), *self.op(Op((new,), Apply(change), (row, item), op.where), live)]
        return [*made, *self.op(put, after)]

    def may_change_item(self, base: Var, type_: ListOf, after: int, out: Var) -> bool:
        """Whether an item of a list may be changed where it is."""
        if base not in self.apart or not is_simple(type_.item) or not self.is_free(base, after, out, insist=True):
            return False
        readers = [var for var in self.sharers(self.memory.items(base), after) if var is not out and var is not base]
        if not all(var in self.reads for var in readers):
            return False
        for var in readers:
            self.choices.copy(var)
        return True

    def is_owned(self, mask: int) -> bool:
        return self.memory.is_owned(mask) and not mask & self.shared

    def is_free(self, base: Var, after: int, out: Var | None, insist: bool = False) -> bool:
        """Whether the memory of a variable may be used up: it was made here, and nobody reads it afterwards.

        To `insist` is to have reads that are in the way copied.
        """
        mask = self.memory.own(base)
        if not self.is_owned(mask):
            return False
        readers = [var for var in self.sharers(mask, after) if var is not out]
        if not insist or not all(var in self.reads for var in readers):
            return not readers
        for var in readers:
            self.choices.copy(var)
        return True

    def sharers(self, mask: int, live: int) -> list[Var]:
        """The live variables that may see a change of some memory."""
        variables = (self.by_bit[bit] for bit in bits(live) if bit in self.by_bit)
        return [var for var in variables if self.memory.all(var) & mask]

    def demand(self, mask: int) -> None:
        self.demanded |= mask

    # --- branches

    def choice(self, stmt: If, after: int) -> If:
        then, orelse = self.arm(stmt, stmt.then, after), self.arm(stmt, stmt.orelse, after)
        for out, a, b in zip(stmt.outs, then.results, orelse.results, strict=True):
            self.memory.set(out, self.memory.own(a) | self.memory.own(b), self.memory.items(a) | self.memory.items(b))
            if all(self.is_apart(end) or end == UNDEF for end in (a, b)):
                self.apart.add(out)
        return replace(stmt, then=then, orelse=orelse)

    def attempt(self, stmt: Try, after: int) -> Try:
        beyond = after & ~self.mentions.of_atoms(stmt.outs)
        outer, self.rescue = self.rescue, self.rescue | beyond | self.mentions.of_block(stmt.handler)
        live = beyond | self.mentions.of_block(stmt.orelse) | self.mentions.of_atoms(stmt.body.results)
        body = Block((), tuple(self.body(stmt.body.body, live)), stmt.body.results)
        self.rescue = outer
        for param, atom in stmt.handed:
            self.memory.set(param, self.memory.own(atom), self.memory.items(atom))
        self.register(stmt.orelse.params)
        orelse, handler = self.arm(stmt, stmt.orelse, after), self.arm(stmt, stmt.handler, after)
        for out, (a, b) in zip(stmt.outs, stmt.ends, strict=True):
            self.memory.set(out, self.memory.own(a) | self.memory.own(b), self.memory.items(a) | self.memory.items(b))
        return replace(stmt, body=body, orelse=orelse, handler=handler)

    def enclosed(self, stmt: With, after: int) -> With:
        beyond = after & ~self.mentions.of_atoms(stmt.outs)
        results = self.mentions.of_atoms((*stmt.body.results, *stmt.final.results))
        last = self.mentions.of_block(stmt.final)
        outer, self.rescue = self.rescue, self.rescue | last
        for param in stmt.body.params:
            self.memory.elsewhere(param)
        body = self.body(stmt.body.body, beyond | results | last)
        self.rescue = outer
        final = self.body(stmt.final.body, beyond | results)
        for out, end in stmt.handed:
            self.memory.set(out, self.memory.own(end), self.memory.items(end))
        return replace(stmt, body=replace(stmt.body, body=tuple(body)), final=replace(stmt.final, body=tuple(final)))

    def arm(self, stmt: If | Try, arm: Block, after: int) -> Block:
        live = after & ~self.mentions.of_atoms(stmt.outs) | self.mentions.of_atoms(arm.results)
        return Block(arm.params, tuple(self.body(arm.body, live)), arm.results)

    # --- loops

    def loop(self, stmt: For | While, after: int) -> list[Statement]:
        """A loop after which the variables `after` are needed (its own results apart)."""
        around = after if never_raises(stmt) else after | self.rescue
        return OwnedLoop(self, stmt, around).statements()
