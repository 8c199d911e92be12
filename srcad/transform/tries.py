"""Which way a try took, as one of its results: the flag that is true where the handler ran."""

from __future__ import annotations

from dataclasses import replace

from srcad.ir.core import Atom, Block, Function, Lit, Statement, Try, Var
from srcad.ir.types import BOOL
from srcad.ir.walk import map_blocks

#: what the flag is after the handler, and after the body went through
_ENDS = (Lit(True), Lit(False))


def with_flags(fn: Function) -> Function:
    """The function with a flag among the results of each try."""
    return replace(fn, block=_block(fn.block))


def caught(stmt: Try) -> Atom:
    """The flag of a try that has one."""
    return next(out for out, ends in zip(stmt.outs, stmt.ends, strict=True) if ends == _ENDS)


def _block(block: Block) -> Block:
    return Block(block.params, tuple(map(_statement, block.body)), block.results)


def _statement(stmt: Statement) -> Statement:
    stmt = map_blocks(stmt, _block)
    if not isinstance(stmt, Try) or _ENDS in stmt.ends:
        return stmt
    handler, orelse = (replace(arm, results=(*arm.results, end)) for arm, end in zip((stmt.handler, stmt.orelse), _ENDS))
    return replace(stmt, outs=(*stmt.outs, Var("caught", BOOL)), handler=handler, orelse=orelse)


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
        new = Var(like.name, like.type, like.temp)
        self.stmt = replace(
            stmt,
            outs=(*stmt.outs, new),
            handler=replace(stmt.handler, results=(*stmt.handler.results, handler)),
            orelse=replace(stmt.orelse, results=(*stmt.orelse.results, orelse)),
        )
        return new

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
