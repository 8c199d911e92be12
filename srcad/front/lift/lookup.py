"""What a name means: locals of the calls under way, then cells, globals and builtins of the function's module."""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any, cast

import gast
import numpy as np

from srcad.analyse.other_arrays import MODULES
from srcad.analyse.plain import class_name, opaque_type
from srcad.errors import AliasError, Place
from srcad.front.lift import opaque, protocol
from srcad.front.lift.attributes import array_attribute, number_attribute
from srcad.front.lift.chosen import with_each_but_none
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.values import (
    UNBOUND,
    Box,
    Chosen,
    Columns,
    Derived,
    Growing,
    Method,
    Num,
    Parent,
    Record,
    Scope,
    Seq,
    Static,
    Table,
    Value,
    View,
)
from srcad.ir.core import Free, Lit, Op, Var, Where
from srcad.ir.outside import root_of
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
        if scope.elsewhere.get(name) == "global":
            return outside(cx, name, node, among_globals=True)
        if scope.parent is None:
            break
        scope = scope.parent
    if name.startswith(" "):
        return UNBOUND
    return outside(cx, name, node)


def is_local(cx: Lifter, name: str) -> bool:
    """Whether a name belongs to a function that is being lifted."""
    scope: Scope | None = cx.frame.scope
    while scope is not None:
        if (scope, name) in cx.state.names or name in scope.own:
            return True
        scope = scope.parent
    return False


def place_outside(cx: Lifter, name: str, among_globals: bool = False) -> tuple[object, Fetch] | None:
    """What holds a name of the function's closure or module, and how its present value is fetched."""
    fn = cx.frame.source.fn
    if name in fn.__code__.co_freevars and not among_globals:
        cell = fn.__closure__[fn.__code__.co_freevars.index(name)] if fn.__closure__ else None
        if cell is not None:
            return cell, lambda: cell.cell_contents
    if name in fn.__globals__:
        module = fn.__globals__
        return module, lambda: module[name]
    return None


def outside(cx: Lifter, name: str, node: Any, among_globals: bool = False) -> Value:
    fn = cx.frame.source.fn
    if name in fn.__code__.co_varnames and cx.frame.scope.parent is None:
        return UNBOUND
    place = place_outside(cx, name, among_globals)
    if place is not None:
        return from_place(cx, name, *place)
    if hasattr(builtins, name):
        return Static(getattr(builtins, name), name)
    raise cx.refuse(node, f"the name `{name}` is not defined", "define or import it")


def from_place(cx: Lifter, name: str, owner: object, fetch: Fetch) -> Value:
    obj = fetch()
    if isinstance(obj, types.ModuleType) and cx.modules.get(name) is obj:
        return Static(obj, name)
    if cx.live and is_number(obj) and cx.fixed is None:
        return live_global(cx, name, owner, fetch, obj)
    return from_object(cx, obj, cx.free.printed(name, owner), fetch)


def live_global(cx: Lifter, name: str, owner: object, fetch: Fetch, obj: Any) -> Value:
    """A number that an unknown call may bind anew: read from its module, where it is mentioned."""
    module = sys.modules.get(cx.frame.source.fn.__globals__.get("__name__", ""))
    if module is None or vars(module) is not owner:
        raise may_change(cx, name)
    alias = cx.free.printed(module.__name__.rpartition(".")[2], module)
    cx.modules[alias] = module
    return live_number(cx, obj, f"{alias}.{name}", fetch)


def is_number(obj: Any) -> bool:
    return type(obj) in (bool, int, float, complex) or isinstance(obj, np.bool_ | np.number)


def from_object(cx: Lifter, obj: Any, name: str, fetch: Fetch | None = None, held: bool = False) -> Value:
    """An object from outside: numbers and arrays are read live, the rest is known and guarded.

    What a container holds (`held`) is read when the function begins.
    """
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
    if is_number(obj) or type(obj) is np.ndarray:
        return free_number(cx, obj, name, get, held)
    if type(obj) in MODULES:
        raise cx.refuse(None, f"`{name}` is an array of {class_name(type(obj))} from outside", "pass it as an argument")
    content = container(cx, obj, name, get)
    if content is not None:
        return content if isinstance(content, Seq) and content.kind == "tuple" else captured_box(cx, content, name)
    plain = opaque_type(obj)
    if plain is not None and cx.fixed is None:
        cx.free.value(name, get, plain)
        return Num(cx.reference(name, plain, held))
    if isinstance(obj, types.MethodType):  # made anew at each look
        cx.free.identity(lambda: get().__func__, obj.__func__)
        cx.free.identity(lambda: get().__self__, obj.__self__)
    elif not isinstance(obj, type | types.BuiltinFunctionType | np.ufunc):
        cx.free.reach(name, get)
        cx.free.identity(get, obj)
    return Static(obj, name)


