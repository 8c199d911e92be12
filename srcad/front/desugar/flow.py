"""How control leaves a statement: which jumps out of it are possible, and whether it can end normally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import gast


@dataclass(frozen=True, slots=True)
class Flow:
    """`jumps` leave the statement, in the order of `JUMPS`; `ends` says that it never runs through.

    A `raise` ends a statement without a jump.
    """

    jumps: tuple[str, ...] = ()
    ends: bool = False


JUMPS = ("continue", "break", "return")

_THROUGH = Flow()
_SIMPLE = {
    gast.Continue: Flow(("continue",), True),
    gast.Break: Flow(("break",), True),
    gast.Return: Flow(("return",), True),
    gast.Raise: Flow((), True),
}


class Flows:
    """The flow of statements, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[gast.AST, Flow] = {}

    def of(self, stmt: gast.AST) -> Flow:
        """The flow of one statement."""
        if stmt not in self._known:
            self._known[stmt] = self._flow(stmt)
        return self._known[stmt]

    def block(self, stmts: Sequence[gast.AST]) -> Flow:
        """The flow of statements one after another; what follows one that ends is never reached."""
        jumps: tuple[str, ...] = ()
        for stmt in stmts:
            flow = self.of(stmt)
            jumps += flow.jumps
            if flow.ends:
                return Flow(_in_order(jumps), True)
        return Flow(_in_order(jumps))

    def loop(self, stmt: gast.AST) -> Flow:
        """The flow of a loop without its `else`."""
        body = self.block(stmt.body)
        return Flow(_in_order(body.jumps, ("return",)), _is_forever(stmt) and "break" not in body.jumps)

    def tried(self, stmt: gast.AST) -> Flow:
        """The flow of a try whose handlers do not run: its body, then its `else`."""
        body = self.block(stmt.body)
        return body if body.ends else self.block([*stmt.body, *stmt.orelse])

    def breaks(self, stmt: gast.AST) -> bool:
        """Whether a loop may end by `break`."""
        return "break" in self.block(stmt.body).jumps

    def _flow(self, stmt: gast.AST) -> Flow:
        if isinstance(stmt, gast.If):
            then, orelse = self.block(stmt.body), self.block(stmt.orelse)
            return Flow(_in_order(then.jumps + orelse.jumps), then.ends and orelse.ends)
        if isinstance(stmt, gast.For | gast.While):
            return self._whole_loop(stmt)
        if isinstance(stmt, gast.Try):
            return self._whole_try(stmt)
        if isinstance(stmt, gast.With):
            # a manager may swallow what the body raises
            return Flow(self.block(stmt.body).jumps)
        return _SIMPLE.get(type(stmt), _THROUGH)

    def _whole_try(self, stmt: gast.AST) -> Flow:
        ways = [self.tried(stmt), *(self.block(handler.body) for handler in stmt.handlers)]
        ends = all(way.ends for way in ways) or self.block(stmt.finalbody).ends
        return Flow(_in_order(sum((way.jumps for way in ways), ())), ends)

    def _whole_loop(self, stmt: gast.AST) -> Flow:
        loop = self.loop(stmt)
        if loop.ends:
            return loop
        orelse = self.block(stmt.orelse)
        return Flow(_in_order(loop.jumps + orelse.jumps), orelse.ends and not self.breaks(stmt))


def _is_forever(stmt: gast.AST) -> bool:
    return isinstance(stmt, gast.While) and isinstance(stmt.test, gast.Constant) and bool(stmt.test.value)


def _in_order(jumps: tuple[str, ...], kept: tuple[str, ...] = JUMPS) -> tuple[str, ...]:
    return tuple(jump for jump in kept if jump in jumps)
