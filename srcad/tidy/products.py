"""Arithmetic in normal form: a product has a sign, a literal factor, numerators and divisors; a sum has products.

``g * (2.0 * x) / -y`` is the product with sign minus, factor 2.0, numerators x and g, divisor y.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Scalar


@dataclass(frozen=True, slots=True)
class Product:
    """``± factor * nums / dens``; what was divided as an array, not as a number, is in `array_dens`.

    The distinction matters: Python raises where it divides by zero, and arrays do not.
    """

    negative: bool = False
    factor: float = 1.0
    nums: tuple[Atom, ...] = ()
    dens: tuple[Atom, ...] = ()
    array_dens: tuple[Atom, ...] = ()

    def key(self) -> Hashable:
        """What two like terms have in common."""
        return tuple(frozenset(Counter(part).items()) for part in (self.nums, self.dens, self.array_dens))

    @property
    def is_atom(self) -> bool:
        return self == Product(nums=self.nums) and len(self.nums) == 1


@dataclass(frozen=True, slots=True)
class Sum:
    """Products added up, from left to right."""

    terms: tuple[Product, ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """``where(cond, value, 0.0)``, or with `value` on the other side if not `first`."""

    cond: Atom
    value: Product
    first: bool


@dataclass(frozen=True, slots=True)
class Either:
    """``where(cond, first, second)``"""

    cond: Atom
    first: Product
    second: Product


Form = Product | Sum | Selected | Either


def product_of(atom: Atom) -> Product:
    """A literal is a factor, anything else a numerator; zeros and infinities are left alone."""
    if not isinstance(atom, Lit) or type(atom.value) not in (int, float):
        return Product(nums=(atom,))
    value = float(atom.value)
    if value == 0.0 or not math.isfinite(value):
        return Product(nums=(atom,))
    return Product(value < 0.0, abs(value))


def negated(form: Form) -> Form:
    match form:
        case Product():
            return opposite(form)
        case Sum(terms=terms):
            return Sum(tuple(map(opposite, terms)))
        case Selected():
            return replace(form, value=opposite(form.value))
        case Either():
            return replace(form, first=opposite(form.first), second=opposite(form.second))


def opposite(product: Product) -> Product:
    return replace(product, negative=not product.negative)


def times(a: Product, b: Product) -> Product:
    """The product of two; one that begins with a literal goes first."""
    first, second = (b, a) if b.factor != 1.0 and a.factor == 1.0 else (a, b)
    return Product(
        a.negative != b.negative,
        a.factor * b.factor,
        first.nums + second.nums,
        first.dens + second.dens,
        first.array_dens + second.array_dens,
    )


def over(a: Product, divisor: Atom, as_array: bool) -> Product:
    """The product divided by a value."""
    found = product_of(divisor)
    if not found.nums:
        a = replace(a, negative=a.negative != found.negative)
        divisor = Lit(found.factor)
    if as_array:
        return replace(a, array_dens=(*a.array_dens, divisor))
    return replace(a, dens=(*a.dens, divisor))


def split(product: Product) -> tuple[Product, Product]:
    """The numbers of a product, and its arrays."""
    scalars, arrays = ordered(product.nums)
    numbers = Product(product.negative, product.factor, tuple(scalars), product.dens)
    return numbers, Product(nums=tuple(arrays), array_dens=product.array_dens)


def quotient_of(product: Product) -> tuple[Atom, Atom] | None:
    """Numerator and divisor, if there is one of each and nothing else but a sign."""
    dens = product.dens + product.array_dens
    if product.factor != 1.0 or len(product.nums) != 1 or len(dens) != 1:
        return None
    return product.nums[0], dens[0]


def with_quotients(product: Product, known: Mapping[tuple[Atom, Atom], Product]) -> Product:
    """A longer product that uses quotients which have been computed already."""
    dens = product.dens + product.array_dens
    for number, num in enumerate(product.nums if len(product.nums) > 1 else ()):
        for den in dens:
            if (num, den) in known:
                found = known[num, den]
                nums = (*product.nums[:number], *found.nums, *product.nums[number + 1 :])
                negative = product.negative != found.negative
                return replace(_multiplied(product, den), negative=negative, nums=nums)
    return product


def _multiplied(product: Product, den: Atom) -> Product:
    """The product without one of its divisors."""
    if den in product.dens:
        return replace(product, dens=_without(product.dens, den))
    return replace(product, array_dens=_without(product.array_dens, den))


def _without(atoms: tuple[Atom, ...], atom: Atom) -> tuple[Atom, ...]:
    place = atoms.index(atom)
    return (*atoms[:place], *atoms[place + 1 :])


def ordered(nums: Sequence[Atom]) -> tuple[list[Atom], list[Atom]]:
    """Numbers, which are cheap to multiply, Python's before NumPy's, and arrays, those with fewer axes first."""
    arrays = [atom for atom in nums if isinstance(atom.type, Array)]
    numbers = [atom for atom in nums if not isinstance(atom.type, Array)]
    return sorted(numbers, key=_is_of_numpy), sorted(arrays, key=axes)


def _is_of_numpy(number: Atom) -> bool:
    """Whether arithmetic with a number is that of NumPy scalars, several times as slow as that of floats."""
    return isinstance(number.type, Scalar) and number.type.dtype not in (None, "?")


def axes(array: Atom) -> int:
    """Along how many axes an array has more than one item."""
    return sum(dim != 1 for dim in array.type.dims) if isinstance(array.type, Array) else 0


def like_terms(terms: Iterable[Product]) -> list[Product]:
    """Terms that differ only in their factor become one: ``g * x + g * x`` is ``2.0 * x * g``."""
    found: dict[Hashable, Product] = {}
    for term in terms:
        key = term.key()
        total = _total(found[key], term) if key in found else 0.0
        if key not in found:
            found[key] = term
        elif total:
            found[key] = _scaled(found[key], total)
        else:
            found[key, len(found)] = term
    return [term for term in found.values() if not _is_zero(term)] or list(found.values())[:1]


def expanded(term: Product, products: Mapping[Atom, Product]) -> Product:
    """The term with what its numerators are products of."""
    found = replace(term, nums=())
    for num in term.nums:
        inner = products.get(num)
        found = times(found, Product(nums=(num,)) if inner is None else expanded(inner, products))
    return found


def common_factor(terms: Sequence[Product]) -> tuple[Product, list[Product]] | None:
    """``g * a + g * b`` is ``g * (a + b)`` where that is less work: the factor, and what is left of the terms."""
    nums = _shared([term.nums for term in terms])
    if not nums:
        return None
    factor = terms[0].factor if all(term.factor == terms[0].factor for term in terms) else 1.0
    dens, array_dens = _shared([term.dens for term in terms]), _shared([term.array_dens for term in terms])
    common = Product(all(term.negative for term in terms), factor, nums, dens, array_dens)
    rest = [_divided(term, common) for term in terms]
    left = max(rest, key=lambda term: len(ordered(term.nums)[1]))
    whole = replace(common, nums=(*nums, *(ordered(left.nums)[1][:1] or (Lit(0.0),))))
    if any(term == Product(term.negative) for term in rest):
        return None
    return (common, rest) if _work([*rest, whole]) < _work(terms) else None


def _shared(parts: Sequence[tuple[Atom, ...]]) -> tuple[Atom, ...]:
    """The atoms that all have in common, in the order of the first."""
    counts = [Counter(part) for part in parts]
    found: list[Atom] = []
    for atom in parts[0]:
        if all(count[atom] > found.count(atom) for count in counts):
            found.append(atom)
    return tuple(found)


def _divided(term: Product, common: Product) -> Product:
    nums, dens, array_dens = term.nums, term.dens, term.array_dens
    for atom in common.nums:
        nums = _without(nums, atom)
    for atom in common.dens:
        dens = _without(dens, atom)
    for atom in common.array_dens:
        array_dens = _without(array_dens, atom)
    return Product(term.negative != common.negative, term.factor / common.factor, nums, dens, array_dens)


def _work(terms: Sequence[Product]) -> tuple[int, int]:
    """How many operations on arrays, and how many in all, the products take."""
    arrays = total = 0
    for term in terms:
        numbers, own = ordered(term.nums)
        scaled = bool(numbers or term.dens or term.factor != 1.0)
        late = len(term.array_dens)
        arrays += (max(len(own) - 1, 0) + (scaled and bool(own))) + (late if own or late else 0)
        total += len(term.nums) + (term.factor != 1.0) + len(term.dens) + late - 1
    return arrays, total


def _total(a: Product, b: Product) -> float:
    return (-a.factor if a.negative else a.factor) + (-b.factor if b.negative else b.factor)


def _scaled(term: Product, total: float) -> Product:
    nums = term.nums if term.factor != 1.0 else (*term.nums[1:], *term.nums[:1])
    return replace(term, negative=total < 0.0, factor=abs(total), nums=nums)


def _is_zero(term: Product) -> bool:
    return term.nums in ((Lit(0.0),), (Lit(0),)) and not term.dens and not term.array_dens