def container(cx: Lifter, obj: Any, name: str, get: Fetch) -> Seq | Record | None:
    """What a container from outside holds; its structure is guarded."""
    if type(obj) in (list, dict) or (is_dataclass(obj) and not isinstance(obj, type)):
        look_at(cx, obj, name)
    if type(obj) in (tuple, list):
        cx.free.reach(name, get)
        cx.free.equal(lambda: (type(get()), len(get())), (type(obj), len(obj)))
        kind = "tuple" if type(obj) is tuple else "list"
        parts = (from_object(cx, item, f"{name}[{i}]", item_of(get, i), True) for i, item in enumerate(obj))
        return Seq(kind, tuple(parts))
    if type(obj) is dict:
        cx.free.reach(name, get)
        cx.free.equal(lambda: tuple(get()), tuple(obj))
        items = tuple(from_object(cx, value, f"{name}[{key!r}]", item_of(get, key), True) for key, value in obj.items())
        return Record(tuple(obj), items)
    if is_dataclass(obj) and not isinstance(obj, type):
        names = tuple(field.name for field in fields(obj))
        cx.free.reach(name, get)
        cx.free.equal(lambda: type(get()), type(obj))
        items = tuple(from_object(cx, getattr(obj, n), f"{name}.{n}", attribute_of(get, n), True) for n in names)
        return Record(names, items, type(obj))
    return None


def captured_box(cx: Lifter, content: Seq | Record, name: str) -> Box:
    """A list, dict or object that was there before the call: the same one under the same name."""
    box = cx.free_boxes.get(name)
    if box is None:
        box = cx.box(content)
        box.cell.captured = name or "a default value"
        if name:
            cx.free_boxes[name] = box
    cx.state.boxes.setdefault(box.cell, content)
    return box


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


def free_number(cx: Lifter, obj: Any, name: str, fetch: Fetch, held: bool) -> Value:
    """A number or array from outside: an operation at the start of the text, once."""
    known = cx.free_vars.get(name)
    if known is None and cx.live and not held:
        return live_number(cx, obj, name, fetch)
    if known is None:
        root = root_of(name)
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


def live_number(cx: Lifter, obj: Any, name: str, fetch: Fetch) -> Value:
    """A number that an unknown call may change: read here."""
    type_ = type_of(obj, name)
    if isinstance(type_, Array):
        raise may_change(cx, name)
    cx.free.value(name, fetch, type_)
    return Num(cx.reference(name, type_))


def look_at(cx: Lifter, obj: Any, name: str, attr: str | None = None) -> None:
    """What is read of an object from outside must not change while the function runs."""
    if cx.live and attr is None and not is_frozen(obj):
        raise may_change(cx, name)
    for other, part, place in cx.stored:
        if meet((obj, attr), (other, part)):
            raise stored_and_read(name, place)
    cx.seen.append((obj, attr))


def is_frozen(obj: Any) -> bool:
    """Whether what an object holds cannot change."""
    params = getattr(type(obj), "__dataclass_params__", None)
    return params is not None and params.frozen


def meet(one: tuple[Any, str | None], other: tuple[Any, str | None]) -> bool:
    """Whether two attributes of objects (all of an object, where it is None) are one."""
    return one[0] is other[0] and (None in (one[1], other[1]) or one[1] == other[1])


def stored_and_read(name: str, place: Place | None) -> AliasError:
    reason = f"`{name}` existed before the call, and is stored into and read by it"
    return AliasError(reason, "keep what is read in a variable, and return what changes", place)


def may_change(cx: Lifter, name: str) -> AliasError:
    reason = f"`{name}` existed before the call, and {cx.live} may change it"
    return AliasError(reason, "pass it as an argument, or leave that call away", cx.place(cx.stmt))


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
    return attribute_value(cx, node, cx.expr(node.value), name)


def attribute_value(cx: Lifter, node: gast.Attribute, owner: Value, name: str = "") -> Value:
    if protocol.is_private(node.attr):
        node = gast.copy_location(gast.Attribute(node.value, protocol.mangled(cx, node.attr), node.ctx), node)
    base = cx.state.boxes[owner.cell] if isinstance(owner, Box) else owner
    match base:
        case View():
            return array_attribute(cx, node, base, node.attr, name)
        case Num(atom=atom) if opaque.is_plain(base):
            return opaque.attribute(cx, node, atom, node.attr, name)
        case Num(atom=atom):
            return number_attribute(cx, node, atom, node.attr, name)
        case Parent():
            return protocol.member(cx, node, base, node.attr, name)
        case Record(cls=cls) if cls is not None:
            return protocol.member(cx, node, owner, node.attr, name)
        case Record() | Seq() | Growing() | Columns() | Table():
            return Method(owner, node.attr)
        case Static(obj=obj):
            return static_attribute(cx, node, obj, base.name)
        case Derived(members=members) if node.attr in members:
            return members[node.attr]
        case Chosen():
            return with_each_but_none(cx, node.value, base, lambda each: attribute_value(cx, node, each, name), name)
    raise cx.refuse(node, f"{cx.describe(base)} has no attributes here", "use numbers and arrays")


def attribute_named(cx: Lifter, node: Any, owner: Value, attr: str, name: str = "") -> Value:
    """``owner.attr``, where the text does not say so itself."""
    return attribute_value(cx, gast.copy_location(gast.Attribute(node, attr, gast.Load()), node), owner, name)


def static_attribute(cx: Lifter, node: gast.Attribute, obj: Any, name: str) -> Value:
    attr = node.attr
    if not hasattr(obj, attr):
        raise cx.refuse(node, f"`{name}` has no attribute `{attr}`", "check the spelling")
    if not isinstance(obj, types.ModuleType):
        look_at(cx, obj, f"{name}.{attr}", attr)
    value = getattr(obj, attr)
    dotted = f"{name}.{attr}"
    if obj is np and isinstance(value, float):
        # a rule may import it under a name of its own
        return constant(cx, dotted if cx.fixed is None else f"np.{attr}", value)
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
