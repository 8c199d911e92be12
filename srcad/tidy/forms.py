"""What an operation computes, in normal form, with what has been seen of its operands so far."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from srcad.ir.core import Apply, Atom, Lit, Op, Var
from srcad.ir.types import Array, kind_of
from srcad.tidy.products import (
    Either,
    Form,
    Product,
    Selected,
    Sum,
    cancels,
    expanded,
    like_terms,
    negated,
    opposite,
    over,
    product_of,
    quotient_of,
    times,
    with_quotients,
)

#: the kinds of numbers of which products and sums are put in order
NUMBERS = ("f", "c")


@dataclass(slots=True)
class Held:
    """An operation not yet written, because the only one that uses it may swallow it."""

    form: Form
    ops: list[Op]


@dataclass(slots=True)
class Seen:
    """What stands for a value, and which values there are."""

    #: not written yet
    held: dict[Var, Held] = field(default_factory=dict)
    #: written, and still seen through
    minus: dict[Var, Product] = field(default_factory=dict)
    selected: dict[Var, Selected] = field(default_factory=dict)
    #: selections as they were before what they select was written
    whole: dict[Var, Selected] = field(default_factory=dict)
    eithers: dict[Var, Either] = field(default_factory=dict)
    #: products of the user's that nobody named
    products: dict[Atom, Product] = field(default_factory=dict)
    #: products that were written, sums of arrays, and what is certainly zero
    made: dict[Var, Product] = field(default_factory=dict)
    sums: dict[Atom, Hashable] = field(default_factory=dict)
    zeros: set[Atom] = field(default_factory=set)
    #: what sums are equal to, but for a dtype or axes of equal items
    shares: dict[Atom, Product] = field(default_factory=dict)
    #: written in the blocks around: ``-x`` by x, ``g / y`` by g and y
    opposites: dict[Atom, Var] = field(default_factory=dict)
    quotients: dict[tuple[Atom, Atom], Product] = field(default_factory=dict)

    def form(self, op: Op) -> Form | None:
        """What the operation computes; None if it is none of our business."""
        if not isinstance(op.prim, Apply) or kind_of(op.out.type) not in NUMBERS:
            return None
        rule = _FORMS.get(op.prim.fn)
        return rule(self, op) if rule is not None else None

    def factor(self, atom: Atom) -> Product | Selected:
        """An operand of a product."""
        if not isinstance(atom, Var):
            return product_of(atom)
        held = self.held.get(atom)
        if held is not None and isinstance(held.form, Product | Selected):
            return held.form
        return self.selected.get(atom) or self.minus.get(atom) or product_of(atom)

    def terms(self, atom: Atom) -> tuple[Product, ...]:
        """An operand of a sum."""
        if not isinstance(atom, Var):
            return (product_of(atom),)
        if atom in self.zeros:
            return ()
        form = self.held[atom].form if atom in self.held else self.minus.get(atom)
        match form:
            case Sum(terms=terms):
                return terms
            case Product():
                return (form,)
            case _:
                return (product_of(atom),)

    def opened(self, product: Product) -> Product:
        """The product with what its numerators were written as."""
        found = replace(product, nums=())
        for num in product.nums:
            found = times(found, self.made.get(num, Product(nums=(num,))) if isinstance(num, Var) else product_of(num))
        return found

    def is_zero(self, form: Form) -> bool:
        """Whether a form is zero whatever its operands are, as long as they are finite."""
        match form:
            case Product(nums=nums):
                return any(num in self.zeros for num in nums)
            case Sum(terms=terms):
                return cancels([expanded(term, self.shares) for term in terms])
            case _:
                return False

    def either(self, left: Atom, right: Atom) -> Either | Selected | None:
        """The sum of two selections by one condition, if each side of it is a product."""
        a, b = self.sides(left), self.sides(right)
        if a is None or b is None or a[0] != b[0]:
            return None
        first, second = _added(a[1], b[1]), _added(a[2], b[2])
        if len(first) > 1 or len(second) > 1:
            return None
        if first and second:
            return Either(a[0], first[0], second[0])
        return Selected(a[0], (first or second)[0], bool(first))

    def sides(self, atom: Atom) -> tuple[Atom, list[Product], list[Product]] | None:
        """The condition of a selection, and what it gives on either side where that is not zero."""
        if not isinstance(atom, Var):
            return None
        if atom in self.eithers:
            found = self.eithers[atom]
            return found.cond, [found.first], [found.second]
        one = self.whole.get(atom) or self.selected.get(atom)
        return None if one is None else (one.cond, [one.value] * one.first, [one.value] * (not one.first))

    def written(self, out: Var, form: Form) -> None:
        """Remember what later operations may see through or use."""
        if isinstance(form, Selected):
            self.selected[out] = form
        elif isinstance(form, Either):
            self.eithers[out] = form
        elif isinstance(form, Product):
            self.made[out] = form
            if form.negative and opposite(form).is_atom:
                self.minus[out] = form
                self.opposites.setdefault(form.nums[0], out)
            quotient = quotient_of(form)
            if quotient is not None:
                self.quotients.setdefault(quotient, Product(form.negative, nums=(out,)))

    def read(self, op: Op) -> None:
        """Remember what an operation of the user's computes."""
        if isinstance(op.prim, Apply) and kind_of(op.out.type) in NUMBERS:
            if op.prim.fn is operator.neg:
                self.written(op.out, Product(True, nums=op.args))
            elif op.prim.fn is operator.truediv:
                self.written(op.out, Product(nums=op.args[:1], dens=op.args[1:]))
            elif op.prim.fn is operator.mul and op.out.temp:
                self.products[op.out] = times(*map(product_of, op.args))

    def divided(self, ops: list[Op]) -> None:
        """Remember the quotients that these operations compute."""
        for op in ops:
            if isinstance(op.prim, Apply) and op.prim.fn is operator.truediv:
                self.quotients.setdefault((op.args[0], op.args[1]), Product(nums=op.outs))

    def with_quotients(self, form: Form) -> Form:
        """With ``g / y`` at hand, ``g * x / y`` is ``g / y * x``."""
        match form:
            case Product() if self.quotients:
                return with_quotients(form, self.quotients)
            case Sum(terms=terms) if self.quotients:
                return Sum(tuple(with_quotients(term, self.quotients) for term in terms))
            case _:
                return form

    def leave(self, opposites: int, quotients: int) -> None:
        """Forget what a block that ends here has made; so many there were before it."""
        for made, before in ((self.opposites, opposites), (self.quotients, quotients)):
            for _ in range(len(made) - before):
                made.popitem()


