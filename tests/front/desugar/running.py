"""Run functions before and after desugaring, and say what happened: the calls made, and the result."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import gast

from srcad.front.desugar.exits import split_exits


class Exhausted(Exception):
    """No more decisions, or too many calls: ends programs that would run for ever."""


@dataclass
class Trace:
    """What a program did.  `decisions` are the answers to the questions it asks, in order."""

    decisions: list[bool]
    calls: list[str] = field(default_factory=list)

    def log(self, name: Any) -> Any:
        self.calls.append(f"log {name}")
        if len(self.calls) > 200:
            raise Exhausted
        return name

    def ask(self, name: Any) -> bool:
        if not self.decisions:
            raise Exhausted
        self.calls.append(f"ask {name}")
        return self.decisions.pop(0)

    def each(self, name: Any) -> Iterator[str]:
        """An iterator that tells when it is asked for one more item."""
        count = 0
        while self.ask(f"more {name}"):
            yield f"{name}.{count}"
            count += 1


    @contextlib.contextmanager
    def held(self, name: Any) -> Iterator[None]:
        """A manager that tells what becomes of it."""
        self.log(f"enter {name}")
        try:
            yield
        finally:
            self.log(f"leave {name}")


def parsed(text: str) -> gast.AST:
    return gast.parse(text).body[0]


def split(text: str) -> str:
    """The desugared function as Python: flags begin with an underscore, `until` is a break."""
    return str(gast.unparse(_python(split_exits(parsed(text))))).strip()


def outcome(text: str, decisions: list[bool]) -> tuple[list[str], Any]:
    """The calls made by a function `f()` and its result, or the kind of its exception."""
    trace = Trace(list(decisions))
    names: dict[str, Any] = {"log": trace.log, "ask": trace.ask, "each": trace.each}
    names |= {"held": trace.held, "suppress": contextlib.suppress}
    exec(text, names)
    return trace.calls, _result(names["f"])


def _result(f: Callable[[], Any]) -> Any:
    try:
        return f()
    except (Exhausted, NameError, KeyError) as error:
        return NameError if isinstance(error, NameError) else type(error)


def _python(node: gast.AST) -> gast.AST:
    node = copy.deepcopy(node)
    for inner in list(gast.walk(node)):
        if isinstance(inner, gast.For | gast.While) and inner.until is not None:
            inner.body.append(gast.If(inner.until, [gast.Break()], []))
    for inner in gast.walk(node):
        if isinstance(inner, gast.Name):
            inner.id = inner.id.replace(" ", "_")
    return node
