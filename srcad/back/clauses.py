"""The handlers of a try as clauses: for each clause the code with its number known.

In the IR a handler is one block, a branch on the number of the clause that fits.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from srcad.back.code import (
    Attempt,
    Choose,
    Code,
    Do,
    Line,
    Move,
    Nested,
    Rescue,
    inside,
    leaves,
    raises,
    read_by,
)
from srcad.back.flow import all_lines, is_plain
from srcad.ir.core import Apply, Atom, If, Lit, Op, Raise, Try, Var


def attempt(stmt: Try, body: Code, orelse: Code, handler: Code, nested: Nested) -> Attempt:
    """The code of a try; what only hands values on may stand in the body, where it cannot raise."""
    which, error = stmt.handler.params
    handlers = []
    for number, clause in enumerate(stmt.clauses):
        code = _Clause(which, error, number, nested).clause(handler)
        handlers.append(Rescue(clause, error if error in set(_read(code, nested)) else None, code))
    if all(is_plain(line, nested) for line in orelse):
        body, orelse = (*body, *orelse), ()
    return Attempt(body, tuple(handlers), orelse)


def _read(code: Code, nested: Nested) -> Iterator[Var]:
    """What some lines mention."""
    for line in all_lines(code):
        for atom in read_by(line):
            yield from leaves(atom, nested)


@dataclass(slots=True)
class _Clause:
    """The code of one clause."""

    which: Var
    error: Var
    number: int
    nested: Nested
    #: the flags that are known
    known: dict[Atom, bool] = field(default_factory=dict)

    def clause(self, code: Code) -> Code:
        """The code without the branches on the number, and without the flags that it made superfluous."""
        code = self.code(code)
        read = set(_read(code, self.nested))
        return tuple(line for line in code if not self.is_known(line) or read.intersection(d for d, _ in line.pairs))  # type: ignore[union-attr]

    def is_known(self, line: Line) -> bool:
        return isinstance(line, Move) and all(d in self.known for d, _ in line.pairs)

    def code(self, code: Code) -> Code:
        lines: list[Line] = []
        for line in code:
            lines += self.line(line)
            if lines and raises(lines[-1]):
                break
        return tuple(lines)

    def line(self, line: Line) -> Code:
        match line:
            case Choose(cond=cond, then=then, orelse=orelse):
                fits = self.fits(cond)
                return (inside(line, self.code),) if fits is None else self.code(then if fits else orelse)
            case Do(op=op) if (fits := self.outcome(op)) is not None:
                self.known[op.out] = fits
                return (Move(((op.out, Lit(fits)),), where=op.where),)
            case Do(op=Op(prim=Raise(again=True, bare=True)) as op) if op.args[0] is self.error:
                return (Do(replace(op, args=op.args[1:])),)
            case Do(op=op):
                return (Do(replace(op, args=tuple(map(self.value, op.args)))),)
            case Move(pairs=pairs):
                return (replace(line, pairs=tuple((d, self.value(value)) for d, value in pairs)),)
            case _:
                return (inside(line, self.code),)

    def value(self, atom: Atom) -> Atom:
        if atom is self.which:
            return Lit(self.number)
        fits = self.fits(atom)
        return atom if fits is None else Lit(fits)

    def fits(self, cond: Atom) -> bool | None:
        """What a condition comes to, if it is about which clause fits."""
        inner: Op | If | None = self.nested.get(cond) if isinstance(cond, Var) else None
        return self.outcome(inner) if isinstance(inner, Op) else self.known.get(cond)

    def outcome(self, op: Op) -> bool | None:
        if not isinstance(op.prim, Apply):
            return None
        if op.prim.fn is operator.not_:
            fits = self.fits(op.args[0])
            return None if fits is None else not fits
        if op.prim.fn is not operator.eq or op.args[0] is not self.which:
            return None
        assert isinstance(op.args[1], Lit)
        return bool(op.args[1].value == self.number)
