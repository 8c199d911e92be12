"""Simplify the loops and branches of a backward sweep before anything is decided about storing.

What a loop hands on unchanged is the value from outside; what nobody needs is not carried: whatever
disappears here need not be recorded either.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from srcad.analyse.liveness import live
from srcad.ir.core import Atom, Block, For, If, Op, Statement, Var, With
from srcad.ir.walk import map_blocks, substitute

T = TypeVar("T")


def simplify_adjoint(forward: Block, backward: Sequence[Statement], results: tuple[Atom, ...]) -> Block:
    """The backward sweep with nothing invariant carried and nothing useless computed."""
    block = Block((), tuple(backward), results)
    while True:
        invariant = drop_invariant(block)
        whole = Block(forward.params, (*forward.body, *invariant.body), invariant.results)
        simpler = drop_dead(invariant, live(whole, invariant.results))
        if simpler is block:
            return block
        block = simpler


# --- invariant ----------------------------------------------------------------------------------------------


def drop_invariant(block: Block) -> Block:
    """``for ..: p' = p`` → p is the value from outside"""
    names: dict[Var, Atom] = {}
    body = [_without_invariant(stmt, names) for stmt in block.body]
    if not names and all(map(_is, body, block.body)):
        return block
    kept = tuple(stmt for stmt in body if isinstance(stmt, Op) or stmt.outs)
    return substitute(Block(block.params, kept, block.results), _resolved(names))


def _is(a: object, b: object) -> bool:
    return a is b


def _resolved(names: dict[Var, Atom]) -> dict[Var, Atom]:
    """The names with chains followed to their end."""

    def end(atom: Atom) -> Atom:
        while isinstance(atom, Var) and atom in names:
            atom = names[atom]
        return atom

    return {var: end(atom) for var, atom in names.items()}


def _without_invariant(stmt: Statement, names: dict[Var, Atom]) -> Statement:
    stmt = map_blocks(stmt, drop_invariant)
    match stmt:
        case If():
            same = [a == b for a, b in zip(stmt.then.results, stmt.orelse.results, strict=True)]
            names.update((out, a) for out, a, equal in zip(stmt.outs, stmt.then.results, same, strict=True) if equal)
            return pick_branch(stmt, [not equal for equal in same]) if any(same) else stmt
        case For():
            return _without_invariant_carried(stmt, names)
        case _:
            return stmt


def _without_invariant_carried(loop: For, names: dict[Var, Atom]) -> Statement:
    inner: dict[Var, Atom] = {}
    keep = [True] * len(loop.outs)
    for k, (param, init, yielded) in enumerate(zip(loop.carried, loop.inits, loop.yields, strict=True)):
        if yielded in (param, init):
            names[loop.outs[k]] = inner[param] = init
            keep[k] = False
    if all(keep):
        return loop
    loop = pick_loop(loop, keep)
    return replace(loop, body=substitute(loop.body, inner))


# --- dead ---------------------------------------------------------------------------------------------------


def drop_dead(block: Block, needed: Collection[Var]) -> Block:
    """The block without what is not needed.  Only for backward sweeps: nothing there has an effect."""
    body = [new for stmt in block.body if (new := _needed_part(stmt, needed)) is not None]
    if len(body) == len(block.body) and all(map(_is, body, block.body)):
        return block
    return Block(block.params, tuple(body), block.results)


def _needed_part(stmt: Statement, needed: Collection[Var]) -> Statement | None:
    if not any(out in needed for out in stmt.outs):
        return None
    match stmt:
        case If():
            stmt = pick_branch(stmt, [out in needed for out in stmt.outs])
        case For():
            keep = [out in needed for out in stmt.outs]
            for k, param in enumerate(stmt.carried):
                keep[k] = keep[k] or param in needed
            stmt = drop_dead_items(pick_loop(stmt, keep), needed)
        case With():
            stmt = pick_with(stmt, [out in needed for out in stmt.outs])
    return map_blocks(stmt, lambda inner: drop_dead(inner, needed))


def drop_dead_items(loop: For, needed: Collection[Var]) -> For:
    """A mirrored loop does not walk what it does not look at."""
    if not loop.twin or all(item in needed for item in loop.items):
        return loop
    keep = [item in needed for item in loop.items]
    items = tuple(item for item, kept in zip(loop.items, keep, strict=True) if kept)
    iters = tuple(walked for walked, kept in zip(loop.iters, keep, strict=True) if kept)
    return replace(loop, iters=iters, body=replace(loop.body, params=(*items, *loop.carried)))


# --- parts of regions ---------------------------------------------------------------------------------------


def pick_branch(stmt: If, keep: Sequence[bool]) -> If:
    """The branch with some of its results only."""
    if all(keep):
        return stmt
    then, orelse = (replace(arm, results=picked(arm.results, keep)) for arm in (stmt.then, stmt.orelse))
    return replace(stmt, outs=picked(stmt.outs, keep), then=then, orelse=orelse)


def pick_with(stmt: With, keep: Sequence[bool]) -> With:
    """The `with` with some of its results only."""
    count = len(stmt.body.results)
    body = replace(stmt.body, results=picked(stmt.body.results, keep[:count]))
    final = replace(stmt.final, results=picked(stmt.final.results, keep[count:]))
    return stmt if all(keep) else replace(stmt, outs=picked(stmt.outs, keep), body=body, final=final)


def pick_loop(loop: For, keep: Sequence[bool]) -> For:
    """The loop with some of its carried and collected values only."""
    if all(keep):
        return loop
    count = len(loop.inits)
    until = loop.body.results[: int(loop.until)]
    params = (*loop.items, *picked(loop.carried, keep[:count]))
    results = (*until, *picked(loop.yields, keep[:count]), *picked(loop.collects, keep[count:]))
    body = Block(params, loop.body.body, results)
    return replace(loop, outs=picked(loop.outs, keep), inits=picked(loop.inits, keep[:count]), body=body)


def picked(items: Sequence[T], keep: Sequence[bool]) -> tuple[T, ...]:
    return tuple(item for item, kept in zip(items, keep, strict=True) if kept)
