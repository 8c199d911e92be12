"""Tangents of branches and loops: the same regions, with the tangents handed through beside the values."""

from __future__ import annotations

from dataclasses import replace

from srcad.analyse.builder import Builder
from srcad.ir.core import Atom, Block, For, If, Iter, Var, While
from srcad.ir.types import Type
from srcad.transform.bars import Bar, bar_type
from srcad.transform.forward.push import Push, tangent_of


def dot_var(var: Var, type_: Type | None = None) -> Var:
    return Var(f"{var.name}_dot", bar_type(var.type) if type_ is None else type_, var.temp)


def inside(push: Push) -> Builder:
    """Write into a block of its own; gives the builder to come back to."""
    outer = push.builder
    push.builder = outer.child()
    return outer


@tangent_of(If)
def branch(push: Push, stmt: If) -> None:
    moving = [k for k, out in enumerate(stmt.outs) if push.is_active(out)]
    arms = [arm(push, block, moving) for block in (stmt.then, stmt.orelse)]
    dots = [dot_var(stmt.outs[k], common(stmt.outs[k], arms, len(stmt.outs) + n)) for n, k in enumerate(moving)]
    push.builder.body.append(replace(stmt, outs=(*stmt.outs, *dots), then=arms[0], orelse=arms[1]))
    for k, dot in zip(moving, dots, strict=True):
        push.define(stmt.outs[k], Bar(dot, stmt.outs[k] not in push.undefined))


def common(out: Var, arms: list[Block], place: int) -> Type:
    one, other = (block.results[place].type for block in arms)
    return one if one == other else bar_type(out.type)


def arm(push: Push, block: Block, moving: list[int]) -> Block:
    outer = inside(push)
    push.block(block)
    dots = [push.ready(block.results[k]).atom for k in moving]
    body = push.builder.block((), (*block.results, *dots))
    push.builder = outer
    return body


@tangent_of(For)
def for_loop(push: Push, loop: For) -> None:
    walked = [(item, walk) for item, walk in zip(loop.items, loop.iters, strict=True) if push.is_active(item)]
    iters = [Iter(push.full(walk.source), walk.reverse) for _, walk in walked]
    items = [dot_var(item) for item, _ in walked]
    for (item, _), dot in zip(walked, items, strict=True):
        push.define(item, Bar(dot, item not in push.undefined))
    inits, params, body, outs = rounds(push, loop)
    body = replace(body, params=(*loop.items, *items, *loop.carried, *params))
    push.builder.body.append(replace(loop, outs=outs, iters=(*loop.iters, *iters), inits=inits, body=body))


@tangent_of(While)
def while_loop(push: Push, loop: While) -> None:
    inits, params, body, outs = rounds(push, loop)
    body = replace(body, params=(*loop.carried, *params))
    tested = (*loop.test.params, *(Var(var.name, var.type, var.temp) for var in params))
    test = replace(loop.test, params=tested)
    push.builder.body.append(replace(loop, outs=outs, inits=inits, body=body, test=test))


def rounds(push: Push, loop: For | While) -> tuple[tuple[Atom, ...], list[Var], Block, tuple[Var, ...]]:
    """The inits, the carried tangents, the body and the outputs of a loop with its tangents."""
    count, until = len(loop.inits), int(loop.until)
    moving = [k for k in range(count) if push.is_active(loop.carried[k]) or push.is_active(loop.outs[k])]
    lists = [k for k in range(count, len(loop.outs)) if push.is_active(loop.outs[k])]
    inits = (*loop.inits, *(start(push, loop, k) for k in moving))
    params = [dot_var(loop.carried[k]) for k in moving]
    for k, dot in zip(moving, params, strict=True):
        push.define(loop.carried[k], Bar(dot, loop.carried[k] not in push.undefined))
    outer = inside(push)
    push.block(loop.body)
    dots = [push.ready(loop.yields[k]).atom for k in moving]
    entries = [push.ready(loop.collects[k - count]).atom for k in lists]
    results = loop.body.results
    body = push.builder.block((), (*results[: until + count], *dots, *results[until + count :], *entries))
    push.builder = outer
    out_dots = {k: dot_var(loop.outs[k]) for k in (*moving, *lists)}
    for k, dot in out_dots.items():
        push.define(loop.outs[k], Bar(dot, loop.outs[k] not in push.undefined))
    outs = (*loop.outs[:count], *(out_dots[k] for k in moving), *loop.outs[count:], *(out_dots[k] for k in lists))
    return inits, params, body, outs


def start(push: Push, loop: For | While, k: int) -> Atom:
    return push.ready(loop.inits[k]).atom
