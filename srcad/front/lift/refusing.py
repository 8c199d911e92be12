"""Where the lifter is, what a refusal says of that, and who is told of what may raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from srcad.errors import LanguageError, Place, RuleError, place_at, place_in
from srcad.front.block import line_of
from srcad.front.lift.fails import Fails
from srcad.front.lift.state import State
from srcad.front.lift.values import Scope, Value
from srcad.front.lift.watch import Watch
from srcad.front.source import Source
from srcad.ir.core import Statement, Stmt, Var, Where


@dataclass(slots=True)
class Frame:
    """One call being lifted: its scope, where its text stands, and which names are read later on."""

    scope: Scope
    source: Source
    live: list[frozenset[str]] = field(default_factory=list)
    key: object = None
    signature: object = None
    #: the call that the body stands for, if that is not shown: of a function of Python's own
    call: Any = None
    #: its statements are no statements of the user's: it is part of one
    part: bool = False
    #: of a generator: what becomes of what it yields
    give: Callable[[Value], Value] | None = None


class Refusing:
    """The calls being lifted, the statement at hand, and the tries and handlers under way."""

    def __init__(self) -> None:
        self.state = State()
        self.frames: list[Frame] = []
        self.stmt: Stmt | None = None
        #: set while a rule body is inlined: its operations belong to the statement it differentiates
        self.fixed: Where | None = None
        #: the bodies of tries under way
        self.watches: list[Watch] = []
        #: how many of these are told only after what comes finally
        self.shield = 0
        #: what the bodies left whose `finally` is being lifted, which cannot see it
        self.left: list[State] = []
        #: the exceptions being handled
        self.handling: list[Var] = []

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    def line(self, node: Any) -> int:
        """The line of the user's that a node stands in, 0 if that is not known."""
        call = self.frames[-1].call if self.frames else None
        return getattr(node if call is None else call, "lineno", 0)

    def place(self, node: Any) -> Place | None:
        where = self.where(node)
        if where.stmt is None:
            return None
        span = where.span or (where.stmt.line, 0, where.stmt.line, 0)
        source = next((frame.source for frame in self.frames if frame.source.file == where.stmt.file), None)
        if source is not None:  # its lines may be known to nobody else
            return place_in(line_of(source.lines, span[0]), where.stmt.file, span)
        return place_at(where.stmt.file, span)

    def refuse(self, node: Any, reason: str, instead: str) -> LanguageError:
        return LanguageError(reason, instead, self.place(node))

    def fails(self, node: Any, reason: str, instead: str, error: Exception) -> Fails:
        """A refusal of what would raise `error` in Python, which a try may catch."""
        return Fails(reason, instead, self.place(node), error)

    def rule_error(self, node: Any, reason: str, instead: str) -> RuleError:
        return RuleError(reason, instead, self.place(node))

    @contextmanager
    def watched(self, watch: Watch) -> Iterator[None]:
        """What is written inside may raise where something is to catch it."""
        self.watches.append(watch)
        try:
            yield
        finally:
            self.watches.pop()

    @contextmanager
    def shielded(self, watch: Watch) -> Iterator[None]:
        """Inside, this watch alone is told what may be raised."""
        outer, self.shield = self.shield, len(self.watches)
        self.watches.append(watch)
        try:
            yield
        finally:
            self.watches.pop()
            self.shield = outer

    @contextmanager
    def leaving(self, state: State) -> Iterator[None]:
        """Inside is what comes finally, after this state and before what reads it."""
        self.left.append(state)
        try:
            yield
        finally:
            self.left.pop()

    @contextmanager
    def handles(self, error: Var) -> Iterator[None]:
        """Inside, an exception is being handled."""
        self.handling.append(error)
        try:
            yield
        finally:
            self.handling.pop()

    def where(self, node: Any) -> Where:
        if self.fixed is not None:
            return self.fixed
        if self.frames and self.frames[-1].call is not None:
            node = self.frames[-1].call
        if not hasattr(node, "lineno"):
            return Where(self.stmt)
        return Where(self.stmt, False, (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))

    def may_raise(self, node: Any, *ops: Statement) -> None:
        """Tell the tries under way what was written: these operations, or something that may raise anything."""
        for watch in self.watches[self.shield :]:
            watch.raises(self.state, self.line(node), ops)

    def statement_of(self, node: Any) -> Stmt | None:
        if not hasattr(node, "lineno"):
            return self.stmt
        source = self.frame.source
        called = getattr(source.node, "name", "") if len(self.frames) > 1 else ""
        return Stmt(source.text(node), source.file, node.lineno, called)
