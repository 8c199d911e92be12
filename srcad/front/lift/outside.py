"""Stores into what existed before the call: counters, logs kept in a list, an attribute that says how often.

They are effects, if what is stored carries no derivative (seen when one is taken) and is not read by the function.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import gast

from srcad.analyse.plain import MethodOf, StoreAttribute, StoreItem, class_name
from srcad.front.lift import opaque
from srcad.front.lift.context import Lifter
from srcad.front.lift.lookup import is_local, meet, place_outside, stored_and_read
from srcad.ir.core import Apply, Atom
from srcad.ir.types import Opaque

CONTAINERS = (list, dict, set, deque)
#: methods that put away what they are given, or forget it, and give nothing
METHODS = frozenset({"add", "append", "appendleft", "clear", "discard", "insert", "remove"})


@dataclass(frozen=True, slots=True)
class Outer:
    """An object that existed before the call, and how the text reaches it."""

    obj: Any
    path: str
    fetch: Callable[[], Any]


def outer(cx: Lifter, node: Any) -> Outer | None:
    """The object that an expression is, if that is found outside under names and plain attributes."""
    if isinstance(node, gast.Name):
        place = None if is_local(cx, node.id) else place_outside(cx, node.id)
        if place is None:
            return None
        owner, fetch = place
        obj = fetch()
        if isinstance(obj, ModuleType):
            path = node.id if cx.modules.get(node.id) is obj else cx.free.printed(node.id, owner)
            cx.modules[path] = obj
            return Outer(obj, path, fetch)
        path = cx.free.printed(node.id, owner)
        cx.roots[path] = fetch
        return Outer(obj, path, fetch)
    base = outer(cx, node.value) if isinstance(node, gast.Attribute) else None
    if base is None or node.attr not in getattr(base.obj, "__dict__", {}):
        return None
    return Outer(getattr(base.obj, node.attr), f"{base.path}.{node.attr}", lambda: getattr(base.fetch(), node.attr))


def method_outside(cx: Lifter, node: gast.Call) -> bool:
    """``calls.append(x)`` as a statement; whether it was one."""
    if not isinstance(node.func, gast.Attribute) or node.func.attr not in METHODS or node.keywords:
        return False
    found = outer(cx, node.func.value)
    if found is None or type(found.obj) not in CONTAINERS:
        return False
    store(cx, node, found, MethodOf(node.func.attr), "method", node.args)
    return True


def store_outside(cx: Lifter, target: Any, value: Any, sign: Any = None) -> bool:
    """``counts[key] = value``, ``state.rounds += 1``; whether the target was such a place."""
    if not isinstance(target, gast.Attribute | gast.Subscript):
        return False
    found = outer(cx, target.value)
    if found is None:
        return False
    if isinstance(target, gast.Attribute) and is_plain_attribute(found.obj, target.attr):
        store(cx, target, found, StoreAttribute(target.attr, sign), "store", [value], target.attr)
        return True
    if isinstance(target, gast.Subscript) and type(found.obj) in CONTAINERS:
        # Python evaluates the place of an augmented assignment first, that of another last
        operands = [value, target.slice] if sign is None else [target.slice, value]
        store(cx, target, found, StoreItem(sign), "store", operands)
        return True
    return False


def is_plain_attribute(obj: Any, attr: str) -> bool:
    """Whether storing an attribute does nothing else."""
    if isinstance(obj, ModuleType | type) or not hasattr(obj, "__dict__"):
        return False
    special = any("__setattr__" in vars(cls) for cls in type(obj).__mro__[:-1])
    return not special and not hasattr(getattr(type(obj), attr, None), "__set__")


def store(
    cx: Lifter, node: Any, found: Outer, fn: Any, style: str, operands: list[Any], attr: str | None = None
) -> None:
    atoms: list[Atom] = [opaque.operand(cx, node, fn, cx.expr(operand)) for operand in operands]
    if any(meet((found.obj, attr), seen) for seen in cx.seen):
        raise stored_and_read(found.path, cx.place(node))
    cx.stored.append((found.obj, attr, cx.place(node)))
    cx.free.equal(lambda: type(found.fetch()), type(found.obj))
    at = cx.reference(found.path, Opaque(class_name(type(found.obj))))
    name = fn.name if style == "method" else found.path
    cx.effect(node, Apply(fn, (), style, name, True), at, *atoms)
