"""The attributes of objects: found as Python finds them, in the object and along the classes that it inherits from."""

from __future__ import annotations

import functools
from types import FunctionType
from typing import Any

from srcad.front.lift import protocol
from srcad.front.lift.calls import call, handles
from srcad.front.lift.chosen import with_each_but_none
from srcad.front.lift.context import Lifter
from srcad.front.lift.lookup import from_object, is_number, lookup
from srcad.front.lift.protocol import class_of, found_among, found_in
from srcad.front.lift.values import (
    Box,
    Chosen,
    Clash,
    Derived,
    Num,
    Parent,
    Record,
    Static,
    Unbound,
    Value,
    View,
    is_named_tuple,
)
from srcad.runtime.objects import MAKERS


def path_of(cx: Lifter, cls: type) -> str:
    """The name by which the text reaches a class."""
    globals_ = cx.frames[-1].source.fn.__globals__ if cx.frames else {}
    owner: object = globals_ if globals_.get(cls.__name__) is cls else cls
    name = cx.free.printed(cls.__name__, owner)
    cx.roots[name] = lambda: cls
    return name


def generated(fn: Any) -> bool:
    """Whether `dataclass` wrote a method."""
    return isinstance(fn, FunctionType) and fn.__code__.co_filename == "<string>"


def entries_of(cx: Lifter, owner: Value) -> Record:
    content = cx.open(owner)
    assert isinstance(content, Record)
    return content


# --- reading ----------------------------------------------------------------------------------------------------


def member(cx: Lifter, node: Any, owner: Value, attr: str, name: str = "") -> Value:
    """``owner.attr``: a property of the class, else what the object holds, else what the class has."""
    if isinstance(owner, Parent):
        return member_of_parent(cx, node, owner, attr, name)
    record = entries_of(cx, owner)
    cls = record.cls
    if attr == "__class__":
        return Static(cls, path_of(cx, cls))
    raw, home = found_in(cls, attr)
    entry = record.get(attr)
    if isinstance(raw, property) and (entry is None or cls not in MAKERS):
        return bound(cx, node, owner, attr, raw, home, name)
    if entry is not None:
        return checked(cx, node, entry, attr)
    if is_named_tuple(cls) and attr in NAMED_TUPLE:
        return Derived(owner, functools.partial(NAMED_TUPLE[attr], owner), attr)
    if home is None or is_place(raw):
        error = AttributeError(f"{cls.__name__!r} object has no attribute {attr!r}")
        known = f"one of {', '.join(map(str, record.keys))}" if record.keys else "set it first"
        raise cx.fails(node, f"`{cls.__name__}` has no field `{attr}`", known, error)
    return bound(cx, node, owner, attr, raw, home, name)


protocol.READERS.append(member)


def is_place(raw: Any) -> bool:
    """Whether a class attribute only says where the object keeps a value: that of ``__slots__``."""
    return type(raw).__name__ == "member_descriptor"


def checked(cx: Lifter, node: Any, entry: Value, attr: str) -> Value:
    """What an object holds, if it surely does."""
    if isinstance(entry, Clash):
        raise cx.refuse(node, entry.reason, entry.instead)
    if isinstance(entry, Unbound):
        raise cx.refuse(node, f"`{attr}` is not set on every path", "set it before")
    cx.require_bound(entry, node)
    return entry


def bound(cx: Lifter, node: Any, owner: Value, attr: str, raw: Any, home: type | None, name: str = "") -> Value:
    """What the class has, as it is seen through the object (or, of a class method, the class)."""
    assert home is not None
    rely(cx, owner, home, attr, raw)
    path = f"{path_of(cx, home)}.{attr}"
    match raw:
        case property(fget=FunctionType() as getter):
            return call(cx, node, Static(getter, f"{path}.fget"), [owner], {}, name)
        case functools.cached_property(func=getter):
            value = call(cx, node, Static(getter, f"{path}.func"), [owner], {}, name)
            if isinstance(owner, Box) and not owner.cell.captured and not owner.cell.frozen:
                cx.fill(owner, with_entry(entries_of(cx, owner), attr, value), node)
            return value
        case staticmethod(__func__=function):
            return Static(function, path)
        case classmethod(__func__=function):
            this = owner if is_class(owner) else class_value(cx, owner)
            return method(this, Static(function, f"{path}.__func__"), attr)
        case FunctionType() if is_class(owner):
            return Static(raw, path)
        case FunctionType() | functools._lru_cache_wrapper():
            return method(owner, Static(raw, path), attr)
    if raw is object.__init__ or raw is object.__setattr__:
        return method(owner, Static(raw, path), attr)
    if hasattr(type(raw), "__get__"):
        raise cx.refuse(node, f"`{attr}` is a descriptor ({type(raw).__name__})", "write a method or a property")
    return from_object(cx, raw, path, lambda: getattr(home, attr))


