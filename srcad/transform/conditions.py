"""Conditions on the items of an adjoint: put together, and brought to the axes of another value.

A condition has the axes of the primal, or broadcasts to it; one without axes holds for all items together.  The less a
condition says, the more often it holds: one that holds everywhere says nothing, and is never wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse import words
from srcad.analyse.builder import Builder
from srcad.analyse.dims import Fresh, same
from srcad.analyse.infer import Sums, unbroadcast_axes
from srcad.ir.core import Apply, Atom, Index, Lit, NewAxis, Op, Rest, Subscript, Var
from srcad.ir.types import Array, Dim, ListOf, Scalar, TupleOf, Type, kind_of, may_be_one
from srcad.transform.bars import Bar, Chosen, emit

# --- put together ---------------------------------------------------------------------------------------------------


def condition(builder: Builder, bar: Bar) -> Atom | None:
    """All that is known of where an adjoint may be other than zero, as one condition."""
    if bar.mask is not None:
        return bar.mask
    return all_of(builder, bar.chosen) if bar.chosen else None


def all_of(builder: Builder, chosen: Chosen) -> Atom:
    flags = [_flag(builder, atom) if holds else _opposite(builder, atom) for atom, holds in chosen]
    found = flags[0]
    for flag in flags[1:]:
        found = both(builder, found, flag)
    return found


def both(builder: Builder, one: Atom, other: Atom) -> Atom:
    if Lit(True) in (one, other):
        return other if one == Lit(True) else one
    return one if one == other else emit(builder, words.AND, one, other)


def one_of(builder: Builder, one: Atom, other: Atom) -> Atom:
    """One condition or the other, of tuples item by item."""
    if isinstance(one.type, TupleOf) or isinstance(other.type, TupleOf):
        count = len(one.type.items if isinstance(one.type, TupleOf) else other.type.items)  # type: ignore[union-attr]
        pairs = [(item_of(builder, one, k), item_of(builder, other, k)) for k in range(count)]
        return emit(builder, words.TUPLE, *(one_of(builder, *pair) for pair in pairs))
    if _is_all(builder, one, value=False) or _is_all(builder, other, value=True):
        return other
    if _is_all(builder, other, value=False) or _is_all(builder, one, value=True):
        return one
    return one if other in parts_of(builder, words.OR, one) else emit(builder, words.OR, one, other)


def parts_of(builder: Builder, how: Apply, cond: Atom) -> list[Atom]:
    """A condition, and those of which it was put together here."""
    maker = maker_of(builder, cond)
    if maker is None or maker.prim != how:
        return [cond]
    return [cond, *(part for arg in maker.args for part in parts_of(builder, how, arg))]


def maker_of(builder: Builder, atom: Atom) -> Op | None:
    made = (stmt for stmt in reversed(builder.body) if isinstance(stmt, Op) and stmt.outs == (atom,))
    return next(made, None)


def _is_all(builder: Builder, cond: Atom, value: bool) -> bool:
    """Whether a condition holds everywhere, or nowhere, and with all the axes that it can have."""
    maker = maker_of(builder, cond)
    return cond == Lit(value) or (maker is not None and maker.prim == words.FILLED and maker.args[1] == Lit(value))


def item_of(builder: Builder, cond: Atom, k: int) -> Atom:
    """The condition on an item of a tuple or list; one without axes is that of all items."""
    if isinstance(cond.type, Scalar):
        return cond
    packed = builder.packed(cond)
    return emit(builder, words.ITEM, cond, Lit(k)) if packed is None else packed[k]


def _flag(builder: Builder, atom: Atom) -> Atom:
    return atom if kind_of(atom.type) == "b" else emit(builder, words.NOT_EQUAL, atom, Lit(0))


def _opposite(builder: Builder, atom: Atom) -> Atom:
    """``~c``; of one of Python's own this would be a number."""
    return emit(builder, words.NEITHER if isinstance(atom.type, Scalar) else words.NOT, _flag(builder, atom))


def either(builder: Builder, one: Bar, other: Bar) -> tuple[Chosen, Atom | None]:
    """Where the sum of two adjoints may be other than zero: what must hold for both, or else one or the other."""
    common = tuple(each for each in one.chosen if each in other.chosen)
    left, right = condition(builder, one), condition(builder, other)
    if left is None or right is None or ListOf in (type(left.type), type(right.type)):
        return common, None
    if one.mask is None and other.mask is None:
        own, others = (tuple(each for each in bar.chosen if each not in common) for bar in (one, other))
        if not own or not others or _are_opposite(own, others):
            return common, None
        if not common and not any((atom, not holds) in others for atom, holds in own):
            return ((one_of(builder, left, right), True),), None
    return common, one_of(builder, left, right)


def _are_opposite(one: Chosen, other: Chosen) -> bool:
    return len(one) == len(other) == 1 and one[0][0] == other[0][0] and one[0][1] != other[0][1]


# --- brought to other axes ------------------------------------------------------------------------------------------


def has_axes(type_: Type) -> bool:
    return isinstance(type_, Array) and bool(type_.dims)


def any_of(builder: Builder, cond: Atom) -> Atom:
    """Whether a condition holds for any item."""
    if isinstance(cond.type, TupleOf):
        found: Atom = Lit(False)
        for k in range(len(cond.type.items)):
            found = one_of(builder, found, any_of(builder, item_of(builder, cond, k)))
        return found
    return cond if isinstance(cond.type, Scalar) else emit(builder, words.ANY, cond)


