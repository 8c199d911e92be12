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
from srcad.transform.conditions import has_axes

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
    """What an adjoint is where a condition holds, by which it may have been selected."""
    maker = _maker(builder, bar)
    if maker is not None and maker.prim == words.SCALAR_OF_0D:
        maker = _maker(builder, maker.args[0])
    if maker is None or not is_select(maker) or maker.args[2] not in ZEROS:
        return bar
    return maker.args[1] if maker.args[0] in _parts(builder, condition) else bar


def _parts(builder: Builder, condition: Atom) -> list[Atom]:
    """A condition, and what it says too."""
    maker = _maker(builder, condition)
    if maker is None or maker.prim != words.AND:
        return [condition]
    return [condition, *(part for arg in maker.args for part in _parts(builder, arg))]


def _maker(builder: Builder, atom: Atom) -> Op | None:
    made = (stmt for stmt in reversed(builder.body) if isinstance(stmt, Op) and stmt.outs == (atom,))
    return next(made, None)


def is_select(op: Op) -> bool:
    return isinstance(op.prim, Apply) and op.prim.fn is words.SELECT.fn and len(op.args) == 3


def moved(chosen: Chosen, like: Atom, move: Callable[[Atom], Atom]) -> Chosen:
    """The conditions on items that have moved with those of `like`; dropped where they have not its axes."""
    if not all(same_axes(condition.type, like.type) and isinstance(like.type, Array) for condition, _ in chosen):
        return ()
    return tuple((move(condition), holds) for condition, holds in chosen)