def rely(cx: Lifter, owner: Value, home: type, attr: str, raw: Any) -> None:
    """The text relies on what a class has; numbers are read anew."""
    if is_number(raw):
        return
    cls = class_of(cx, owner)
    cls = cls if cls is not None and found_in(cls, attr)[0] is raw else home
    cx.free.identity(lambda: found_in(cls, attr)[0], raw, (cls, attr))


def is_class(value: Value) -> bool:
    return isinstance(value, Static) and isinstance(value.obj, type)


def class_value(cx: Lifter, owner: Value) -> Value:
    cls = class_of(cx, owner)
    assert cls is not None
    return Static(cls, path_of(cx, cls))


def method(owner: Value, fn: Static, attr: str) -> Value:
    """A bound method."""

    def apply(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str = "") -> Value:
        return call(cx, node, fn, [owner, *args], kwargs, name)

    return Derived(owner, apply, attr)


def asked(cx: Lifter, node: Any, owner: Value, special: str, args: list[Value], name: str = "") -> Value:
    cls = class_of(cx, owner)
    assert cls is not None
    raw, home = found_in(cls, special)
    assert home is not None
    rely(cx, owner, home, special, raw)
    return call(cx, node, Static(raw, f"{path_of(cx, home)}.{special}"), [owner, *args], {}, name)


protocol.ASKED.append(asked)


# --- storing ----------------------------------------------------------------------------------------------------


def with_entry(record: Record, attr: str, value: Value) -> Record:
    new = dict(zip(record.keys, record.items, strict=True)) | {attr: value}
    return Record(tuple(new), tuple(new.values()), record.cls)


def store_attribute(cx: Lifter, node: Any, owner: Value, attr: str, value: Value, own: bool = False) -> None:
    """``owner.attr = value``; `own` is ``object.__setattr__``, which asks nobody."""
    if isinstance(owner, Chosen):
        with_each_but_none(cx, node, owner, lambda each: stored(cx, node, each, attr, value, own))
        return
    stored(cx, node, owner, attr, value, own)


def stored(cx: Lifter, node: Any, owner: Value, attr: str, value: Value, own: bool) -> Value:
    record = changeable(cx, node, owner, own)
    raw, home = found_in(record.cls, attr)
    if isinstance(raw, property):
        if not isinstance(raw.fset, FunctionType):
            raise cx.refuse(node, f"`{attr}` is a property without a setter", "store into the attribute behind it")
        assert home is not None
        rely(cx, owner, home, attr, raw)
        call(cx, node, Static(raw.fset, f"{path_of(cx, home)}.{attr}.fset"), [owner, value], {})
        return Static(None)
    if home is not None and hasattr(type(raw), "__set__") and not is_place(raw):
        raise cx.refuse(node, f"`{attr}` is a descriptor ({type(raw).__name__})", "write a property")
    if not hasattr(record.cls, "__dict__") or (not has_dict(record.cls) and not is_place(raw)):
        raise cx.refuse(node, f"`{record.cls.__name__}` has no slot `{attr}`", "add it to `__slots__`")
    assert isinstance(owner, Box)
    if record.get(attr) is value:
        cx.check_store(owner.cell, node)
    else:
        cx.fill(owner, with_entry(record, attr, value), node)
    return Static(None)


def has_dict(cls: type) -> bool:
    """Whether objects of a class take any attribute."""
    return any("__dict__" in vars(each) for each in cls.__mro__)


def changeable(cx: Lifter, node: Any, owner: Value, own: bool = False) -> Record:
    """The content of an object that can be stored into."""
    content = cx.open(owner)
    if not isinstance(owner, Box) or not isinstance(content, Record) or content.cls is None:
        raise cx.refuse(
            node, "a store into an attribute is not supported here", "return the new value instead of storing it"
        )
    params = getattr(content.cls, "__dataclass_params__", None)
    if params is not None and params.frozen and not own:
        reason = f"`{content.cls.__name__}` is frozen: a store into it raises FrozenInstanceError"
        raise cx.refuse(node, reason, "make a new one with dataclasses.replace")
    refuse_overrides(cx, node, content.cls)
    return content


