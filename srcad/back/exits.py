"""``break`` in place: a flag that arms set, or ask for, at the end of a loop body becomes the jump it stands for.

if c: stop = True                      if c: break
else: stop = False; s += x      ->     s += x
if stop: break

if not stop: s += x             ->     if stop: break
if stop: break                         s += x
"""

from __future__ import annotations

import operator
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
    inside,
    leaves,
    raises,
    read_by,
)
from srcad.back.flow import all_lines, assigned
from srcad.ir.core import Apply, Atom, If, Lit, Op, Var


def place_breaks(code: Code, nested: Nested, names: Mapping[Var, str]) -> Code:
    """The code with its breaks in place, and without moves from a name to itself."""
    return _Exits(nested, names, _reads(code, nested, names)).code(code)


def _reads(code: Code, nested: Nested, names: Mapping[Var, str]) -> dict[str, int]:
    """How often each name is read, and moved into itself not counted."""
    counts: dict[str, int] = {}
    for line in all_lines(code):
        for atom in _atoms(line, names):
            for var in leaves(atom, nested):
                counts[names[var]] = counts.get(names[var], 0) + 1
    return counts


def _atoms(line: Line, names: Mapping[Var, str]) -> tuple[Atom, ...]:
    if isinstance(line, Move):
        return tuple(value for d, value in line.pairs if not _is_trivial(d, value, names))
    return read_by(line)


def _is_trivial(target: Var, value: Atom, names: Mapping[Var, str]) -> bool:
    return isinstance(value, Var) and value in names and names[target] == names[value]


@dataclass(slots=True)
class _Exits:
    nested: Nested
    names: Mapping[Var, str]
    reads: Mapping[str, int]

    def code(self, code: Code) -> Code:
        return tuple(new for line in code for new in self.line(line))

    def line(self, line: Line) -> Code:
        match line:
            case Move(pairs=pairs):
                kept = tuple((d, value) for d, value in pairs if not _is_trivial(d, value, self.names))
                return (replace(line, pairs=kept),) if kept else ()
            case Walk(body=body):
                return (replace(line, body=self.body(self.code(body))),)
            case Repeat(test=test, body=body):
                return (replace(line, test=self.code(test), body=self.body(self.code(body))),)
            case _:
                return (inside(line, self.code),)

    def body(self, body: Code) -> Code:
        if not body or not isinstance(body[-1], Leave):
            return body
        flags = {self.names[var] for var in leaves(body[-1].cond, self.nested)}
        dead = {flag for flag in flags if self.reads[flag] == 1}
        sunk = self.sink(body[:-1], body[-1].cond, dead, {})
        return body if sunk is None else sunk

    def sink(self, code: Code, cond: Atom, dead: set[str], given: Mapping[str, object]) -> Code | None:
        """The code with the jump that follows it inside, or None where it is not known to be taken or not.

        Flags that are `given` are known where the code begins.
        """
        lost = {self.names[var] for var in assigned(code)} if given else ()
        given = {name: value for name, value in given.items() if name not in lost}
        if code and isinstance(code[-1], Choose):
            yes, no = (given | self.told(code[-1].cond, met) for met in (True, False))
            then, orelse = self.sink(code[-1].then, cond, dead, yes), self.sink(code[-1].orelse, cond, dead, no)
            if then is None or orelse is None:
                return None
            return (*code[:-1], *_guarded(replace(code[-1], then=then, orelse=orelse)))
        if code and isinstance(code[-1], Attempt | Within):
            found = self.sink_in(code[-1], cond, dead, given)
            return None if found is None else (*code[:-1], found)
        if code and raises(code[-1]):
            return code
        move = code[-1] if code and isinstance(code[-1], Move) else Move(())
        values = {**given, **{self.names[d]: value.value for d, value in move.pairs if isinstance(value, Lit)}}
        taken = self.known(cond, values)
        if taken is None:
            return None
        kept = tuple((d, value) for d, value in move.pairs if self.names[d] not in dead)
        rest = code[:-1] if move.pairs else code
        return (*rest, *((Move(kept),) if kept else ()), *((Break(),) if taken else ()))

    def told(self, cond: Atom, met: bool) -> dict[str, object]:
        """The flag that is known where a condition is met, or is not."""
        if not isinstance(cond, Var):
            return {}
        inner = self.nested.get(cond)
        if inner is None:
            return {self.names[cond]: met}
        if isinstance(inner, Op) and isinstance(inner.prim, Apply) and inner.prim.fn is operator.not_:
            return self.told(inner.args[0], not met)
        return {}

    def sink_in(self, line: Attempt | Within, cond: Atom, dead: set[str], given: Mapping[str, object]) -> Line | None:
        """The jump inside of the ways through a try, or at the end of a `with`."""
        if isinstance(line, Within):
            body = self.sink(line.body, cond, dead, given)
            return None if body is None else replace(line, body=body)
        went = self.sink(line.orelse or line.body, cond, dead, given)
        rescued = []
        for handler in line.handlers:
            body = self.sink(handler.body, cond, dead, given)
            if body is None or went is None:
                return None
            rescued.append(replace(handler, body=body))
        assert went is not None
        new = replace(line, orelse=went) if line.orelse else replace(line, body=went)
        return replace(new, handlers=tuple(rescued))

    def known(self, cond: Atom, values: Mapping[str, object]) -> bool | None:
        """Whether a condition over flags is true, if these values tell."""
        if isinstance(cond, Lit):
            return bool(cond.value)
        inner = self.nested.get(cond)
        if inner is None:
            name = self.names[cond]
            return bool(values[name]) if name in values else None
        if isinstance(inner, If):
            test = self.known(inner.cond, values)
            if test is None:
                return None
            return self.known((inner.then if test else inner.orelse).results[0], values)
        return self.known_op(inner, values)

    def known_op(self, op: Op, values: Mapping[str, object]) -> bool | None:
        if not isinstance(op.prim, Apply) or op.prim.fn not in (operator.not_, operator.or_, operator.and_):
            return None
        args = [self.known(arg, values) for arg in op.args]
        if None in args:
            return None
        return bool(op.prim.fn(*args))


def _guarded(line: Choose) -> Code:
    """What follows a jump needs no ``else``."""
    if line.then and isinstance(line.then[-1], Break):
        return (replace(line, orelse=()), *line.orelse)
    return (line,)
