"""Objects of the user's classes, made by calling the class."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import operator
from dataclasses import fields, is_dataclass
from types import FunctionType
from typing import Any

from srcad.front.lift import protocol
from srcad.front.lift.branches import choose
from srcad.front.lift.calls import FINDERS, Handler, call, handles
from srcad.front.lift.chosen import with_each
from srcad.front.lift.classes import entries_of, generated, has, path_of, refuse_overrides, rely, with_entry
from srcad.front.lift.context import Lifter
from srcad.front.lift.effects import stands
from srcad.front.lift.expressions import comparison
from srcad.front.lift.lookup import attribute_named, from_object
from srcad.front.lift.protocol import class_of, found_in
from srcad.front.lift.values import Box, Chosen, Num, Record, Static, Value, is_named_tuple
from srcad.ir.core import Lit


def find_class(obj: Any) -> Handler | None:
    """Classes written in Python whose objects are what `__init__` makes of them."""
    if not isinstance(obj, type) or stands(obj):
        return None
    if is_named_tuple(obj):
        return make_named_tuple
    heap = obj.__flags__ & (1 << 9)
    if not heap or issubclass(obj, BaseException) or type(obj).__call__ is not type.__call__:
        return None
    if obj.__new__ is object.__new__:
        return make
    return refuse_new if isinstance(found_in(obj, "__new__")[0], staticmethod) else None


FINDERS.append(find_class)


def refuse_new(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    raise cx.refuse(node, f"{cx.describe(args[0])} has a `__new__` of its own", "make the object in `__init__`")


def make(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """A new object: nothing in it, and what `__init__` then puts there."""
    callee, *rest = args
    assert isinstance(callee, Static)
    cls = callee.obj
    refuse_overrides(cx, node, cls)
    if inspect.isabstract(cls):
        raise cx.refuse(node, f"`{cls.__name__}` is abstract", "make an object of a class that has all methods")
    this = cx.box(Record((), (), cls), node)
    raw, home = found_in(cls, "__init__")
    assert home is not None
    if home is object and (rest or kwargs):
        raise cx.refuse(node, f"`{cls.__name__}` takes no arguments", "drop them")
    if home is not object:
        rely(cx, this, home, "__init__", raw)
        call(cx, node, Static(raw, f"{path_of(cx, home)}.__init__"), [this, *rest], kwargs)
    return this


# --- dataclasses ------------------------------------------------------------------------------------------------


def find_generated(obj: Any) -> Handler | None:
    """The `__init__` and `__eq__` that `dataclass` wrote."""
    if not isinstance(obj, FunctionType) or not generated(obj):
        return None
    return {"__init__": fill_fields, "__eq__": same_fields}.get(obj.__name__)


FINDERS.append(find_generated)


def fill_fields(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """The fields of a dataclass, one by one, and then what `__post_init__` does."""
    callee, this, *rest = args
    assert isinstance(callee, Static)
    cls = entries_of(cx, this).cls
    home: Any = next((each for each in cls.__mro__ if vars(each).get("__init__") is callee.obj), None)
    if home is None or "__dataclass_fields__" not in vars(home) or not isinstance(this, Box):
        raise cx.refuse(node, "the source of this `__init__` is not known", "write it out")
    known = home.__dataclass_fields__
    if any(isinstance(field.type, dataclasses.InitVar) or "InitVar" in str(field.type) for field in known.values()):
        raise cx.refuse(node, f"`{home.__name__}` has an InitVar", "make it a field")
    given = arguments_of(cx, node, home, rest, kwargs)
    for field in fields(home):
        value = given[field.name] if field.name in given else default_of(cx, node, home, field)
        if value is not None:
            cx.fill(this, with_entry(entries_of(cx, this), field.name, value), node)
    if protocol.defines(cx, this, "__post_init__"):
        protocol.ask(cx, node, this, "__post_init__", [])
    return Static(None)


def arguments_of(
    cx: Lifter, node: Any, cls: Any, args: list[Value], kwargs: dict[str, Value]
) -> dict[str, Value]:
    """The arguments of the `__init__` of a dataclass, by field."""
    taken = [field for field in fields(cls) if field.init]
    names = [field.name for field in taken if not field.kw_only]
    if len(args) > len(names):
        raise cx.refuse(node, f"`{cls.__name__}` takes {len(names)} arguments and got {len(args)}", "drop the rest")
    given = dict(zip(names, args, strict=False))
    for key, value in kwargs.items():
        if key in given or key not in {field.name for field in taken}:
            raise cx.refuse(node, f"`{cls.__name__}` cannot take the keyword `{key}` here", "match its fields")
        given[key] = value
    return given


def default_of(cx: Lifter, node: Any, cls: type, field: Any) -> Value | None:
    """What a field is that was not given; None if the class has its value."""
    path = f"{path_of(cx, cls)}.__dataclass_fields__[{field.name!r}]"
    if field.default_factory is not dataclasses.MISSING:
        factory = field.default_factory
        return call(cx, node, Static(factory, f"{path}.default_factory"), [], {})
    if field.default is dataclasses.MISSING and not field.init:
        return None
    if field.default is dataclasses.MISSING:
        raise cx.refuse(node, f"`{cls.__name__}` misses its field `{field.name}`", "pass it")
    return None if not field.init else constant(cx, field.default, f"{path}.default")


def constant(cx: Lifter, default: Any, path: str) -> Value:
    """A default value: that of a class that exists never changes."""
    if type(default) in (bool, int, float, complex):
        return Num(Lit(default))
    if default is None or isinstance(default, str):
        return Static(default)
    return from_object(cx, default, path)


def same_fields(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """Two objects of one dataclass are equal if their fields are, taken as tuples."""
    _, this, other = args
    if class_of(cx, this) is not class_of(cx, other):
        return Static(NotImplemented)
    record, theirs = entries_of(cx, this), entries_of(cx, other)
    names = [field.name for field in fields(record.cls) if field.compare]

    def rest(left: list[str]) -> Value:
        if not left:
            return Num(Lit(True))
        one, two = record.get(left[0]), theirs.get(left[0])
        if not isinstance(one, Num | Static | Box) or not isinstance(two, Num | Static | Box):
            raise cx.refuse(node, f"the field `{left[0]}` is no number", "compare the fields one by one")
        same = comparison(cx, node, operator.eq, one, two)
        return same if len(left) == 1 else choose(cx, node, same, lambda: rest(left[1:]), lambda: Num(Lit(False)))

    return rest(names)


@handles(dataclasses.replace)
def replace(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """``dataclasses.replace(obj, field=...)``: made anew."""
    record = cx.open(args[1])
    if not isinstance(record, Record) or not is_dataclass(record.cls):
        raise cx.refuse(node, "`dataclasses.replace` needs a dataclass", "make the object anew")
    cls: Any = record.cls
    old = {field.name: record.get(field.name) for field in fields(cls) if field.init}
    kept = {key: value for key, value in old.items() if value is not None}
    return call(cx, node, Static(cls, path_of(cx, cls)), [], {**kept, **kwargs}, name)


@handles(copy.copy)
def shallow(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """``copy.copy``"""
    content = cx.open(args[1])
    if not isinstance(args[1], Box) or not isinstance(content, Record) or protocol.defines(cx, args[1], "__copy__"):
        raise cx.refuse(node, "`copy.copy` of this is not supported", "use its own `copy`")
    return cx.box(content, node)


# --- named tuples -----------------------------------------------------------------------------------------------


def make_named_tuple(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    cls = callee.obj
    new, home = found_in(cls, "__new__")
    if home is None or "_fields" not in vars(home) or not isinstance(new, FunctionType | staticmethod):
        return refuse_new(cx, node, args, kwargs, name)
    names = cls._fields
    given = dict(zip(names, rest, strict=False))
    if len(rest) > len(names) or given.keys() & kwargs.keys() or not set(kwargs) <= set(names):
        raise cx.refuse(node, f"`{cls.__name__}` takes the fields {', '.join(names)}", "match them")
    given |= kwargs
    for key, default in cls._field_defaults.items():
        if key not in given:
            given[key] = constant(cx, default, f"{path_of(cx, cls)}._field_defaults[{key!r}]")
    if len(given) < len(names):
        raise cx.refuse(node, f"`{cls.__name__}` needs its fields {', '.join(names)}", "pass them all")
    return Record(names, tuple(given[key] for key in names), cls)


# --- asking -----------------------------------------------------------------------------------------------------


@handles(hasattr)
def hasattr_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    attr = str(cx.demand(args[2], node, "the name of an attribute"))
    return with_each(cx, node, args[1], lambda each: Num(Lit(has(cx, node, each, attr))), name)


@handles(getattr)
def getattr_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, owner, asked, *default = args
    attr = str(cx.demand(asked, node, "the name of an attribute"))
    if default and not isinstance(owner, Chosen) and not has(cx, node, owner, attr):
        return default[0]
    return attribute_named(cx, node, owner, attr, name)
