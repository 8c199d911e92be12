"""The tangent of a try: the body as it is, its tangents after it.

Tangents are not guarded: what they raise the body did not raise, and its handlers must not see it.  So they stand in
`orelse`, which takes from the body what they mention.  A loop or branch of the body that has tangents is run once
more there, with them but without its effects; it went through before, so it does again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse.effects import is_effect
from srcad.ir.core import Atom, Block, Op, Statement, Try, Var
from srcad.ir.walk import blocks_of, defined, free_in, fresh_copy, map_blocks, use_counts
from srcad.transform.bars import Bar
from srcad.transform.forward.push import Push, tangent_of
from srcad.transform.forward.regions import common, dot_var, inside
from srcad.transform.places import no_rule


@tangent_of(Try)
def attempt(push: Push, stmt: Try) -> None:
    if not any(map(push.is_active, (*stmt.outs, *(var for block in blocks_of(stmt) for var in defined(block))))):
        push.builder.body.append(stmt)
        return
    moving = [k for k, out in enumerate(stmt.outs) if push.is_active(out)]
    handler = arm(push, stmt.handler, (), moving)
    orelse = arm(push, stmt.orelse, tangents(push, stmt), moving)
    body, orelse = handed(push, stmt.body, orelse)
    types = [common(stmt.outs[k], [handler, orelse], len(stmt.outs) + n) for n, k in enumerate(moving)]
    dots = [dot_var(stmt.outs[k], type_) for k, type_ in zip(moving, types, strict=True)]
    push.builder.body.append(replace(stmt, outs=(*stmt.outs, *dots), body=body, orelse=orelse, handler=handler))
    for k, dot in zip(moving, dots, strict=True):
        push.define(stmt.outs[k], Bar(dot, stmt.outs[k] not in push.undefined))


def arm(push: Push, block: Block, first: Sequence[Statement], moving: list[int]) -> Block:
    outer = inside(push)
    push.builder.body.extend(first)
    push.block(block)
    dots = [push.ready(block.results[k]).atom for k in moving]
    made = push.builder.block(block.params, (*block.results, *dots))
    push.builder = outer
    return made


def tangents(push: Push, stmt: Try) -> list[Statement]:
    """What is to be done for the tangents of a body that went through."""
    outer = inside(push)
    push.block(stmt.body)
    for param, atom in stmt.handed:
        dot = push.dot(atom)
        if dot is not None:
            push.define(param, dot)
    written, push.builder = push.builder.body, outer
    primal = dict.fromkeys(var for inner in stmt.body.body for var in inner.outs)
    return [quiet(inner) for inner in written if any(out not in primal for out in inner.outs)]


def handed(push: Push, body: Block, orelse: Block) -> tuple[Block, Block]:
    """The body under names of its own, handing on what `orelse` mentions of it under the old names."""
    again = dict.fromkeys(defined(orelse))
    wanted = dict.fromkeys(var for inner in body.body for var in inner.outs if var not in again)
    mentioned = [var for var in free_in(orelse) if var in wanted]
    names: dict[Var, Atom] = {}
    new = fresh_copy(body, names, key=lambda _: push.builder.supply.key())
    results = (*new.results, *(names[var] for var in mentioned))
    return replace(new, results=results), replace(orelse, params=(*orelse.params, *mentioned))


def quiet(stmt: Statement) -> Statement:
    """A statement that ran already, without what must happen only once."""

    def without_effects(block: Block) -> Block:
        counts = use_counts(block)
        body = [quiet(inner) for inner in block.body if not is_over(inner, counts)]
        return Block(block.params, tuple(body), block.results)

    return map_blocks(stmt, without_effects)


def is_over(stmt: Statement, counts: dict[Var, int]) -> bool:
    if not isinstance(stmt, Op) or not is_effect(stmt):
        return False
    if any(counts.get(out) for out in stmt.outs):
        raise no_rule("the result of a call with effects, in a loop or branch of a try", "call it before", stmt.where)
    return True
