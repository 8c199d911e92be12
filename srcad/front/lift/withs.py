"""`with` statements: managers that are known to carry no derivative and to swallow no exception."""

from __future__ import annotations

import builtins
import contextlib
import threading
import warnings
from typing import Any

import gast
import numpy as np

from srcad.analyse.builder import Builder
from srcad.errors import LanguageError
from srcad.front.desugar.generators import for_with
from srcad.front.desugar.nodes import made
from srcad.front.lift.calls import arguments, closure_of, inline
from srcad.front.lift.context import Lifter, statement
from srcad.front.lift.enclosed import leave, part
from srcad.front.lift.generators import ON, drive
from srcad.front.lift.managers import generator_of, yields_once
from srcad.front.lift.statements import bind
from srcad.front.lift.tries import attempt
from srcad.front.lift.values import Generator, Num, Static, Value
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
    manager = item.context_expr
    if isinstance(manager, gast.Call):
        made_here(cx, node, manager, cx.expr(manager.func))
        return
    value = cx.expr(manager)
    if not isinstance(value, Static) or not isinstance(value.obj, _GIVEN):
        raise unknown(cx, manager)
    enclose(cx, node, None, (given(cx, value),))


def made_here(cx: Lifter, node: gast.With, call: gast.Call, maker: Value) -> None:
    """A manager that is made where it is entered."""
    if not isinstance(maker, Static):
        raise unknown(cx, call)
    acts = next((acts for known, acts in _MADE.items() if known is maker.obj), None)
    if maker.obj is contextlib.suppress:
        suppress(cx, node, call)
        return
    pending = len(cx.pending)
    args, kwargs = arguments(cx, call)
    del cx.pending[pending:]
    generator = generator_of(maker.obj)
    if maker.obj is contextlib.nullcontext:
        inside(cx, node, next(iter([*args, *kwargs.values()]), Static(None)))
    elif acts is not None:
        atoms = tuple(cx.atom(value, call) for value in (*args, *kwargs.values()))
        enclose(cx, node, Apply(maker.obj, tuple(kwargs), name=maker.name, effect=acts), atoms)
    elif generator is not None:
        fn = closure_of(cx, generator, f"{maker.name}.__wrapped__", call)
        run_around(cx, node, call, inline(cx, call, fn, args, kwargs))
    else:
        raise unknown(cx, call)


def run_around(cx: Lifter, node: gast.With, call: gast.Call, manager: Value) -> None:
    """Run the generator of a manager around the body."""
    if not isinstance(manager, Generator) or not yields_once(manager.fn.node):
        raise unknown(cx, call)

    def body(value: Value) -> Value:
        inside(cx, node, value)
        return ON

    drive(cx, call, manager, for_with(manager.fn.node), body)


def inside(cx: Lifter, node: gast.With, value: Value) -> None:
    target(cx, node.items[0], value)
    cx.run(node.body)


def unknown(cx: Lifter, node: Any) -> LanguageError:
    return cx.refuse(
        node,
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
    value = Var(name or "entered", Opaque("manager"), temp=not name)
    cx.may_raise(node)
    body, state = part(cx, before.copy(), lambda: inside(cx, node, Num(value)))
    cx.state = before
    leave(cx, node, (body, Builder(cx.supply)), state, enter, args, (value,))
