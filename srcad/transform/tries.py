"""Which way a try took, as one of its results: the flag that is true where the handler ran."""

from __future__ import annotations

from dataclasses import replace

from srcad.analyse.ends import goes_through
from srcad.ir.core import Atom, Block, Function, Lit, Statement, Try, Var, With
from srcad.ir.types import BOOL
from srcad.ir.walk import map_blocks

#: what the flag is after the handler, and after the body went through
_ENDS = (Lit(True), Lit(False))


def with_flags(fn: Function) -> Function:
    """The function with a flag among the results of each try that comes back from its handler."""
    return replace(fn, block=_block(fn.block))


def caught(stmt: Try) -> Atom:
    """The flag of a try; false where its handler always raises."""
    if not goes_through(stmt.handler):
        return Lit(False)
    return next(out for out, ends in zip(stmt.outs, stmt.ends, strict=True) if ends == _ENDS)


def _block(block: Block) -> Block:
    return Block(block.params, tuple(map(_statement, block.body)), block.results)


def _statement(stmt: Statement) -> Statement:
    stmt = map_blocks(stmt, _block)
    if not isinstance(stmt, Try) or _ENDS in stmt.ends or not goes_through(stmt.handler):
        return stmt
    ways = Ways(stmt)
    ways.add(Var("caught", BOOL), *_ENDS)
    return ways.stmt


def handed_out(stmt: With, var: Var, from_body: bool) -> tuple[With, Var]:
    """The `with` handing out one more value of its body, or of what comes finally."""
    for out, end in stmt.handed:
        if end is var:
            return stmt, out
    new, count = Var(var.name, var.type, var.temp), len(stmt.body.results)
    if not from_body:
        return replace(stmt, outs=(*stmt.outs, new), final=replace(stmt.final, results=(*stmt.final.results, var))), new
    outs = (*stmt.outs[:count], new, *stmt.outs[count:])
    return replace(stmt, outs=outs, body=replace(stmt.body, results=(*stmt.body.results, var))), new


class Ways:
    """A try that is made to hand out more."""

    def __init__(self, stmt: Try) -> None:
        self.stmt = stmt

    def out(self, handler: Atom, orelse: Atom) -> Var:
        """A result that is the one after the handler, the other after `orelse`."""
        stmt, like = self.stmt, orelse if isinstance(orelse, Var) else handler
        for out, ends in zip(stmt.outs, stmt.ends, strict=True):
            if like in ends:
                return out
        assert isinstance(like, Var)
        return self.add(Var(like.name, like.type, like.temp), handler, orelse)

    def add(self, out: Var, handler: Atom, orelse: Atom) -> Var:
        stmt = self.stmt
        self.stmt = replace(
            stmt,
            outs=(*stmt.outs, out),
            handler=replace(stmt.handler, results=(*stmt.handler.results, handler)),
            orelse=replace(stmt.orelse, results=(*stmt.orelse.results, orelse)),
        )
        return out

    def handed(self, var: Var) -> Var:
        """What `orelse` knows a value of the body by."""
        stmt = self.stmt
        for param, atom in stmt.handed:
            if atom is var:
                return param
        new = Var(var.name, var.type, var.temp)
        self.stmt = replace(
            stmt,
            body=replace(stmt.body, results=(*stmt.body.results, var)),
            orelse=replace(stmt.orelse, params=(*stmt.orelse.params, new)),
        )
        return new
