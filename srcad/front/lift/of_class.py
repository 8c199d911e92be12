"""What class a value is of: decided before the run where that can be, else asked in it.

Two numbers that types join need not be of one class: ``max(2, x)``, a sum of nothing, what one path leaves an integer.
"""

from __future__ import annotations

from types import UnionType
from typing import Any

import numpy as np

from srcad.analyse.other_arrays import class_named
from srcad.front.lift import opaque
from srcad.front.lift.calls import handles
from srcad.front.lift.chosen import with_each
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import type_name
from srcad.front.lift.values import Num, Seq, Static, Value, View
from srcad.ir.core import Atom, Lit
from srcad.ir.types import ListOf, Scalar, TupleOf


@handles(isinstance)
def isinstance_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, value, classes = args
    return with_each(cx, node, value, lambda each: is_of_class(cx, node, each, classes, name), name)


def is_of_class(cx: Lifter, node: Any, value: Value, classes: Value, name: str) -> Value:
    if opaque.is_plain(value):
        return opaque.operate(cx, node, isinstance, [value, classes], name)
    wanted = []
    for cls in classes.items if isinstance(classes, Seq) else (classes,):
        if not isinstance(cls, Static) or not isinstance(cls.obj, type | UnionType):
            raise cx.refuse(node, "`isinstance` needs classes that are known", "name the class")
        wanted.append(cls.obj)
    outcomes = {issubclass(each, tuple(wanted)) for each in possible_classes(cx, value)}
    if len(outcomes) == 1:
        return Num(Lit(outcomes == {True}))
    if isinstance(value, Num):
        return opaque.operate(cx, node, isinstance, [value, classes], name)
    raise cx.refuse(node, "the class of this value is not known here", "test something else")


def possible_classes(cx: Lifter, value: Value) -> tuple[type, ...]:
    """The classes that a value may have."""
    if isinstance(value, Num) and isinstance(value.atom.type, Scalar):
        return classes_of_number(cx, value.atom, value.atom.type)
    if isinstance(value, View):
        return (np.ndarray, class_named(cx.array_class)) if cx.array_class else (np.ndarray,)
    if isinstance(value, Num) and isinstance(value.atom.type, TupleOf | ListOf):
        return (list,)
    found = type_name(cx, value)
    return () if found is None else (found,)


def classes_of_number(cx: Lifter, atom: Atom, type_: Scalar) -> tuple[type, ...]:
    if type_.dtype == "?":
        return {"f": (float, np.float64, np.float32), "i": (int, np.int64)}.get(type_.kind, (bool, np.bool_))
    if type_.dtype is not None:
        return (type(np.dtype(type_.dtype).type(0)),)
    exact = {"f": float, "i": int, "b": bool, "c": complex}[type_.kind]
    if cx.is_exact(atom) or exact in (bool, complex):
        return (exact,)
    return (float, int, bool) if exact is float or cx.inexact else (int, bool)


def class_of_value(cx: Lifter, value: Value) -> type | None:
    """The class of a value, if there is only one that it may have."""
    found = possible_classes(cx, value)
    return found[0] if len(found) == 1 else None


@handles(type)
def type_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    def use(value: Value) -> Value:
        found = class_of_value(cx, value)
        if found is None:
            raise cx.refuse(node, "the class of this value is not known here", "use isinstance")
        return Static(found, found.__name__)

    return with_each(cx, node, args[1], use, name)
