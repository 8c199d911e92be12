"""Conditions on what is read, stored and turned: where those on a part put those on the whole, and the other way."""

from __future__ import annotations

from srcad.analyse import words
from srcad.ir.core import At, Atom, Entry, Index, Lit, NewAxis, Op, Path, Rest, Slice, Subscript, Update, Var
from srcad.ir.types import Array, DictOf, ListOf, Scalar
from srcad.transform.bars import emit
from srcad.transform.conditions import all_of, any_of, chosen_var, condition, fitted_to, has_axes, one_of, ranked, whole
from srcad.transform.reverse.sweep import Sweep
from srcad.transform.singular import is_mask, mask_of

_ALL = Slice(False, False, False)


# --- read -----------------------------------------------------------------------------------------------------------


def keeps_all(path: Path) -> bool:
    """Whether a path leaves out no item: it only adds axes."""
    return len(path) == 1 and isinstance(path[0], Subscript) and all(map(_adds_at_most, path[0].entries))


def _adds_at_most(entry: Entry) -> bool:
    return isinstance(entry, NewAxis | Rest) or entry == _ALL


def turned(sweep: Sweep, op: Op, known: Atom) -> Atom:
    """A condition on what was transposed, on what it was before."""
    assert isinstance(op.out.type, Array)
    if not has_axes(known.type):
        return known
    return emit(sweep.builder, words.TRANSPOSED, ranked(sweep.builder, known, op.out.type.ndim))


def of_all_items(sweep: Sweep, op: Op, prim: Index, known: Atom) -> Atom:
    """A condition on what got new axes, without them."""
    assert isinstance(op.out.type, Array)
    if not isinstance(known.type, Array):
        return known
    step = prim.path[0]
    assert isinstance(step, Subscript)
    rest = [_ALL] * (op.out.type.ndim - sum(not isinstance(entry, Rest) for entry in step.entries))
    axes: list[Entry] = []
    for entry in step.entries:
        axes += rest if isinstance(entry, Rest) else [entry]
    own = axes[op.out.type.ndim - known.type.ndim :]
    new = sum(isinstance(entry, NewAxis) for entry in own)
    entries = tuple(At() if isinstance(entry, NewAxis) else entry for entry in own)
    return emit(sweep.builder, Index((Subscript(entries, tuple=True),)), known, *[Lit(0)] * new) if new else known


def scattered(sweep: Sweep, op: Op, prim: Index, base: Var, known: Atom | None) -> Atom | None:
    """Where the adjoint of what is read in parts may be other than zero: where it was, and in this part."""
    _, *indices = op.args
    old = sweep.scope.find(base)
    before = None if old is None else condition(sweep.builder, old)
    if old is not None and before is None:
        return None
    if isinstance(base.type, ListOf):
        return of_entry(sweep, op, prim, base, before, known)
    if not isinstance(base.type, Array):
        return None
    mask = mask_of(prim.path, indices)
    if old is None and mask is not None and known is None:
        return over_all_axes(sweep, mask, base)
    part = Lit(True) if known is None else known
    if not base.type.dims:
        return part if before is None else one_of(sweep.builder, before, part)
    there = whole(sweep.builder, Lit(False) if before is None else before, base)
    new = emit(sweep.builder, Update("add", prim.path), there, part, *indices)
    for atom in (new,) if there == before else (there, new):
        sweep.name(atom, chosen_var(base).name, base.temp)
    return new


def of_entry(sweep: Sweep, op: Op, prim: Index, base: Var, before: Atom | None, known: Atom | None) -> Atom | None:
    """Of which entries of a list the adjoint may be other than zero: an array, with a condition for each."""
    if prim != words.ITEM or isinstance(base.type, DictOf) or not isinstance(op.out.type, Scalar | Array):
        return None
    if before is None or isinstance(before.type, Scalar):
        count = emit(sweep.builder, words.LEN, base)
        before = emit(sweep.builder, words.FILLED, count, Lit(False) if before is None else before)
    if not isinstance(before.type, Array):
        return None
    part = Lit(True) if known is None else any_of(sweep.builder, known)
    new = emit(sweep.builder, Update("add", prim.path), before, part, op.args[1])
    sweep.name(new, chosen_var(base).name, base.temp)
    return new


# --- stored ---------------------------------------------------------------------------------------------------------


def taken(sweep: Sweep, op: Op, prim: Update, known: Atom) -> Atom:
    """A condition on what was stored into, on what was stored."""
    _, value, *indices = op.args
    if prim.path and has_axes(known.type):
        known = emit(sweep.builder, Index(prim.path), whole(sweep.builder, known, op.out), *indices)
    return fitted_to(sweep.builder, known, value)


def left(sweep: Sweep, op: Op, prim: Update, known: Atom | None) -> Atom | None:
    """Where the adjoint may be other than zero of what was stored into; not where a mask says that it was."""
    if keeps_all(prim.path):
        return Lit(False)
    indices = op.args[2:]
    mask = mask_of(prim.path, indices)
    if mask is None and any(map(is_mask, indices)) and isinstance(op.out.type, Array):
        there = whole(sweep.builder, Lit(True) if known is None else known, op.out)
        return emit(sweep.builder, Update("set", prim.path), there, Lit(False), *indices)
    if mask is None:
        return known
    hole = (over_all_axes(sweep, mask, op.out), False)
    return all_of(sweep.builder, (hole,) if known is None else ((known, True), hole))


def over_all_axes(sweep: Sweep, mask: Atom, base: Atom) -> Atom:
    """A mask that is an index has the first axes of what it is an index of: as a condition on the items."""
    assert isinstance(mask.type, Array)
    assert isinstance(base.type, Array)
    more = tuple(range(mask.type.ndim, base.type.ndim))
    return emit(sweep.builder, words.SPREAD, mask, Lit(more[0] if len(more) == 1 else more)) if more else mask
