"""Collected results become ``tape.append(...)``, and what a tape needs of an overwritten variable gets a name.

    x = x * x;  tape.append((x_before, x))        ->        x_0 = x;  x = x * x;  tape.append((x_0, x))

An append stands at the end of the body, or, where that saves the second name, before its value is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from srcad.back.code import append, second_name
from srcad.back.memory import is_store
from srcad.back.sharing import has_memory
from srcad.ir.core import Atom, Block, For, Function, If, Op, Pack, Statement, Var, While
from srcad.ir.walk import blocks_of, free_in, map_blocks, operands, substitute, use_counts, vars_in


def write_appends(function: Function) -> Function:
    used = use_counts(function.block)
    return replace(function, block=_block(function.block, used))


def _block(block: Block, used: Mapping[Var, int]) -> Block:
    return Block(block.params, tuple(_statement(stmt, used) for stmt in block.body), block.results)


def _statement(stmt: Statement, used: Mapping[Var, int]) -> Statement:
    stmt = map_blocks(stmt, lambda block: _block(block, used))
    return _Body(stmt, used).rebuilt() if isinstance(stmt, For | While) else stmt


class _Body:
    """The body of one loop."""

    def __init__(self, stmt: For | While, used: Mapping[Var, int]) -> None:
        self.stmt = stmt
        self.used = used
        self.body = list(stmt.body.body)
        self.packs = self.take_packs()
        self.made = {out: at for at, inner in enumerate(self.body) for out in inner.outs}
        #: for each variable whose name a later value takes: where that is
        self.renewed = dict(self.renewals())

    def take_packs(self) -> dict[Var, Op]:
        """The entries made for a tape alone move with it."""
        collected = set(vars_in(self.stmt.collects))
        packs = {inner.outs[0]: inner for inner in self.body if _is_entry(inner, collected, self.used)}
        self.body = [inner for inner in self.body if not (inner.outs and inner.outs[0] in packs)]
        return packs  # type: ignore[return-value]

    def renewals(self) -> Iterator[tuple[Var, int]]:
        """Loop variables that get a new value, and what has the same name by then."""
        for var, new in zip(self.stmt.carried, self.stmt.yields, strict=True):
            if isinstance(new, Var) and new is not var and new in self.made and _may_share_name(var, new):
                start = self.start(new)
                yield var, start
                for other, at in self.made.items():
                    if other.name == new.name and not other.temp and at < start:
                        yield other, start

    def start(self, var: Var) -> int:
        """Where the buffer of a new value is first written."""
        at = self.made[var]
        stmt = self.body[at]
        if isinstance(stmt, Op) and is_store(stmt) and has_memory(var.type) and stmt.args[0] in self.made:
            assert isinstance(stmt.args[0], Var)
            return self.start(stmt.args[0])
        return at

    def rebuilt(self) -> For | While:
        stmt = self.stmt
        inserts: dict[int, list[Statement]] = {}
        for tape, value in zip(stmt.outs[len(stmt.inits) :], stmt.collects, strict=True):
            if self.used.get(tape):
                inserts.setdefault(self.place(value), []).extend(self.written(tape, value))
        block = self.split(inserts)
        flags = block.results[: int(stmt.until)]
        return replace(stmt, body=replace(block, results=(*flags, *block.results[len(flags) :])))

    def written(self, tape: Var, value: Atom) -> list[Statement]:
        pack = [self.packs[value]] if isinstance(value, Var) and value in self.packs else []
        return [*pack, append(tape, value)]

    def place(self, value: Atom) -> int:
        """The position before which a tape gets its entry."""
        parts = self.packs[value].args if isinstance(value, Var) and value in self.packs else (value,)
        ready = max((self.made.get(part, -1) for part in vars_in(parts)), default=-1) + 1
        limits = [self.renewed[part] for part in vars_in(parts) if part in self.renewed]
        end = len(self.body)
        if limits and ready <= min(limits):
            return min(limits)
        if self.stmt.until and self.body and isinstance(self.body[-1], If) and ready < end and not limits:
            return end - 1
        return end

    def split(self, inserts: Mapping[int, list[Statement]]) -> Block:
        """The body with its appends, and second names for old values that are still read when overwritten."""
        body: list[Statement] = []
        seconds: dict[Var, Atom] = {}
        flags = self.stmt.body.results[: int(self.stmt.until)]
        for at in range(len(self.body) + 1):
            body += [self.renamed(inner, seconds) for inner in inserts.get(at, ())]
            if at == len(self.body):
                break
            now = dict(self.seconds(at, inserts, flags))
            where = self.body[at].where
            body += [second_name(second, var, where) for var, second in now.items()]
            body.append(self.renamed(self.body[at], seconds))
            seconds.update(now)
        yields = tuple(seconds.get(atom, atom) if isinstance(atom, Var) else atom for atom in self.stmt.yields)
        new_flags = tuple(seconds.get(atom, atom) if isinstance(atom, Var) else atom for atom in flags)
        return Block(self.stmt.body.params, tuple(body), (*new_flags, *yields))

    def seconds(
        self, at: int, inserts: Mapping[int, list[Statement]], flags: tuple[Atom, ...]
    ) -> Iterator[tuple[Var, Var]]:
        """Second names for what loses its name to the statement at a position."""
        for var, start in self.renewed.items():
            if start == at and self.is_read_later(var, at, inserts, flags):
                yield var, Var(var.name, var.type, var.temp)

    def renamed(self, stmt: Statement, seconds: Mapping[Var, Atom]) -> Statement:
        return substitute(Block((), (stmt,), ()), seconds).body[0]

    def is_read_later(self, var: Var, at: int, inserts: Mapping[int, list[Statement]], flags: tuple[Atom, ...]) -> bool:
        later = [*self.body[at + 1 :], *(s for k in inserts if k > at for s in inserts[k])]
        return var in flags or any(_mentions(inner, var) for inner in later)


def _is_entry(stmt: Statement, collected: set[Var], used: Mapping[Var, int]) -> bool:
    return (
        isinstance(stmt, Op)
        and isinstance(stmt.prim, Pack)
        and stmt.out in collected
        and stmt.out.temp
        and used[stmt.out] == 1
    )


def _mentions(stmt: Statement, var: Var) -> bool:
    return var in operands(stmt) or any(var in free_in(block) for block in blocks_of(stmt))


def _may_share_name(var: Var, new: Var) -> bool:
    return new.temp or new.name == var.name
