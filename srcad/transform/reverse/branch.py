"""The adjoint of a branch, or of a try: a branch, each arm the adjoint of what ran on that way.

A value from outside leaves both arms with what has been accumulated; an arm that adds nothing hands on what
came in, or a zero that is made before the branch.  Which way a try took is one of its results, a flag.
"""

from __future__ import annotations

from collections.abc import Sequence

from srcad.ir.core import Atom, Block, If, Index, Lit, Op, Try, Update, Var
from srcad.ir.types import Array, ListOf, Scalar
from srcad.ir.walk import all_statements, arms_of, defined
from srcad.transform.bars import Bar, merged_type, same_axes
from srcad.transform.conditions import chosen_var, held, may_be_held
from srcad.transform.reverse.sweep import Sweep, adjoint_of
from srcad.transform.scopes import Arm
from srcad.transform.tries import caught


class Side:
    """The adjoint of one arm while it is written: of its blocks, which ran one after the other."""

    def __init__(self, sweep: Sweep, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.builder = sweep.builder.child()
        self.scope = Arm(sweep.scope, dict.fromkeys(var for block in blocks for var in defined(block)))
        self.results: list[Atom] = []


@adjoint_of(If)
def branch(sweep: Sweep, stmt: If) -> None:
    mirror(sweep, stmt, stmt.cond)


@adjoint_of(Try)
def attempt(sweep: Sweep, stmt: Try) -> None:
    mirror(sweep, stmt, caught(stmt))


def mirror(sweep: Sweep, stmt: If | Try, cond: Atom) -> None:
    bars = [sweep.scope.take(out) for out in stmt.outs]
    arms = arms_of(stmt)
    make_buffers(sweep, [block for arm in arms for block in arm])
    sides = [Side(sweep, arm) for arm in arms]
    for side in sides:
        write_side(sweep, side, bars)
    where = sweep.builder.where
    touched = list(dict.fromkeys(var for side in sides for var in side.scope.touched()))
    merged = {var: merge(sweep, var, sides) for var in touched}
    if not merged:
        return
    made = (atom for bar in merged.values() for atom in (bar.atom, bar.mask))
    outs = tuple(atom for atom in made if isinstance(atom, Var))
    then, orelse = (side.builder.block((), tuple(side.results)) for side in sides)
    key = sweep.builder.supply.key()
    sweep.builder.body.append(If(outs, cond, then, orelse, where, key, stmt.key))
    for var, bar in merged.items():
        sweep.scope.put(var, bar)


def make_buffers(sweep: Sweep, blocks: Sequence[Block]) -> None:
    """An array read by index in an arm has its buffer made before the branch, so that all arms share it."""
    inside = dict.fromkeys(var for block in blocks for var in defined(block))
    for block in blocks:
        ready = handed_on(block)
        for inner in all_statements(block):
            if isinstance(inner, Op) and isinstance(inner.prim, Index) and sweep.is_active(inner.out):
                base = inner.args[0]
                if sweep.is_active(base) and base not in inside and base not in ready and is_storage(base):
                    make_buffer(sweep, base)


def handed_on(block: Block) -> dict[Atom, None]:
    """What an arm gives as it is, or stores into: its adjoint comes from what follows, and needs no buffer."""
    stored = (op.args[0] for op in all_statements(block) if isinstance(op, Op) and isinstance(op.prim, Update))
    return dict.fromkeys((*stored, *block.results))


def is_storage(base: Atom) -> bool:
    return isinstance(base.type, Array | ListOf)


def make_buffer(sweep: Sweep, base: Atom) -> None:
    assert isinstance(base, Var)
    if sweep.scope.find(base) is None and base not in sweep.undefined:
        sweep.scope.put(base, sweep.zero(base))


def write_side(sweep: Sweep, side: Side, bars: list[Bar | None]) -> None:
    outer = sweep.builder, sweep.scope
    sweep.builder, sweep.scope = side.builder, side.scope
    for block in reversed(side.blocks):
        for result, bar in zip(block.results, bars, strict=True):
            if bar is not None:
                sweep.contribute(result, bar)
        sweep.block(block)
        bars = [sweep.scope.take(param) for param in block.params]
    sweep.builder, sweep.scope = outer


def merge(sweep: Sweep, var: Var, sides: list[Side]) -> Bar:
    """What both arms give for the adjoint of a value from outside."""
    before = sweep.scope.find(var)
    bars = [side.scope.bars.get(var, before) for side in sides]
    if None in bars:
        rest = sweep.zero(var)
        bars = [rest if bar is None else bar for bar in bars]
    known = [bar for bar in bars if bar is not None]
    masked = sweep.minds(var) and may_be_held(var) and any(map(_is_conditional, known))
    alike = var in sweep.undefined or _alike(known)
    masks = [held(side.builder, bar, var) for side, bar in zip(sides, known, strict=True)] if masked else []
    known = [
        bar if alike and not bar.backward else full_in(sweep, side, bar, var)
        for side, bar in zip(sides, known, strict=True)
    ]
    for side, bar in zip(sides, known, strict=True):
        side.results.append(bar.atom)
    for side, condition in zip(sides, masks, strict=False):
        side.results.append(condition)
    one, other = (bar.atom.type for bar in known)
    type_ = merged_type(one, other, var.type)
    # numbers that stand for equal items are not the whole adjoint of an array
    whole = all(bar.full for bar in known) and not (isinstance(type_, Scalar) and isinstance(var.type, Array))
    mask = chosen_var(var) if masked else None
    return Bar(Var(f"{var.name}_bar", type_, var.temp), whole, mask=mask)


def _is_conditional(bar: Bar) -> bool:
    """Whether something is known of where an adjoint is zero, other than that it is so everywhere."""
    return bool(bar.chosen) or bar.mask not in (None, Lit(False))


def _alike(bars: list[Bar]) -> bool:
    """Whether two adjoints can be merged as they are: both full, or compact in the same way."""
    one, other = bars
    if one.full and other.full:
        return True
    return one.full == other.full and same_axes(one.atom.type, other.atom.type)


def full_in(sweep: Sweep, side: Side, bar: Bar, like: Var) -> Bar:
    outer = sweep.builder
    sweep.builder = side.builder
    new = Bar(sweep.full(bar, like))
    sweep.builder = outer
    return new
