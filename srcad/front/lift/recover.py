"""A lifter that does not stop at a refusal: it notes it, and goes on with what does not depend on it.

The names that a refused statement would have bound are *lost*.  A statement that reads a lost name is passed over in
silence, and loses the names that it binds; so each refusal that is noted stands on its own.  The IR that results is
good for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import BuiltinFunctionType
from typing import Any

import gast
import numpy as np

from srcad.analyse.builder import Supply
from srcad.errors import LanguageError, Place, RuleError, SrcadError
from srcad.front.desugar.names import defaults, loads, stores
from srcad.front.language import refusals
from srcad.front.lift import context
from srcad.front.lift.calls import call, handler_of
from srcad.front.lift.context import STATEMENTS, Lifter
from srcad.front.lift.free import FreeNames
from srcad.front.lift.values import Scope, Static, Value
from srcad.front.source import Source


class Unknown:
    """Stands for an argument of which nothing can be guessed."""


UNKNOWN = Unknown()


class Lost(Exception):
    """A value that is not known, because what it is made of was refused."""


class Recovering(Lifter):
    """Lifts as far as it can and notes every refusal in the functions of the user's own."""

    def __init__(self, note: Callable[[SrcadError, Place | None], None], own: Callable[[str], bool]) -> None:
        super().__init__(Supply(), FreeNames())
        #: told of a refusal, and of the place in the user's files that it belongs to
        self.note = note
        #: whether a file is the user's: a refusal inside a library belongs to the statement that calls it
        self.own = own
        self.lost: set[tuple[Scope, str]] = set()
        #: statements that were not lifted: the fewer, the better were the arguments guessed
        self.missed = 0
        #: the lines of the statements that were
        self.lifted: set[tuple[str, int]] = set()
        self._visited: set[int] = set()
        self._refused: set[int] = set()

    # --- what the lifter asks ---------------------------------------------------------------------------------------

    def admit(self, node: Any, source: Source) -> None:
        if not self.own(source.file):
            super().admit(node, source)
            return
        for culprit, (reason, instead) in refusals(node, source):
            if id(culprit) not in self._refused:
                self._refused.add(id(culprit))
                place = source.place(culprit)
                self.note(LanguageError(reason, instead, place), place)

    def set_name(self, name: str, value: Value) -> None:
        self.lost.discard((self.frame.scope, name))
        super().set_name(name, value)

    def home(self, name: str) -> Scope:
        try:
            return super().home(name)
        except LanguageError:  # what declares the name is refused already
            return self.frame.scope

    def result(self, scope: Scope) -> Value:
        if (scope, " result") in self.lost or (scope, " out") in self.lost:
            raise Lost
        return super().result(scope)

    def step(self, node: Any) -> None:
        if not self.own(self.frame.source.file):
            super().step(node)
            return
        self._visited.add(id(node))
        state, missed, marks = self.state.copy(), self.missed, self._marks()
        live, body = len(self.frame.live), len(self.builder.body)
        try:
            if self._is_out_of_reach(node):
                raise Lost
            super().step(node)
            if self.missed == missed:
                self.lifted.add((self.frame.source.file, getattr(node, "lineno", 0)))
        except (Lost, SrcadError) as error:
            if self.inlined > context.INLINED:
                raise  # there is no end to it
            # what is said after something inside was passed over need not be so
            if isinstance(error, SrcadError) and self.missed == missed:
                inside = error.place is not None and self.own(error.place.file)
                self.note(error, error.place if inside else self.place(node))
            self.missed += 1
            for name, mark in marks.items():
                del vars(self)[name][mark:]
            del self.frame.live[live:], self.builder.body[body:]
            self.state = state
            self._explore(node)
            self._lose([*stores([node]), *filled(node), *([" result"] if isinstance(node, gast.Return) else [])])

    # --- what is lost -----------------------------------------------------------------------------------------------

    def _marks(self) -> dict[str, int]:
        """How long the lists are that the lifter keeps of what is under way."""
        return {name: len(value) for name, value in vars(self).items() if isinstance(value, list)}

    def _lose(self, names: list[str]) -> None:
        self.lost.update((self.frame.scope, name) for name in names)

    def _is_out_of_reach(self, node: Any) -> bool:
        if type(node) not in STATEMENTS:
            return True
        parts = list(head(node))
        if any(id(inner) in self._refused for part in parts for inner in gast.walk(part)):
            return True
        return any(self._is_lost(name) for name in loads(parts))

    def _is_lost(self, name: str) -> bool:
        scope: Scope | None = self.frame.scope
        while scope is not None:
            if (scope, name) in self.lost:
                return True
            value = self.state.names.get((scope, name))
            if value is not None or name in scope.own:
                return isinstance(value, Static) and value.obj is UNKNOWN
            scope = scope.parent
        return False

    # --- what can be seen nevertheless ------------------------------------------------------------------------------

    def _explore(self, node: Any) -> None:
        """Look into what a statement holds that was not lifted: its calls, and the blocks inside it."""
        for part in head(node):
            for inner in gast.walk(part):
                if isinstance(inner, gast.Call):
                    self._apart(self._try_call, inner)
        for block in blocks(node):
            if block and id(block[0]) not in self._visited:
                self._lose(list(stores(targets(node))))
                self._apart(self.run, block)

    def _apart(self, run: Callable[[Any], None], node: Any) -> None:
        state = self.state
        self.state = state.copy()
        try:
            with self.inside():
                run(node)
        finally:
            self.state = state

    def _try_call(self, node: gast.Call) -> None:
        """A function written in another language that has no rule is refused whatever its arguments are."""
        if any(self._is_lost(name) for name in loads([node.func])):
            return
        try:
            callee = self.expr(node.func)
            if isinstance(callee, Static) and isinstance(callee.obj, FOREIGN) and handler_of(callee.obj) is None:
                call(self, node, callee, [], {})
        except SrcadError as error:
            if isinstance(error, RuleError) and error.of_function:
                self.note(error, error.place)


