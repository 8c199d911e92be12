"""Remove what no result, effect or possible exception needs: ``y = x * x; return x`` -> ``return x``.

Liveness is optimistic: a carried value that is only used to compute itself is dead, and so is the loop around
it.  A dead `while` goes even where it might not end.  An operation of the user that can raise is kept unless
it is covered (see `covered`); effects are always kept.  In the body of a try everything is kept that can raise in any
way at all: it decides what runs next.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from srcad.analyse.effects import enters_once, is_droppable, is_effect
from srcad.analyse.raising import never_raises
from srcad.ir.core import Atom, Block, For, Function, If, Iter, Op, Statement, Try, Var, While, With
from srcad.tidy.covered import Covers
from srcad.tidy.definitions import Definitions, Loop, definitions


def drop_dead(fn: Function) -> Function:
    """The function without its dead operations, results of regions, carried values and iterables."""
    live = _Live(definitions(fn))
    live.find(fn.block)
    block = _Rebuild(live).block(fn.block, range(len(fn.block.results)))
    return fn if block is fn.block else replace(fn, block=block)


class _Live:
    """Marks from the results backwards; what is never marked is dead."""

    def __init__(self, found: Definitions) -> None:
        self.found = found
        self.vars: set[Var] = set()
        self.statements: dict[Statement, None] = {}
        self.slots: set[tuple[Loop, int]] = set()
        self.todo: list[Var] = []
        self.choices: list[list[Var]] = []
        self.covers = Covers(found)

    def find(self, block: Block) -> None:
        ops = [stmt for stmt in self.found.place if isinstance(stmt, Op)]
        self.need(block.results)
        for op in ops:
            if is_effect(op) or (self.found.is_tried(op) and not never_raises(op)):
                self.mark(op)
        for stmt in self.found.place:
            if isinstance(stmt, With) and enters_once(stmt):
                self.mark(stmt)
        self.settle()
        self.keep_what_may_raise([op for op in ops if op not in self.statements and not is_droppable(op)])
        self.choose()

    def keep_what_may_raise(self, ops: list[Op]) -> None:
        seen = 0
        for op in ops:
            if op not in self.statements:
                self.covers.add(list(self.statements)[seen:])
                seen = len(self.statements)
                if not self.covers.covers(op):
                    self.mark(op)
                    self.settle()

    def settle(self) -> None:
        """Follow all needs."""
        while self.todo:
            self.follow(self.todo.pop())

    def choose(self) -> None:
        """Of iterables that all end a loop after as many rounds, let it keep one."""
        while self.choices:
            items = self.choices.pop(0)
            if not any(item in self.vars for item in items):
                self.need(items[:1])
                self.settle()

    def need(self, atoms: Iterable[Atom]) -> None:
        for atom in atoms:
            if isinstance(atom, Var) and atom not in self.vars:
                self.vars.add(atom)
                self.todo.append(atom)

    def follow(self, var: Var) -> None:
        """A live value needs what makes it."""
        found = self.found
        if var in found.outs:
            stmt, number = found.outs[var]
            self.mark(stmt)
            self.need_out(stmt, number)
        elif var in found.items:
            loop, number = found.items[var]
            self.mark(loop)
            self.need((loop.iters[number].source,))
        elif var in found.carried:
            carrier, number = found.carried[var]
            self.mark(carrier)
            self.need_slot(carrier, number)
        elif var in found.handed:
            attempt, number = found.handed[var]
            self.mark(attempt)
            self.need((attempt.body.results[number],))

    def need_out(self, stmt: Statement, number: int) -> None:
        if isinstance(stmt, If):
            self.need((stmt.then.results[number], stmt.orelse.results[number]))
        elif isinstance(stmt, Try):
            self.need(stmt.ends[number])
        elif isinstance(stmt, With):
            self.need(stmt.handed[number][1:])
        elif isinstance(stmt, For | While):
            if number < len(stmt.inits):
                self.need_slot(stmt, number)
            else:
                self.need((stmt.collects[number - len(stmt.inits)],))

    def need_slot(self, loop: Loop, number: int) -> None:
        if (loop, number) not in self.slots:
            self.slots.add((loop, number))
            self.need((loop.inits[number], loop.yields[number]))

    def mark(self, stmt: Statement) -> None:
        """A live statement needs the regions around it, and what decides how often it runs."""
        if stmt in self.statements:
            return
        self.statements[stmt] = None
        parent, _ = self.found.place[stmt]
        if parent is not None:
            self.mark(parent)
        match stmt:
            case Op(args=args):
                self.need(args)
            case If(cond=cond, twin=twin):
                self.need((cond,))
                self.mark_twin(twin)
            case For():
                self.mark_twin(stmt.twin)
                self.need(stmt.body.results[: int(stmt.until)])
                self.need_rounds(stmt)
            case With(args=args, twin=twin):
                self.need(args)
                self.mark_twin(twin)
            case While():
                self.need((*stmt.test.results, *stmt.body.results[: int(stmt.until)]))

    def mark_twin(self, key: int) -> None:
        if key:
            self.mark(self.found.keyed[key])

    def need_rounds(self, loop: For) -> None:
        """One iterable of each number of rounds must stay; an endless one only if there is no other."""
        groups: dict[Hashable, list[Var]] = {}
        finite = any(not walk.count for walk in loop.iters)
        for item, walk in zip(loop.items, loop.iters, strict=True):
            if not (walk.count and finite):
                groups.setdefault(self.covers.meanings.rounds_over(walk), []).append(item)
        self.choices += (self.tapes_last(group) for group in groups.values())

    def tapes_last(self, items: list[Var]) -> list[Var]:
        return sorted(items, key=self.is_taped)

    def is_taped(self, item: Var) -> bool:
        walk = self.found.walk(item)
        return walk is not None and self.covers.meanings.taped(walk.source) is not None


class _Rebuild:
    """The program again, without what is not marked."""

    def __init__(self, live: _Live) -> None:
        self.live = live

    def block(self, block: Block, kept: Iterable[int], params: tuple[Var, ...] | None = None) -> Block:
        body = tuple(self.statement(stmt) for stmt in block.body if stmt in self.live.statements)
        results = tuple(block.results[i] for i in kept)
        params = block.params if params is None else params
        if (
            len(params) == len(block.params)
            and len(results) == len(block.results)
            and len(body) == len(block.body)
            and all(map(_is, body, block.body))
        ):
            return block
        return Block(params, body, results)

    def statement(self, stmt: Statement) -> Statement:
        match stmt:
            case If():
                return self.branch(stmt)
            case For():
                return self.loop(stmt)
            case While():
                return self.while_loop(stmt)
            case Try():
                return self.attempt(stmt)
            case With():
                return self.enclosed(stmt)
            case _:
                return stmt

    def branch(self, stmt: If) -> If:
        kept = [i for i, out in enumerate(stmt.outs) if out in self.live.vars]
        then, orelse = self.block(stmt.then, kept), self.block(stmt.orelse, kept)
        if then is stmt.then and orelse is stmt.orelse:
            return stmt
        return replace(stmt, outs=tuple(stmt.outs[i] for i in kept), then=then, orelse=orelse)

    def attempt(self, stmt: Try) -> Try:
        kept = [i for i, out in enumerate(stmt.outs) if out in self.live.vars]
        handed = [i for i, var in enumerate(stmt.orelse.params) if var in self.live.vars]
        body, handler = self.block(stmt.body, handed), self.block(stmt.handler, kept)
        orelse = self.block(stmt.orelse, kept, tuple(stmt.orelse.params[i] for i in handed))
        if body is stmt.body and orelse is stmt.orelse and handler is stmt.handler:
            return stmt
        return replace(stmt, outs=tuple(stmt.outs[i] for i in kept), body=body, orelse=orelse, handler=handler)

    def enclosed(self, stmt: With) -> With:
        count = len(stmt.body.results)
        kept = [i for i, out in enumerate(stmt.outs) if out in self.live.vars]
        body = self.block(stmt.body, [i for i in kept if i < count])
        final = self.block(stmt.final, [i - count for i in kept if i >= count])
        if body is stmt.body and final is stmt.final:
            return stmt
        return replace(stmt, outs=tuple(stmt.outs[i] for i in kept), body=body, final=final)

    def loop(self, stmt: For) -> For:
        slots, results, outs = self.kept(stmt)
        items = [i for i, item in enumerate(stmt.items) if item in self.live.vars]
        params = (*(stmt.items[i] for i in items), *(stmt.carried[i] for i in slots))
        body = self.block(stmt.body, results, params)
        if body is stmt.body:
            return stmt
        iters: tuple[Iter, ...] = tuple(stmt.iters[i] for i in items)
        return replace(stmt, outs=outs, iters=iters, inits=tuple(stmt.inits[i] for i in slots), body=body)

    def while_loop(self, stmt: While) -> While:
        slots, results, outs = self.kept(stmt)
        test = self.block(stmt.test, (0,), tuple(stmt.test.params[i] for i in slots))
        body = self.block(stmt.body, results, tuple(stmt.carried[i] for i in slots))
        if body is stmt.body and test is stmt.test:
            return stmt
        return replace(stmt, outs=outs, inits=tuple(stmt.inits[i] for i in slots), test=test, body=body)

    def kept(self, loop: Loop) -> tuple[list[int], list[int], tuple[Var, ...]]:
        """The carried values, the results of the body and the results of the loop that stay."""
        carried = len(loop.inits)
        slots = [i for i in range(carried) if (loop, i) in self.live.slots]
        lists = [i for i in range(carried, len(loop.outs)) if loop.outs[i] in self.live.vars]
        flag = int(loop.until)
        results = [*range(flag), *(flag + i for i in (*slots, *lists))]
        return slots, results, tuple(loop.outs[i] for i in (*slots, *lists))


def _is(a: Statement, b: Statement) -> bool:
    return a is b
