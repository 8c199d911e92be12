"""`with` statements: managers that are known to carry no derivative and to swallow no exception."""

from __future__ import annotations

import builtins
import contextlib
import threading
import warnings
from collections.abc import Callable
from typing import Any

import gast
import numpy as np

from srcad.analyse.builder import Builder
from srcad.front.desugar.nodes import made
from srcad.front.lift.context import Lifter, statement
from srcad.front.lift.enclosed import leave, part
from srcad.front.lift.statements import bind
from srcad.front.lift.tries import attempt
from srcad.front.lift.values import Num, Static, Value
from srcad.ir.core import Apply, Atom, Free, Op, Var, Where
from srcad.ir.types import Opaque

#: managers made where they are entered, and whether entering them does more than to say how to compute
_MADE: dict[Any, bool] = {
    np.errstate: False,
    np.printoptions: True,
    warnings.catch_warnings: False,
    builtins.open: True,
    contextlib.redirect_stdout: True,
    contextlib.redirect_stderr: True,
}

#: classes of managers that exist before
_GIVEN = (type(threading.Lock()), type(threading.RLock()), threading.Condition, threading.Semaphore)


@statement(gast.With)
def with_(cx: Lifter, node: gast.With) -> None:
    (item,) = node.items
    made_by = item.context_expr if isinstance(item.context_expr, gast.Call) else None
    manager = cx.expr(made_by.func if made_by is not None else item.context_expr)
    obj = manager.obj if isinstance(manager, Static) else None
    if made_by is not None and obj is contextlib.suppress:
        suppress(cx, node, made_by)
    elif made_by is not None and obj is contextlib.nullcontext:
        args = [*made_by.args, *(keyword.value for keyword in made_by.keywords)]
        value: Value = cx.expr(args[0]) if args else Static(None)
        target(cx, item, value)
        cx.run(node.body)
    elif made_by is not None and isinstance(manager, Static) and obj in _MADE:
        atoms = [cx.expr_atom(arg) for arg in made_by.args]
        named = {keyword.arg: cx.expr_atom(keyword.value) for keyword in made_by.keywords}
        enter = Apply(obj, tuple(named), name=manager.name, effect=_MADE[obj])
        enclose(cx, node, enter, (*atoms, *named.values()))
    elif made_by is None and isinstance(obj, _GIVEN):
        enclose(cx, node, None, (given(cx, manager),))
    else:
        raise cx.refuse(
            item.context_expr,
            "what this context manager does is not known",
            "enter it around the call of the function that is differentiated",
        )


def given(cx: Lifter, manager: Static) -> Atom:
    """A manager that exists before, read where it is entered."""
    out = Var("manager", Opaque("manager"), temp=True)
    cx.builder.body.append(Op((out,), Free(manager.name), (), Where(cx.stmt)))
    return out


def suppress(cx: Lifter, node: gast.With, call: gast.Call) -> None:
    """``with suppress(E): ...`` is ``try: ... except E: pass``"""
    classes = gast.copy_location(gast.Tuple(list(call.args), gast.Load()), call)
    handler = made(gast.ExceptHandler(classes, None, [made(gast.Pass(), node)]), node)
    attempt(cx, made(gast.Try(node.body, [handler], [], []), node))


def target(cx: Lifter, item: Any, value: Value) -> None:
    if item.optional_vars is not None:
        bind(cx, item.optional_vars, value)


def enclose(cx: Lifter, node: gast.With, enter: Apply | None, args: tuple[Atom, ...]) -> None:
    """The body as a region inside of the manager."""
    before, item = cx.state, node.items[0]
    name = item.optional_vars.id if isinstance(item.optional_vars, gast.Name) else ""
    entered = Var(name or "entered", Opaque("manager"), temp=not name)

    def run() -> None:
        target(cx, item, Num(entered))
        cx.run(node.body)

    cx.may_raise(node)
    inside, state = part(cx, before.copy(), run)
    cx.state = before
    leave(cx, node, (inside, Builder(cx.supply)), state, enter, args, (entered,))