def _added(a: list[Product], b: list[Product]) -> list[Product]:
    return like_terms([*a, *b]) if a and b else [*a, *b]


def _negation(seen: Seen, op: Op) -> Form:
    (arg,) = op.args
    held = seen.held.get(arg) if isinstance(arg, Var) else None
    return negated(held.form if held is not None else seen.factor(arg))


def _sum(seen: Seen, op: Op) -> Form:
    left, right = op.args
    return seen.either(left, right) or Sum((*seen.terms(left), *seen.terms(right)))


def _difference(seen: Seen, op: Op) -> Form:
    left, right = op.args
    return Sum((*seen.terms(left), *map(opposite, seen.terms(right))))


def _product(seen: Seen, op: Op) -> Form:
    left, right = (seen.factor(arg) for arg in op.args)
    if isinstance(left, Selected):
        return replace(left, value=times(left.value, _plain(right, op.args[1])))
    if isinstance(right, Selected):
        return replace(right, value=times(left, right.value))
    return times(left, right)


def _quotient(seen: Seen, op: Op) -> Form:
    left, divisor = seen.factor(op.args[0]), op.args[1]
    as_array = isinstance(op.out.type, Array)
    if isinstance(left, Selected):
        return replace(left, value=over(left.value, divisor, as_array))
    return over(left, divisor, as_array)


def _plain(form: Product | Selected, atom: Atom) -> Product:
    return form if isinstance(form, Product) else product_of(atom)


def _power(_seen: Seen, op: Op) -> Form | None:
    base, exponent = op.args
    if not isinstance(exponent, Lit) or exponent.value not in (2, 3) or kind_of(base.type) not in NUMBERS:
        return None
    return Product(nums=(base,) * int(exponent.value))


def _selection(seen: Seen, op: Op) -> Form | None:
    """What is selected twice by one condition is selected once."""
    if len(op.args) != 3:
        return None
    cond, first, second = op.args
    if _is_zero(second):
        return _selected(seen, cond, first, True)
    return _selected(seen, cond, second, False) if _is_zero(first) else None


def _selected(seen: Seen, cond: Atom, value: Atom, first: bool) -> Selected:
    inner = seen.factor(value)
    if isinstance(inner, Selected) and (inner.cond, inner.first) == (cond, first):
        return inner
    return Selected(cond, product_of(value), first)


def _is_zero(atom: Atom) -> bool:
    return atom in (Lit(0.0), Lit(0))


_FORMS: dict[Callable[..., Any], Callable[[Seen, Op], Form | None]] = {
    operator.neg: _negation,
    operator.add: _sum,
    operator.sub: _difference,
    operator.mul: _product,
    operator.truediv: _quotient,
    operator.pow: _power,
    np.where: _selection,
}


def is_as_written(op: Op, form: Form) -> bool:
    """Whether the normal form of an operation is the operation itself."""
    assert isinstance(op.prim, Apply)
    fn, args = op.prim.fn, op.args
    match form:
        case Selected():
            return fn is np.where
        case Product():
            return form in (
                Product(nums=args) if fn is operator.mul else None,
                Product(nums=args[:1], dens=args[1:]) if fn is operator.truediv else None,
                Product(nums=args[:1], array_dens=args[1:]) if fn is operator.truediv else None,
                Product(negative=True, nums=args) if fn is operator.neg else None,
            )
        case Sum(terms=terms):
            plain = Product(nums=args[:1]), Product(fn is operator.sub, nums=args[1:])
            return terms == plain and args[0] != args[1] and not any(map(_is_zero, args))
        case _:
            return False