def any_along(builder: Builder, cond: Atom, axes: Sequence[int], keep: bool) -> Atom:
    """Whether a condition holds for any item along some of its axes."""
    assert isinstance(cond.type, Array)
    axes = _stretched(cond.type, axes) if keep else axes
    if not axes:
        return cond
    if len(axes) == cond.type.ndim and not keep:
        return any_of(builder, cond)
    which = Lit(axes[0] if len(axes) == 1 else tuple(axes))
    return emit(builder, words.ANY_KEEP, cond, which, Lit(True)) if keep else emit(builder, words.ANY_AXIS, cond, which)


def ranked(builder: Builder, cond: Atom, ndim: int) -> Atom:
    """A condition with so many axes, the missing ones first and of length one."""
    missing = ndim - (cond.type.ndim if isinstance(cond.type, Array) else 0)
    if missing <= 0:
        return cond
    return emit(builder, Index((Subscript((NewAxis(),) * missing + (Rest(),), tuple=True),)), cond)


def whole(builder: Builder, cond: Atom, like: Atom) -> Atom:
    """A condition with all the axes of an array, in memory of its own where it had not; of a tuple, of each item."""
    if isinstance(like.type, TupleOf):
        parts = [emit(builder, words.ITEM, like, Lit(k), known=item) for k, item in enumerate(like.type.items)]
        held_by = [whole(builder, item_of(builder, cond, k), part) for k, part in enumerate(parts)]
        return emit(builder, words.TUPLE, *held_by)
    if not isinstance(like.type, Array) or not like.type.dims or _has_all_axes(cond.type, like.type):
        return cond
    shape = emit(builder, words.SHAPE, like)
    return emit(builder, words.FILLED, shape, cond, known=Array("bool", like.type.dims))


def _has_all_axes(cond: Type, like: Array) -> bool:
    """Whether a condition that broadcasts to an array has its axes: none of it can be stretched."""
    return isinstance(cond, Array) and cond.ndim == like.ndim and unbroadcast_axes(like, cond) == Sums()


def whole_type(like: Type) -> Type:
    """The type of a condition with all axes."""
    return Array("bool", like.dims) if isinstance(like, Array) and like.dims else Scalar("b", "?")


def may_be_held(primal: Atom) -> bool:
    """Whether a branch or a loop may hand on a condition on the adjoint of a value."""
    return isinstance(primal.type, Scalar | Array)


def chosen_var(primal: Var) -> Var:
    """What a condition on the adjoint of a value is called where a branch or a loop hands it on."""
    return Var(f"{primal.name}_chosen", whole_type(primal.type), primal.temp)


def held(builder: Builder, bar: Bar | None, primal: Atom) -> Atom:
    """The condition on an adjoint with all axes, whatever is known: of none it holds nowhere."""
    known = Lit(False) if bar is None else condition(builder, bar)
    return whole(builder, Lit(True) if known is None else known, primal)


def fitted_to(builder: Builder, cond: Atom, to: Atom) -> Atom:
    """A condition on what an operand was broadcast to, on the operand: whether it holds for any of its copies."""
    if not has_axes(cond.type):
        return cond
    if not isinstance(to.type, Array) or not to.type.dims:
        return any_of(builder, cond)
    assert isinstance(cond.type, Array)
    sums = unbroadcast_axes(cond.type, replace(to.type, dims=to.type.dims[-cond.type.ndim :]))
    if sums is None:
        wide = ranked(builder, cond, to.type.ndim)
        count = emit(builder, words.UNBROADCAST, wide, to, known=_summed_down(builder, wide.type, to.type))
        return emit(builder, words.NOT_EQUAL, count, Lit(0))
    cond = any_along(builder, cond, sums.keep, keep=True)
    return any_along(builder, cond, sums.drop, keep=False)


def _summed_down(builder: Builder, cond: Type, to: Array) -> Array:
    """The type of a condition that was summed to the axes of an operand: nothing has stretched those of length one."""
    assert isinstance(cond, Array)
    pairs = zip(cond.dims[-to.ndim :], to.dims, strict=True)
    return Array("bool", tuple(_summed_length(own, length, builder.supply.extent) for own, length in pairs))


def _summed_length(own: Dim, length: Dim, fresh: Fresh) -> Dim:
    if length == 1 or same(own, length) or not may_be_one(own):
        return length
    return own if own == 1 or not may_be_one(length) else fresh()


def _stretched(type_: Type, axes: Sequence[int]) -> tuple[int, ...]:
    """Those of the axes that have not length one anyway."""
    assert isinstance(type_, Array)
    return tuple(axis for axis in axes if type_.dims[axis] != 1)


def lettered(builder: Builder, cond: Atom, of: str, to: str) -> Atom:
    """A condition on an array whose axes have the letters `of`, on one that has the letters `to`.

    It holds where it holds for any item along the axes that are not there.
    """
    if not has_axes(cond.type):
        return cond
    assert isinstance(cond.type, Array)
    of = of[len(of) - cond.type.ndim :]
    gone = [axis for axis, letter in enumerate(of) if letter not in to]
    if len(of) == len(to) and all(a == b or (a not in to and b not in of) for a, b in zip(of, to, strict=True)):
        return any_along(builder, cond, gone, keep=True)
    cond = any_along(builder, cond, gone, keep=False)
    if not has_axes(cond.type):
        return cond
    left = [letter for letter in of if letter in to]
    there = [letter for letter in to if letter in left]
    if left != there:
        cond = emit(builder, words.TRANSPOSE, cond, Lit(tuple(left.index(letter) for letter in there)))
    new = [axis for axis, letter in enumerate(to) if letter not in left]
    if new == list(range(len(new))):
        return cond  # axes that come first need not be written
    return emit(builder, words.SPREAD, cond, Lit(new[0] if len(new) == 1 else tuple(new)))
