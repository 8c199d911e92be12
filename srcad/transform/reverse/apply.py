"""Adjoints of calls and operators, from their rule rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial as bound_partial
from typing import Any

from srcad.analyse import maps, words
from srcad.ir.core import Apply, Assert, Atom, Bind, Format, Free, Index, Invoke, Op, Pack, Raise, Update
from srcad.ir.types import Array
from srcad.rules.vocabulary import Linear, Reduction, Scalar, Several, Structured, Zero
from srcad.transform.bars import Bar, cast, fit_found, same_axes
from srcad.transform.conditions import all_of, condition
from srcad.transform.places import no_rule
from srcad.transform.reverse import memory
from srcad.transform.reverse.callees import invoke
from srcad.transform.reverse.elementwise import all_of_several, elementwise, fitted, times
from srcad.transform.reverse.meeting import met, met_by, spread_over
from srcad.transform.reverse.selected import chosen_by, moved
from srcad.transform.reverse.sweep import Sweep, adjoint_of
from srcad.transform.rows import arguments, given, refuse_unpaired, row_for


@adjoint_of(Op)
def operation(sweep: Sweep, op: Op) -> None:
    match op.prim:
        case Apply():
            apply(sweep, op, op.prim)
        case Index():
            memory.read(sweep, op, op.prim)
        case Update():
            memory.store(sweep, op, op.prim)
        case Pack():
            memory.pack(sweep, op, op.prim)
        case Invoke():
            invoke(sweep, op, op.prim)
        case Free() | Bind() | Format() | Assert() | Raise():
            pass


def apply(sweep: Sweep, op: Op, prim: Apply) -> None:
    bar = sweep.take(op.out)
    if bar is None:
        return
    row = row_for(op, prim)
    refuse_unpaired(op, prim, row, sweep.is_active)
    match row:
        case Scalar():
            elementwise(sweep, op, prim, row, bar)
        case Several():
            all_of_several(sweep, op, bar)
        case Linear():
            for name, body in row.transposes.items():
                transposed(sweep, op, prim, row, name, body, bar)
        case Structured():
            for name, pair in row.pairs.items():
                transposed(sweep, op, prim, row, name, pair.adjoint, bar)
        case Reduction():
            reduction(sweep, op, prim, row, bar)
        case Zero():
            pass
        case _:
            raise no_rule(f"the body of the rule for `{prim.name}` was not put in its place", "", op.where)


def transposed(
    sweep: Sweep, op: Op, prim: Apply, row: Linear | Structured, name: str, body: Callable[..., Any], bar: Bar
) -> None:
    """``x_bar += transpose(g, ...)``"""
    arg = arguments(op, prim).get(name)
    if arg is None or not sweep.is_active(arg):
        return
    args, kw = given(op, prim, body, 1)
    spreads = row.spreads if isinstance(row, Structured) else prim.fn in words.SPREADING
    if prim.fn in words.ELEMENTWISE:
        found = sweep.inline(sweep.builder, body, [bar.atom, *args], kw)
        own = chosen_by(sweep.builder, found)
        mask = None if bar.mask is None else all_of(sweep.builder, (*own, (bar.mask, True)))
        full = bar.full or same_axes(found.type, op.out.type)
        sweep.contribute(arg, fitted(sweep, Bar(found, full, chosen=(*own, *bar.chosen), mask=mask), op.out, arg))
        return
    known = condition(sweep.builder, bar) if sweep.minds(op.out) else None
    if known is not None and isinstance(row, Linear):
        for other, factor in met(sweep, op, prim, name, row.transposes, known).items():
            args = [factor if str(place) == other else arg for place, arg in enumerate(args)]
            kw = {key: factor if key == other else arg for key, arg in kw.items()}
    is_number = prim.fn in words.SCALING and not isinstance(bar.atom.type, Array)
    found = sweep.inline(sweep.builder, body, [bar.atom if is_number else sweep.full(bar, op.out), *args], kw)
    if prim.fn in words.NARROWING:
        fitting = cast(sweep.builder, Bar(found, same_axes(found.type, arg.type)), arg.type)
        sweep.contribute(arg, replace(fitting, mask=known))
        return
    fitting = fit_found(sweep.builder, found, arg, spreads)
    move = bound_partial(inlined, sweep, body, args, kw)
    if bar.chosen and prim.fn in maps.MOVING:
        fitting = replace(fitting, chosen=moved(bar.chosen, op.out, move))
    if known is not None and (bar.mask is not None or not fitting.chosen):
        fitting = replace(fitting, mask=met_by(sweep, op, prim, name, move, known))
    sweep.contribute(arg, fitting)


def inlined(sweep: Sweep, body: Callable[..., Any], args: Sequence[Atom], kw: Mapping[str, Atom], first: Atom) -> Atom:
    return sweep.inline(sweep.builder, body, [first, *args], kw)


def reduction(sweep: Sweep, op: Op, prim: Apply, row: Reduction, bar: Bar) -> None:
    """``x_bar += g * partial``, with g spread over the axes that were taken away"""
    bound = arguments(op, prim)
    arg = bound[row.first]
    if not sweep.is_active(arg):
        return
    args, kw = given(op, prim, row.partial, 0)
    partial = sweep.inline(sweep.builder, row.partial, args, kw)
    # one number for all of a compact adjoint needs no axes
    spread = bar.atom if not isinstance(bar.atom.type, Array) else spread_over(sweep, op, prim, sweep.full(bar, op.out))
    known = condition(sweep.builder, bar) if sweep.minds(arg) else None
    mask = None if known is None else spread_over(sweep, op, prim, known)
    product = times(sweep, Bar(spread, False, mask=mask), partial, arg)
    fitting = fit_found(sweep.builder, product.atom, arg, spreads=False)
    sweep.contribute(arg, replace(fitting, mask=mask))
