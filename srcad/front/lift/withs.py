"""`with` statements: managers that are known to carry no derivative and to swallow no exception."""

from __future__ import annotations

import builtins
import contextlib
import threading
import warnings
from types import FunctionType
from typing import Any

import gast
import numpy as np

from srcad.analyse.builder import Builder
from srcad.errors import LanguageError
from srcad.front.desugar.generators import for_with
from srcad.front.desugar.nodes import made
from srcad.front.lift import prelude
from srcad.front.lift.calls import arguments, closure_of, inline
from srcad.front.lift.calls import call as run
from srcad.front.lift.context import Lifter, statement
from srcad.front.lift.enclosed import leave, part
from srcad.front.lift.generators import ON, drive
from srcad.front.lift.managers import asks_how, generator_of, yields_once
from srcad.front.lift.protocol import class_of, defines, found_in
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
    if isinstance(value, Static) and isinstance(value.obj, _GIVEN):
        enclose(cx, node, None, (given(cx, value),))
    else:
        run_methods(cx, node, manager, value)


def made_here(cx: Lifter, node: gast.With, call: gast.Call, maker: Value) -> None:
    """A manager that is made where it is entered."""
    made_by = maker.obj if isinstance(maker, Static) else None
    if made_by is contextlib.suppress:
        suppress(cx, node, call)
        return
    pending = len(cx.pending)
    args, kwargs = arguments(cx, call)
    del cx.pending[pending:]
    acts = next((acts for known, acts in _MADE.items() if known is made_by), None)
    generator = generator_of(made_by)
    if made_by is contextlib.nullcontext:
        inside(cx, node, next(iter([*args, *kwargs.values()]), Static(None)))
    elif isinstance(maker, Static) and acts is not None:
        atoms = tuple(cx.atom(value, call) for value in (*args, *kwargs.values()))
        enclose(cx, node, Apply(maker.obj, tuple(kwargs), name=maker.name, effect=acts), atoms)
    elif isinstance(maker, Static) and generator is not None:
        fn = closure_of(cx, generator, f"{maker.name}.__wrapped__", call)
        run_around(cx, node, call, inline(cx, call, fn, args, kwargs))
    elif isinstance(maker, Static) and not is_entered(maker.obj):
        raise unknown(cx, call)
    else:
        run_methods(cx, node, call, run(cx, call, maker, args, kwargs))


def is_entered(maker: Any) -> bool:
    """Whether what a class or function of the user's makes may be a manager with methods of the user's."""
    if isinstance(maker, type):
        return isinstance(getattr(maker, "__exit__", None), FunctionType)
    return isinstance(maker, FunctionType)


def run_methods(cx: Lifter, node: gast.With, where: Any, manager: Value) -> None:
    """An object with ``__enter__`` and ``__exit__``, where leaving it does not depend on how the body ended."""
    cls = class_of(cx, manager)
    if cls is None or not defines(cx, manager, "__exit__"):
        raise unknown(cx, where)
    if asks_how(closure_of(cx, found_in(cls, "__exit__")[0], f"{cls.__name__}.__exit__", where).node):
        raise cx.refuse(
            where,
            "the `__exit__` of this manager asks how its body ended, or may swallow an exception",
            "let it take `*_` and return nothing, and use try/except for the exception",
        )
    run_around(cx, node, where, prelude.call_own(cx, where, prelude.entered, [manager]))


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
