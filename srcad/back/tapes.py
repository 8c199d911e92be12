"""One tape per loop: lists that one loop collects and others only ever walk together become a list of tuples.

    for a, b in zip(reversed(as), reversed(bs))        ->        for a, b in reversed(tape)

A tuple per round is what costs the interpreter least.  The tapes of an inner loop lie in the entries of the outer
one, so lists are followed through the lists they are put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from srcad.ir.core import (
    At,
    Atom,
    Block,
    For,
    Function,
    If,
    Index,
    Iter,
    Lit,
    Op,
    Pack,
    Statement,
    Subscript,
    Try,
    Var,
    Where,
    While,
    With,
)
from srcad.ir.types import ListOf, TupleOf, Type
from srcad.ir.walk import all_statements, map_blocks, operands

PART = (Subscript((At(),)),)

#: what is done with a list: walked by a loop (its `iters` position), or put into a list (position in its `collects`)
Use = tuple[str, For | While, int]


@dataclass(slots=True)
class _Change:
    """What becomes of a loop's collected values and of what it walks."""

    #: positions in `collects`, what they become (None: a tuple of them), and the list
    collects: list[tuple[tuple[int, ...], Var | None, Var]] = field(default_factory=list)
    #: positions in `iters`, the list they become, the item, and whether the item is a tuple of the old ones
    iters: list[tuple[tuple[int, ...], Var, Var, bool]] = field(default_factory=list)


def merge_tapes(function: Function) -> Function:
    """Merge the tapes of one loop after the other, inner loops first."""
    while True:
        merging = _Merging(function.block)
        if not merging.found():
            return function
        function = replace(function, block=merging.block(function.block))


def _uses(block: Block) -> dict[Var, list[Use] | None]:
    """What is done with each list; None for anything but walking and collecting it."""
    uses: dict[Var, list[Use] | None] = {}

    def add(atom: Atom, use: Use | None) -> None:
        if isinstance(atom, Var) and isinstance(atom.type, ListOf):
            found = uses.setdefault(atom, [])
            if use is None or found is None:
                uses[atom] = None
            else:
                found.append(use)

    for atom in block.results:
        add(atom, None)
    for stmt in all_statements(block):
        for atom in _other_mentions(stmt):
            add(atom, None)
        if isinstance(stmt, For):
            for k, walked in enumerate(stmt.iters):
                add(walked.source, ("walk", stmt, k))
        if isinstance(stmt, For | While):
            for k, atom in enumerate(stmt.collects):
                add(atom, ("collect", stmt, k))
    return uses


def _other_mentions(stmt: Statement) -> tuple[Atom, ...]:
    match stmt:
        case If():
            return (stmt.cond, *stmt.then.results, *stmt.orelse.results)
        case Try(body=body, orelse=orelse, handler=handler):
            return (*body.results, *orelse.results, *handler.results)
        case With(args=args, body=body, final=final):
            return (*args, *body.results, *final.results)
        case For():
            return (*stmt.inits, *stmt.yields)
        case While():
            return (*stmt.inits, *stmt.yields, *stmt.test.results)
        case _:
            return operands(stmt)


