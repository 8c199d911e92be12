"""Ownership: value semantics -> stores in place.

After this pass every `Update` may be executed on its base.  An update uses its base up: that is right where the base
was made in this function, on every edge that reaches it, and where nothing that may share its memory is read
afterwards.  Otherwise something is copied: what was read (``v_bar = z_bar[1:].copy()``), if only reads are in the
way, else the base (before the loop, where a loop carries it).  A copy too many is always right.

    z1 = z0 with [i] = v;  use z0      ->      z1 = z0.copy();  z1[i] = v;  use z0

Loops follow Futhark's uniqueness types (Henriksen et al., PLDI 2017, section 3): a loop variable that its body
writes must be unique; so its initial value is used up by the loop, and what the body hands on in its place shares
nothing with anything else that lives on.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

import numpy as np

from srcad.analyse.effects import is_effect
from srcad.back.accumulate import accumulation
from srcad.back.memory import Memory
from srcad.back.mentions import Mentions, bits
from srcad.back.paths import width
from srcad.back.sharing import has_memory, holds_memory, sharing
from srcad.ir.core import (
    Apply,
    Atom,
    Block,
    For,
    Function,
    If,
    Index,
    Op,
    Statement,
    Subscript,
    Update,
    Var,
    Where,
    While,
)
from srcad.ir.types import Array, ListOf
from srcad.ir.walk import defined, operands, substitute_operands, vars_in


@dataclass(slots=True)
class Choices:
    """What one attempt at a function learned for the next."""

    #: reads whose result is copied
    copied: set[Var] = field(default_factory=set)
    #: results that are not accumulated in place
    plain: set[Var] = field(default_factory=set)
    changed: bool = False

    def copy(self, var: Var) -> None:
        self.changed |= var not in self.copied
        self.copied.add(var)

    def leave_plain(self, var: Var) -> None:
        self.changed |= var not in self.plain
        self.plain.add(var)


def own(function: Function) -> tuple[Function, Memory]:
    """The function with the copies that make its stores right, and who shares memory with whom in it."""
    choices = Choices()
    while True:
        choices.changed = False
        owner = _Owner(choices)
        new = owner.function(function)
        if not choices.changed:
            return new, owner.memory


def copy_of(value: Var, name: Var, where: Where = Where()) -> Op:
    """``name = value.copy()``"""
    fn = np.copy if isinstance(value.type, Array) else list.copy
    if isinstance(value.type, ListOf) and not value.type.mutable:
        return Op((name,), Apply(list), (value,), where)
    return Op((name,), Apply(fn, style="method", name="copy"), (value,), where)


def named_like(var: Var) -> Var:
    return Var(var.name, var.type, var.temp)


def is_base_copy(made: Statement, stmt: Statement) -> TypeGuard[Op]:
    """Whether a statement is the copy of what another one stores into or carries."""
    return isinstance(made, Op) and made is not stmt and not (isinstance(stmt, Op) and stmt.out is made.out) and is_copy(made)


def is_copy(op: Op) -> bool:
    return isinstance(op.prim, Apply) and op.prim.fn in (np.copy, list.copy, list) and op.prim.name in ("copy", "")


class _Owner:
    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.memory = Memory()
        self.mentions = Mentions(self.memory)
        self.by_bit: dict[int, Var] = {}
        #: variables that are views made by a read, and could be copies
        self.reads: set[Var] = set()
        #: loop variables (by their bits) that something uses up
        self.demanded = 0
        #: accumulations, by the loop variables that they use up
        self.soft: list[tuple[int, Var]] = []

    # --- blocks

    def function(self, function: Function) -> Function:
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
        for stmt, after in zip(body, self.mentions.after_each(body, live), strict=True):
            made = self.statement(stmt, after)
            while is_base_copy(made[0], stmt) and not self.mentions.of_atoms(made[0].args) & after:
                new = self.hoisted(new, made.pop(0))
            new += made
            self.register(stmt.outs)
        return new

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
        for stmt in later:
            self.memory.record(stmt, 0, effect=False)
        return [*body[:start], copy, *later]

    def may_follow(self, stmt: Statement) -> bool:
        """Whether a statement may read a fresh copy as well as what it is a copy of."""
        if not isinstance(stmt, Op) or is_effect(stmt) or self.memory.writes(stmt) or isinstance(stmt.prim, Update):
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

    def distinct(self, results: Sequence[Atom]) -> tuple[tuple[Atom, ...], list[Statement]]:
        """Results that own their memory, each its own."""
        taken, copies, found = 0, list[Statement](), list[Atom]()
        for atom in results:
            mask = self.memory.own(atom)
            if isinstance(atom, Var) and (not self.memory.is_owned(mask) or mask & taken):
                op = copy_of(atom, Var(atom.name, atom.type, temp=True))
                copies += self.keep(op)
                atom = op.out
            taken |= self.memory.all(atom)
            found.append(atom)
        return tuple(found), copies

    # --- operations

    def op(self, op: Op, after: int) -> list[Statement]:
        if isinstance(op.prim, Update):
            return self.store(op, after)
        sum_ = accumulation(op)
        if sum_ is not None and self.may_accumulate(sum_, after):
            return self.keep(sum_, self.memory.own(sum_.args[0]))
        if len(op.outs) == 1 and op.out in self.choices.copied:
            return self.copied_read(op)
        if len(op.outs) == 1 and sharing(op) == "view" and isinstance(op.out.type, Array):
            self.reads.add(op.out)
        return self.keep(op)

    def keep(self, op: Op, writes: int = 0) -> list[Statement]:
        self.memory.define(op)
        self.memory.record(op, writes, is_effect(op))
        self.register(op.outs)
        return [op]

    def copied_read(self, op: Op) -> list[Statement]:
        """``v = z[1:].copy()``"""
        view = Var(op.out.name, op.out.type, temp=True)
        return [*self.keep(replace(op, outs=(view,))), *self.keep(copy_of(view, op.out, op.where))]

    def may_accumulate(self, op: Op, after: int) -> bool:
        """Whether an accumulation may write into its buffer, or has none."""
        base = op.args[0]
        assert isinstance(base, Var)
        if not has_memory(base.type):
            return True
        if op.out in self.choices.plain or not self.is_free(base, after, op.out):
            return False
        self.demand(self.memory.own(base))
        self.soft.append((self.memory.own(base), op.out))
        return True

    def store(self, op: Op, after: int) -> list[Statement]:
        base = op.args[0]
        assert isinstance(base, Var)
        if holds_memory(base.type) and (len(op.prim.path) > 1 or op.prim.kind == "add"):  # type: ignore[union-attr]
            return self.store_in_item(op, after)
        if not has_memory(base.type) or self.is_free(base, after, op.out, insist=True):
            self.demand(self.memory.own(base))
            return self.keep(op, self.memory.own(base))
        copy = copy_of(base, named_like(op.out), op.where)
        kept = self.keep(copy)
        return [*kept, *self.keep(replace(op, args=(copy.out, *op.args[1:])), self.memory.own(copy.out))]

    def store_in_item(self, op: Op, after: int) -> list[Statement]:
        """A store into an item of a list: the item is taken out, changed, and put back."""
        assert isinstance(op.prim, Update) and isinstance(op.args[0], Var)
        base, value, *indices = op.args
        first, rest = op.prim.path[:1], op.prim.path[1:]
        assert isinstance(base.type, ListOf) and isinstance(first[0], Subscript)
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

    def is_free(self, base: Var, after: int, out: Var | None, insist: bool = False) -> bool:
        """Whether the memory of a variable may be used up: it was made here, and nobody reads it afterwards.

        To `insist` is to have reads that are in the way copied.
        """
        mask = self.memory.own(base)
        if not self.memory.is_owned(mask):
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
        new = replace(stmt, then=then, orelse=orelse)
        self.record(new, (*then.body, *orelse.body))
        return new

    def arm(self, stmt: If, arm: Block, after: int) -> Block:
        live = after & ~self.mentions.of_atoms(stmt.outs) | self.mentions.of_atoms(arm.results)
        return Block(arm.params, tuple(self.body(arm.body, live)), arm.results)

    def record(self, stmt: Statement, inner: Sequence[Statement], writes: int = 0) -> None:
        for one in inner:
            writes |= self.memory.writes(one)
        self.memory.record(stmt, writes, any(map(self.memory.has_effect, inner)))

    # --- loops

    def loop(self, stmt: For | While, after: int) -> list[Statement]:
        """A loop after which the variables `after` are needed (its own results apart)."""
        return _Loop(self, stmt, after).statements()


class _Loop:
    """One loop on its way through `own`."""

    def __init__(self, owner: _Owner, stmt: For | While, after: int) -> None:
        self.owner = owner
        self.memory = owner.memory
        self.stmt = stmt
        blocks = (stmt.body,) if isinstance(stmt, For) else (stmt.test, stmt.body)
        inside = 0
        for block in blocks:
            inside |= owner.mentions.of_block(block)
        if isinstance(stmt, For):
            inside |= owner.mentions.of_atoms(walked.source for walked in stmt.iters)
        #: what is needed in every round, or afterwards
        self.around = after | inside
        self.inits: list[Atom] = list(stmt.inits)
        self.yields: list[Atom] = list(stmt.yields)
        self.collects: list[Atom] = list(stmt.collects)
        self.tail: list[Statement] = []
        self.head: list[Statement] = []

    def statements(self) -> list[Statement]:
        self.enter()
        test = self.test()
        mentions = self.owner.mentions
        body = self.owner.body(self.stmt.body.body, self.around | mentions.of_atoms(self.stmt.body.results))
        unique = self.unique()
        self.part(unique)
        self.take(unique)
        self.leave(unique)
        new = self.rebuilt(tuple(body), test)
        writes = self.memory.touched(vars_in(self.inits[k] for k in unique))
        self.owner.record(new, (*test, *body, *self.tail), writes)
        return [*self.head, new]

    def enter(self) -> None:
        """What the parameters of the body share."""
        for var in self.stmt.carried:
            self.memory.fresh(var)
        if isinstance(self.stmt, For):
            for item, walked in zip(self.stmt.items, self.stmt.iters, strict=True):
                self.item(item, walked.source)
        self.owner.register(self.stmt.body.params)

    def item(self, item: Var, source: Atom) -> None:
        mask = self.memory.items(source) if holds_memory(source.type) else self.memory.own(source)
        self.memory.set(item, self.memory.bit(item) | mask, mask)

    def test(self) -> tuple[Statement, ...]:
        if isinstance(self.stmt, For):
            return ()
        for var, inner in zip(self.stmt.carried, self.stmt.test.params, strict=True):
            self.memory.set(inner, self.memory.own(var), self.memory.items(var))
        self.owner.register(self.stmt.test.params)
        live = self.around | self.owner.mentions.of_atoms(self.stmt.carried)
        return tuple(self.owner.body(self.stmt.test.body, live))

    def unique(self) -> list[int]:
        """The loop variables whose memory the body uses up, and those that take their place in the next round."""
        variables = self.stmt.carried
        found = {k for k, var in enumerate(variables) if self.owner.demanded & self.memory.bit(var)}
        todo = sorted(found)
        while todo:
            mask = self.memory.own(self.yields[todo.pop()])
            for k, var in enumerate(variables):
                if mask & self.memory.bit(var) and k not in found:
                    found.add(k)
                    todo.append(k)
        return sorted(found)

    def part(self, unique: Sequence[int]) -> None:
        """Make what the body hands on for a unique variable share nothing with anything else that lives on."""
        inner = self.inner()
        for k in unique:
            mask = self.memory.own(self.yields[k])
            shared = any(self.memory.all(other) & mask for j, other in enumerate(self.yields) if j != k)
            if not self.memory.is_owned(mask) or mask & ~inner or shared:
                self.give_up(unique)
                self.yields[k] = self.copied(self.yields[k], self.tail)
                mask = self.memory.own(self.yields[k])
            for j, other in enumerate(self.collects):
                if self.memory.all(other) & mask:
                    self.give_up(unique)
                    self.collects[j] = self.copied(other, self.tail)

    def inner(self) -> int:
        """The origins that are new in each round."""
        mask = 0
        for var in defined(self.stmt.body):
            if has_memory(var.type):
                mask |= self.memory.bit(var) | self.memory.item_bit(var)
        return mask

    def give_up(self, unique: Sequence[int]) -> None:
        """A copy in every round is too much for an accumulation: next time it is a plain sum."""
        variables = [self.memory.bit(self.stmt.carried[k]) for k in unique]
        for mask, out in self.owner.soft:
            if any(mask & bit for bit in variables):
                self.owner.choices.leave_plain(out)

    def copied(self, value: Atom, where: list[Statement]) -> Atom:
        if not isinstance(value, Var):
            return value
        op = copy_of(value, named_like(value))
        where += self.owner.keep(op)
        return op.out

    def take(self, unique: Sequence[int]) -> None:
        """Use up the initial values of unique variables."""
        for k in unique:
            init = self.inits[k]
            if not isinstance(init, Var):
                continue
            mask = self.memory.own(init)
            shared = any(self.memory.all(other) & mask for j, other in enumerate(self.inits) if j != k)
            if shared or not self.owner.is_free(init, self.around, None):
                op = copy_of(init, named_like(self.stmt.carried[k]))
                self.head += self.owner.keep(op)
                self.inits[k] = op.out
            else:
                self.owner.demand(mask)

    def leave(self, unique: Sequence[int]) -> None:
        """What the results of the loop share."""
        count = len(self.inits)
        for k, out in enumerate(self.stmt.outs[:count]):
            if k in unique:
                self.memory.fresh(out)
            else:
                own = self.memory.own(self.inits[k]) | self.memory.own(self.yields[k])
                items = self.memory.items(self.inits[k]) | self.memory.items(self.yields[k])
                self.memory.set(out, self.memory.bit(out) | self.entered(own), self.entered(items))
        for out, entry in zip(self.stmt.outs[count:], self.collects, strict=True):
            self.memory.set(out, self.memory.bit(out), self.entered(self.memory.all(entry)))

    def entered(self, mask: int) -> int:
        """The origins `mask`, with what the loop variables among them were when the loop began, or were handed."""
        while True:
            wider = mask
            for var, init, new in zip(self.stmt.carried, self.inits, self.yields, strict=True):
                if mask & (self.memory.bit(var) | self.memory.item_bit(var)):
                    wider |= self.memory.all(init) | self.memory.all(new)
            if wider == mask:
                return mask
            mask = wider

    def rebuilt(self, body: tuple[Statement, ...], test: tuple[Statement, ...]) -> For | While:
        stmt = self.stmt
        flags = stmt.body.results[: int(stmt.until)]
        block = Block(stmt.body.params, (*body, *self.tail), (*flags, *self.yields, *self.collects))
        new = replace(stmt, inits=tuple(self.inits), body=block)
        if isinstance(new, While):
            return replace(new, test=Block(new.test.params, test, new.test.results))
        return new


