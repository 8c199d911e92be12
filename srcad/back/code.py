"""The form between IR and gast: variables that may be assigned twice, and moves where SSA had arguments.

A `Move` assigns all its pairs at once.  What is `nested` (see `nest.py`) has no line of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from srcad.ir.core import Apply, Atom, Clause, If, Iter, Op, Raise, Statement, Var, Where

#: a loop variable, a tuple of them, or None where nobody reads it
Target = Var | None | tuple["Target", ...]

#: temporaries without a line of their own, and what computes them
Nested = Mapping[Var, Op | If]


@dataclass(frozen=True, slots=True, eq=False)
class Do:
    """One operation: an assignment, a store, or a bare call."""

    op: Op


@dataclass(frozen=True, slots=True, eq=False)
class Pop:
    """``v = items.pop()``: an item is read, and left out."""

    read: Op
    drop: Op


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """A parallel assignment; `second` where it keeps an old value under a second name: ``x_0 = x``."""

    pairs: tuple[tuple[Var, Atom], ...]
    second: bool = False
    where: Where = Where()


@dataclass(frozen=True, slots=True, eq=False)
class Choose:
    cond: Atom
    then: Code
    orelse: Code


@dataclass(frozen=True, slots=True, eq=False)
class Rescue:
    """``except clause as error``; without a name where nobody reads the exception."""

    clause: Clause
    error: Var | None
    body: Code


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """``try``, its handlers, and what is done where nothing was raised."""

    body: Code
    handlers: tuple[Rescue, ...]
    orelse: Code


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """``with manager as entered``, or ``try`` with `final` where there is no manager."""

    manager: Op | None
    entered: Var | None
    body: Code
    final: Code


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """``for targets in iters``."""

    targets: tuple[Target, ...]
    iters: tuple[Iter, ...]
    body: Code


@dataclass(frozen=True, slots=True, eq=False)
class Repeat:
    """``while cond``; `test` computes the condition."""

    test: Code
    cond: Atom
    body: Code


@dataclass(frozen=True, slots=True, eq=False)
class Begin:
    """``tape = []``"""

    tape: Var


@dataclass(frozen=True, slots=True, eq=False)
class Leave:
    """``if cond: break``, at the end of a loop body."""

    cond: Atom


@dataclass(frozen=True, slots=True, eq=False)
class Break:
    """``break``"""


@dataclass(frozen=True, slots=True, eq=False)
class Return:
    results: tuple[Atom, ...]


Line = Do | Pop | Move | Choose | Attempt | Within | Walk | Repeat | Begin | Leave | Break | Return
Code = tuple[Line, ...]


def inside(line: Line, change: Callable[[Code], Code]) -> Line:
    """The line with the code inside it changed."""
    match line:
        case Choose():
            return replace(line, then=change(line.then), orelse=change(line.orelse))
        case Attempt():
            handlers = tuple(replace(each, body=change(each.body)) for each in line.handlers)
            return replace(line, body=change(line.body), handlers=handlers, orelse=change(line.orelse))
        case Within():
            return replace(line, body=change(line.body), final=change(line.final))
        case Walk():
            return replace(line, body=change(line.body))
        case Repeat():
            return replace(line, test=change(line.test), body=change(line.body))
        case _:
            return line


def read_by(line: Line) -> tuple[Atom, ...]:
    """What a line mentions, apart from the code inside it."""
    match line:
        case Do(op=op):
            return op.args
        case Move(pairs=pairs):
            return tuple(value for _, value in pairs)
        case Choose(cond=cond) | Repeat(cond=cond) | Leave(cond=cond):
            return (cond,)
        case Walk(iters=iters):
            return tuple(walked.source for walked in iters)
        case Within(manager=manager) if manager is not None:
            return manager.args
        case Return(results=results):
            return results
        case _:
            return ()


def raises(line: Line) -> bool:
    """Whether nothing after a line is reached."""
    return isinstance(line, Do) and isinstance(line.op.prim, Raise)


def same(value: Any) -> Any:
    """A second name for a value: prints as ``x_0 = x``."""
    return value


def second_name(out: Var, value: Atom, where: Where) -> Op:
    return Op((out,), Apply(same), (value,), where)


def is_second_name(stmt: Statement) -> bool:
    return isinstance(stmt, Op) and isinstance(stmt.prim, Apply) and stmt.prim.fn is same


def append(tape: Var, value: Atom) -> Op:
    """What a collected result is in the text."""
    return Op((), Apply(list.append, style="method", name="append", effect=True), (tape, value), Where())


def is_append(stmt: Statement) -> bool:
    return isinstance(stmt, Op) and isinstance(stmt.prim, Apply) and stmt.prim.fn is list.append and not stmt.outs


def leaves(atom: Atom, nested: Nested) -> Iterator[Var]:
    """The variables that an atom mentions when it is printed."""
    if not isinstance(atom, Var):
        return
    inner = nested.get(atom)
    if inner is None:
        yield atom
    elif isinstance(inner, Op):
        for arg in inner.args:
            yield from leaves(arg, nested)
    else:
        for part in (inner.cond, *inner.then.results, *inner.orelse.results):
            yield from leaves(part, nested)


def targets_in(target: Target) -> Iterator[Var]:
    """The variables that a loop target binds."""
    if isinstance(target, Var):
        yield target
    elif target is not None:
        for inner in target:
            yield from targets_in(inner)
