"""Loops that also say what happened in their rounds: a list per value that is kept, or how many there were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad.analyse import words
from srcad.analyse.builder import Builder, Supply
from srcad.ir.core import Block, For, Lit, Var, Where, While
from srcad.ir.types import INT, ListOf


def taped(loop: For | While, kept: Sequence[Var]) -> tuple[For | While, list[Var]]:
    """The loop collecting these values too, and the lists it collects them in."""
    count = len(loop.inits)
    outs, collects = list(loop.outs), list(loop.collects)
    for var in kept:
        if var not in collects:
            outs.append(Var("tape", ListOf(var.type)))
            collects.append(var)
    tapes = [outs[count + collects.index(var)] for var in kept]
    body = replace(loop.body, results=(*loop.body.results[: int(loop.until) + count], *collects))
    return replace(loop, outs=tuple(outs), body=body), tapes


def with_count(loop: For | While, supply: Supply) -> tuple[For | While, Var]:
    """The loop counting its rounds."""
    count, param = Var("count", INT), Var("count", INT)
    inner = Builder(supply, Where(loop.where.stmt, True))
    one_more = inner.emit(words.ADD, param, Lit(1), name="count")
    cut = len(loop.inits)
    stop = int(loop.until)
    results = loop.body.results
    body = Block(
        (*loop.body.params, param),
        (*loop.body.body, *inner.body),
        (*results[: stop + cut], one_more, *results[stop + cut :]),
    )
    outs = (*loop.outs[:cut], count, *loop.outs[cut:])
    loop = replace(loop, outs=outs, inits=(*loop.inits, Lit(0)), body=body)
    if isinstance(loop, While):
        test = replace(loop.test, params=(*loop.test.params, Var("count", INT)))
        loop = replace(loop, test=test)
    return loop, count
