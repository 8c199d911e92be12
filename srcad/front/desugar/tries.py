"""Exits out of a try.

Before::                                 after::

                                             returned = False
    try:                                     try:
        if f(x) > 1:                             if f(x) > 1:
            return x                                 out = x
    except ValueError:                               returned = True
        return 0                             except ValueError:
    return g(x)                                  returned = False
                                                 out = 0
                                             else:
                                                 if not returned:
                                                     out = g(x)
                                             return out

What follows is moved into the only way that goes on, if there is one: into ``else``, which is not guarded, or to the
end of the handler.  An exit of the body skips the ``else``.  If the body raises, none of its exits was taken, not even
one that was under way.  What follows a `finally` or a `with` is never moved inside: it is skipped by the
flags.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

import gast

from srcad.front.desugar.nodes import flag, made

if TYPE_CHECKING:
    from srcad.front.desugar.exits import Scope, Split

Stmts: TypeAlias = list[gast.AST]
Make: TypeAlias = Callable[["Split", gast.AST, "Scope"], gast.AST]


def attempt(split: Split, stmt: gast.AST, rest: Stmts, scope: Scope) -> Stmts:
    """A try and what follows it."""
    if stmt.finalbody:
        return around(split, stmt, with_final, rest, scope)
    flows = split.flows
    flow = flows.of(stmt)
    if flow.ends or scope.is_nothing(rest):
        return [*start(split, stmt, scope), whole(split, stmt, stmt.orelse, [], scope)]
    if not flow.jumps:
        return [whole(split, stmt, stmt.orelse, [], scope), *split.block(rest, scope)]
    going = [handler for handler in stmt.handlers if not flows.block(handler.body).ends]
    if not going:
        return [*start(split, stmt, scope), whole(split, stmt, stmt.orelse + rest, [], scope)]
    if len(going) == 1 and flows.tried(stmt).ends:
        return [*start(split, stmt, scope), whole(split, stmt, stmt.orelse, rest, scope)]
    first = whole(split, stmt, stmt.orelse, [], scope.before(flow.jumps))
    return [*split.start(stmt, flow.jumps, scope), first, split.unless(flow.jumps, rest, scope)]


def enclosed(split: Split, stmt: gast.AST, rest: Stmts, scope: Scope) -> Stmts:
    """A `with` and what follows it; several managers are entered one inside the other."""
    return around(split, stmt, with_managers, rest, scope)


def around(split: Split, stmt: gast.AST, make: Make, rest: Stmts, scope: Scope) -> Stmts:
    flow = split.flows.of(stmt)
    if not flow.jumps:
        return [make(split, stmt, scope), *(() if flow.ends else split.block(rest, scope))]
    if flow.ends or scope.is_nothing(rest):
        return [make(split, stmt, scope)]
    first = make(split, stmt, scope.before(flow.jumps))
    return [*split.start(stmt, flow.jumps, scope), first, split.unless(flow.jumps, rest, scope)]


def with_final(split: Split, stmt: gast.AST, scope: Scope) -> gast.AST:
    """``try: ... finally: ...`` around the try without it."""
    inner = made(gast.Try(stmt.body, stmt.handlers, stmt.orelse, []), stmt)
    body = split.block([inner] if stmt.handlers else stmt.body, scope)
    return made(gast.Try(body or [made(gast.Pass(), stmt)], [], [], split.block(stmt.finalbody, scope)), stmt)


def with_managers(split: Split, stmt: gast.AST, scope: Scope) -> gast.AST:
    body = split.block(stmt.body, scope) or [made(gast.Pass(), stmt)]
    for item in reversed(stmt.items):
        body = [made(gast.With([item], body, None), stmt)]
    return body[0]


def start(split: Split, stmt: gast.AST, scope: Scope) -> Stmts:
    """The flag of an exit that skips what is left of the try."""
    return split.start(stmt, split.flows.block(stmt.body).jumps, scope)


def whole(split: Split, stmt: gast.AST, orelse: Stmts, more: Stmts, scope: Scope) -> gast.AST:
    """The try; `more` is done at the end of the handlers that go on."""
    flow = split.flows.block(stmt.body)
    skipped = [] if flow.ends else orelse
    inner = scope.before(tuple(dict.fromkeys((*scope.read, *flow.jumps)))) if skipped and flow.jumps else scope
    body = split.block(stmt.body, inner)
    # an exit of the body that does not get through its finally is none
    flags = [scope.flag(jump) for jump in flow.jumps if jump in inner.read]
    handlers = [handler_like(split, handler, more, scope, flags) for handler in stmt.handlers]
    if skipped and flow.jumps:
        last = [split.unless(flow.jumps, skipped, scope)]
    else:
        last = split.block(skipped, scope)
    return made(gast.Try(body or [made(gast.Pass(), stmt)], handlers, last, []), stmt)


def handler_like(split: Split, handler: gast.AST, more: Stmts, scope: Scope, flags: Sequence[str]) -> gast.AST:
    goes_on = not split.flows.block(handler.body).ends
    resets = [flag(name, False, handler) for name in flags]
    body = resets + split.block(handler.body + more if goes_on else handler.body, scope)
    return made(gast.ExceptHandler(handler.type, handler.name, body or [made(gast.Pass(), handler)]), handler)
