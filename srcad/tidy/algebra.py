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
``x ** 2``                             ``x * x``                             x a float or an array of floats
``where(c, g, 0.0) * p``               ``where(c, g * p, 0.0)``              so that nothing unselected matters
``where(c, g, 0.0) + where(c, 0, h)``  ``where(c, g, h)``
=====================================  ====================================  ======================================

Rows that a single operation matches are in `rows`.  Only adjoint operations are rewritten, never the user's own.
What one operation of the same source statement uses is seen through; so an operation is written when all that
concerns it has been read.  Sums and products of floats are reassociated; dtypes and shapes stay.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.supply import supply_after
from srcad.ir.core import Apply, Atom, Block, Function, Lit, Op, Pack, Statement, Update, Var
from srcad.ir.types import Array, Extent, Scalar, kind_of
from srcad.ir.walk import map_blocks, operands, substitute_operands, use_counts
from srcad.tidy.draft import Draft, fits, same_type
from srcad.tidy.products import (
    Either,
    Form,
    Product,
    Selected,
    Sum,
    negated,
    opposite,
    over,
    product_of,
    quotient_of,
    times,
    with_quotients,
)
from srcad.tidy.rows import existing

_SUMS = (operator.add, operator.sub, operator.neg)
_FACTORS = (operator.mul, operator.truediv, operator.neg)


def algebra(fn: Function) -> Function:
    """The function with its adjoint arithmetic rewritten."""
    block = _Pass(fn.block).block(fn.block)
    return fn if block is fn.block else replace(fn, block=block)


@dataclass(slots=True)
class _Held:
    """An operation not yet written, because the only one that uses it may swallow it."""

    form: Form
    ops: list[Op]


class _Pass:
    """One walk over a function."""

    def __init__(self, block: Block) -> None:
        self.whole = block
        self.counts = use_counts(block)
        self.known: dict[Var, Atom] = {}
        self.held: dict[Var, _Held] = {}
        self.minus: dict[Var, Product] = {}
        self.selected: dict[Var, Selected] = {}
        self.packs: dict[Var, Op] = {}
        self._supply: Callable[[], Extent] | None = None

    def fresh(self) -> Extent:
        """A new length; hardly ever needed, so the supply is made when it is."""
        if self._supply is None:
            self._supply = supply_after(self.whole).extent
        return self._supply()

    def block(self, block: Block) -> Block:
        body = _Body(self, block)
        for stmt in block.body:
            body.statement(stmt)
        results = tuple(map(self.atom, block.results))
        new = tuple(body.done)
        if results == block.results and len(new) == len(block.body) and all(map(operator.is_, new, block.body)):
            return block
        return Block(block.params, new, results)

    def atom(self, atom: Atom) -> Atom:
        return self.known.get(atom, atom) if isinstance(atom, Var) else atom

    # --- normal forms -------------------------------------------------------------------------------------------

    def form(self, op: Op) -> Form | None:
        """What the operation computes, in normal form; None if it is none of our business."""
        if not isinstance(op.prim, Apply) or kind_of(op.out.type) != "f":
            return None
        rule = _FORMS.get(op.prim.fn)
        return rule(self, op) if rule is not None else None

    def factor(self, atom: Atom) -> Product | Selected:
        """An operand of a product."""
        held = self.held.get(atom) if isinstance(atom, Var) else None
        if held is not None and isinstance(held.form, Product | Selected):
            return held.form
        return self.selected[atom] if atom in self.selected else product_of(atom)  # type: ignore[index]

    def terms(self, atom: Atom) -> tuple[Product, ...]:
        """An operand of a sum."""
        if not isinstance(atom, Var):
            return (product_of(atom),)
        form = self.held[atom].form if atom in self.held else self.minus.get(atom, product_of(atom))
        match form:
            case Sum(terms=terms):
                return terms
            case Product():
                return (form,)
            case _:
                return (product_of(atom),)

    def either(self, left: Atom, right: Atom) -> Either | None:
        """Two selections that complete each other."""
        a, b = self.selected.get(left), self.selected.get(right)  # type: ignore[arg-type]
        if a is None or b is None or a.cond != b.cond or a.first == b.first:
            return None
        return Either(a.cond, *((a.value, b.value) if a.first else (b.value, a.value)))


