"""Adjoints of reading, storing and packing: ``v = S[path]``, ``S[path] = v``, ``S[path] += v``, ``(a, b)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse import words
from srcad.analyse.infer import infer
from srcad.ir.core import At, Atom, Entry, Index, Lit, NewAxis, Op, Pack, Rest, Slice, Subscript, Update, Var
from srcad.ir.types import BOOL, Array, DictOf, ListOf, Opaque, Scalar, TupleOf, Type, dtype_kind, is_real
from srcad.transform.bars import Bar, add, bar_type, cast, emit, fit, is_one_number, zero_number
from srcad.transform.conditions import condition, held, item_of
from srcad.transform.places import no_rule
from srcad.transform.reverse.elementwise import one_of_several
from srcad.transform.reverse.parts import keeps_all, left, of_all_items, scattered, taken, turned
from srcad.transform.reverse.sweep import Sweep


def read(sweep: Sweep, op: Op, prim: Index) -> None:
    """``S_bar[path] += v_bar``"""
    base, *indices = op.args
    bar = sweep.take(op.out)
    if bar is None or not isinstance(base, Var) or base not in sweep.active:
        return
    if isinstance(base.type, TupleOf):
        read_item(sweep, op, base, bar)
        return
    if isinstance(op.out.type, ListOf):
        read_list(sweep, op, prim, base, bar)
        return
    known = condition(sweep.builder, bar) if sweep.minds(base) else None
    if prim == words.TRANSPOSED:
        mask = None if known is None else turned(sweep, op, known)
        sweep.contribute(base, Bar(emit(sweep.builder, prim, sweep.full(bar, op.out)), mask=mask))
        return
    if keeps_all(prim.path) and isinstance(base.type, Array) and base.type.ndim:
        mask = None if known is None else of_all_items(sweep, op, prim, known)
        sweep.contribute(base, replace(without_new_axes(sweep, op, prim, bar), mask=mask))
        return
    mask = scattered(sweep, op, prim, base, known) if sweep.minds(base) else None
    new = emit(sweep.builder, Update("add", prim.path), buffer(sweep, base), bar.atom, *indices)
    sweep.name_after(new, base)
    sweep.scope.put(base, Bar(new, mask=mask))


def without_new_axes(sweep: Sweep, op: Op, prim: Index, bar: Bar) -> Bar:
    """``v = x[:, None]``: ``x_bar += v_bar[:, 0]``; of a sum that kept this axis, the sum that does not."""
    if is_one_number(bar):
        return bar
    step = prim.path[0]
    assert isinstance(step, Subscript)
    new = [k for k, entry in enumerate(step.entries) if isinstance(entry, NewAxis)]
    whole = sweep.full(bar, op.out)
    like = op.args[0].type
    found = next((one for one in sweep.builder.body if whole in one.outs), None)
    axes = [] if Rest() in step.entries else [Lit(axis) for axis in new]
    if isinstance(found, Op) and found.prim == words.SUM_KEEP and [found.args[1]] == axes:
        return Bar(emit(sweep.builder, words.SUM_AXIS, *found.args[:2], known=like))
    entries = tuple(At() if isinstance(entry, NewAxis) else entry for entry in step.entries)
    back = Index((replace(step, entries=entries),))
    return Bar(emit(sweep.builder, back, whole, *[Lit(0)] * len(new), known=like)) if new else Bar(whole)


def buffer(sweep: Sweep, base: Var) -> Atom:
    """The adjoint of something that is read in parts, to be added to in place."""
    old = sweep.scope.find(base)
    return sweep.zeros(base) if old is None else sweep.full(old, base)


def read_list(sweep: Sweep, op: Op, prim: Index, base: Var, bar: Bar) -> None:
    """``rows[::-1]``, another slice, or an entry of a list of lists."""
    if prim == words.BACKWARDS and op.args[1] == Lit(-1):
        sweep.contribute(base, Bar(bar.atom, backward=not bar.backward))
        return
    whole = buffer(sweep, base)
    entry = emit(sweep.builder, prim, whole, *op.args[1:], known=bar.atom.type)
    total = add(sweep.builder, Bar(entry), bar, op.out.type)
    new = emit(sweep.builder, Update("set", prim.path), whole, total.atom, *op.args[1:])
    sweep.scope.put(base, Bar(new))


def read_item(sweep: Sweep, op: Op, base: Var, bar: Bar) -> None:
    """``v = p[k]`` of a tuple: ``p_bar += (0, .., v_bar, .., 0)``"""
    index = op.args[1]
    assert isinstance(base.type, TupleOf)
    if len(op.args) != 2 or not isinstance(index, Lit) or not isinstance(index.value, int):
        raise no_rule("which item of a tuple is read is not known", "use a literal index", op.where)
    k = index.value % len(base.type.items)
    if base in sweep.several:
        one_of_several(sweep, sweep.several[base], k, op.out, bar)
        return
    parts: list[Atom] = []
    conditions: list[Atom] = []
    for j, type_ in enumerate(base.type.items):
        item = Var("item", type_)
        if not is_real(type_):
            parts.append(Lit(None))
        elif j == k:
            item = op.out
            parts.append(sweep.full(bar, op.out))
        elif isinstance(type_, Scalar):
            parts.append(zero_number(type_))
        else:
            item = emit(sweep.builder, words.ITEM, base, Lit(j), known=type_)
            parts.append(sweep.zeros(item))
        if sweep.minds(base):
            conditions.append(held(sweep.builder, bar if j == k else None, item))
    mask = emit(sweep.builder, words.TUPLE, *conditions) if sweep.minds(base) else None
    sweep.contribute(base, Bar(emit(sweep.builder, words.TUPLE, *parts, known=bar_type(base.type)), mask=mask))


def store(sweep: Sweep, op: Op, prim: Update) -> None:
    """``v_bar = S_bar[path]``, and for ``=`` also ``S_bar[path] = 0``"""
    base, value, *indices = op.args
    bar = sweep.scope.take(op.out)
    if bar is None:
        return
    there = sweep.full(bar, op.out)
    known = condition(sweep.builder, bar) if sweep.minds(base) or sweep.minds(value) else None
    if sweep.is_active(value):
        _move_out(sweep, op, prim, there, known)
    if not sweep.is_active(base):
        return
    if prim.kind == "set" and prim.path:
        hole = _hole(sweep, op.out.type, value)
        there = emit(sweep.builder, Update("set", prim.path), there, hole, *indices)
        known = left(sweep, op, prim, known) if sweep.minds(base) else None
    if prim.kind == "add" or prim.path:
        sweep.contribute(base, Bar(there, mask=known))


def _hole(sweep: Sweep, base: Type, value: Atom) -> Atom:
    """What stands where an adjoint was moved out."""
    if isinstance(base, Array) or not isinstance(value, Var):
        return Lit(0.0)
    return sweep.zeros(value)


def _move_out(sweep: Sweep, op: Op, prim: Update, there: Atom, known: Atom | None) -> None:
    base, value, *indices = op.args
    place = base.type if not prim.path else infer(Index(prim.path), (op.out, *indices), sweep.builder.supply.extent)
    wide = Var("place", place)
    if prim.path:
        moved: Atom = emit(sweep.builder, Index(prim.path), there, *indices, known=place)
        if prim.kind == "set" and isinstance(base.type, Array) and repeats(indices):
            moved = _last_writer_only(sweep, op, prim, moved, indices)
    else:
        moved = there
    bar = fit(sweep.builder, Bar(moved), wide, value)
    mask = taken(sweep, op, prim, known) if known is not None and sweep.minds(value) else None
    sweep.contribute(value, replace(bar, mask=mask))


def repeats(indices: Sequence[Atom]) -> bool:
    """Whether a path may name the same element twice: it holds an array of integers."""
    return any(_is_integer_array(index.type) for index in indices)


def _is_integer_array(type_: Type) -> bool:
    if isinstance(type_, Array):
        return dtype_kind(type_.dtype) == "i"
    return isinstance(type_, ListOf | TupleOf)


def _last_writer_only(sweep: Sweep, op: Op, prim: Update, moved: Atom, indices: Sequence[Atom]) -> Atom:
    """Of several stores to one element only the last has an effect."""
    builder = sweep.builder
    *before, step = prim.path
    assert isinstance(step, Subscript)
    count = len(indices) - operand_count(step)
    place: Atom = op.args[0]
    if before:
        place = emit(builder, Index(tuple(before)), place, *indices[:count])
    shape = emit(builder, words.SHAPE, place)
    mask = Array("bool", moved.type.dims) if isinstance(moved.type, Array) else BOOL
    last = emit(builder, words.LAST_WRITER, _key(sweep, step, indices[count:]), shape, known=mask)
    return emit(builder, words.SELECT, last, moved, Lit(0.0), known=moved.type)


def operand_count(step: Subscript) -> int:
    return sum(_width(entry) for entry in step.entries)


def _width(entry: Entry) -> int:
    match entry:
        case At():
            return 1
        case Slice(start, stop, step):
            return start + stop + step
        case _:
            return 0


def _key(sweep: Sweep, step: Subscript, indices: Sequence[Atom]) -> Atom:
    """What stands between the brackets, as a value."""
    rest = list(indices)
    parts = [_part(sweep, entry, [rest.pop(0) for _ in range(_width(entry))]) for entry in step.entries]
    return emit(sweep.builder, words.TUPLE, *parts) if step.tuple else parts[0]


def _part(sweep: Sweep, entry: Entry, given: list[Atom]) -> Atom:
    match entry:
        case At():
            return given[0]
        case Slice(start, stop, step):
            bounds = [given.pop(0) if present else Lit(None) for present in (start, stop, step)]
            return emit(sweep.builder, words.SLICE, *bounds, known=Opaque("slice"))
        case NewAxis():
            return Lit(None)
        case Rest():
            return Lit(Ellipsis)


def pack(sweep: Sweep, op: Op, prim: Pack) -> None:
    """Each part gets its item of the adjoint."""
    bar = sweep.scope.take(op.out)
    if bar is None:
        return
    if prim.kind not in ("tuple", "list") and not isinstance(op.out.type, DictOf):
        raise no_rule(f"a {prim.kind} kept as a value", "keep its entries in names or tuples", op.where)
    for k, part in enumerate(op.args):
        if sweep.is_active(part):
            place = prim.keys[k] if prim.keys else len(op.args) - 1 - k if bar.backward else k
            item = emit(sweep.builder, words.ITEM, bar.atom, Lit(place))
            mask = None if bar.mask is None else item_of(sweep.builder, bar.mask, place)
            sweep.contribute(part, replace(cast(sweep.builder, Bar(item), part.type), mask=mask))
