"""Functional IR -> code with moves: arguments and results of regions become assignments at their edges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from srcad.analyse.effects import is_effect
from srcad.back.clauses import attempt
from srcad.back.code import (
    Attempt,
    Begin,
    Choose,
    Code,
    Do,
    Leave,
    Line,
    Move,
    Repeat,
    Return,
    Target,
    Walk,
    Within,
    is_second_name,
    same,
)
from srcad.back.memory import is_store
from srcad.back.sharing import has_memory
from srcad.back.targets import Unpacked, drop_unpacking, target_of
from srcad.ir.core import Apply, Atom, Block, For, Function, If, Op, Statement, Try, Var, Where, While, With
from srcad.ir.walk import all_statements, use_counts


def lower(function: Function, nested: dict[Var, Op | If], choices: Mapping[If, Var], unpacked: Unpacked) -> Code:
    """The code of a function's body; what nobody mentions is not moved.

    What becomes part of a move is added to `nested`.
    """
    lowering = _Lowering(nested, choices, unpacked, _used(function))
    return (*lowering.lines(function.block.body), Return(function.block.results))


def _used(function: Function) -> dict[Var, int]:
    """How often each variable is mentioned; a loop result that is mentioned mentions its loop variable."""
    counts = use_counts(function.block)
    for stmt in all_statements(function.block):
        if isinstance(stmt, For | While):
            for out, var in zip(stmt.outs, stmt.carried, strict=False):
                counts[var] = counts.get(var, 0) + counts.get(out, 0)
    return counts


@dataclass(slots=True)
class _Lowering:
    nested: dict[Var, Op | If]
    choices: Mapping[If, Var]
    unpacked: Unpacked
    used: Mapping[Var, int]

    def lines(self, body: Iterable[Statement]) -> Code:
        return tuple(line for stmt in body for line in self.statement(stmt))

    def statement(self, stmt: Statement) -> Code:
        if any(out in self.nested for out in stmt.outs):
            return ()
        match stmt:
            case Op():
                return self.op(stmt)
            case If() if stmt in self.choices:
                return (Move(((stmt.outs[0], self.choices[stmt]),)),)
            case If():
                return (Choose(stmt.cond, self.arm(stmt, stmt.then), self.arm(stmt, stmt.orelse)),)
            case Try():
                return (self.attempt(stmt),)
            case With():
                return (self.within(stmt),)
            case For():
                return self.loop(stmt, self.walk(stmt))
            case While():
                return self.loop(stmt, self.repeat(stmt))

    def op(self, op: Op) -> Code:
        if is_second_name(op):
            return (Move(((op.out, op.args[0]),), second=True, where=op.where),)
        bare = is_effect(op) or (isinstance(op.prim, Apply) and all(out.temp for out in op.outs))
        unread = bare and not any(out in self.used for out in op.outs)
        return (Do(replace(op, outs=()) if unread else op),)

    def attempt(self, stmt: Try) -> Attempt:
        body = (*self.lines(stmt.body.body), *self.move(stmt.orelse.params, stmt.body.results))
        return attempt(stmt, body, self.arm(stmt, stmt.orelse), self.arm(stmt, stmt.handler), self.nested)

    def within(self, stmt: With) -> Within:
        enter = stmt.enter or Apply(same)
        manager = Op((), enter, stmt.args, stmt.where) if stmt.is_managed else None
        entered = next((var for var in stmt.body.params if var in self.used), None)
        count = len(stmt.body.results)
        body = (*self.lines(stmt.body.body), *self.move(stmt.outs[:count], stmt.body.results))
        final = (*self.lines(stmt.final.body), *self.move(stmt.outs[count:], stmt.final.results))
        return Within(manager, entered, body, final)

    def arm(self, stmt: If | Try, arm: Block) -> Code:
        return (*self.lines(arm.body), *self.move(stmt.outs, arm.results))

    def loop(self, stmt: For | While, line: Line) -> Code:
        """The loop between its edges."""
        carried = len(stmt.inits)
        begin = tuple(Begin(tape) for tape in stmt.outs[carried:] if tape in self.used)
        leave = self.move(stmt.outs[:carried], stmt.carried)
        return (*begin, *self.move(stmt.carried, stmt.inits), line, *leave)

    def walk(self, stmt: For) -> Walk:
        targets = tuple(self.target(item) for item in stmt.items)
        return Walk(targets, stmt.iters, self.body(stmt, drop_unpacking(stmt.body, self.unpacked)))

    def target(self, item: Var) -> Target:
        return target_of(item, self.unpacked, self.used)

    def repeat(self, stmt: While) -> Repeat:
        return Repeat(self.lines(stmt.test.body), stmt.test.results[0], self.body(stmt, stmt.body.body))

    def body(self, stmt: For | While, body: Sequence[Statement]) -> Code:
        leave = (Leave(stmt.body.results[0]),) if stmt.until else ()
        lines, where = list(self.lines(body)), Where()
        while lines and self.is_part_of_move(lines[-1], stmt):
            last = lines.pop()
            assert isinstance(last, Do)
            self.nested[last.op.out], where = last.op, last.op.where
        move = self.move(stmt.carried, stmt.yields)
        return (*lines, *(replace(one, where=where) for one in move), *leave)

    def is_part_of_move(self, line: Line, loop: For | While) -> bool:
        """Whether a line belongs to an ``a, b = b, a + b`` with which a loop body ends."""
        if not isinstance(line, Do) or len(line.op.outs) != 1 or is_effect(line.op):
            return False
        out, where = line.op.out, line.op.where
        if out not in loop.yields or self.used[out] != 1 or (is_store(line.op) and has_memory(out.type)):
            return False
        targets = where.stmt.text.partition("=")[0] if where.stmt and not where.adjoint else ""
        return "," in targets or loop.carried[loop.yields.index(out)] in loop.yields

    def move(self, targets: Sequence[Var], values: Sequence[Atom]) -> tuple[Move, ...]:
        pairs = tuple((d, v) for d, v in zip(targets, values, strict=True) if d in self.used and d is not v)
        return (Move(pairs),) if pairs else ()
