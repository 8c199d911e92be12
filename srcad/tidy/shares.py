"""Shares add up to the whole: ``np.sum(g / np.sum(e) * e)`` is ``g``.

So the largest item that is subtracted from the exponents of ``m + log(sum(exp(a - m)))`` has the adjoint zero.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

from srcad.ir.core import Apply, Atom, Op
from srcad.ir.types import Array
from srcad.tidy.draft import same_length
from srcad.tidy.products import Product, divisor_dropped, without

#: what a sum is of: its array, and how it is called
Key = Hashable


def key_of(total: Op) -> Key:
    """What two sums of the same items, along the same axes, have in common."""
    assert isinstance(total.prim, Apply)
    return total.args[0], total.prim.kw, total.args[1:]


def sum_of_shares(total: Op, inside: Product, sums: Mapping[Atom, Key]) -> Product | None:
    """The sum of a product in which some factor is divided by its own sum, if the rest is the same for all items."""
    for den in inside.dens + inside.array_dens:
        for num in inside.nums:
            if sums.get(den) == key_of(replace(total, args=(num, *total.args[1:]))):
                rest = replace(divisor_dropped(inside, den), nums=without(inside.nums, num))
                return rest if _is_constant(rest, total) else None
    return None


def _is_constant(rest: Product, total: Op) -> bool:
    """Whether all factors are numbers, or have the axes of the sum, with length one where it was added up."""
    made = total.out.type
    arrays = [atom.type for atom in (*rest.nums, *rest.array_dens) if isinstance(atom.type, Array)]
    if not isinstance(made, Array):
        return not arrays
    return all(array.ndim == made.ndim and all(map(same_length, array.dims, made.dims)) for array in arrays)
