"""What the tests and captures of patterns ask of a subject: decided by its kind, where that is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gast

from srcad.front.desugar import patterns
from srcad.front.lift.calls import handles
from srcad.front.lift.chosen import with_each
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import identical
from srcad.front.lift.lookup import attribute_value
from srcad.front.lift.of_class import class_of_value, isinstance_
from srcad.front.lift.values import Chosen, Num, Record, Static, Value
from srcad.ir.core import Lit

#: classes of which ``float(x)`` matches the subject itself
WHOLE = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def kind(cx: Lifter, node: Any, subject: Value) -> type:
    found = class_of_value(cx, subject)
    if found is None:
        raise cx.refuse(node, "the class of this value is not known here", "test something else")
    return found


@handles(patterns.is_sequence)
def is_sequence(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return of_kind(cx, node, args[1], Sequence, (str, bytes, bytearray))


@handles(patterns.is_mapping)
def is_mapping(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return of_kind(cx, node, args[1], Mapping, ())


def of_kind(cx: Lifter, node: Any, subject: Value, wanted: type, but: tuple[type, ...]) -> Value:
    def test(each: Value) -> Value:
        found = kind(cx, node, each)
        return Num(Lit(issubclass(found, wanted) and not issubclass(found, but)))

    return with_each(cx, node, subject, test)


@handles(patterns.is_kind)
def is_kind(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return isinstance_(cx, node, args, kwargs, name)


@handles(patterns.has_part)
def has_part(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, subject, cls, asked = args
    subject = cx.open(subject)
    attr = part_name(cx, node, cls, asked)
    if attr is None or isinstance(subject, Num):
        return Num(Lit(True))
    if isinstance(subject, Record) and attr in subject.keys:
        return Num(Lit(True))
    return Num(Lit(hasattr(subject.obj if isinstance(subject, Static) else kind(cx, node, subject), attr)))


@handles(patterns.part)
def part(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, subject, cls, asked = args
    attr = part_name(cx, node, cls, asked)
    if attr is None:
        return subject
    read = gast.copy_location(gast.Attribute(node.args[0], attr, gast.Load()), node)
    return attribute_value(cx, read, subject, name)


def part_name(cx: Lifter, node: Any, cls: Value, asked: Value) -> str | None:
    """The attribute that a part of a class pattern is; None for the subject itself."""
    wanted = cx.demand(asked, node, "the part of a pattern")
    if isinstance(wanted, str):
        return wanted
    known = cls.obj if isinstance(cls, Static) else None
    if known in WHOLE and wanted == 0:
        return None
    names = getattr(known, "__match_args__", ())
    if wanted >= len(names):
        count = f"{len(names)} positional sub-pattern{'' if len(names) == 1 else 's'}"
        raise cx.refuse(node, f"`{getattr(known, '__name__', known)}` takes {count}", "name the attributes")
    return str(names[wanted])


@handles(patterns.without)
def without(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, subject, *keys = args
    subject = cx.open(subject)
    if not (isinstance(subject, Record) and subject.cls is None):
        raise cx.refuse(node, "the rest of this mapping is not known here", "match its keys")
    gone = [cx.demand(key, node, "the key") for key in keys]
    left = [(key, item) for key, item in zip(subject.keys, subject.items, strict=True) if key not in gone]
    return cx.box(Record(tuple(key for key, _ in left), tuple(item for _, item in left)), node)


@handles(patterns.same)
def same(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, subject, value = args
    if isinstance(value, Num) and not isinstance(subject, Num | Chosen):
        return Num(Lit(False))
    return identical(cx, node, subject, value)
