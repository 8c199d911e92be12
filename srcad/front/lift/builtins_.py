"""Python's own functions, where a call is more than one operation on numbers."""

from __future__ import annotations

import builtins
import operator
from types import UnionType
from typing import Any

import numpy as np

from srcad.front.lift.calls import handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import binary, type_name
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Closure, Columns, Num, Record, Seq, Static, Value, View, Walk
from srcad.ir.core import Apply, Lit
from srcad.ir.types import Array, ListOf, Scalar, TupleOf, kind_of

#: how many numbers one `max` or `min` takes: there is a rule for each of its arguments
TOGETHER = 6


def plain(cx: Lifter, node: Any, fn: Any, args: list[Value], name: str) -> Value:
    """One operation on numbers."""
    return cx.op(node, Apply(fn, (), "call", fn.__name__), *(cx.atom(arg, node) for arg in args), name=name)


@handles(print)
def print_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    atoms = [cx.atom(arg, node) for arg in args[1:]]
    keywords = {key: cx.atom(value, node) for key, value in kwargs.items()}
    cx.effect(node, Apply(print, tuple(keywords), "call", "print", effect=True), *atoms, *keywords.values())
    return Static(None)


@handles(len)
def len_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    match args[1]:
        case Seq(items=items) | Record(items=items):
            return Num(Lit(len(items)))
        case Static(obj=str() as text):
            return Num(Lit(len(text)))
        case Columns(lists=(first, *_)):
            return plain(cx, node, len, [Num(first)], name)
        case Num(atom=atom) if isinstance(atom.type, TupleOf):
            return Num(Lit(len(atom.type.items)))
    return plain(cx, node, len, args[1:], name)


@handles(zip)
def zip_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if kwargs:
        raise cx.refuse(node, "`zip(strict=...)` is not supported yet", "check the lengths yourself")
    return Walk("zip", tuple(args[1:]))


@handles(enumerate)
def enumerate_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    start = args[2] if len(args) > 2 else kwargs.get("start", Num(Lit(0)))
    return Walk("enumerate", (args[1],), cx.atom(start, node))


@handles(reversed)
def reversed_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Walk("reversed", (args[1],))


@handles(max, min)
def extremum(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """Of numbers, one operation (of many, several); of an array, NumPy's reduction is the same number."""
    callee, *rest = args
    assert isinstance(callee, Static)
    if kwargs:
        raise cx.refuse(node, f"the keyword `{next(iter(kwargs))}` of `{callee.name}` is not supported yet", "drop it")
    fn = callee.obj
    if len(rest) == 1:
        if isinstance(rest[0], View):
            reduce = np.max if fn is builtins.max else np.min
            return cx.op(node, Apply(reduce), cx.atom(rest[0], node), name=name)
        rest = list(unpack(cx, node, rest[0]))
    if not rest:
        raise cx.refuse(node, f"`{callee.name}` of nothing", "give it at least one number")
    while len(rest) > TOGETHER:
        rest[:TOGETHER] = [plain(cx, node, fn, rest[:TOGETHER], "")]
    return rest[0] if len(rest) == 1 else plain(cx, node, fn, rest, name)


@handles(sum)
def sum_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """Of items known one by one, additions; of a list of numbers or an array, one operation."""
    start = args[2] if len(args) > 2 else kwargs.get("start")
    if isinstance(args[1], View):
        content = cx.atom(args[1], node)
        assert isinstance(content.type, Array)
        total = cx.op(node, Apply(np.sum, ("axis",)), content, Lit(0), name="" if start is not None else name)
        return total if start is None else binary(cx, node, operator.add, start, total, name)
    if isinstance(args[1], Columns) or (isinstance(args[1], Num) and isinstance(args[1].atom.type, ListOf)):
        return plain(cx, node, sum, args[1:], name)
    items = unpack(cx, node, args[1])
    total = start if start is not None else Num(Lit(0))
    for number, item in enumerate(items, 1):
        if number == 1 and start is None:
            total = item
            continue
        total = binary(cx, node, operator.add, total, item, name if number == len(items) else "")
    return total


@handles(float, int, bool)
def convert(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, value = args
    assert isinstance(callee, Static)
    if isinstance(value, Static) and isinstance(value.obj, str) and callee.obj is float:
        try:
            return Num(Lit(float(value.obj)))
        except ValueError:
            raise cx.refuse(node, f"{value.obj!r} is not a number", "write a number") from None
    if isinstance(value, Num) and callee.obj is not bool:
        type_ = value.atom.type
        if isinstance(type_, Scalar) and type_.dtype is None and kind_of(type_) == callee.obj.__name__[0]:
            return value
    return plain(cx, node, callee.obj, [value], name)


@handles(abs, pow, round, divmod)
def numeric(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    if callee.obj is pow and len(rest) == 2:
        return binary(cx, node, operator.pow, rest[0], rest[1], name)
    if callee.obj is divmod:
        return Seq(
            "tuple",
            (
                binary(cx, node, operator.floordiv, rest[0], rest[1]),
                binary(cx, node, operator.mod, rest[0], rest[1]),
            ),
        )
    return plain(cx, node, callee.obj, [*rest, *kwargs.values()], name)


@handles(range)
def range_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    for arg in args[1:]:
        if kind_of(cx.type(arg, node)) not in ("i", "b"):
            raise cx.refuse(node, "`range` takes integers", "convert with int(...)")
    return plain(cx, node, range, args[1:], name)


@handles(tuple, list)
def sequence(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    items = tuple(unpack(cx, node, rest[0])) if rest else ()
    return Seq(callee.obj.__name__, items)


@handles(dict)
def dict_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    base = args[1] if len(args) > 1 else Record((), ())
    if not isinstance(base, Record):
        raise cx.refuse(node, "`dict` of this is not supported yet", "write a dict display")
    merged = {**dict(zip(base.keys, base.items, strict=True)), **kwargs}
    return Record(tuple(merged), tuple(merged.values()))


@handles(isinstance)
def isinstance_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, value, classes = args
    wanted = classes.items if isinstance(classes, Seq) else (classes,)
    outcome = False
    for cls in wanted:
        if not isinstance(cls, Static) or not isinstance(cls.obj, type | UnionType):
            raise cx.refuse(node, "`isinstance` needs classes that are known", "name the class")
        found = python_type(cx, value)
        if found is None:
            raise cx.refuse(node, "the class of this value is not known here", "test something else")
        outcome = outcome or issubclass(found, cls.obj)
    return Num(Lit(outcome))


def python_type(cx: Lifter, value: Value) -> type | None:
    """The exact class of a value."""
    if isinstance(value, View):
        return np.ndarray
    if isinstance(value, Num) and isinstance(value.atom.type, Scalar):
        dtype = value.atom.type.dtype
        if dtype == "?":
            return None
        if dtype is not None:
            return type(np.dtype(dtype).type(0))
    if isinstance(value, Num) and isinstance(value.atom.type, TupleOf | ListOf):
        return list
    return type_name(cx, value)


@handles(type)
def type_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    found = python_type(cx, args[1])
    if found is None:
        raise cx.refuse(node, "the class of this value is not known here", "use isinstance")
    return Static(found, found.__name__)


@handles(callable)
def callable_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    value = args[1]
    return Num(Lit(isinstance(value, Closure) or (isinstance(value, Static) and callable(value.obj))))


@handles(slice)
def slice_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Static(slice(*(cx.demand(arg, node, "a slice") for arg in args[1:])))


@handles(str, repr)
def text(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    raise cx.refuse(node, "text made of numbers is not supported outside f-strings", "use an f-string")
