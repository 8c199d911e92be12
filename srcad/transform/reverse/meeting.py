"""Where the conditions of a result put those of an argument, by kinds of linear maps.

Given where the adjoint of the result may be other than zero, that of an argument may be so where any of these items
meets it: along the axes that a product sums over, wherever items are moved to, anywhere where nothing better is known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from srcad.analyse import maps, words
from srcad.ir.core import Apply, Atom, Lit, Op
from srcad.ir.types import Array, ListOf, TupleOf, kind_of
from srcad.transform.bars import emit
from srcad.transform.conditions import any_along, any_of, fitted_to, has_axes, lettered, ranked, whole
from srcad.transform.letters import letters_of, mixed
from srcad.transform.reverse.selected import select
from srcad.transform.reverse.sweep import Sweep
from srcad.transform.rows import arguments

#: what a transpose does to an adjoint, done to a condition
Move = Callable[[Atom], Atom]


def met_by(sweep: Sweep, op: Op, prim: Apply, name: str, move: Move, known: Atom) -> Atom | None:
    """Where the adjoint of an argument may be other than zero, given where that of the result may be."""
    arg = arguments(op, prim)[name]
    if isinstance(known.type, ListOf):
        return None
    if isinstance(known.type, TupleOf):
        return counted(sweep, move(known)) if prim.fn in maps.GATHERING else any_of(sweep.builder, known)
    if not has_axes(known.type):
        return known
    if prim.fn in maps.STAYING:
        return fitted_to(sweep.builder, known, arg)
    if prim.fn in words.TOTALS and isinstance(arg.type, Array):
        return spread_over(sweep, op, prim, known)
    if prim.fn in maps.MOVING | maps.GATHERING:
        found = counted(sweep, move(whole(sweep.builder, known, op.out)))
        return fitted_to(sweep.builder, found, arg)
    letters = letters_of(op, prim)
    if letters is not None and name in letters.operands:
        return fitted_to(sweep.builder, lettered(sweep.builder, known, letters.result, letters.operands[name]), arg)
    axes = mixed(op, prim, name)
    if axes is None:
        return any_of(sweep.builder, known)
    first = missing(op, known)
    return any_along(sweep.builder, known, [axis - first for axis in axes if axis >= first], keep=True)


def met(sweep: Sweep, op: Op, prim: Apply, name: str, factors: Collection[str], known: Atom) -> dict[str, Atom]:
    """The other factors of a product, zero where they meet nothing that was selected: there they may be infinite."""
    letters = letters_of(op, prim)
    bound = arguments(op, prim)
    found = {}
    for other in factors:
        factor = bound.get(other)
        if other == name or factor not in sweep.singular or not isinstance(factor.type, Array):
            continue
        if letters is None or other not in letters.operands:
            where = any_of(sweep.builder, known)
        else:
            there = lettered(sweep.builder, known, letters.result, letters.operands[other])
            where = fitted_to(sweep.builder, there, factor)
        found[other] = select(sweep.builder, factor, ((where, True),))
    return found


def spread_over(sweep: Sweep, op: Op, prim: Apply, spread: Atom) -> Atom:
    """An adjoint, or a condition, with the axes that a reduction took away, of length one."""
    bound = arguments(op, prim)
    axis, keepdims = bound.get("axis", Lit(None)), bound.get("keepdims", Lit(False))
    if not isinstance(spread.type, Array) or axis == Lit(None) or keepdims == Lit(True):
        return spread
    wide = ranked(sweep.builder, spread, spread.type.ndim + missing(op, spread))
    return emit(sweep.builder, words.SPREAD, wide, axis)


def missing(op: Op, known: Atom) -> int:
    """How many axes a condition on a result has not; they are the first."""
    assert isinstance(op.out.type, Array)
    assert isinstance(known.type, Array)
    return op.out.type.ndim - known.type.ndim


def counted(sweep: Sweep, found: Atom) -> Atom:
    """A condition again, of what may have become the number of items for which it holds."""
    if not isinstance(found.type, Array) or kind_of(found.type) == "b":
        return found
    return emit(sweep.builder, words.NOT_EQUAL, found, Lit(0))