def refuse_overrides(cx: Lifter, node: Any, cls: type) -> None:
    """Refuse a class that has its own say in what an attribute is."""
    for special in ("__setattr__", "__delattr__", "__getattribute__", "__getattr__"):
        raw, home = found_in(cls, special)
        if home is not None and home is not object and not generated(raw):
            raise cx.refuse(node, f"`{cls.__name__}` defines `{special}`", "use plain attributes and properties")


def delete_attribute(cx: Lifter, node: Any, owner: Value, attr: str) -> None:
    """``del owner.attr``"""
    record = changeable(cx, node, owner)
    if record.get(attr) is None:
        error = AttributeError(f"{record.cls.__name__!r} object has no attribute {attr!r}")
        raise cx.fails(node, f"`{record.cls.__name__}` has no field `{attr}`", "set it first", error)
    kept = {key: item for key, item in zip(record.keys, record.items, strict=True) if key != attr}
    assert isinstance(owner, Box)
    cx.fill(owner, Record(tuple(kept), tuple(kept.values()), record.cls), node)


@handles(object.__init__)
def object_init(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if len(args) != 2 or kwargs:
        raise cx.refuse(node, "`object.__init__` takes no arguments", "drop them")
    return Static(None)


@handles(object.__setattr__, setattr)
def setattr_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, owner, attr, value = args
    assert isinstance(callee, Static)
    own = callee.obj is object.__setattr__
    store_attribute(cx, node, owner, str(cx.demand(attr, node, "the name of an attribute")), value, own)
    return Static(None)


@handles(delattr)
def delattr_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    delete_attribute(cx, node, args[1], str(cx.demand(args[2], node, "the name of an attribute")))
    return Static(None)


def has(cx: Lifter, node: Any, owner: Value, attr: str) -> bool:
    """Whether an object has an attribute."""
    content = cx.open(owner)
    if isinstance(content, Static):
        return hasattr(content.obj, attr)
    if isinstance(content, View | Num) or not isinstance(content, Record) or content.cls is None:
        raise cx.refuse(node, "what attributes this has is not asked", "use isinstance")
    entry = content.get(attr)
    atom = cx.state.memory[entry.cell] if isinstance(entry, View) else entry.atom if isinstance(entry, Num) else None
    if isinstance(entry, Unbound | Clash) or atom in cx.unbound:
        raise cx.refuse(node, f"whether `{attr}` is set depends on values", "set it on every path, to None if need be")
    raw, home = found_in(content.cls, attr)
    return entry is not None or (home is not None and not is_place(raw))


# --- super ------------------------------------------------------------------------------------------------------


@handles(super)
def super_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if len(args) == 3 and isinstance(args[1], Static) and isinstance(args[1].obj, type):
        return Parent(args[2], args[1].obj)
    code = cx.frame.source.fn.__code__
    inside = cx.frame.scope.parent is None and "__class__" in code.co_freevars and code.co_argcount > 0
    if len(args) != 1 or not inside:
        raise cx.refuse(node, "super() is called outside of a method", "call the method of the other class by its name")
    cells = cx.frame.source.fn.__closure__ or ()
    cls = cells[code.co_freevars.index("__class__")].cell_contents
    return Parent(lookup(cx, code.co_varnames[0], node), cls)


def member_of_parent(cx: Lifter, node: Any, parent: Parent, attr: str, name: str = "") -> Value:
    """``super().attr``: the classes after this one in the order of those that the object inherits from."""
    owner = parent.owner
    cls = owner.obj if isinstance(owner, Static) and isinstance(owner.obj, type) else class_of(cx, owner)
    if cls is None or parent.after not in cls.__mro__:
        raise cx.refuse(node, f"this is no object of `{parent.after.__name__}`", "pass one")
    later = cls.__mro__[cls.__mro__.index(parent.after) + 1 :]
    raw, home = found_among(later, attr)
    if home is None:
        raise cx.refuse(node, f"no class that `{cls.__name__}` inherits from has `{attr}`", "check the spelling")
    return bound(cx, node, owner, attr, raw, home, name)


# --- named tuples -----------------------------------------------------------------------------------------------


def replaced(owner: Value, cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
    record = entries_of(cx, owner)
    if args or not set(kwargs) <= set(record.keys):
        raise cx.refuse(node, f"`_replace` takes fields of `{record.cls.__name__}`", "name its fields")
    items = (kwargs.get(key, item) for key, item in zip(record.keys, record.items, strict=True))
    return Record(record.keys, tuple(items), record.cls)


def as_dict(owner: Value, cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
    record = entries_of(cx, owner)
    return cx.box(Record(record.keys, record.items), node)


NAMED_TUPLE = {"_replace": replaced, "_asdict": as_dict}
