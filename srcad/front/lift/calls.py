"""Calls: bind the arguments, then inline, apply, or hand over to whoever knows the function."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

import gast

from srcad.errors import SourceError
from srcad.front.desugar.exits import split_exits
from srcad.front.desugar.names import stores
from srcad.front.lift.context import Frame, Lifter, expression
from srcad.front.lift.fits import check_fit
from srcad.front.lift.lookup import from_object, guard_function
from srcad.front.lift.recursion import SelfCall, invoke, meet, outline, signature_of
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import (
    Closure,
    Derived,
    Method,
    Num,
    Record,
    Scope,
    Seq,
    Static,
    Value,
    is_named_tuple,
)
from srcad.front.source import Source, find
from srcad.ir.core import Lit

Keywords = Mapping[str, Value]
Handler = Callable[[Lifter, Any, list[Value], dict[str, Value], str], Value]

#: functions that are lifted in a way of their own, by identity
HANDLERS: dict[Any, Handler] = {}
#: asked in turn about a callable object that is not in the table
FINDERS: list[Callable[[Any], Handler | None]] = []

#: calls of calls of calls: beyond this a function is taken to call itself without end
DEPTH = 40
#: so many calls are written out in one function: functions that call each other twice, ten deep, are a thousand
INLINED = 10_000


def handles(*fns: Any) -> Callable[[Handler], Handler]:
    """Enter a handler for some functions."""

    def enter(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(fns, handler))
        return handler

    return enter


@expression(gast.Call)
def call_node(cx: Lifter, node: gast.Call, name: str) -> Value:
    callee = cx.expr(node.func)
    args: list[Value] = []
    for arg in node.args:
        if isinstance(arg, gast.Starred):
            args.extend(unpack(cx, arg.value, cx.expr(arg.value)))
        else:
            args.append(cx.expr(arg))
    kwargs: dict[str, Value] = {}
    for keyword in node.keywords:
        value = cx.expr(keyword.value)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
        elif isinstance(value, Record) and value.cls is None:
            kwargs.update(zip(value.keys, value.items, strict=True))
        else:
            raise cx.refuse(keyword.value, "only a dict can be unpacked into keywords", "write the keywords")
    return call(cx, node, callee, args, kwargs, name)


def call(cx: Lifter, node: Any, callee: Value, args: list[Value], kwargs: dict[str, Value], name: str = "") -> Value:
    match callee:
        case Closure():
            return inline(cx, node, callee, args, kwargs, name)
        case Derived(call=apply):
            return apply(cx, node, args, kwargs)
        case Method():
            return method_call(cx, node, callee, args, kwargs, name)
        case Static(obj=obj):
            return call_object(cx, node, callee, obj, args, kwargs, name)
    raise cx.refuse(node, f"{cx.describe(callee)} cannot be called", "call a function")


def call_object(
    cx: Lifter, node: Any, callee: Static, obj: Any, args: list[Value], kwargs: dict[str, Value], name: str
) -> Value:
    handler = handler_of(obj)
    if handler is not None:
        if cx.fixed is None:
            check_fit(cx, node, obj, callee.name or getattr(obj, "__name__", "this"), args, kwargs)
        return handler(cx, node, [callee, *args], kwargs, name)
    if isinstance(obj, functools.partial):
        bound = [from_object(cx, arg, f"{callee.name}.args[{i}]") for i, arg in enumerate(obj.args)]
        extra = {key: from_object(cx, value, f"{callee.name}.keywords[{key!r}]") for key, value in obj.keywords.items()}
        inner = from_object(cx, obj.func, f"{callee.name}.func")
        return call(cx, node, inner, [*bound, *args], {**extra, **kwargs}, name)
    if isinstance(obj, FunctionType):
        return inline(cx, node, closure_of(cx, obj, callee.name, node), args, kwargs, name)
    if isinstance(obj, type) and is_dataclass(obj):
        return construct(cx, node, obj, args, kwargs)
    if is_named_tuple(obj):
        given = {**dict(zip(obj._fields, args, strict=False)), **kwargs}
        if tuple(given) != obj._fields and set(given) != set(obj._fields):
            raise cx.refuse(node, f"`{obj.__name__}` needs its fields {', '.join(obj._fields)}", "pass them all")
        return Record(obj._fields, tuple(given[field] for field in obj._fields), obj)
    what = callee.name or getattr(obj, "__name__", type(obj).__name__)
    if isinstance(obj, MethodType | BuiltinFunctionType | type) or callable(obj):
        error = cx.rule_error(node, f"`{what}` has neither a rule nor Python source", "use a function that srcad knows")
        error.of_function = True
        raise error
    raise cx.refuse(node, f"`{what}` cannot be called", "call a function")


def handler_of(obj: Any) -> Handler | None:
    try:
        found = HANDLERS.get(obj)
    except TypeError:
        found = None
    if found is not None:
        return found
    return next((handler for finder in FINDERS if (handler := finder(obj)) is not None), None)


def method_call(
    cx: Lifter, node: Any, method: Method, args: list[Value], kwargs: dict[str, Value], name: str
) -> Value:
    handler = METHODS.get(method.name)
    if handler is None:
        raise cx.rule_error(node, f"the method `{method.name}` has no rule", "use the NumPy function of that name")
    return handler(cx, node, [method.owner, *args], kwargs, name)


METHODS: dict[str, Handler] = {}


# --- functions of the user's ------------------------------------------------------------------------------------


def prepared(cx: Lifter, node: gast.FunctionDef | gast.Lambda, source: Source) -> gast.FunctionDef:
    """The syntax of a function, checked and with its early exits made structure."""
    cx.admit(node, source)
    return split_exits(node)


def closure_of(cx: Lifter, fn: FunctionType, name: str, call_node: Any = None) -> Closure:
    """A function that exists outside, ready to be lifted; what the text relies on is guarded."""
    try:
        source = find(fn)
    except SourceError as error:
        raise SourceError(error.reason, error.instead, cx.place(call_node) or error.place) from None
    guard_function(cx, fn, name)
    defaults = tuple(from_object(cx, v, f"{name}.__defaults__[{i}]") for i, v in enumerate(fn.__defaults__ or ()))
    node = source.node
    kw_defaults = tuple(
        from_object(cx, (fn.__kwdefaults__ or {})[arg.id], f"{name}.__kwdefaults__[{arg.id!r}]")
        if arg.id in (fn.__kwdefaults__ or {})
        else None
        for arg in node.args.kwonlyargs
    )
    return Closure(node, source, None, defaults, kw_defaults, fn.__name__)


def inline(
    cx: Lifter, node: Any, fn: Closure, args: list[Value], kwargs: Mapping[str, Value], name: str = ""
) -> Value:
    """The body of a function in place of a call of it."""
    if len(cx.frames) > DEPTH:
        raise cx.refuse(node, f"`{fn.name}` calls itself too deeply", "write the recursion as a loop")
    cx.inlined += 1
    if cx.inlined > INLINED:
        reason = f"the text would hold more than {INLINED} calls written out, with this one of `{fn.name}`"
        raise cx.refuse(node, reason, "call each function once and keep its result, or write a loop")
    bound = bind_arguments(cx, node, fn, args, dict(kwargs))
    key = key_of(fn)
    known = meet(cx, key, bound, len(cx.frames))
    if known is not None:
        return invoke(cx, node, known, bound)
    before, written = cx.state.copy(), len(cx.builder.body)
    signature = signature_of(cx, bound.values(), False)
    try:
        return run_body(cx, node, fn, bound, name)
    except SelfCall as again:
        outermost = all(frame.key != key for frame in cx.frames)
        if again.key != key or not (outermost if again.general else again.signature == signature):
            raise
        cx.state = before
        del cx.builder.body[written:]
        return outline(cx, node, fn, key, again, bound, lambda inside: run_body(cx, node, fn, inside))


@functools.lru_cache(maxsize=4096)
def assigned_in(node: gast.FunctionDef | gast.Lambda) -> frozenset[str]:
    return frozenset(stores(node.body)) if isinstance(node.body, list) else frozenset()


def key_of(fn: Closure) -> object:
    """What makes two calls calls of the same function."""
    return fn.node, fn.scope, fn.source.fn


def run_body(cx: Lifter, node: Any, fn: Closure, bound: dict[str, Value], name: str = "") -> Value:
    scope = Scope(fn.name, fn.scope, assigned_in(fn.node))
    caller_stmt = cx.stmt
    signature = signature_of(cx, bound.values(), False)
    body = prepared(cx, fn.node, fn.source)
    cx.frames.append(Frame(scope, fn.source, [], key_of(fn), signature))
    for parameter, value in bound.items():
        cx.state.names[(scope, parameter)] = value
    try:
        cx.frame.live.append(frozenset({" result", *captured_names(body)}))
        cx.run(body.body)
        return cx.result(scope)
    finally:
        cx.frames.pop()
        cx.stmt = caller_stmt


@functools.lru_cache(maxsize=4096)
def captured_names(body: gast.FunctionDef) -> frozenset[str]:
    """Names that nested functions read: they may be called at any later time."""
    inner = [n for n in gast.walk(body) if isinstance(n, gast.FunctionDef | gast.Lambda) and n is not body]
    return frozenset(leaf.id for fn in inner for leaf in gast.walk(fn) if isinstance(leaf, gast.Name))


def bind_arguments(
    cx: Lifter, node: Any, fn: Closure, args: list[Value], kwargs: dict[str, Value]
) -> dict[str, Value]:
    """Python's rules for matching a call to a signature."""
    spec = fn.node.args
    positional = [arg.id for arg in (*spec.posonlyargs, *spec.args)]
    bound: dict[str, Value] = dict(zip(positional, args, strict=False))
    rest = args[len(positional) :]
    if spec.vararg is not None:
        bound[spec.vararg.id] = Seq("tuple", tuple(rest))
    elif rest:
        raise cx.refuse(node, f"`{fn.name}` takes {len(positional)} arguments and got {len(args)}", "drop the rest")
    by_keyword = [arg.id for arg in (*spec.args, *spec.kwonlyargs)]
    extra: dict[str, Value] = {}
    for key, value in kwargs.items():
        if key in by_keyword and key not in bound:
            bound[key] = value
        elif spec.kwarg is not None and key not in bound:
            extra[key] = value
        else:
            raise cx.refuse(node, f"`{fn.name}` cannot take the keyword `{key}` here", "match its signature")
    if spec.kwarg is not None:
        bound[spec.kwarg.id] = Record(tuple(extra), tuple(extra.values()))
    first_default = len(positional) - len(fn.defaults)
    for number, parameter in enumerate(positional):
        if parameter not in bound:
            if number < first_default:
                raise cx.refuse(node, f"`{fn.name}` misses its argument `{parameter}`", "pass it")
            bound[parameter] = fn.defaults[number - first_default]
    for arg, default in zip(spec.kwonlyargs, fn.kw_defaults, strict=True):
        if arg.id not in bound:
            if default is None:
                raise cx.refuse(node, f"`{fn.name}` misses its argument `{arg.id}`", "pass it")
            bound[arg.id] = default
    return bound


# --- objects ----------------------------------------------------------------------------------------------------


def construct(cx: Lifter, node: Any, cls: type, args: list[Value], kwargs: dict[str, Value]) -> Value:
    """A dataclass instance: its fields, one by one."""
    if not is_plain(cls):
        raise cx.refuse(node, f"`{cls.__name__}` does more than keep its fields", "use a plain dataclass")
    names = [field.name for field in fields(cls) if field.init]
    given = {**dict(zip(names, args, strict=False)), **kwargs}
    items = []
    for field in fields(cls):
        if field.name in given:
            items.append(given[field.name])
        elif type(field.default) in (bool, int, float):
            items.append(Num(Lit(field.default)))
        elif isinstance(field.default, str) or field.default is None:
            items.append(Static(field.default))
        else:
            raise cx.refuse(node, f"`{cls.__name__}` misses its field `{field.name}`", "pass it")
    return Record(tuple(field.name for field in fields(cls)), tuple(items), cls)


def is_plain(cls: type) -> bool:
    """Whether the constructor is the one that `dataclass` wrote, with nothing to follow."""
    code = getattr(vars(cls).get("__init__"), "__code__", None)
    return code is not None and code.co_filename == "<string>" and not hasattr(cls, "__post_init__")
