"""Calls of what has neither a rule nor source that is read: they happen once, in order, in the forward sweep.

A clock, a log, a draw of random numbers, a function written in C.  Whether a number that carries a derivative is
passed in is seen, and refused, when a derivative is taken.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

from srcad.analyse.plain import CallOf, MethodOf, class_name, is_called_as_it_stands, modules_of
from srcad.front.lift import opaque
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Num, Static, Value
from srcad.ir.core import Apply, Atom
from srcad.ir.types import Opaque


def stands(obj: Any) -> bool:
    """Whether a function is called as it stands, even if its source could be read."""
    return callable(obj) and any(map(is_called_as_it_stands, modules_of(obj)))


def has_hash(obj: Any) -> bool:
    try:
        hash(obj)
    except TypeError:
        return False
    return True


def call_unknown(
    cx: Lifter, node: Any, callee: Static, args: list[Value], kwargs: Mapping[str, Value], name: str
) -> Value:
    """A call of an object that is found under a name."""
    obj, path = callee.obj, callee.name
    base, _, attr = path.rpartition(".")
    root = path.partition(".")[0]
    shown = [opaque.operand(cx, node, obj, value) for value in (*args, *kwargs.values())]
    kw = tuple(kwargs)
    if not has_hash(obj):  # it stands in no table
        return call_value(cx, node, cx.reference(path, Opaque(class_name(type(obj)))), shown, kw, name)
    if root in cx.modules or (not base and (stands(obj) or getattr(builtins, path, None) is obj)):
        if path in cx.roots:
            cx.free.identity(cx.roots[path], obj)
        return opaque.perform(cx, node, Apply(obj, kw, "call", path, True), shown, name=name)
    if base and not path.endswith("]"):
        owner = getattr(obj, "__self__", None)
        known = opaque.result_type(cx, node, Apply(obj, kw), shown)
        at = cx.reference(base, Opaque(class_name(type(owner))))
        return opaque.perform(cx, node, Apply(MethodOf(attr), kw, "method", attr, True), [at, *shown], known, name)
    if not path:
        raise cx.rule_error(node, "what is called here is not found under a name", "name it in the module")
    at = cx.reference(path, Opaque(class_name(type(obj))))
    return call_value(cx, node, at, shown, kw, name)


def call_plain(
    cx: Lifter, node: Any, callee: Num, args: list[Value], kwargs: Mapping[str, Value], name: str
) -> Value:
    """A call of a value that is not known before the function runs."""
    shown = [opaque.operand(cx, node, CallOf(), value) for value in (*args, *kwargs.values())]
    return call_value(cx, node, callee.atom, shown, tuple(kwargs), name)


def call_value(cx: Lifter, node: Any, callee: Atom, shown: list[Atom], kw: tuple[str, ...], name: str) -> Value:
    return opaque.perform(cx, node, Apply(CallOf(), kw, "value", "", True), [callee, *shown], name=name)