def _negation(walk: _Pass, op: Op) -> Form:
    (arg,) = op.args
    held = walk.held.get(arg) if isinstance(arg, Var) else None
    if held is not None:
        return negated(held.form)
    return opposite(walk.minus[arg]) if arg in walk.minus else negated(walk.factor(arg))  # type: ignore[index]


def _sum(walk: _Pass, op: Op) -> Form:
    left, right = op.args
    return walk.either(left, right) or Sum((*walk.terms(left), *walk.terms(right)))


def _difference(walk: _Pass, op: Op) -> Form:
    left, right = op.args
    return Sum((*walk.terms(left), *map(opposite, walk.terms(right))))


def _product(walk: _Pass, op: Op) -> Form:
    left, right = (walk.factor(arg) for arg in op.args)
    if isinstance(left, Selected):
        return replace(left, value=times(left.value, _plain(right, op.args[1])))
    if isinstance(right, Selected):
        return replace(right, value=times(left, right.value))
    return times(left, right)


def _quotient(walk: _Pass, op: Op) -> Form:
    left, divisor = walk.factor(op.args[0]), op.args[1]
    as_array = isinstance(op.out.type, Array)
    if isinstance(left, Selected):
        return replace(left, value=over(left.value, divisor, as_array))
    return over(left, divisor, as_array)


def _plain(form: Product | Selected, atom: Atom) -> Product:
    return form if isinstance(form, Product) else product_of(atom)


def _power(_walk: _Pass, op: Op) -> Form | None:
    base, exponent = op.args
    if not isinstance(exponent, Lit) or exponent.value not in (2, 3) or kind_of(base.type) != "f":
        return None
    return Product(nums=(base,) * int(exponent.value))


def _selection(_walk: _Pass, op: Op) -> Form | None:
    if len(op.args) != 3:
        return None
    cond, first, second = op.args
    if _is_zero(second):
        return Selected(cond, product_of(first), True)
    return Selected(cond, product_of(second), False) if _is_zero(first) else None


def _is_zero(atom: Atom) -> bool:
    return atom in (Lit(0.0), Lit(0))


_FORMS: dict[Callable[..., Any], Callable[[_Pass, Op], Form | None]] = {
    operator.neg: _negation,
    operator.add: _sum,
    operator.sub: _difference,
    operator.mul: _product,
    operator.truediv: _quotient,
    operator.pow: _power,
    np.where: _selection,
}


# --- writing ----------------------------------------------------------------------------------------------------


