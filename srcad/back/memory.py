"""Who may share memory with whom: each variable's set of origins, kept as the bits of an integer.

Every variable has two bits: the memory it may have been made with (odd places: the items of a container so made).
`own` is what a store through the variable changes; `all` what a reader of the variable may see change.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from srcad.back.sharing import has_memory, holds_memory, sharing
from srcad.ir.core import Apply, Atom, Block, Op, Update, Var
from srcad.ir.walk import all_statements, vars_in

#: memory that others hold: arguments, live names, what unknown functions give
ELSEWHERE = 1


class Memory:
    """What is known about the memory of the variables met so far."""

    def __init__(self) -> None:
        self._bits: dict[Var, int] = {}
        self._own: dict[Var, int] = {}
        self._items: dict[Var, int] = {}

    # --- facts

    def bit(self, var: Var) -> int:
        """The origin that a variable is."""
        if var not in self._bits:
            self._bits[var] = 1 << (2 * len(self._bits) + 2)
        return self._bits[var]

    def item_bit(self, var: Var) -> int:
        return self.bit(var) << 1

    def own(self, atom: Atom) -> int:
        return self._own.get(atom, 0) if isinstance(atom, Var) else 0

    def items(self, atom: Atom) -> int:
        return self._items.get(atom, 0) if isinstance(atom, Var) else 0

    def all(self, atom: Atom) -> int:
        return self.own(atom) | self.items(atom)

    def touched(self, variables: Iterable[Var]) -> int:
        """Everything that a reader of these variables may see change."""
        mask = 0
        for var in variables:
            mask |= self.all(var)
        return mask

    def is_owned(self, mask: int) -> bool:
        """Whether all these origins were made here, and none of them inside a container."""
        return not mask & (ELSEWHERE | self._item_mask())

    def _item_mask(self) -> int:
        return ((1 << 2 * (len(self._bits) + 2)) - 1) // 3 << 1

    # --- learning

    def set(self, var: Var, own: int, items: int) -> None:
        self._own[var] = own if has_memory(var.type) else 0
        self._items[var] = items if holds_memory(var.type) else 0

    def fresh(self, var: Var) -> None:
        self.set(var, self.bit(var), self.item_bit(var))

    def elsewhere(self, var: Var) -> None:
        self.set(var, self.bit(var) | ELSEWHERE, self.item_bit(var) | ELSEWHERE)

    def define(self, op: Op) -> None:
        """Learn what the results of an operation share."""
        for out in op.outs:
            if has_memory(out.type):
                self._define(op, out)

    def learn(self, block: Block) -> None:
        """Learn about what later passes added."""
        for stmt in all_statements(block):
            if isinstance(stmt, Op) and any(out not in self._own for out in stmt.outs):
                self.define(stmt)

    def _define(self, op: Op, out: Var) -> None:
        args = tuple(vars_in(op.args))
        match sharing(op):
            case "fresh":
                self.fresh(out)
            case "view":
                self._view(op, out)
            case "frozen":
                self.set(out, self.touched(args) | ELSEWHERE, self.touched(args) | ELSEWHERE)
            case "items":
                self.set(out, self.bit(out), self.touched(args))
            case "inplace":
                self.set(out, self.own(op.args[0]), self.items(op.args[0]) | self.touched(vars_in(op.args[1:])))
            case "unknown":
                mask = self.bit(out) | self.touched(args) | ELSEWHERE
                self.set(out, mask, mask)

    def _view(self, op: Op, out: Var) -> None:
        """Part of the first operand: of an array its memory, of a container an item of it."""
        bases = vars_in(op.args) if isinstance(op.prim, Apply) and op.prim.fn is np.einsum else op.args[:1]
        own, items = 0, 0
        for base in bases:
            own |= self.own(base)
            items |= self.items(base)
        if items:
            self.set(out, self.bit(out) | items, items)
        else:
            self.set(out, own or self.bit(out), own)


def is_store(op: Op) -> bool:
    return isinstance(op.prim, Update) or (isinstance(op.prim, Apply) and sharing(op) == "inplace")
