"""Ownership over the rounds of a loop: see `own`.

Loops follow Futhark's uniqueness types (Henriksen et al., PLDI 2017, section 3): a loop variable that its body
writes must be unique; so its initial value is used up by the loop, and what the body hands on in its place shares
nothing with anything else that lives on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from srcad.back.apart import may_hold
from srcad.back.copies import named_like
from srcad.back.sharing import has_memory, holds_memory
from srcad.back.writes import unique
from srcad.ir.core import Atom, Block, For, Statement, Var, While
from srcad.ir.walk import defined

if TYPE_CHECKING:
    from srcad.back.own import Owner


class OwnedLoop:
    """One loop on its way through `own`."""

    def __init__(self, owner: Owner, stmt: For | While, after: int) -> None:
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
        self.yields = stmt.yields
        self.collects = stmt.collects
        self.head: list[Statement] = []

    def statements(self) -> list[Statement]:
        self.enter()
        test = self.test()
        mentions = self.owner.mentions
        outer, self.owner.made = self.owner.made, self.made_inside()
        body = self.owner.body(self.stmt.body.body, self.around | mentions.of_atoms(self.stmt.body.results))
        unique_ = unique(self.stmt, self.yields, self.owner.demanded, self.memory)
        self.part(unique_)
        self.take(unique_)
        self.leave(unique_)
        self.leave_apart()
        self.owner.made = outer
        return [*self.head, self.rebuilt(tuple(body), test)]

    def enter(self) -> None:
        """What the parameters of the body share."""
        for var in self.stmt.carried:
            self.memory.fresh(var)
            if var in self.owner.choices.shared:
                self.owner.shared |= self.memory.bit(var)
        for var, init in zip(self.stmt.carried, self.stmt.inits, strict=True):
            if var not in self.owner.choices.mingled and may_hold(init) and self.enters_apart(init):
                self.owner.apart.add(var)
        if isinstance(self.stmt, For):
            for item, walked in zip(self.stmt.items, self.stmt.iters, strict=True):
                self.item(item, walked.source)
        self.owner.register(self.stmt.body.params)

    def enters_apart(self, init: Atom) -> bool:
        """Whether a loop has the items of a list to itself."""
        mask = self.memory.items(init)
        others = [atom for atom in self.stmt.inits if atom is not init]
        if not self.owner.is_apart(init) or len(others) < len(self.stmt.inits) - 1:
            return False
        readers = (var for var in self.owner.sharers(mask, self.around) if var is not init)
        return not any(self.memory.all(atom) & mask for atom in others) and not any(readers)

    def made_inside(self) -> int:
        """The memory that the body makes in each round."""
        mask = self.inner()
        for var in self.stmt.body.params:
            mask &= ~(self.memory.bit(var) | self.memory.item_bit(var)) if has_memory(var.type) else -1
        return mask

    def leave_apart(self) -> None:
        """Which lists have their items to themselves after the loop: those that had in each of its rounds."""
        count = len(self.inits)
        ends = [*self.yields, *self.collects]
        for k, (var, out) in enumerate(zip(self.stmt.carried, self.stmt.outs, strict=False)):
            if var not in self.owner.apart:
                continue
            mask = self.memory.items(var) | self.memory.items(self.yields[k])
            others = (self.memory.all(end) & mask for j, end in enumerate(ends) if j != k)
            if not self.owner.is_apart(self.yields[k]) or any(others):
                self.owner.choices.mingle(var)
            else:
                self.owner.apart.add(out)
        for k, (entry, out) in enumerate(zip(self.collects, self.stmt.outs[count:], strict=True), count):
            mask = self.memory.all(entry)
            alone = not any(self.memory.all(end) & mask for j, end in enumerate(ends) if j != k)
            if alone and self.owner.is_owned(self.memory.own(entry)) and not mask & ~self.made_inside():
                self.owner.apart.add(out)

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

    def part(self, unique: Sequence[int]) -> None:
        """Where what the body hands on for a unique variable is shared, the variable is not unique after all.

        Then whoever stores into it copies it first, which costs no more than a copy of what is shared.
        """
        inner = self.inner()
        for k in unique:
            mask = self.memory.own(self.yields[k])
            others = (*self.yields[:k], *self.yields[k + 1 :], *self.collects)
            if not self.owner.is_owned(mask) or mask & ~inner or any(self.memory.all(one) & mask for one in others):
                self.owner.choices.share(self.stmt.carried[k])

    def inner(self) -> int:
        """The origins that are new in each round."""
        mask = 0
        for var in defined(self.stmt.body):
            if has_memory(var.type):
                mask |= self.memory.bit(var) | self.memory.item_bit(var)
        return mask

    def take(self, unique: Sequence[int]) -> None:
        """Use up the initial values of unique variables."""
        for k in unique:
            init = self.inits[k]
            if not isinstance(init, Var):
                continue
            mask = self.memory.own(init)
            shared = any(self.memory.all(other) & mask for j, other in enumerate(self.inits) if j != k)
            if shared or not self.owner.is_free(init, self.around, None):
                self.inits[k] = self.owner.copied(init, named_like(self.stmt.carried[k]), self.head)
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
        block = Block(self.stmt.body.params, body, self.stmt.body.results)
        new = replace(self.stmt, inits=tuple(self.inits), body=block)
        if isinstance(new, While):
            return replace(new, test=Block(new.test.params, test, new.test.results))
        return new