#: C functions, NumPy's ufuncs, and its functions that look for an override first
FOREIGN = (BuiltinFunctionType, np.ufunc, type(np.sum))
_COMPOUND = (gast.stmt, gast.ExceptHandler, gast.match_case)


def head(node: Any) -> Iterator[Any]:
    """The expressions of a statement, without the blocks inside it."""
    if isinstance(node, gast.FunctionDef | gast.AsyncFunctionDef):
        yield from (*node.decorator_list, *defaults(node))
    elif isinstance(node, gast.For | gast.While | gast.If | gast.With | gast.AsyncFor | gast.AsyncWith | gast.Match):
        yield from (child for child in gast.iter_child_nodes(node) if not isinstance(child, _COMPOUND))
    elif not isinstance(node, gast.Try | gast.TryStar | gast.ClassDef):
        yield node


def blocks(node: Any) -> Iterator[list[Any]]:
    """The blocks inside a statement, without those of functions and classes."""
    if isinstance(node, gast.FunctionDef | gast.AsyncFunctionDef | gast.ClassDef):
        return
    for field in ("body", "orelse", "finalbody"):
        yield getattr(node, field, [])
    for part in (*getattr(node, "handlers", []), *getattr(node, "cases", [])):
        yield part.body


def targets(node: Any) -> list[Any]:
    """What the head of a statement binds."""
    match node:
        case gast.For(target=target) | gast.AsyncFor(target=target):
            return [target]
        case gast.With(items=items) | gast.AsyncWith(items=items):
            return [item.optional_vars for item in items if item.optional_vars is not None]
        case gast.Match(cases=cases):
            return [case.pattern for case in cases]
    return []


def filled(node: Any) -> list[str]:
    """The name of a container that a method changes: ``items.append(x)``."""
    match node:
        case gast.Expr(value=gast.Call(func=gast.Attribute(value=gast.Name(id=name)))):
            return [name]
    return []
