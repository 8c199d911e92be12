"""The adjoint of a loop: its rounds in reverse, carrying the adjoints of what the loop carries.

Values from outside that the body mentions get sums, carried too.  A collected list hands its adjoint in,
entry by entry; a list that the loop walks collects the adjoints of its entries.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from srcad.analyse.builder import Builder
from srcad.analyse.holes import is_number_for_array
from srcad.ir.core import Atom, For, Iter, Var, Where, While
from srcad.ir.types import Array, ListOf, Scalar, Type
from srcad.ir.walk import defined
from srcad.transform.bars import Bar, bar_type
from srcad.transform.conditions import chosen_var, held, may_be_held, whole_type
from srcad.transform.reverse.sweep import Sweep, adjoint_of
from srcad.transform.scopes import Round, Scope


@dataclass(slots=True)
class _Mirror:
    """The adjoint loop while it is written."""

    loop: For | While
    outer: Scope
    outside: Builder
    inside: Builder
    round: Round
    iters: list[Iter] = field(default_factory=list)
    items: list[Var] = field(default_factory=list)
    inits: list[Atom] = field(default_factory=list)
    params: list[Var] = field(default_factory=list)
    yields: list[Atom] = field(default_factory=list)
    collects: list[Atom] = field(default_factory=list)
    #: which value the adjoint at each output belongs to
    targets: list[tuple[Atom, bool]] = field(default_factory=list)
    lists: list[Type] = field(default_factory=list)
    masked: list[Atom] = field(default_factory=list)


@adjoint_of(For)
def for_loop(sweep: Sweep, loop: For) -> None:
    mirror(sweep, loop)


@adjoint_of(While)
def while_loop(sweep: Sweep, loop: While) -> None:
    mirror(sweep, loop)


def mirror(sweep: Sweep, loop: For | While) -> None:
    inside = sweep.builder.child()
    round_ = Round(dict.fromkeys(defined(loop.body)), sweep.undefined, sweep.selected)
    made = _Mirror(loop, sweep.scope, sweep.builder, inside, round_)
    # what is done around the rounds belongs to none of their statements
    where = sweep.builder.where = Where(adjoint=True)
    lists = take_lists(sweep, made)
    carried = take_carried(sweep, made)
    sweep.builder, sweep.scope = inside, made.round
    for collected, bar in lists:
        sweep.contribute(collected, bar)
    for j, bar in carried.items():
        sweep.contribute(loop.yields[j], bar)
    sweep.block(loop.body)
    sweep.builder.where = where
    for j, bar in carried.items():
        hand_on(sweep, made, loop.carried[j], bar)
    if isinstance(loop, For):
        collect_items(sweep, made, loop)
    sweep.builder, sweep.scope = made.outside, made.outer
    finish(sweep, made, carried)


def take_lists(sweep: Sweep, made: _Mirror) -> list[tuple[Atom, Bar]]:
    """Walk the adjoint of each collected list, last entry first."""
    loop, found = made.loop, []
    for out, collected in zip(loop.outs[len(loop.inits) :], loop.collects, strict=True):
        bar = sweep.scope.take(out)
        if bar is None:
            continue
        assert isinstance(out.type, ListOf)
        item = Var(f"{out.name}_bar", bar_type(out.type.item), temp=True)
        if isinstance(collected, Var):
            # a number that was collected as an array of equal items has an array for its adjoint
            type_ = item.type if is_number_for_array(item, collected) else bar_type(collected.type)
            item = Var(f"{collected.name}_bar", type_, collected.temp)
        made.iters.append(Iter(bar.atom, not bar.backward))
        made.items.append(item)
        mask = walked_mask(sweep, made, bar, collected)
        found.append((collected, Bar(item, collected not in sweep.undefined, mask=mask)))
    return found


def walked_mask(sweep: Sweep, made: _Mirror, bar: Bar, collected: Atom) -> Atom | None:
    """The condition on the adjoint of an entry: where there is one for each, they are walked too."""
    if bar.mask is None or not isinstance(collected, Var) or not sweep.minds(collected) or not may_be_held(collected):
        return None
    if not isinstance(bar.mask.type, ListOf | Array):
        return bar.mask
    item = chosen_var(collected)
    if isinstance(bar.mask.type, Array) and bar.mask.type.ndim == 1:
        item = Var(item.name, Scalar("b", "bool"), item.temp)
    made.iters.append(Iter(bar.mask, not bar.backward))
    made.items.append(item)
    return item


def take_carried(sweep: Sweep, made: _Mirror) -> dict[int, Bar]:
    """The adjoint of what is carried out of the loop starts the adjoint of each carried value."""
    loop = made.loop
    carried: dict[int, Bar] = {}
    for j, (param, out) in enumerate(zip(loop.carried, loop.outs, strict=False)):
        bar = sweep.scope.take(out)
        if bar is None and param not in sweep.active:
            continue
        made.inits.append(sweep.ready(bar, out).atom)
        made.params.append(Var(f"{param.name}_bar", bar_type(param.type), param.temp))
        carried[j] = Bar(made.params[-1], out not in sweep.undefined and param not in sweep.undefined)
        # what a round overwrites reaches no selection from the round before, but its own adjoint is known
        if (sweep.minds(param) or sweep.minds(out)) and may_be_held(param):
            made.inits.append(held(sweep.builder, bar, out))
            made.params.append(chosen_var(param))
            carried[j] = replace(carried[j], mask=made.params[-1])
    return carried


def hand_on(sweep: Sweep, made: _Mirror, param: Var, started: Bar) -> None:
    """The adjoint of a carried value at the start of a round goes to the round before."""
    bar = sweep.scope.take(param)
    made.yields.append(sweep.ready(bar, param).atom)
    if started.mask is not None:
        made.yields.append(held(sweep.builder, bar, param))


def collect_items(sweep: Sweep, made: _Mirror, loop: For) -> None:
    """The adjoint of a list that is walked in lockstep: the adjoints of its items, in the order of the walk back."""
    for item, walked in zip(loop.items, loop.iters, strict=True):
        if item in sweep.active and walked.source in sweep.active:
            bar = sweep.scope.take(item)
            made.collects.append(sweep.ready(bar, item).atom)
            made.targets.append((walked.source, not walked.reverse))
            made.lists.append(ListOf(bar_type(item.type)))
            if sweep.minds(walked.source) and sweep.minds(item) and may_be_held(item):
                made.collects.append(held(sweep.builder, bar, item))
                made.masked.append(walked.source)
                made.lists.append(ListOf(whole_type(item.type)))


def finish(sweep: Sweep, made: _Mirror, carried: dict[int, Bar]) -> None:
    loop = made.loop
    for var, param in made.round.sums.items():
        made.inits.append(start_of_sum(sweep, var))
        made.params.append(param)
        made.yields.append(made.round.bars[var].atom)
        if var in made.round.masks:
            made.inits.append(held(sweep.builder, sweep.scope.find(var), var))
            made.params.append(made.round.masks[var])
            made.yields.append(held(made.inside, made.round.bars[var], var))
    outs = [Var(param.name, param.type, param.temp) for param in made.params]
    lists = [Var("t", type_, temp=True) for type_ in made.lists]
    if not outs and not lists:
        return
    body = made.inside.block((*made.items, *made.params), (*made.yields, *made.collects))
    key = sweep.builder.supply.key()
    iters, inits = tuple(made.iters), tuple(made.inits)
    sweep.builder.body.append(
        For((*outs, *lists), iters, inits, body, where=sweep.builder.where, key=key, twin=loop.key, even=True)
    )
    give_back(sweep, made, carried, outs, lists)


def start_of_sum(sweep: Sweep, var: Var) -> Atom:
    bar = sweep.scope.find(var)
    if bar is None and isinstance(var.type, ListOf):
        return sweep.zeros(var)
    return sweep.ready(bar, var).atom


def give_back(sweep: Sweep, made: _Mirror, carried: dict[int, Bar], outs: list[Var], lists: list[Var]) -> None:
    after: dict[Atom | None, Var] = dict(zip(made.params, outs, strict=True))
    for var, param in made.round.sums.items():
        mask = after.get(made.round.masks.get(var))
        sweep.scope.put(var, Bar(after[param], var not in sweep.undefined, mask=mask))
    for j, bar in carried.items():
        sweep.contribute(made.loop.inits[j], Bar(after[bar.atom], bar.full, mask=after.get(bar.mask)))
    rest = iter(lists)
    for source, backward in made.targets:
        out = next(rest)
        mask = next(rest) if source in made.masked else None
        sweep.contribute(source, Bar(out, backward=backward, mask=mask))