class _Merging:
    def __init__(self, block: Block) -> None:
        self.uses = _uses(block)
        self.numbers = {stmt: k for k, stmt in enumerate(all_statements(block))}
        self.changes: dict[Statement, _Change] = {}

    # --- which

    def found(self) -> bool:
        """Whether there was a loop some of whose lists can be merged; the innermost is taken first."""
        loops = [stmt for stmt in self.numbers if isinstance(stmt, For | While)]
        return any(self.loop(stmt) for stmt in reversed(loops))

    def loop(self, stmt: For | While) -> bool:
        """Merge the lists that a loop collects and that have the same fate."""
        groups: dict[object, list[int]] = {}
        for k, tape in enumerate(stmt.outs[len(stmt.inits) :]):
            fate = self.fate(tape, 0) if _is_tape(tape) else None
            if fate:
                groups.setdefault(fate, []).append(k)
        several = [tuple(positions) for positions in groups.values() if len(positions) > 1]
        for positions in several:
            self.merge(stmt, positions)
        return bool(several)

    def fate(self, var: Var, depth: int) -> tuple[object, ...] | None:
        """Everything that happens to a list; `var` holds it `depth` lists deep."""
        found: list[object] = []
        uses = self.uses.get(var, [])
        if uses is None:
            return None
        for kind, loop, k in uses:
            inner = self.after(kind, loop, k, depth)
            if inner is None or (kind, self.numbers[loop]) in [part[:2] for part in found]:  # type: ignore[index]
                return None
            found.append((kind, self.numbers[loop], inner))
        return tuple(found)

    def after(self, kind: str, loop: For | While, k: int, depth: int) -> tuple[object, ...] | None:
        if kind == "collect":
            return self.fate(loop.outs[len(loop.inits) + k], depth + 1)
        assert isinstance(loop, For)
        reverse = loop.iters[k].reverse
        if not depth:
            return (reverse,)
        inner = self.fate(loop.items[k], depth - 1)
        return None if inner is None else (reverse, inner)

    # --- how

    def merge(self, stmt: For | While, positions: tuple[int, ...]) -> None:
        lists = [stmt.outs[len(stmt.inits) + k] for k in positions]
        entry = TupleOf(tuple(_item(tape) for tape in lists))
        tape = Var("tape", ListOf(entry), temp=True)
        self.change(stmt).collects.append((positions, None, tape))
        self.follow(lists, tape, 0)

    def change(self, stmt: For | While) -> _Change:
        return self.changes.setdefault(stmt, _Change())

    def follow(self, lists: Sequence[Var], new: Var, depth: int) -> None:
        """Replace some lists by one wherever they are used."""
        for same_use in zip(*(self.uses.get(var) or () for var in lists), strict=True):
            kind, loop, _ = same_use[0]
            positions = tuple(k for _, _, k in same_use)
            if kind == "collect":
                outs = [loop.outs[len(loop.inits) + k] for k in positions]
                out = Var("tape", ListOf(new.type), temp=True)
                self.change(loop).collects.append((positions, new, out))
                self.follow(outs, out, depth + 1)
            else:
                assert isinstance(loop, For)
                item = Var("entry" if not depth else "tape", _item(new), temp=True)
                self.change(loop).iters.append((positions, new, item, not depth))
                if depth:
                    self.follow([loop.items[k] for k in positions], item, depth - 1)

    def block(self, block: Block) -> Block:
        return Block(block.params, tuple(map(self.statement, block.body)), block.results)

    def statement(self, stmt: Statement) -> Statement:
        new = map_blocks(stmt, self.block)
        change = self.changes.get(stmt)
        if change is None:
            return new
        assert isinstance(new, For | While)
        new = _collect(new, change)
        return _walk(new, change) if isinstance(new, For) else new


def _item(var: Var) -> Type:
    assert isinstance(var.type, ListOf)
    return var.type.item


def _collect(stmt: For | While, change: _Change) -> For | While:
    """The loop with some collected values in one."""
    gone = {k for positions, _, _ in change.collects for k in positions}
    collects = list(_without(stmt.collects, gone))
    outs = list(_without(stmt.outs[len(stmt.inits) :], gone))
    body = list(stmt.body.body)
    for positions, value, out in change.collects:
        if value is None:
            value = Var("entry", _item(out), temp=True)
            body.append(Op((value,), Pack("tuple"), tuple(stmt.collects[k] for k in positions)))
        collects.append(value)
        outs.append(out)
    results = (*stmt.body.results[: int(stmt.until)], *stmt.yields, *collects)
    block = Block(stmt.body.params, tuple(body), results)
    return replace(stmt, outs=(*stmt.outs[: len(stmt.inits)], *outs), body=block)


def _walk(stmt: For, change: _Change) -> For:
    """The loop with some of the lists that it walks in one."""
    gone = {k for positions, _, _, _ in change.iters for k in positions}
    iters, items = list(_without(stmt.iters, gone)), list(_without(stmt.items, gone))
    parts: list[Statement] = []
    for positions, source, item, is_tuple in change.iters:
        iters.append(Iter(source, stmt.iters[positions[0]].reverse))
        items.append(item)
        if is_tuple:
            parts += _parts(item, [stmt.items[k] for k in positions])
    block = Block((*items, *stmt.carried), (*parts, *stmt.body.body), stmt.body.results)
    return replace(stmt, iters=tuple(iters), body=block)


def _parts(entry: Var, variables: Iterable[Var]) -> Iterator[Op]:
    return (Op((var,), Index(PART), (entry, Lit(k)), Where()) for k, var in enumerate(variables))


def _without(items: Sequence[Any], gone: set[int]) -> Iterator[Any]:
    return (item for k, item in enumerate(items) if k not in gone)


def _is_tape(var: Var) -> bool:
    """Whether nobody would miss a list."""
    return var.temp or var.name == "tape"
