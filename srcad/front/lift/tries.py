"""`try` statements: the body as a region of its own, the handlers as a branch on which of them fits."""

from __future__ import annotations

import builtins
import operator
from dataclasses import replace
from typing import Any

import gast

from srcad.analyse.builder import Builder
from srcad.front.desugar.names import loads
from srcad.front.lift.arms import Arms
from srcad.front.lift.branches import branch
from srcad.front.lift.context import Lifter, statement
from srcad.front.lift.enclosed import finally_, part
from srcad.front.lift.raises import EXCEPTION, exception_class
from srcad.front.lift.unreached import Unreached
from srcad.front.lift.values import Clash, Num, Seq, Static, Value
from srcad.front.lift.watch import Watch
from srcad.ir.core import UNDEF, Apply, Atom, Block, Clause, Lit, Try, Var, Where
from srcad.ir.types import INT
from srcad.ir.walk import defined, free_in, substitute


@statement(gast.Try)
def try_(cx: Lifter, node: gast.Try) -> None:
    if node.finalbody:
        finally_(cx, node)
    else:
        attempt(cx, node)


def attempt(cx: Lifter, node: gast.Try) -> None:
    clauses = tuple(clause(cx, handler) for handler in node.handlers)
    before, unbound = cx.state, dict(cx.unbound)
    watch = Watch(before, tuple(cls for each in clauses for cls in each.classes), is_try=True)
    with cx.watched(watch):
        tried, state = part(cx, before.copy(), lambda: body(cx, node))
    inside = lead(cx, node, watch, tried)
    went = part(cx, state, lambda: cx.run(node.orelse))
    last = cx.stmt
    # what the body found bound may be unbound where it raised
    cx.unbound = {**unbound, **cx.unbound}
    handler = Handlers(cx, node)
    came = part(cx, watch.rescued(inside), lambda: handler.lift(0))
    cx.state, cx.stmt = before, last
    arms = Arms(cx, node, UNDEF, came, went)
    arms.join_states()
    if cx.state.dead and not any(builder.body for builder in (tried, came[0], went[0])):
        raise Unreached
    first, second = handed(cx, tried, arms.block(1))
    rescue = replace(arms.block(0), params=(handler.which, handler.error))
    # what is handed on at its edges belongs to no statement
    cx.builder.body.append(Try(tuple(arms.outs), first, second, rescue, clauses, Where(), cx.supply.key()))


def lead(cx: Lifter, node: gast.Try, watch: Watch, tried: Builder) -> set[Var]:
    """What is not known in the handlers.  If they read what the body made first, its start is put before the try."""
    live = cx.live_names()
    read = loads(node.handlers)
    wanted = any(key[1] in read or key[0] not in live or key[1] in live[key[0]] for key in watch.changed())
    count = watch.lead(tried.body) if wanted else 0
    cx.builder.body += tried.body[:count]
    del tried.body[:count]
    return set(defined(tried.block((), ())))


def body(cx: Lifter, node: gast.Try) -> None:
    cx.frame.live.append(frozenset(loads([*node.handlers, *node.orelse])))
    cx.run(node.body)
    cx.frame.live.pop()


def handed(cx: Lifter, tried: Builder, orelse: Block) -> tuple[Block, Block]:
    """The body, and what follows it with parameters for what it takes from the body."""
    made = dict.fromkeys(out for stmt in tried.body for out in stmt.outs)
    wanted = tuple(var for var in free_in(orelse) if var in made)
    names: dict[Var, Atom] = {var: named(cx, var) for var in wanted}
    params = tuple(var for var in names.values() if isinstance(var, Var))
    return tried.block((), wanted), replace(substitute(orelse, names), params=params)


def named(cx: Lifter, var: Var) -> Var:
    name = cx.adopted.get(var)
    new = Var(name or var.name, var.type, var.temp and name is None)
    if var in cx.unbound:
        cx.unbound[new] = None
    return new


# --- handlers ---------------------------------------------------------------------------------------------------


class Handlers:
    """The handlers of one try, a chain of branches on the number of the clause that fits."""

    def __init__(self, cx: Lifter, node: gast.Try) -> None:
        self.cx = cx
        self.node = node
        names = [handler.name.id for handler in node.handlers if handler.name is not None]
        self.which = Var("clause", INT, temp=True)
        self.error = Var(names[0] if names else "error", EXCEPTION, temp=not names)

    def lift(self, number: int) -> None:
        handler, cx = self.node.handlers[number], self.cx
        if number == len(self.node.handlers) - 1:
            self.run(handler)
            return
        fits = cx.emit(handler, Apply(operator.eq), self.which, Lit(number))
        branch(cx, handler, fits, lambda: self.run(handler), lambda: self.lift(number + 1))

    def run(self, handler: gast.ExceptHandler) -> None:
        """The name of the exception is unbound after the handler."""
        cx = self.cx
        if handler.name is not None:
            cx.set_name(handler.name.id, Num(self.error))
        with cx.handles(self.error):
            cx.run(handler.body)
        if handler.name is not None:
            name = handler.name.id
            cx.set_name(name, Clash(f"`{name}` is unbound after the handler", "give the exception a name of its own"))


def clause(cx: Lifter, handler: gast.ExceptHandler) -> Clause:
    """The classes that a handler is for."""
    if handler.type is None:
        return Clause((BaseException,), ())
    value = cx.open(cx.expr(handler.type))
    classes = value.items if isinstance(value, Seq) else (value,)
    return Clause(*zip(*(exception(cx, handler.type, each) for each in classes), strict=True))


def spelled(found: Static) -> str:
    """The name to catch a class by: of a builtin its own, else as the source reaches it, if that is by name."""
    own: str = found.obj.__name__
    known = getattr(builtins, own, None) is found.obj or not all(map(str.isidentifier, found.name.split(".")))
    return own if known else found.name


def exception(cx: Lifter, node: Any, value: Value) -> tuple[type[BaseException], str]:
    found = exception_class(value)
    if found is not None:
        return found.obj, spelled(found)
    raise cx.refuse(node, "what is caught must be known before the function runs", "name the classes of exceptions")
