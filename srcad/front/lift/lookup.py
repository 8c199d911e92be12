"""What a name means: locals of the calls under way, then cells, globals and builtins of the function's module."""

from __future__ import annotations

import builtins
import types
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any, cast

import gast
import numpy as np

from srcad.front.lift.attributes import array_attribute, number_attribute
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.values import (
    UNBOUND,
    Method,
    Num,
    Record,
    Seq,
    Static,
    Value,
    View,
)
from srcad.ir.core import Free, Lit, Op, Var, Where
from srcad.ir.types import FLOAT, Array, Extent, Scalar, Type, dtype_kind

Fetch = Callable[[], Any]

#: how many things a container from outside may hold, and how deep one in another
MANY = 2000
DEEP = 40


def lookup(cx: Lifter, name: str, node: Any) -> Value:
    scope = cx.frame.scope
    found: Value | None = None
    while scope is not None:
        found = cx.state.names.get((scope, name))
        if found is not None:
            if not name.startswith(" "):
                cx.require_bound(found, node)
            return found
        if name in scope.own:
            return UNBOUND
        if scope.parent is None:
            break
        scope = scope.parent
    if name.startswith(" "):
        return UNBOUND
    return outside(cx, name, node)


def outside(cx: Lifter, name: str, node: Any) -> Value:
    fn = cx.frame.source.fn
    if name in fn.__code__.co_varnames and cx.frame.scope.parent is None:
        return UNBOUND
    if name in fn.__code__.co_freevars:
        cell = fn.__closure__[fn.__code__.co_freevars.index(name)] if fn.__closure__ else None
        if cell is not None:
            return from_place(cx, name, cell, lambda: cell.cell_contents)
    if name in fn.__globals__:
        module = fn.__globals__
        return from_place(cx, name, module, lambda: module[name])
    if hasattr(builtins, name):
        return Static(getattr(builtins, name), name)
    raise cx.refuse(node, f"the name `{name}` is not defined", "define or import it")


def from_place(cx: Lifter, name: str, owner: object, fetch: Fetch) -> Value:
    obj = fetch()
    if isinstance(obj, types.ModuleType) and cx.modules.get(name) is obj:
        return Static(obj, name)
    return from_object(cx, obj, cx.free.printed(name, owner), fetch)


def from_object(cx: Lifter, obj: Any, name: str, fetch: Fetch | None = None) -> Value:
    """An object from outside: numbers and arrays are read live, the rest is known and guarded."""
    get = fetch if fetch is not None else (lambda: obj)
    if cx.fixed is None and "[" not in name:
        check_size(cx, obj, name)
    if name.isidentifier():
        cx.roots[name] = get
    if isinstance(obj, types.ModuleType):
        cx.modules[name] = obj
        return Static(obj, name)
    if cx.fixed is not None and isinstance(obj, bool | int | float):
        return Num(Lit(obj))  # a constant of a rule is part of the rule
    if isinstance(obj, np.bool_ | np.number) or type(obj) in (bool, int, float, complex, np.ndarray):
        return free_number(cx, obj, name, get)
    if type(obj) in (tuple, list):
        cx.free.reach(name, get)
        cx.free.equal(lambda: (type(get()), len(get())), (type(obj), len(obj)))
        kind = "tuple" if type(obj) is tuple else "list"
        return Seq(kind, tuple(from_object(cx, item, f"{name}[{i}]", item_of(get, i)) for i, item in enumerate(obj)))
    if type(obj) is dict:
        cx.free.reach(name, get)
        cx.free.equal(lambda: tuple(get()), tuple(obj))
        items = tuple(from_object(cx, value, f"{name}[{key!r}]", item_of(get, key)) for key, value in obj.items())
        return Record(tuple(obj), items)
    if is_dataclass(obj) and not isinstance(obj, type):
        names = tuple(field.name for field in fields(obj))
        cx.free.reach(name, get)
        cx.free.equal(lambda: type(get()), type(obj))
        items = tuple(from_object(cx, getattr(obj, n), f"{name}.{n}", attribute_of(get, n)) for n in names)
        return Record(names, items, type(obj))
    if not isinstance(obj, type | types.BuiltinFunctionType | np.ufunc):
        cx.free.reach(name, get)
        cx.free.identity(get, obj)
    return Static(obj, name)


def check_size(cx: Lifter, obj: Any, name: str) -> None:
    """Containers are read item by item, so those from outside must be small, and not hold themselves."""
    level, count = [obj], 1
    for _ in range(DEEP):
        level = [item for each in level for item in items_in(each)]
        count += len(level)
        if not level or count > MANY:
            break
    if level:
        reason = f"`{name}` holds more than {MANY} things, or holds itself"
        raise cx.refuse(None, reason, "keep numbers in an array, or pass in the part that is needed")


