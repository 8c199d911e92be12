"""Assignments that change nothing: ``stop = False`` where `stop` is False already.

A loop that goes on has not been left, so the flag that would end it is false where its body begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from srcad.back.code import (
    Attempt,
    Break,
    Choose,
    Code,
    Leave,
    Line,
    Move,
    Nested,
    Repeat,
    Walk,
    Within,
)
from srcad.back.flow import assigned
from srcad.ir.core import Lit, Var

#: the literal that each name holds, where one is known; None: this point is not reached
Facts = dict[str, Lit] | None


def drop_known(code: Code, nested: Nested, names: Mapping[Var, str]) -> Code:
    return _Known(nested, names).code(code, {})[0]


def _both(a: Facts, b: Facts) -> Facts:
    """What is known where two paths meet."""
    if a is None or b is None:
        return a if b is None else b
    return {name: value for name, value in a.items() if b.get(name) == value}


@dataclass(slots=True)
class _Known:
    nested: Nested
    names: Mapping[Var, str]

    def code(self, code: Code, facts: Facts) -> tuple[Code, Facts]:
        """The lines without what is known, and what is known after them."""
        kept: list[Line] = []
        for line in code:
            new, facts = self.line(line, facts)
            kept += new
        return tuple(kept), facts

    def line(self, line: Line, facts: Facts) -> tuple[Code, Facts]:
        match line:
            case Move():
                return self.move(line, facts)
            case Choose():
                then, one = self.code(line.then, facts)
                orelse, other = self.code(line.orelse, facts)
                return (replace(line, then=then, orelse=orelse),), _both(one, other)
            case Attempt():
                return self.attempt(line, facts)
            case Within():
                return self.within(line, facts)
            case Walk() | Repeat():
                return self.loop(line, facts)
            case Break():
                return (line,), None
            case _:
                return (line,), self.without(facts, self.assigned((line,)))

    def attempt(self, line: Attempt, facts: Facts) -> tuple[Code, Facts]:
        """Whatever the body assigns may or may not be assigned where a handler begins."""
        body, went = self.code(line.body, facts)
        orelse, after = self.code(line.orelse, went)
        head = self.without(facts, self.assigned(line.body))
        handlers = []
        for handler in line.handlers:
            inner, end = self.code(handler.body, head)
            handlers.append(replace(handler, body=inner))
            after = _both(after, end)
        return (replace(line, body=body, handlers=tuple(handlers), orelse=orelse),), after

    def within(self, line: Within, facts: Facts) -> tuple[Code, Facts]:
        """What comes finally may run wherever the body had got to."""
        body, went = self.code(line.body, facts)
        final, _ = self.code(line.final, self.without(facts, self.assigned(line.body)))
        return (replace(line, body=body, final=final),), self.without(went, self.assigned(line.final))

    def move(self, line: Move, facts: Facts) -> tuple[Code, Facts]:
        if facts is None:
            return (line,), None
        kept = tuple(pair for pair in line.pairs if facts.get(self.names[pair[0]]) != pair[1])
        after = self.without(facts, {self.names[d] for d, _ in kept}) or {}
        after |= {self.names[d]: value for d, value in kept if isinstance(value, Lit) and not d.temp}
        return ((replace(line, pairs=kept),) if kept else ()), after

    def loop(self, line: Walk | Repeat, facts: Facts) -> tuple[Code, Facts]:
        """What holds before a loop and at the end of its body holds throughout."""
        names = self.assigned((line,))
        first = self.assigned((replace(line, body=()),))
        head = self.without(facts, first)
        while True:
            body, end = self.code(line.body, head)
            end = self.without(end, first)
            met = _both(head, self.stayed(line.body, end))
            if met == head:
                return (replace(line, body=body),), self.without(facts, names)
            head = met

    def stayed(self, body: Code, end: Facts) -> Facts:
        """What is known in the next round: that the last one did not leave the loop."""
        last = body[-1] if body else None
        if end is None or not isinstance(last, Leave) or not isinstance(last.cond, Var) or last.cond in self.nested:
            return end
        return {**end, self.names[last.cond]: Lit(False)}

    def without(self, facts: Facts, names: set[str]) -> Facts:
        return None if facts is None else {name: value for name, value in facts.items() if name not in names}

    def assigned(self, code: Code) -> set[str]:
        """The names that some lines assign."""
        return {self.names[var] for var in assigned(code)}
