"""Write what the adjoints compute as a person would: signs, literals, selections and like terms.

=====================================  ====================================  ======================================
``g * 1.0``, ``g * -1.0``              ``g``, ``-g``                         g has the type of the result
``g * 2.0``, ``2.0 * (3.0 * g)``       ``2.0 * g``, ``6.0 * g``
``A * (2.0 * s)``                      ``2.0 * s * A``                       numbers first, then arrays
``g * (1.0 / y)``, ``(-g) / y``        ``g / y``, ``-(g / y)``
``x + (-y)``, ``(-y) + x``             ``x - y``
``-(-x)``, ``-(x - y)``                ``x``, ``y - x``
``g * x + g * x``                      ``2.0 * x * g``
``x + 0.0``                            ``x``                                 x has the type of the result
``g * x / y``                          ``q * x``                             ``q = g / y`` is there already
``np.sum(2.0 * s * A)``                ``2.0 * s * np.sum(A)``
``x ** 2``                             ``x * x``                             x a float or an array of floats
``where(c, g, 0.0) * p``               ``where(c, g * p, 0.0)``              so that nothing unselected matters
``where(c, where(c, g, 0.0), 0.0)``    ``where(c, g, 0.0)``
``where(c, g, 0.0) + where(c, 0, h)``  ``where(c, g, h)``
=====================================  ====================================  ======================================

Rows that a single operation matches are in `rows`.  Only adjoint operations are rewritten, never the user's own.
What one operation of the same source statement uses is seen through; so an operation is written when all that
concerns it has been read.  Sums and products of floats are reassociated; dtypes and shapes stay.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.holes import may_be_numbers, may_be_undefined
from srcad.analyse.supply import supply_after
from srcad.ir.core import Apply, Atom, Block, Function, Index, Lit, Op, Pack, Statement, Try, Update, Var
from srcad.ir.types import Array, Extent, Scalar, kind_of
from srcad.ir.walk import changed_block, map_blocks, operands, substitute_operands, use_counts
from srcad.tidy.draft import SCALAR, Draft, same_type
from srcad.tidy.forms import NUMBERS, Held, Seen, is_as_written
from srcad.tidy.products import Either, Form, Product, Selected, Sum, product_of, split, times
from srcad.tidy.rows import existing
from srcad.tidy.shares import key_of, sum_of_shares

_SUMS = (operator.add, operator.sub, operator.neg)
_ZEROS = (Lit(0.0), Lit(0))
_FACTORS = (operator.mul, operator.truediv, operator.neg)


def algebra(fn: Function) -> Function:
    """The function with its adjoint arithmetic rewritten."""
    block = _Pass(fn.block).block(fn.block)
    return fn if block is fn.block else replace(fn, block=block)


class _Pass:
    """One walk over a function."""

    def __init__(self, block: Block) -> None:
        self.whole = block
        self.counts = use_counts(block)
        self.known: dict[Var, Atom] = {}
        #: containers and what is read of them
        self.made: dict[Var, Op] = {}
        self.seen = Seen()
        self._fresh: Callable[[], Extent] | None = None
        self._loose: frozenset[Var] | None = None

    def fresh(self) -> Extent:
        """A new length; hardly ever needed, so the supply is made when it is."""
        if self._fresh is None:
            self._fresh = supply_after(self.whole).extent
        return self._fresh()

    def stands_for(self, value: Atom, out: Var) -> bool:
        """Whether an array may be left to a value: not where only that may be a number, or nothing."""
        if not isinstance(value.type, Array):
            return True
        if self._loose is None:
            self._loose = may_be_numbers(self.whole) | may_be_undefined(self.whole)
        return value not in self._loose or out in self._loose

    def block(self, block: Block) -> Block:
        before = len(self.seen.opposites), len(self.seen.quotients)
        body = _Body(self, block)
        for stmt in block.body:
            body.statement(stmt)
        self.seen.leave(*before)
        return changed_block(block, body.done, tuple(map(self.atom, block.results)))

    def atom(self, atom: Atom) -> Atom:
        return self.known.get(atom, atom) if isinstance(atom, Var) else atom


class _Body:
    """One block under reconstruction."""

    def __init__(self, walk: _Pass, block: Block) -> None:
        self.walk = walk
        self.seen = walk.seen
        self.done: list[Statement] = []
        self.users: dict[Var, Op] = {}
        for stmt in block.body:
            if isinstance(stmt, Op):
                for arg in stmt.args:
                    if isinstance(arg, Var) and stmt.args.count(arg) == walk.counts[arg]:
                        self.users[arg] = stmt

    def statement(self, stmt: Statement) -> None:
        if any(atom in self.walk.known for atom in operands(stmt)):
            stmt = substitute_operands(stmt, self.walk.atom)
        if not isinstance(stmt, Op):
            self.done.append(self.region(stmt))
        elif not stmt.where.adjoint:
            self.seen.read(stmt)
            self.note_sum(stmt)
            self.done.append(stmt)
        elif not self.rewrite(stmt):
            self.done.append(stmt)

    def region(self, stmt: Statement) -> Statement:
        """A region with its blocks rewritten; what is tried raises what it raised as it was written."""
        tried = stmt.body if isinstance(stmt, Try) else None
        return map_blocks(stmt, lambda block: block if block is tried else self.walk.block(block))

    def rewrite(self, op: Op) -> bool:
        """Deal with an adjoint operation; False if it stays as it is."""
        if isinstance(op.prim, Pack | Index):
            self.walk.made[op.out] = op
        value = existing(op, self.walk.made)
        if value is not None and same_type(value.type, op.out.type) and self.walk.stands_for(value, op.out):
            self.walk.known[op.out] = value
            return True
        if op.prim == SCALAR and op.args[0] in self.seen.selected:
            self.seen.selected[op.out] = self.seen.selected[op.args[0]]  # type: ignore[index]
            return False
        if _is_total(op):
            self.note_sum(op)
            return self.total(op)
        form = self.seen.form(op)
        if form is not None and self.seen.is_zero(form):
            # what is made of it will not mention it
            self.seen.zeros.add(op.out)
            self.done += self.swallowed(op)
            return False
        if form is not None:
            self.settle(op, form, [*self.swallowed(op), op])
        return form is not None

    def settle(self, op: Op, form: Form, ops: list[Op]) -> None:
        if self.may_wait(op, form):
            self.seen.held[op.out] = Held(form, ops)
        else:
            self.write(op, form, ops)

    def swallowed(self, op: Op) -> list[Op]:
        held = self.seen.held
        args = [arg for arg in dict.fromkeys(op.args) if isinstance(arg, Var) and arg in held]
        return [inner for arg in args for inner in held[arg].ops]

    def note_sum(self, op: Op) -> None:
        if _is_total(op):
            self.seen.sums[op.out] = key_of(op)

    def total(self, op: Op) -> bool:
        """``np.sum(s * A)`` is ``s * np.sum(A)``; what was held for the sum is written."""
        arg = op.args[0]
        held = self.seen.held.get(arg) if isinstance(arg, Var) else None
        if self.is_sum_of_shares(op, held):
            return True
        if held is None:
            return False
        assert isinstance(held.form, Product)
        outside, inside = split(held.form)
        inner = Var("t", op.out.type, temp=True)
        scaled = times(outside, Product(nums=(inner,)))
        made = self.drafted(op, scaled) if outside != Product() else None
        if made and self.write(held.ops[-1], inside, []):
            del self.seen.held[arg]  # type: ignore[arg-type]
            self.done.append(replace(op, outs=(inner,), args=tuple(map(self.walk.atom, op.args))))
            self.settle(op, scaled, made.ops)
        else:
            self.as_it_was(op)
        return True

    def is_sum_of_shares(self, op: Op, held: Held | None) -> bool:
        """Deal with the sum of parts of a whole."""
        inside = held.form if held is not None else product_of(op.args[0])
        whole = sum_of_shares(op, self.seen.opened(inside), self.seen.sums) if isinstance(inside, Product) else None
        if whole is None:
            return False
        if self.drafted(op, whole) is not None:
            self.settle(op, whole, [*self.swallowed(op), op])
            return True
        self.seen.shares[op.out] = whole
        if held is None:
            return False
        self.as_it_was(op)
        return True

    def as_it_was(self, op: Op) -> None:
        """Write what was held for a sum, and the sum of it."""
        held = self.seen.held.pop(op.args[0])  # type: ignore[arg-type]
        self.write(held.ops[-1], held.form, held.ops)
        self.done.append(replace(op, args=tuple(map(self.walk.atom, op.args))))

    def may_wait(self, op: Op, form: Form) -> bool:
        """Whether the only operation that uses this one will see through it."""
        user = self.users.get(op.out)
        if user is None or not user.where.adjoint or not isinstance(user.prim, Apply):
            return False
        fn = user.prim.fn
        if kind_of(user.out.type) not in NUMBERS or isinstance(form, Either):
            return False
        if isinstance(form, Selected):
            again = fn is np.where and user.args[0] == form.cond and user.args[2 if form.first else 1] in _ZEROS
            return again or (fn in _FACTORS and user.args[-1] is not op.out)
        if user.where.stmt != op.where.stmt:
            return False
        if isinstance(form, Sum):
            return fn in _SUMS and (user.args[-1] is not op.out or _same_axes(user, op))
        if fn is operator.truediv:
            return user.args[1] is not op.out
        if _is_total(user):
            return isinstance(op.out.type, Array)
        return fn in _SUMS or (fn is operator.mul and user.args[0] is not user.args[1])

    def write(self, op: Op, form: Form, ops: list[Op]) -> bool:
        """Write the normal form, or the operations as they were if it would have another type."""
        form = self.seen.with_quotients(form)
        if len(ops) == 1 and is_as_written(op, form):
            self.seen.written(op.out, form)
            self.done.append(op)
            return True
        made = self.drafted(op, form)
        if made is None:
            self.done += ops
        elif made.ops:
            self.done += made.ops
            self.seen.divided(made.ops)
            if isinstance(form, Selected):
                self.seen.whole[op.out] = form
                form = replace(form, value=made.chosen)
            self.seen.written(op.out, form)
        else:
            self.walk.known[op.out] = made.value
        return made is not None

    def drafted(self, op: Op, form: Form) -> Draft | None:
        """The operations that give the normal form; None if it would have another type."""
        user = self.users.get(op.out)
        draft = Draft(op, self.seen, self.walk.fresh, user is not None and _is_addition(user, op.out))
        try:
            draft.finish(form)
        except CannotType:
            return None
        return draft if draft.is_right else None


def _same_axes(a: Op, b: Op) -> bool:
    if isinstance(a.out.type, Scalar) and isinstance(b.out.type, Scalar):
        return True
    return isinstance(a.out.type, Array) and isinstance(b.out.type, Array) and a.out.type.dims == b.out.type.dims


def _is_addition(user: Op, value: Var) -> bool:
    """``place += value``, which can be printed as ``-=``."""
    return isinstance(user.prim, Update) and user.prim.kind == "add" and user.args[1] is value


def _is_total(op: Op) -> bool:
    is_sum = isinstance(op.prim, Apply) and op.prim.fn is np.sum and {*op.prim.kw} <= {"axis", "keepdims"}
    return is_sum and kind_of(op.out.type) in NUMBERS
