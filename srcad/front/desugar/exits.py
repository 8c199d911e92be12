"""Early exits become structure: flags, and branches on them.

Before::                                 after (the loop ends after an iteration whose `until` is true)::

    for i in range(n):                       returned = False
        if skip(i):                          stop1 = False
            continue                         for i in range(n):        # until stop1 or returned
        if late(i):                              stop1 = False
            break                                returned = False
        if found(i):                             if skip(i):
            return i                                 pass
        s += i                                   elif late(i):
    else:                                            stop1 = True
        s = 0                                    elif found(i):
    return s                                         out = i
                                                     returned = True
                                                 else:
                                                     s += i
                                             if not returned:
                                                 if not stop1:
                                                     s = 0
                                                 out = s
                                             return out

What follows a jump is moved into the arms where it still runs, never copied, so each thing is evaluated as
often, and in the same order, as before.  The flags are names that begin with a space, as no user's name does;
one is set only where it is read later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeAlias

import gast

from srcad.front.desugar import tries
from srcad.front.desugar.conditions import rotate_conditions
from srcad.front.desugar.flow import Flows
from srcad.front.desugar.nodes import assign, constant, flag, loop_like, made, named, negation, returns_none

OUT = " out"
RETURNED = " returned"
STOP = " stop"
SKIP = " skip"

Stmts: TypeAlias = list[gast.AST]


@lru_cache(maxsize=4096)
def split_exits(node: gast.AST) -> gast.AST:
    """The same function without `continue`, `break` and loop `else`, and with one `return`, at its end.

    Every loop gets an attribute `until`: an expression, or None.  Every statement made here has an attribute
    `origin`: the user's statement.  A lambda becomes a function of one statement.  The given node is not
    changed; the result shares parts with it.
    """
    if isinstance(node, gast.Lambda):
        body = [made(gast.Return(node.body), node)]
        return gast.copy_location(gast.FunctionDef("<lambda>", node.args, body, [], None, None, []), node)
    flows = Flows()
    body = Split(flows).function(_with_last_return(rotate_conditions(node.body), flows))
    return gast.copy_location(gast.FunctionDef(node.name, node.args, body, [], node.returns, None, []), node)


def _with_last_return(body: Stmts, flows: Flows) -> Stmts:
    flow = flows.block(body)
    if isinstance(body[-1], gast.Return) or ("return" in flow.jumps and flow.ends):
        return body
    return [*body, returns_none(body[-1])]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a block stands: the number of its loop, whether `RETURNED` has a value, what is read later."""

    loop: int = 0
    ready: bool = False
    read: tuple[str, ...] = ()

    def flag(self, jump: str) -> str:
        return {"continue": f"{SKIP}{self.loop}", "break": f"{STOP}{self.loop}", "return": RETURNED}[jump]

    def is_nothing(self, stmts: Stmts) -> bool:
        """Whether statements vanish: none, or a `continue` where the iteration ends anyway."""
        return not stmts or (isinstance(stmts[0], gast.Continue) and "continue" not in self.read)

    def before(self, jumps: tuple[str, ...]) -> Scope:
        """The scope of what comes before something that runs unless one of the jumps was taken."""
        return replace(self, ready=self.ready or "return" in jumps, read=jumps)


