"""Normal forms written out again as operations, as a person would write them.

Products begin with their literal, go on with numbers and end with arrays; a minus is a subtraction where there is
something to subtract from, else it stands before the first factor.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.infer import infer
from srcad.ir.core import Apply, Atom, Index, Lit, Op, Prim, Subscript, Var, Where
from srcad.ir.types import Array, Dim, Extent, Scalar, Type, kind_of, may_be_one
from srcad.tidy.forms import NUMBERS, Seen
from srcad.tidy.products import (
    Either,
    Form,
    Product,
    Selected,
    Sum,
    axes,
    common_factor,
    expanded,
    like_terms,
    opposite,
    ordered,
    product_of,
    times,
    with_quotients,
)

#: the number in a 0-d array
SCALAR = Index((Subscript((), tuple=True),))


class Draft:
    """The operations that make one value; `outer` leaves a minus in front of all of it."""

    def __init__(self, target: Op, seen: Seen, fresh: Callable[[], Extent], outer: bool) -> None:
        self.target = target.out
        self.opposites = seen.opposites
        self.quotients = dict(seen.quotients)
        self.products = seen.products
        self.place: Where = target.where
        self.fresh = fresh
        self.outer = outer
        self.ops: list[Op] = []
        #: what the target is, if it needs no operation
        self.value: Atom = target.out
        #: the value inside of the selection that was written
        self.chosen = Product()
        self.is_right = False

    def finish(self, form: Form) -> None:
        """Write the form, the last operation giving the target; `is_right` if that keeps its type."""
        self.value = self.write(form)
        if self.ops and self.value is self.ops[-1].out:
            self.ops[-1] = replace(self.ops[-1], outs=(self.target,))
            self.is_right = fits(self.value.type, self.target.type)
        else:
            self.is_right = not self.ops and same_type(self.value.type, self.target.type)

    def write(self, form: Form) -> Atom:
        match form:
            case Product():
                return self.product(form, self.outer)
            case Sum(terms=terms):
                return self.sum(self.merged(terms))
            case Selected():
                return self.selected(form)
            case Either():
                return self.where(form.cond, self.product(form.first), self.product(form.second))

    def emit(self, prim: Prim, *args: Atom) -> Atom:
        out = Var("t", infer(prim, args, self.fresh), temp=True)
        self.ops.append(Op((out,), prim, args, self.place))
        return out

    def call(self, fn: Callable[..., Any], *args: Atom) -> Atom:
        out = self.emit(Apply(fn), *args)
        if holds_less(fn, out.type, self.target.type):
            raise CannotType("numbers of few bits do not hold what is made of them")
        if fn is operator.truediv:
            self.quotients.setdefault((args[0], args[1]), Product(nums=(out,)))
        return out

    # --- products -----------------------------------------------------------------------------------------------

    def product(self, product: Product, outer: bool = False) -> Atom:
        if product.negative and outer and not product.is_atom:
            return self.call(operator.neg, self.product(opposite(product)))
        product = self.without_minus(with_quotients(product, self.quotients))
        scalars, arrays = ordered(product.nums) if _is_long(product) else (list(product.nums), [])
        total = _Chain(self, product)
        total.multiply(scalars)
        late = product.dens if total.is_literal and arrays else ()
        total.divide(() if late else product.dens)
        rest = product.array_dens
        for array in arrays:
            # while the product is small it costs less to divide it (a number divided by a number may raise)
            early = tuple(den for den in rest if isinstance(den.type, Array) and axes(den) < axes(array))
            early = early if total.is_begun else ()
            total.divide(early)
            rest = tuple(den for den in rest if den not in early)
            total.multiply([array])
        total.divide((*late, *rest))
        return total.value

    def without_minus(self, product: Product) -> Product:
        """The product with a factor that is there with the other sign."""
        if product.negative and product.factor == 1.0:
            for number, num in enumerate(product.nums):
                if num in self.opposites:
                    nums = (*product.nums[:number], self.opposites[num], *product.nums[number + 1 :])
                    return replace(product, negative=False, nums=nums)
        return product

    # --- sums ---------------------------------------------------------------------------------------------------

    def merged(self, terms: Sequence[Product]) -> list[Product]:
        """Like terms as one; products of the user's are looked into where that makes more terms alike."""
        merged = like_terms(terms)
        inside = like_terms([expanded(term, self.products) for term in terms])
        return inside if len(inside) < len(merged) else merged

    def sum(self, terms: list[Product]) -> Atom:
        if len(terms) == 1:
            return self.product(terms[0], self.outer)
        found = common_factor(terms)
        if found is not None:
            common, rest = found
            return self.product(times(common, Product(nums=(self.inner_sum(rest),))), self.outer)
        if self.is_accumulated(terms):
            return self.accumulated(terms)
        if all(term.negative for term in terms) and self.outer:
            return self.call(operator.neg, self.inner_sum(list(map(opposite, terms))))
        leader = next((i for i, term in enumerate(terms) if not term.negative), 0)
        total = self.product(terms[leader])
        for term in (*terms[:leader], *terms[leader + 1 :]):
            total = self.add(total, term)
        return total

    def inner_sum(self, terms: list[Product]) -> Atom:
        outer, self.outer = self.outer, False
        total = self.sum(terms)
        self.outer = outer
        return total

    def add(self, total: Atom, term: Product) -> Atom:
        if term.negative:
            return self.call(operator.sub, total, self.product(opposite(term)))
        return self.call(operator.add, total, self.product(term))

    def is_accumulated(self, terms: list[Product]) -> bool:
        """Whether the sum goes on from an earlier value of what it computes: ``x_bar += a + b``."""
        first = terms[0].nums[0] if terms[0].is_atom else None
        return len(terms) > 2 and isinstance(first, Var) and not first.temp and first.name == self.target.name

    def accumulated(self, terms: list[Product]) -> Atom:
        first, *rest = terms
        if all(term.negative for term in rest):
            return self.call(operator.sub, first.nums[0], self.inner_sum(list(map(opposite, rest))))
        return self.call(operator.add, first.nums[0], self.inner_sum(rest))

    # --- selections ---------------------------------------------------------------------------------------------

    def selected(self, form: Selected) -> Atom:
        value = self.product(form.value)
        self.chosen = product_of(value)
        return self.where(form.cond, *((value, Lit(0.0)) if form.first else (Lit(0.0), value)))

    def where(self, cond: Atom, first: Atom, second: Atom) -> Atom:
        found = self.emit(Apply(np.where, name="np.where"), cond, first, second)
        if isinstance(self.target.type, Scalar) and isinstance(found.type, Array) and not found.type.dims:
            return self.emit(SCALAR, found)
        return found


