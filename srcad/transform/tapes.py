"""Loops that also say what happened in their rounds: a list per value that is kept, or how many there were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from srcad.analyse import words
from srcad.analyse.builder import Builder, Supply
from srcad.ir.core import UNDEF, Atom, For, Lit, Var, Where, While
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


def lasting_values(loop: For | While, values: Iterable[Var]) -> tuple[For | While, list[Var]]:
    """The loop handing out what these values of its body are in the last round, and what it hands out."""
    made: list[Var] = []
    for value in values:
        loop, out = _with_slot(loop, Var(value.name, value.type, value.temp), UNDEF, value)
        made.append(out)
    return loop, made


def with_count(loop: For | While, supply: Supply) -> tuple[For | While, Var]:
    """The loop counting its rounds."""
    param = Var("count", INT)
    inner = Builder(supply, Where(adjoint=True))
    one_more = inner.emit(words.ADD, param, Lit(1), name="count")
    body = replace(loop.body, body=(*loop.body.body, *inner.body))
    return _with_slot(replace(loop, body=body), param, Lit(0), one_more)


def _with_slot(loop: For | While, param: Var, init: Atom, new: Atom) -> tuple[For | While, Var]:
    """The loop carrying one more value, and that after the last round."""
    cut, stop = len(loop.inits), int(loop.until)
    out = Var(param.name, param.type, param.temp)
    results = loop.body.results
    body = replace(
        loop.body,
        params=(*loop.body.params, param),
        results=(*results[: stop + cut], new, *results[stop + cut :]),
    )
    outs = (*loop.outs[:cut], out, *loop.outs[cut:])
    loop = replace(loop, outs=outs, inits=(*loop.inits, init), body=body)
    if isinstance(loop, While):
        tested = Var(param.name, param.type, param.temp)
        loop = replace(loop, test=replace(loop.test, params=(*loop.test.params, tested)))
    return loop, out
