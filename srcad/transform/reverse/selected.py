"""What is known to be zero of an adjoint: the adjoint of an unselected side of ``np.where``.

It stays zero whatever it is multiplied with, an infinite partial derivative among others: so a product is selected
again by the conditions that its adjoint was selected by, ``np.where(c, g * p, 0.0)``, until something happens to the
adjoint that moves its items or adds to them.
"""

from __future__ import annotations

from collections.abc import Callable

from srcad.analyse import words
from srcad.analyse.builder import Builder
from srcad.ir.core import Apply, Atom, Lit, Op
from srcad.ir.types import Array, Scalar
from srcad.transform.bars import Chosen, emit, same_axes

ZEROS = (Lit(0.0), Lit(0))


def chosen_by(builder: Builder, found: Atom) -> Chosen:
    """The condition that an adjoint was just selected by, and whether it must hold."""
    op = builder.body[-1] if builder.body else None
    if not isinstance(op, Op) or not isinstance(op.prim, Apply) or op.prim.fn is not words.SELECT.fn:
        return ()
    if op.outs != (found,) or len(op.args) != 3:
        return ()
    condition, first, second = op.args
    if second in ZEROS:
        return ((condition, True),)
    return ((condition, False),) if first in ZEROS else ()


def select(builder: Builder, product: Atom, chosen: Chosen) -> Atom:
    """The product where all conditions are as they must be, and zero elsewhere."""
    found = product
    for condition, holds in chosen:
        sides = (found, Lit(0.0)) if holds else (Lit(0.0), found)
        found = emit(builder, words.SELECT, condition, *sides)
        if isinstance(product.type, Scalar):
            found = emit(builder, words.SCALAR_OF_0D, found)
    return found


def moved(chosen: Chosen, like: Atom, move: Callable[[Atom], Atom]) -> Chosen:
    """The conditions on items that have moved with those of `like`; dropped where they have not its axes."""
    if not all(same_axes(condition.type, like.type) and isinstance(like.type, Array) for condition, _ in chosen):
        return ()
    return tuple((move(condition), holds) for condition, holds in chosen)
