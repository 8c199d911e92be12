"""The tangent of a `with`: tangents are computed where the values are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.ir.core import Block, Var, With
from srcad.transform.bars import Bar
from srcad.transform.forward.attempt import arm
from srcad.transform.forward.push import Push, tangent_of
from srcad.transform.forward.regions import dot_var


@tangent_of(With)
def enclosed(push: Push, stmt: With) -> None:
    count = len(stmt.body.results)
    body, first = part(push, stmt.body, stmt.outs[:count])
    final, last = part(push, stmt.final, stmt.outs[count:])
    outs = (*stmt.outs[:count], *first.values(), *stmt.outs[count:], *last.values())
    push.builder.body.append(replace(stmt, outs=outs, body=body, final=final))
    for out, dot in (*first.items(), *last.items()):
        push.define(out, Bar(dot, out not in push.undefined))


def part(push: Push, block: Block, outs: Sequence[Var]) -> tuple[Block, dict[Var, Var]]:
    """One of the two blocks, and the tangents of what it gives."""
    moving = [k for k, out in enumerate(outs) if push.is_active(out)]
    made = arm(push, block, (), moving)
    types = [result.type for result in made.results[len(outs) :]]
    return made, {outs[k]: dot_var(outs[k], type_) for k, type_ in zip(moving, types, strict=True)}
