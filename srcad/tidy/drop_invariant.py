"""Use a value directly where a region only hands it through.

- A carried value that yields itself is the value it started with.
- A result of an `If` whose arms give the same value is that value; two results with equal values are one.
- A value that a loop collects twice is collected once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from srcad.ir.core import UNDEF, Atom, Block, For, Function, If, Op, Statement, Try, Var, While, With
from srcad.ir.walk import blocks_of, changed_block, defined, map_blocks, operands, substitute_operands
from srcad.tidy.definitions import Loop


def drop_invariant(fn: Function) -> Function:
    """The function with such values used directly; what handed them through dies in `drop_dead`."""
    block = _Pass().block(fn.block)
    return fn if block is fn.block else replace(fn, block=block)


class _Pass:
    """One walk; `known` says what stands for a variable from here on."""

    def __init__(self) -> None:
        self.known: dict[Var, Atom] = {}

    def block(self, block: Block) -> Block:
        body = list(map(self.statement, block.body))
        return changed_block(block, body, tuple(map(self.atom, block.results)))

    def atom(self, atom: Atom) -> Atom:
        return self.known.get(atom, atom) if isinstance(atom, Var) else atom

    def statement(self, stmt: Statement) -> Statement:
        if any(atom in self.known for atom in operands(stmt)):
            stmt = substitute_operands(stmt, self.atom)
        match stmt:
            case Op():
                return stmt
            case If():
                return self.branch(stmt)
            case For() | While():
                return self.loop(stmt)
            case Try():
                return self.attempt(stmt)
            case With():
                return self.enclosed(stmt)

    def enclosed(self, old: With) -> With:
        stmt = map_blocks(old, self.block)
        assert isinstance(stmt, With)
        self.merge(stmt.outs, [(end,) for _, end in stmt.handed])
        inside = dict.fromkeys(var for block in blocks_of(stmt) for var in defined(block))
        self.known.update((out, end) for out, end in stmt.handed if end not in inside and end != UNDEF)
        return stmt

    def attempt(self, old: Try) -> Try:
        body = self.block(old.body)
        inside = dict.fromkeys(defined(body))
        handed = zip(old.orelse.params, body.results, strict=True)
        self.known.update((var, atom) for var, atom in handed if atom not in inside and atom != UNDEF)
        orelse, handler = self.block(old.orelse), self.block(old.handler)
        unchanged = body is old.body and orelse is old.orelse and handler is old.handler
        stmt = old if unchanged else replace(old, body=body, orelse=orelse, handler=handler)
        self.merge(stmt.outs, stmt.ends)
        return stmt

    def branch(self, old: If) -> If:
        stmt = map_blocks(old, self.block)
        assert isinstance(stmt, If)
        arms = list(zip(stmt.then.results, stmt.orelse.results, strict=True))
        self.merge(stmt.outs, arms)
        for out, (then, orelse) in zip(stmt.outs, arms, strict=True):
            if then == orelse != UNDEF:
                self.known[out] = then
        return stmt

    def loop(self, old: Loop) -> Loop:
        """Walk the body again as often as the walk shows more carried values to be constant."""
        self.hand_out(old)
        stmt = map_blocks(old, self.block)
        assert isinstance(stmt, For | While)
        if self.hand_out(stmt):
            return self.loop(stmt)
        self.merge(stmt.outs[len(stmt.inits) :], [(atom,) for atom in stmt.collects])
        return stmt

    def hand_out(self, loop: Loop) -> bool:
        """Let the carried values that never change be what they start with; whether there are new ones."""
        found = False
        for number, (param, init) in enumerate(zip(loop.carried, loop.inits, strict=True)):
            if param not in self.known and init != UNDEF and self.atom(loop.yields[number]) in (param, init):
                found = True
                self.known |= dict.fromkeys((param, loop.outs[number]), init)
                if isinstance(loop, While):
                    self.known[loop.test.params[number]] = init
        return found

    def merge(self, outs: tuple[Var, ...], values: Iterable[tuple[Atom, ...]]) -> None:
        """Let results with equal values be one."""
        first: dict[tuple[Atom, ...], Var] = {}
        for out, value in zip(outs, values, strict=True):
            if first.setdefault(value, out) is not out:
                self.known[out] = first[value]