class _Chain:
    """A product written from left to right."""

    def __init__(self, draft: Draft, product: Product) -> None:
        self.draft = draft
        self.minus = product.negative
        self.total: Atom | None = None
        if product.factor != 1.0:
            self.total = Lit(-product.factor if self.minus else product.factor)
            self.minus = False

    @property
    def is_begun(self) -> bool:
        return self.total is not None

    @property
    def is_literal(self) -> bool:
        return not isinstance(self.total, Var)

    @property
    def value(self) -> Atom:
        return self.started(Lit(1.0))

    def started(self, first: Atom) -> Atom:
        """What there is so far, or a first factor that takes the sign."""
        if self.total is not None:
            return self.total
        if not self.minus:
            return first
        self.minus = False
        return Lit(-first.value) if isinstance(first, Lit) else self.draft.call(operator.neg, first)

    def multiply(self, atoms: list[Atom]) -> None:
        for atom in atoms:
            old = self.total
            self.total = self.started(atom) if old is None else self.draft.call(operator.mul, old, atom)

    def divide(self, atoms: tuple[Atom, ...]) -> None:
        for atom in atoms:
            self.total = self.draft.call(operator.truediv, self.value, atom)


def _is_long(product: Product) -> bool:
    """A product of two keeps its order."""
    return len(product.nums) > 2 or product.factor != 1.0 or bool(product.dens or product.array_dens)


def holds_less(fn: Callable[..., Any], result: Type, wanted: Type) -> bool:
    """Whether NumPy's integers overflow, its sums of flags are flags, or its floats are short where long are wanted."""
    kind = kind_of(result)
    if kind in NUMBERS:
        return _digits(result) < _digits(wanted)
    if isinstance(result, Scalar) and result.dtype is None:
        return False
    return kind == "i" or (kind == "b" and fn is not operator.mul)


def _digits(type_: Type) -> int:
    dtype = type_.dtype if isinstance(type_, Scalar | Array) else None
    return np.finfo((dtype or "").rstrip("?") or float).nmant


def fits(found: Type, wanted: Type) -> bool:
    """Whether a value computed another way is of the type that it should have; its axes are the same by algebra."""
    match wanted, found:
        case Scalar(), Scalar():
            return found.kind == wanted.kind and wanted.dtype in (found.dtype, "?")
        case Array(), Array():
            return found.ndim == wanted.ndim and (found.dtype == wanted.dtype or wanted.dtype.endswith("?"))
        case _:
            return False


def same_type(a: Type, b: Type) -> bool:
    """Whether one value can stand for another without a change of dtype or shape."""
    match a, b:
        case Scalar(), Scalar():
            return (a.kind, a.dtype) == (b.kind, b.dtype)
        case Array(), Array():
            return a.dtype == b.dtype and a.ndim == b.ndim and all(map(same_length, a.dims, b.dims))
        case _:
            return a == b


def same_length(a: Dim, b: Dim) -> bool:
    """Lengths of two values of which one stands for the other are equal unless one of them may be one."""
    return a == b or not (may_be_one(a) or may_be_one(b))
