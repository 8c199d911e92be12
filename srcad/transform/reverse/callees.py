"""The gradients of functions that are invoked, and the adjoint of invoking one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from srcad.analyse.effects import is_effect
from srcad.ir.core import Atom, Block, Function, If, Invoke, Lit, Op, Var
from srcad.ir.types import Scalar, is_real
from srcad.ir.walk import all_statements
from srcad.transform.bars import Bar, bar_type, zero_number
from srcad.transform.calls import Calls, Signature, active_places, flat, packed, unpacked
from srcad.transform.conditions import any_of, condition, one_of
from srcad.transform.fuse import fuse_loops
from srcad.transform.places import no_rule
from srcad.transform.reverse.gradient import open_reverse
from srcad.transform.reverse.sweep import Inline, Sweep
from srcad.transform.split import split
from srcad.transform.store import close


def write_pair(calls: Calls, signature: Signature, inline: Inline) -> list[Function]:
    """The halves of the gradient of one signature."""
    name, places = signature
    fn, pair = calls.function(name), calls.pairs[signature]
    made = open_reverse(fn, places, inline, results=fn.block.results, value=calls.kept, calls=calls)
    if not calls.kept:
        refuse_effects(fn)
        return [flat(close(fuse_loops(made)), pair.bwd)]
    forward, backward = split(close(made), apart=False)
    seeds = made.params[-1].tree.count()
    halves = packed(forward, len(fn.block.results)), unpacked(backward, seeds)
    return [flat(half, given) for half, given in zip(halves, (pair.fwd, pair.bwd), strict=True)]


def refuse_effects(fn: Function) -> None:
    """What is computed again must not do anything again."""
    for stmt in all_statements(fn.block):
        if isinstance(stmt, Op) and is_effect(stmt):
            raise no_rule("the second derivative of a recursive function with effects", "move them out", stmt.where)


def invoke(sweep: Sweep, op: Op, prim: Invoke) -> None:
    """``x_bar += g_bwd(kept, out_bar)``"""
    bars = {out: sweep.scope.take(out) for out in op.outs if is_real(out.type)}
    if not any(bars.values()):
        return
    calls = sweep.calls
    if calls is None:
        raise no_rule("a recursive call", "write it as a loop", op.where)
    seeds = [seed(sweep, out, bar) for out, bar in bars.items()]
    if calls.kept:
        pair = calls.pairs[calls.asked(prim.name)]
        args: tuple[Atom, ...] = (op.outs[-1], *seeds)
    else:
        pair = calls.pair((prim.name, active_places(op, sweep.is_active)))
        args = (*op.args, *seeds)
    active = [arg for arg in op.args if sweep.is_active(arg)]
    made = tuple(Var("t", bar_type(arg.type), temp=True) for arg in active)
    called = Op(made, Invoke(pair.bwd), args, sweep.builder.where)
    wanted = selected_of(sweep, bars)
    if wanted is None:
        sweep.builder.body.append(called)
    outs = made if wanted is None else call_if(sweep, wanted, called, active)
    for arg, out in zip(active, outs, strict=True):
        sweep.contribute(arg, Bar(out, mask=wanted))


def selected_of(sweep: Sweep, bars: Mapping[Var, Bar | None]) -> Atom | None:
    """Whether anything of the results was selected; None where that is not known, or does not matter."""
    found: Atom = Lit(False)
    for out, bar in bars.items():
        known = condition(sweep.builder, bar) if bar is not None and sweep.minds(out) else None
        if bar is not None and known is None:
            return None
        found = found if known is None else one_of(sweep.builder, found, any_of(sweep.builder, known))
    return found


def call_if(sweep: Sweep, wanted: Atom, called: Op, active: Sequence[Atom]) -> tuple[Var, ...]:
    """The adjoints of the arguments, zero without a call where nothing was selected: the call may meet an infinity."""
    outer = sweep.builder
    rest = sweep.builder = outer.child()
    zeros = tuple(seed(sweep, arg, None) for arg in active if isinstance(arg, Var))
    sweep.builder = outer
    outs = tuple(Var(out.name, out.type, out.temp) for out in called.outs)
    arms = Block((), (called,), called.outs), rest.block((), zeros)
    outer.body.append(If(outs, wanted, *arms, outer.where, outer.supply.key()))
    return outs


def seed(sweep: Sweep, out: Var, bar: Bar | None) -> Atom:
    if bar is None:
        return zero_number(out.type) if isinstance(out.type, Scalar) else sweep.zeros(out)
    return sweep.full(bar, out)
