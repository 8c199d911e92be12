"""Helpers of rules that run while the text is written, and facts about types that are known then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.errors import RuleError
from srcad.front.lift.calls import FINDERS, Handler, handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Num, Seq, Static, Value, View
from srcad.ir.core import Lit
from srcad.ir.types import Array, is_complex


def run_static(fn: Callable[..., Any]) -> Handler:
    def call_static(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
        facts = [fact(cx, arg, node) for arg in args[1:]]
        keywords = {key: fact(cx, value, node) for key, value in kwargs.items()}
        try:
            return as_value(fn(*facts, **keywords))
        except RuleError as error:
            raise RuleError(error.reason, error.instead, cx.place(node)) from None

    return call_static


def find_static(obj: Any) -> Handler | None:
    return run_static(obj) if getattr(obj, "is_static", False) is True else None


FINDERS.insert(0, find_static)


def find_zero(obj: Any) -> Handler | None:
    return tell_zero if getattr(obj, "asks_for_zero", False) is True else None


def tell_zero(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """A part of an adjoint that was put together is zero where nothing was added to it."""
    return Num(Lit(cx.builder.is_zero(cx.atom(args[1], node))))


FINDERS.insert(0, find_zero)


def fact(cx: Lifter, value: Value, node: Any) -> Any:
    """The value of a literal, the type of anything else."""
    known = cx.known_value(value)
    if known is not None:
        return known.value
    value = cx.open_all(value)
    if isinstance(value, Seq):
        return tuple(fact(cx, item, node) for item in value.items)
    return value.obj if isinstance(value, Static) else cx.type(value, node)


def as_value(obj: Any) -> Value:
    if isinstance(obj, bool | int | float):
        return Num(Lit(obj))
    if isinstance(obj, tuple):
        return Seq("tuple", tuple(as_value(item) for item in obj))
    return Static(obj)


@handles(np.iscomplexobj, np.isrealobj)
def is_of_kind(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, value = args
    assert isinstance(callee, Static)
    return Num(Lit(is_complex(cx.type(value, node)) is (callee.obj is np.iscomplexobj)))


@handles(np.ndim)
def ndim(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    value = args[1]
    if not isinstance(value, View):
        return Num(Lit(0))
    content = cx.type(value, node)
    assert isinstance(content, Array)
    return Num(Lit(content.ndim))