class _Body:
    """One block under reconstruction."""

    def __init__(self, walk: _Pass, block: Block) -> None:
        self.walk = walk
        self.done: list[Statement] = []
        self.users: dict[Var, Op] = {}
        self.quotients: dict[tuple[Atom, Atom], Var] = {}
        counts = walk.counts
        for stmt in block.body:
            if isinstance(stmt, Op):
                for arg in stmt.args:
                    if isinstance(arg, Var) and stmt.args.count(arg) == counts[arg]:
                        self.users[arg] = stmt

    def statement(self, stmt: Statement) -> None:
        if any(atom in self.walk.known for atom in operands(stmt)):
            stmt = substitute_operands(stmt, self.walk.atom)
        if not isinstance(stmt, Op):
            self.done.append(map_blocks(stmt, self.walk.block))
            return
        if isinstance(stmt.prim, Pack):
            self.walk.packs[stmt.out] = stmt
        if not stmt.where.adjoint or not self.rewrite(stmt):
            self.done.append(stmt)

    def rewrite(self, op: Op) -> bool:
        """Deal with an adjoint operation; False if it stays as it is."""
        value = existing(op, self.walk.packs)
        if value is not None and same_type(value.type, op.out.type):
            self.walk.known[op.out] = value
            return True
        form = self.walk.form(op)
        if form is None:
            return False
        ops = [*self.swallowed(op), op]
        if self.may_wait(op, form):
            self.walk.held[op.out] = _Held(form, ops)
        else:
            self.write(op, form, ops)
        return True

    def swallowed(self, op: Op) -> list[Op]:
        held = self.walk.held
        return [inner for arg in dict.fromkeys(op.args) if arg in held for inner in held[arg].ops]  # type: ignore[index]

    def may_wait(self, op: Op, form: Form) -> bool:
        """Whether the only operation that uses this one will see through it."""
        user = self.users.get(op.out)
        if user is None or not user.where.adjoint or not isinstance(user.prim, Apply):
            return False
        fn = user.prim.fn
        if kind_of(user.out.type) != "f":
            return False
        if isinstance(form, Selected):
            return fn in _FACTORS and user.args[-1] is not op.out
        if user.where.stmt != op.where.stmt:
            return False
        if isinstance(form, Sum):
            return fn in _SUMS and (user.args[-1] is not op.out or _same_axes(user, op))
        if fn is operator.truediv:
            return user.args[1] is not op.out
        return fn in _SUMS or (fn is operator.mul and user.args[0] is not user.args[1])

    def write(self, op: Op, form: Form, ops: list[Op]) -> None:
        """Write the normal form, or the operations as they were if it would have another type."""
        form = self.with_quotients(form)
        if len(ops) == 1 and _is_as_written(op, form):
            self.remember(op, form)
            self.done.append(op)
            return
        user = self.users.get(op.out)
        draft = Draft(op, self.walk.fresh, user is not None and _is_addition(user, op.out))
        try:
            value = draft.write(form)
        except CannotType:
            self.done += ops
            return
        if draft.ops and value is draft.ops[-1].out and fits(value.type, op.out.type):
            self.done += draft.ops[:-1]
            self.done.append(replace(draft.ops[-1], outs=op.outs))
            self.remember(op, replace(form, value=draft.chosen) if isinstance(form, Selected) else form)
        elif not draft.ops and same_type(value.type, op.out.type):
            self.walk.known[op.out] = value
        else:
            self.done += ops

    def remember(self, op: Op, form: Form) -> None:
        """What later operations may see through or use although this one is written."""
        if isinstance(form, Selected):
            self.walk.selected[op.out] = form
        elif isinstance(form, Product):
            if form.negative and opposite(form).is_atom:
                self.walk.minus[op.out] = form
            quotient = quotient_of(form)
            if quotient is not None:
                self.quotients[quotient] = op.out

    def with_quotients(self, form: Form) -> Form:
        """With ``g / y`` at hand, ``g * x / y`` is ``g / y * x``."""
        match form:
            case Product() if self.quotients:
                return with_quotients(form, self.quotients)
            case Sum(terms=terms) if self.quotients:
                return Sum(tuple(with_quotients(term, self.quotients) for term in terms))
            case _:
                return form


def _same_axes(a: Op, b: Op) -> bool:
    if isinstance(a.out.type, Scalar) and isinstance(b.out.type, Scalar):
        return True
    return isinstance(a.out.type, Array) and isinstance(b.out.type, Array) and a.out.type.dims == b.out.type.dims


def _is_addition(user: Op, value: Var) -> bool:
    """``place += value``, which can be printed as ``-=``."""
    return isinstance(user.prim, Update) and user.prim.kind == "add" and user.args[1] is value


def _is_as_written(op: Op, form: Form) -> bool:
    """Whether the normal form of an operation is the operation itself."""
    assert isinstance(op.prim, Apply)
    if isinstance(form, Selected):
        return True
    fn, args = op.prim.fn, op.args
    match form:
        case Product():
            return form in (
                Product(nums=args) if fn is operator.mul else None,
                Product(nums=args[:1], dens=args[1:]) if fn is operator.truediv else None,
                Product(nums=args[:1], array_dens=args[1:]) if fn is operator.truediv else None,
                Product(negative=True, nums=args) if fn is operator.neg else None,
            )
        case Sum(terms=terms):
            sign = fn is operator.sub
            return terms == (Product(nums=args[:1]), Product(sign, nums=args[1:])) and args[0] is not args[1]
        case _:
            return False