class Split:
    def __init__(self, flows: Flows) -> None:
        self.flows = flows
        self.loops = 0
        self.read: set[str] = set()

    def function(self, body: Stmts) -> Stmts:
        *start, last = body
        flow = self.flows.block(start)
        if "return" in flow.jumps or not isinstance(last, gast.Return):
            return [*self.block(body, Scope()), made(gast.Return(named(OUT, last)), last)]
        return [*self.block(start, Scope()), returns_none(last) if flow.ends else last]

    def block(self, stmts: Stmts, scope: Scope) -> Stmts:
        done: Stmts = []
        for place, stmt in enumerate(stmts):
            if isinstance(stmt, gast.For | gast.While):
                return done + self.loop(stmt, stmts[place + 1 :], scope)
            if isinstance(stmt, gast.Try):
                return done + tries.attempt(self, stmt, stmts[place + 1 :], scope)
            if isinstance(stmt, gast.With):
                return done + tries.enclosed(self, stmt, stmts[place + 1 :], scope)
            flow = self.flows.of(stmt)
            if flow.jumps:
                return done + self.leaving(stmt, [] if flow.ends else stmts[place + 1 :], scope)
            done.append(self.branch(stmt, stmt.body, stmt.orelse, scope) if isinstance(stmt, gast.If) else stmt)
            if flow.ends:
                break
        return done

    def leaving(self, stmt: gast.AST, rest: Stmts, scope: Scope) -> Stmts:
        """A statement that may jump, and what follows it."""
        if not isinstance(stmt, gast.If):
            return self.jump(stmt, scope)
        if scope.is_nothing(rest):
            return [self.branch(stmt, stmt.body, stmt.orelse, scope)]
        if self.flows.block(stmt.body).ends:
            return [self.branch(stmt, stmt.body, stmt.orelse + rest, scope)]
        if self.flows.block(stmt.orelse).ends:
            return [self.branch(stmt, stmt.body + rest, stmt.orelse, scope)]
        jumps = self.flows.of(stmt).jumps
        first = self.branch(stmt, stmt.body, stmt.orelse, scope.before(jumps))
        return [*self.start(stmt, jumps, scope), first, self.unless(jumps, rest, scope)]

    def jump(self, stmt: gast.AST, scope: Scope) -> Stmts:
        (jump,) = self.flows.of(stmt).jumps
        out = [assign(OUT, stmt.value or constant(None, stmt), stmt)] if jump == "return" else []
        return out + ([flag(scope.flag(jump), True, stmt)] if jump in scope.read else [])

    def branch(self, stmt: gast.AST, body: Stmts, orelse: Stmts, scope: Scope) -> gast.AST:
        then = self.block(body, scope) or [made(gast.Pass(), stmt)]
        return made(gast.If(stmt.test, then, self.block(orelse, scope)), stmt)

    def unless(self, jumps: tuple[str, ...], rest: Stmts, scope: Scope) -> gast.AST:
        """The rest of a block, which runs unless one of the jumps was taken."""
        test = self.any_of([scope.flag(jump) for jump in jumps], rest[0])
        ready = replace(scope, ready=scope.ready or "return" in jumps)
        return made(gast.If(negation(test, rest[0]), self.block(rest, ready), []), rest[0])

    def start(self, stmt: gast.AST, jumps: tuple[str, ...], scope: Scope) -> Stmts:
        """Before the first statement of the function that may set `RETURNED`, it is false."""
        return [flag(RETURNED, False, stmt)] if "return" in jumps and not scope.ready else []

    # --- loops ---

    def loop(self, stmt: gast.AST, rest: Stmts, scope: Scope) -> Stmts:
        """A loop, its `else`, and what follows."""
        flow = self.flows.loop(stmt)
        inner = self.inside(stmt)
        body = self.body(stmt, inner)
        if flow.ends:
            return [body]
        start: Stmts = []
        if stmt.orelse and "break" in inner.read:
            start = [flag(inner.flag("break"), False, stmt)]
            rest = [self.otherwise(stmt, inner.flag("break")), *rest]
        else:
            rest = stmt.orelse + rest
        if flow.jumps and not scope.is_nothing(rest):
            return [*self.start(stmt, flow.jumps, scope), *start, body, self.unless(flow.jumps, rest, scope)]
        return [*start, body, *self.block(rest, scope)]

    def inside(self, stmt: gast.AST) -> Scope:
        jumps = self.flows.block(stmt.body).jumps
        ending = tuple(jump for jump in jumps if jump != "continue")
        if "break" not in jumps and "continue" not in jumps:
            return Scope(0, True, ending)
        self.loops += 1
        return Scope(self.loops, True, ending)

    def body(self, stmt: gast.AST, scope: Scope) -> gast.AST:
        """The loop that starts each iteration with its flags false, and ends after one that sets them."""
        ending = [scope.flag(jump) for jump in scope.read]
        stmts = self.block(stmt.body, scope)
        skip = scope.flag("continue")
        flags = [skip, *ending] if skip in self.read else ending
        resets = [flag(name, False, stmt) for name in flags]
        loop = loop_like(stmt, resets + stmts or [made(gast.Pass(), stmt)])
        loop.until = self.any_of(ending, stmt) if ending else None
        return loop

    def otherwise(self, stmt: gast.AST, stop: str) -> gast.AST:
        """The `else` of a loop that can be left by `break`."""
        return made(gast.If(negation(self.any_of([stop], stmt), stmt), stmt.orelse, []), stmt.orelse[0])

    def any_of(self, names: Sequence[str], stmt: gast.AST) -> gast.AST:
        self.read.update(names)
        flags = [named(name, stmt) for name in names]
        return flags[0] if len(flags) == 1 else gast.copy_location(gast.BoolOp(gast.Or(), flags), stmt)
