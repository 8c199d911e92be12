"""The adjoint of a `with`: that of what ran inside, the last part first.

It stands inside of the same manager where that is one that is told how to compute (``np.errstate``); what was opened
or locked was so only once, on the way forwards.
"""

from __future__ import annotations

from srcad.analyse.managers import encloses_adjoint
from srcad.ir.core import UNDEF, Block, If, Lit, Var, With
from srcad.ir.types import Opaque
from srcad.transform.bars import Bar
from srcad.transform.conditions import condition
from srcad.transform.reverse.branch import Side, make_buffers
from srcad.transform.reverse.sweep import Sweep, adjoint_of


@adjoint_of(With)
def enclosed(sweep: Sweep, stmt: With) -> None:
    bars = [sweep.scope.take(out) for out in stmt.outs]
    make_buffers(sweep, [stmt.body, stmt.final])
    side = Side(sweep, (stmt.body, stmt.final))
    outer = sweep.builder, sweep.scope
    sweep.builder, sweep.scope = side.builder, side.scope
    count = len(stmt.body.results)
    for block, own in ((stmt.final, bars[count:]), (stmt.body, bars[:count])):
        for result, bar in zip(block.results, own, strict=True):
            if bar is not None:
                sweep.contribute(result, bar)
        sweep.block(block)
    sweep.builder, sweep.scope = outer
    touched = {var: side.scope.bars[var] for var in side.scope.touched()}
    outs = {var: Var(f"{var.name}_bar", bar.atom.type, var.temp) for var, bar in touched.items()}
    if not outs:
        return
    conditions = {var: condition(side.builder, bar) for var, bar in touched.items() if sweep.minds(var)}
    known = {var: atom for var, atom in conditions.items() if atom is not None}
    masks = {var: Var(f"{var.name}_chosen", atom.type, var.temp) for var, atom in known.items()}
    results = (*(bar.atom for bar in touched.values()), *known.values())
    ends = (*outs.values(), *masks.values())
    where, key = sweep.builder.where, sweep.builder.supply.key()
    if encloses_adjoint(stmt):
        inner = side.builder.block((Var("entered", Opaque("manager"), temp=True),), results)
        again: With | If = With(ends, stmt.enter, stmt.args, inner, Block((), (), ()), where, key, stmt.key)
    else:
        lost = Block((), (), (UNDEF,) * len(results))
        again = If(ends, Lit(True), side.builder.block((), results), lost, where, key, stmt.key)
    sweep.builder.body.append(again)
    for var, bar in touched.items():
        sweep.scope.put(var, Bar(outs[var], bar.full, bar.backward, mask=masks.get(var)))