def items_in(obj: Any) -> Iterable[Any]:
    if type(obj) in (tuple, list):
        return cast(Iterable[Any], obj)
    if type(obj) is dict:
        return cast(Iterable[Any], obj.values())
    if is_dataclass(obj) and not isinstance(obj, type):
        return [getattr(obj, field.name) for field in fields(obj)]
    return ()


def item_of(get: Fetch, key: Any) -> Fetch:
    return lambda: get()[key]


def attribute_of(get: Fetch, name: str) -> Fetch:
    return lambda: getattr(get(), name)


def free_number(cx: Lifter, obj: Any, name: str, fetch: Fetch) -> Value:
    """A number or array from outside: an operation at the start of the text, once."""
    known = cx.free_vars.get(name)
    if known is None:
        root = name.partition(".")[0].partition("[")[0]
        if root != name and root in cx.roots:
            cx.free.reach(root, cx.roots[root])
        known = Var(name, type_of(obj, name))
        cx.free.value(name, fetch, known.type)
        cx.prologue.append(Op((known,), Free(name), (), Where(cx.stmt)))
        cx.free_vars[name] = known
    if not isinstance(known.type, Array):
        return Num(known)
    view = cx.free_views.get(name)
    if view is None:
        view = cx.fresh(known)
        view.cell.captured = name
        cx.free_views[name] = view
    cx.state.memory.setdefault(view.cell, known)
    return view


def type_of(obj: Any, name: str) -> Type:
    if type(obj) is np.ndarray:
        dims = tuple(1 if n == 1 else Extent(f"{name}.{axis}", 0, many=True) for axis, n in enumerate(obj.shape))
        return Array(obj.dtype.name, dims)
    if isinstance(obj, np.generic):
        return Scalar(dtype_kind(obj.dtype.name), obj.dtype.name)
    return {bool: Scalar("b"), int: Scalar("i"), float: FLOAT, complex: Scalar("c")}[type(obj)]


def guard_function(cx: Lifter, fn: Any, name: str) -> None:
    """The text holds the body of `fn`: its code and defaults must stay what they are."""
    code, defaults, kw_defaults = fn.__code__, fn.__defaults__, fn.__kwdefaults__
    cx.free.identity(lambda: fn.__code__, code)
    if defaults is not None:
        cx.free.identity(lambda: fn.__defaults__, defaults)
    if kw_defaults is not None:
        cx.free.identity(lambda: fn.__kwdefaults__, kw_defaults)


# --- attributes -------------------------------------------------------------------------------------------------


@expression(gast.Attribute)
def attribute(cx: Lifter, node: gast.Attribute, name: str) -> Value:
    base = cx.expr(node.value)
    match base:
        case View():
            return array_attribute(cx, node, base, node.attr, name)
        case Num(atom=atom):
            return number_attribute(cx, node, atom, node.attr, name)
        case Record(cls=cls) if cls is not None:
            found = base.get(node.attr)
            if found is not None:
                return found
            raise cx.refuse(node, f"`{cls.__name__}` has no field `{node.attr}`", f"one of {', '.join(base.keys)}")
        case Record() | Seq():
            return Method(base, node.attr)
        case Static(obj=obj):
            return static_attribute(cx, node, obj, base.name)
    raise cx.refuse(node, f"{cx.describe(base)} has no attributes here", "use numbers and arrays")


def static_attribute(cx: Lifter, node: gast.Attribute, obj: Any, name: str) -> Value:
    attr = node.attr
    if not hasattr(obj, attr):
        raise cx.refuse(node, f"`{name}` has no attribute `{attr}`", "check the spelling")
    value = getattr(obj, attr)
    dotted = f"{name}.{attr}"
    if obj is np and isinstance(value, float):
        return constant(cx, dotted, value)
    if isinstance(obj, types.ModuleType):
        if obj.__name__ == "math" and isinstance(value, float):
            return constant(cx, dotted, value)
        if value is None or value is np.newaxis:
            return Static(None)
        if obj.__name__.split(".")[0] in ("numpy", "math", "operator"):
            if isinstance(value, types.ModuleType):
                return Static(value, dotted)
            return Static(value, dotted)
    return from_object(cx, value, dotted, lambda: getattr(obj, attr))


def constant(cx: Lifter, name: str, value: float) -> Value:
    """``np.pi`` and its like: printed by name, known by value."""
    known = cx.free_vars.get(name)
    if known is None:
        known = Var(name, FLOAT, temp=True)
        cx.known[known] = Lit(value)
        cx.prologue.append(Op((known,), Free(name), (), Where(cx.stmt)))
        cx.free_vars[name] = known
    return Num(known)
