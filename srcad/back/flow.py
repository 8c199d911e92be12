"""Which variables may not share a name: data flow over code, backwards.

A variable is live where its value is still read.  Two variables interfere where one is assigned while the other is
live, unless the assignment makes them equal (Chaitin 1982).  Sets of variables are the bits of integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from srcad.back.code import (
    Attempt,
    Begin,
    Break,
    Choose,
    Code,
    Do,
    Leave,
    Line,
    Move,
    Nested,
    Pop,
    Repeat,
    Return,
    Walk,
    Within,
    leaves,
    targets_in,
)
from srcad.back.sharing import is_list_change
from srcad.ir.core import Atom, Op, Update, Var


class Flow:
    """Liveness and interference of the variables of one function."""

    def __init__(self, nested: Nested) -> None:
        self.nested = nested
        #: every variable, in order of first appearance from the end, with its bit
        self.bits: dict[Var, int] = {}
        self.clashes: dict[Var, int] = {}
        #: what the handlers of the tries under way read: needed wherever something may still raise
        self.rescue = 0

    def bit(self, var: Var) -> int:
        if var not in self.bits:
            self.bits[var] = 1 << len(self.bits)
        return self.bits[var]

    def uses(self, atoms: Iterable[Atom]) -> int:
        mask = 0
        for atom in atoms:
            for var in leaves(atom, self.nested):
                mask |= self.bit(var)
        return mask

    def define(self, variables: Sequence[Var], live: int, equal: Sequence[Atom] = ()) -> int:
        """What is live before an assignment after which `live` is, its right side not counted."""
        gone = 0
        for var in variables:
            gone |= self.bit(var)
        for k, var in enumerate(variables):
            source = equal[k] if equal else None
            same = self.bit(source) if isinstance(source, Var) and source not in self.nested else 0
            self.clashes[var] = self.clashes.get(var, 0) | (live | gone) & ~self.bit(var) & ~same
        return live & ~gone

    def code(self, code: Code, live: int, exit_: int = 0) -> int:
        """What is live before some lines; `exit_` is what is live where a ``break`` leads."""
        for line in reversed(code):
            live = self.line(line, live, exit_)
        return live

    def line(self, line: Line, live: int, exit_: int) -> int:
        before = self.plain_line(line, live, exit_)
        return before if is_plain(line, self.nested) else before | self.rescue

    def plain_line(self, line: Line, live: int, exit_: int) -> int:
        """What is live before a line, if it does not raise."""
        match line:
            case Do(op=op):
                return self.define(op.outs, live | self.read_late(op)) | self.uses(op.args)
            case Pop(read=read, drop=drop):
                return self.line(Do(read), self.line(Do(drop), live, exit_), exit_)
            case Move(pairs=pairs):
                before = self.define([d for d, _ in pairs], live, [value for _, value in pairs])
                return before | self.uses(value for _, value in pairs)
            case Choose(cond=cond, then=then, orelse=orelse):
                return self.code(then, live, exit_) | self.code(orelse, live, exit_) | self.uses((cond,))
            case Attempt():
                return self.attempt(line, live, exit_)
            case Within():
                return self.within(line, live, exit_)
            case Walk():
                return self.walk(line, live)
            case Repeat():
                return self.repeat(line, live)
            case Begin(tape=tape):
                return self.define((tape,), live)
            case Leave(cond=cond):
                return live | exit_ | self.uses((cond,))
            case Break():
                return exit_
            case Return(results=results):
                return self.uses(results)

    def attempt(self, line: Attempt, live: int, exit_: int) -> int:
        """The name of an exception is unbound when its handler ends, so nothing live then can have it."""
        outer, rescue = self.rescue, 0
        for handler in line.handlers:
            before = self.code(handler.body, live, exit_)
            if handler.error is not None:
                self.define((handler.error,), live)
                before = self.define((handler.error,), before)
            rescue |= before
        went = self.code(line.orelse, live, exit_)
        self.rescue = outer | rescue
        before = self.code(line.body, went, exit_)
        self.rescue = outer
        return before

    def within(self, line: Within, live: int, exit_: int) -> int:
        last = self.code(line.final, live, exit_)
        outer, self.rescue = self.rescue, self.rescue | self.code(line.final, 0, 0)
        before = self.code(line.body, last, exit_)
        self.rescue = outer
        if line.entered is not None:
            before = self.define((line.entered,), before)
        return before if line.manager is None else before | self.uses(line.manager.args)

    def read_late(self, op: Op) -> int:
        """A store's name may be given first (``dst = base; dst[i] += v``): what is stored is read after that."""
        if not isinstance(op.prim, Update) and not is_list_change(op):
            return 0
        base = op.args[0]
        return self.uses(op.args[1:]) & ~(self.bit(base) if isinstance(base, Var) else 0)

    def walk(self, line: Walk, live: int) -> int:
        targets = [var for target in line.targets for var in targets_in(target)]
        head, before = -1, live
        while head != before:
            head = before
            before = live | self.define(targets, self.code(line.body, head, live))
        return head | self.uses(walked.source for walked in line.iters)

    def repeat(self, line: Repeat, live: int) -> int:
        head, before = -1, live
        while head != before:
            head = before
            body = self.code(line.body, head, live)
            before = self.code(line.test, body | live | self.uses((line.cond,)), live)
        return head


def is_plain(line: Line, nested: Nested) -> bool:
    """Whether a line only hands values on, which cannot raise."""
    if isinstance(line, Move):
        return not any(value in nested for _, value in line.pairs)
    return isinstance(line, Begin | Break)


def all_lines(code: Code) -> Iterable[Line]:
    """Every line, at any depth, in order."""
    for line in code:
        yield line
        match line:
            case Choose(then=then, orelse=orelse):
                yield from all_lines(then)
                yield from all_lines(orelse)
            case Attempt(body=body, handlers=handlers, orelse=orelse):
                for part in (body, *(handler.body for handler in handlers), orelse):
                    yield from all_lines(part)
            case Within(body=body, final=final):
                yield from all_lines(body)
                yield from all_lines(final)
            case Walk(body=body):
                yield from all_lines(body)
            case Repeat(test=test, body=body):
                yield from all_lines(test)
                yield from all_lines(body)
            case _:
                pass


def assigned(code: Code) -> Iterator[Var]:
    """The variables that some lines assign, in order."""
    for line in all_lines(code):
        match line:
            case Do(op=op):
                yield from op.outs
            case Move(pairs=pairs):
                yield from (d for d, _ in pairs)
            case Begin(tape=tape):
                yield tape
            case Within(entered=entered) if entered is not None:
                yield entered
            case Attempt(handlers=handlers):
                yield from (handler.error for handler in handlers if handler.error is not None)
            case Walk(targets=targets):
                yield from targets_in(targets)
            case _:
                pass
