"""What is known to be zero of an adjoint: the adjoint of an unselected side of ``np.where``.

It stays zero whatever it is multiplied with, an infinite partial derivative among others: so a product is selected
again by the conditions that its adjoint was selected by, ``np.where(c, g * p, 0.0)``, as long as only its items are
moved; and where they were added up or have gone through a branch or a loop, wherever the factor may be infinite.
"""

from __future__ import annotations

from collections.abc import Callable

from srcad.analyse import words
from srcad.analyse.builder import Builder
from srcad.ir.core import Apply, Atom, Lit, Op
from srcad.ir.types import Array, Scalar
from srcad.transform.bars import Chosen, emit, same_axes
from srcad.transform.conditions import has_axes, maker_of, parts_of

ZEROS = (Lit(0.0), Lit(0))


def chosen_by(builder: Builder, found: Atom) -> Chosen:
    """The condition that an adjoint was just selected by, and whether it must hold."""
    op = builder.body[-1] if builder.body else None
    if not isinstance(op, Op) or not is_select(op) or op.outs != (found,):
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
        if isinstance(product.type, Scalar) and not has_axes(condition.type):
            found = emit(builder, words.SCALAR_OF_0D, found)
    return found


def unselected(builder: Builder, bar: Atom, condition: Atom) -> Atom:
    """What an adjoint is where a condition holds, by which it, or what it was made of, may have been selected."""
    maker = maker_of(builder, bar)
    if maker is None:
        return bar
    if is_select(maker) and maker.args[2] in ZEROS and maker.args[0] in parts_of(builder, words.AND, condition):
        return unselected(builder, maker.args[1], condition)
    if maker.prim not in (words.SCALAR_OF_0D, words.MUL, words.ADD, words.NEG):
        return bar
    args = tuple(unselected(builder, arg, condition) for arg in maker.args)
    if args == maker.args:
        return bar
    return args[0] if maker.prim == words.SCALAR_OF_0D else emit(builder, maker.prim, *args)


def is_select(op: Op) -> bool:
    return isinstance(op.prim, Apply) and op.prim.fn is words.SELECT.fn and len(op.args) == 3


def moved(chosen: Chosen, like: Atom, move: Callable[[Atom], Atom]) -> Chosen:
    """The conditions on items that have moved with those of `like`; dropped where they have not its axes."""
    if not all(same_axes(condition.type, like.type) and isinstance(like.type, Array) for condition, _ in chosen):
        return ()
    return tuple((move(condition), holds) for condition, holds in chosen)
