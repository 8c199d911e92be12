"""Calls: bind the arguments, then inline, apply, or hand over to whoever knows the function."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

import gast

from srcad.analyse.plain import modules_of
from srcad.errors import LanguageError, RuleError, SourceError
from srcad.front.desugar.exits import split_exits
from srcad.front.desugar.generators import yields
from srcad.front.desugar.names import elsewhere, parameters, stores
from srcad.front.desugar.patterns import without_match
from srcad.front.lift import matrices, opaque, protocol
from srcad.front.lift.chosen import with_each_but_none
from srcad.front.lift.context import Lifter, expression
from srcad.front.lift.effects import call_plain, call_unknown, stands
from srcad.front.lift.fits import check_fit
from srcad.front.lift.lookup import attribute_value, from_object, guard_function
from srcad.front.lift.recursion import SelfCall, invoke, meet, outline, signature_of
from srcad.front.lift.refusing import Frame
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import (
    Box,
    Chosen,
    Closure,
    Columns,
    Derived,
    Generator,
    Growing,
    Method,
    Num,
    Record,
    Scope,
    Seq,
    Static,
    Table,
    Value,
)
from srcad.front.source import Source, find
from srcad.reasons.table import reason_of
from srcad.reasons.vocabulary import Reason

Keywords = Mapping[str, Value]
Handler = Callable[[Lifter, Any, list[Value], dict[str, Value], str], Value]

#: functions that are lifted in a way of their own, by identity
HANDLERS: dict[Any, Handler] = {}
#: asked in turn about a callable object that is not in the table
FINDERS: list[Callable[[Any], Handler | None]] = []


def handles(*fns: Any) -> Callable[[Handler], Handler]:
    """Enter a handler for some functions."""

    def enter(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(fns, handler))
        return handler

    return enter


@expression(gast.Call)
def call_node(cx: Lifter, node: gast.Call, name: str) -> Value:
    pending = len(cx.pending)
    callee = callee_of(cx, node.func)
    args, kwargs = arguments(cx, node)
    del cx.pending[pending:]
    return call(cx, node, callee, args, kwargs, name)


def arguments(cx: Lifter, node: gast.Call) -> tuple[list[Value], dict[str, Value]]:
    """What a call passes by position and by keyword."""
    args: list[Value] = []
    for arg in node.args:
        if isinstance(arg, gast.Starred):
            args.extend(unpack(cx, arg.value, cx.expr(arg.value)))
        else:
            args.append(cx.expr(arg))
    kwargs: dict[str, Value] = {}
    for keyword in node.keywords:
        value = cx.expr(keyword.value)
        content = cx.open(value)
        if keyword.arg is not None:
            kwargs[keyword.arg] = value
        elif isinstance(content, Record) and content.cls is None:
            kwargs.update(zip(content.keys, content.items, strict=True))
        else:
            raise cx.refuse(keyword.value, "only a dict can be unpacked into keywords", "write the keywords")
    return args, kwargs


def callee_of(cx: Lifter, node: Any) -> Value:
    """What is called; a method of a plain value is not looked at on its own."""
    if not isinstance(node, gast.Attribute):
        return cx.expr(node)
    base = cx.expr(node.value)
    return Method(base, node.attr) if opaque.is_plain(base) else attribute_value(cx, node, base)


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
        case Chosen():
            return with_each_but_none(cx, node, callee, lambda each: call(cx, node, each, args, kwargs, name), name)
        case Box() | Record() if protocol.defines(cx, callee, "__call__"):
            return call(cx, node, protocol.member(cx, node, callee, "__call__"), args, kwargs, name)
        case Num() if opaque.is_plain(callee):
            return call_plain(cx, node, callee, args, kwargs, name)
    raise cx.refuse(node, f"{cx.describe(callee)} cannot be called", "call a function")


def call_object(
    cx: Lifter, node: Any, callee: Static, obj: Any, args: list[Value], kwargs: dict[str, Value], name: str
) -> Value:
    special = protocol.question(cx, obj, args)
    if special is not None:
        return protocol.ask(cx, node, args[0], special, args[1:], name)
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
    if stands(obj) and callee.name:
        return call_unknown(cx, node, callee, args, kwargs, name)
    what = callee.name or getattr(obj, "__name__", type(obj).__name__)
    reason = reason_of(obj)
    if reason is not None and reason.is_final:
        raise lacks_rule(cx, node, what, reason)
    if isinstance(obj, FunctionType):
        return inline_known(cx, node, obj, callee, args, kwargs, name)
    method = getattr(type(obj), "__call__", None)  # noqa: B004 - the function itself is wanted
    if isinstance(method, FunctionType):
        return inline(cx, node, closure_of(cx, method, f"{callee.name}.__call__", node), [callee, *args], kwargs, name)
    if has_rule_elsewhere(obj):
        raise lacks_rule(cx, node, what, reason)
    if callable(obj) and callee.name and cx.fixed is None:
        return call_unknown(cx, node, callee, args, kwargs, name)
    raise cx.refuse(node, f"`{what}` cannot be called", "call a function")


def inline_known(
    cx: Lifter, node: Any, fn: FunctionType, callee: Static, args: list[Value], kwargs: dict[str, Value], name: str
) -> Value:
    """A function that exists outside; of one of SciPy's nobody wants to know what in its source is not read."""
    try:
        return inline(cx, node, closure_of(cx, fn, callee.name, node), args, kwargs, name)
    except (LanguageError, RuleError, SourceError):
        if not has_rule_elsewhere(fn):
            raise
        raise lacks_rule(cx, node, callee.name or fn.__name__, reason_of(fn)) from None


def lacks_rule(cx: Lifter, node: Any, what: str, reason: Reason | None) -> RuleError:
    """What is said of a function of numbers that cannot be called: the reason, if one is written down."""
    if reason is None:
        error = cx.rule_error(node, f"`{what}` has neither a rule nor Python source", "use a function that srcad knows")
    else:
        error = cx.rule_error(node, f"`{what}` has no derivative rule: {reason.why}", reason.instead)
    error.of_function = True
    return error


def has_rule_elsewhere(obj: Any) -> bool:
    """Whether a function is one of numbers that merely lacks a rule: there is nothing else that it does."""
    roots = {module.lstrip("_").partition(".")[0] for module in modules_of(obj)}
    return not roots.isdisjoint(("numpy", "scipy", "math", "cmath", "operator", "functools", "itertools"))


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
    if opaque.is_plain(method.owner):
        return opaque.method(cx, node, method, args, kwargs, name)
    if matrices.is_matrix(method.owner) and not kwargs:
        found = matrices.method(cx, node, method.name, [method.owner, *args], name)
        if found is not None:
            return found
    kind = container_kind(cx, method.owner)
    handler = METHODS.get(method.name) if kind is None else CONTAINER_METHODS.get((kind, method.name))
    if handler is None and kind is not None:
        raise cx.rule_error(node, f"a {kind} has no method `{method.name}` that srcad knows", "write it out")
    if handler is None:
        raise cx.rule_error(node, f"the method `{method.name}` has no rule", "use the NumPy function of that name")
    return handler(cx, node, [method.owner, *args], kwargs, name)


#: methods of arrays and numbers
METHODS: dict[str, Handler] = {}
#: methods of lists, tuples and dicts, by kind and name
CONTAINER_METHODS: dict[tuple[str, str], Handler] = {}


def container_method(kind: str, name: str) -> Callable[[Handler], Handler]:
    """Enter a handler for a method of one kind of container."""

    def enter(handler: Handler) -> Handler:
        CONTAINER_METHODS[kind, name] = handler
        return handler

    return enter


def container_kind(cx: Lifter, owner: Value) -> str | None:
    """What kind of container a value is."""
    match cx.state.boxes[owner.cell] if isinstance(owner, Box) else owner:
        case Seq(kind=kind):
            return kind
        case Growing() | Columns():
            return "list"
        case Table(is_set=True):
            return "set"
        case Record(cls=None) | Table():
            return "dict"
    return None


# --- functions of the user's ------------------------------------------------------------------------------------


def prepared(cx: Lifter, node: gast.FunctionDef | gast.Lambda, source: Source) -> gast.FunctionDef:
    """The syntax of a function, checked and with its early exits made structure."""
    cx.admit(node, source)
    return split_exits(without_match(node))


def closure_of(cx: Lifter, fn: FunctionType, name: str, call_node: Any = None) -> Closure:
    """A function that exists outside, ready to be lifted; what the text relies on is guarded."""
    try:
        source = find(fn)
    except SourceError as error:
        raise SourceError(error.reason, error.instead, cx.place(call_node) or error.place) from None
    guard_function(cx, fn, name)
    node = source.node
    positional = [arg.id for arg in (*node.args.posonlyargs, *node.args.args)]
    values = fn.__defaults__ or ()
    defaults = tuple(
        default(cx, value, f"{name}.__defaults__[{i}]", parameter)
        for i, (value, parameter) in enumerate(zip(values, positional[len(positional) - len(values) :], strict=True))
    )
    kw_defaults = tuple(
        default(cx, (fn.__kwdefaults__ or {})[arg.id], f"{name}.__kwdefaults__[{arg.id!r}]", arg.id)
        if arg.id in (fn.__kwdefaults__ or {})
        else None
        for arg in node.args.kwonlyargs
    )
    return Closure(node, source, None, defaults, kw_defaults, fn.__name__)


def default(cx: Lifter, obj: Any, name: str, parameter: str) -> Value:
    """A default value, called as its parameter."""
    value = from_object(cx, obj, name)
    if name in cx.free_vars:
        cx.adopted.setdefault(cx.free_vars[name], parameter)
    return value


def inline(
    cx: Lifter,
    node: Any,
    fn: Closure,
    args: list[Value],
    kwargs: Mapping[str, Value],
    name: str = "",
    own: bool = False,
    part: bool = False,
) -> Value:
    """The body of a function in place of a call of it.

    That of one of Python's `own` is not shown; it may be `part` of an expression.
    """
    behind = node if own else cx.frame.call if part else None
    if yields(fn.node):
        return Generator(fn, bind_arguments(cx, node, fn, args, dict(kwargs)), behind, part, cx.depth)
    cx.count_call(node, fn.name)
    bound = bind_arguments(cx, node, fn, args, dict(kwargs))
    key = key_of(fn)
    known = meet(cx, key, bound, len(cx.frames))
    if known is not None:
        return invoke(cx, node, known, bound)
    before, written = cx.state.copy(), len(cx.builder.body)
    signature = signature_of(cx, bound.values(), False)
    try:
        return run_body(cx, node, fn, bound, behind, part)
    except SelfCall as again:
        outermost = all(frame.key != key for frame in cx.frames)
        if again.key != key or not (outermost if again.general else again.signature == signature):
            raise
        cx.state = before
        del cx.builder.body[written:]
        try:
            return outline(cx, node, fn, key, again, bound, lambda inside: run_body(cx, node, fn, inside))
        except SelfCall as further:
            if further.key != key or not further.general:
                raise
            reason = f"`{fn.name}` calls itself with arguments of other kinds each time"
            raise cx.refuse(node, reason, "write the recursion as a loop") from None


@functools.lru_cache(maxsize=4096)
def assigned_in(node: gast.FunctionDef | gast.Lambda) -> frozenset[str]:
    """The names that are a function's own."""
    assigned = stores(node.body) if isinstance(node.body, list) else ()
    return frozenset((*parameters(node), *assigned)).difference(declared_in(node))


@functools.lru_cache(maxsize=4096)
def declared_in(node: gast.FunctionDef | gast.Lambda) -> Mapping[str, str]:
    """The names that it declares to be another's, and how; the body of a rule is run again and again."""
    return elsewhere(node)


def key_of(fn: Closure) -> object:
    """What makes two calls calls of the same function."""
    return fn.node, fn.scope, fn.source.fn


def run_body(
    cx: Lifter,
    node: Any,
    fn: Closure,
    bound: dict[str, Value],
    behind: Any = None,
    part: bool = False,
    give: Callable[[Value], Value] | None = None,
) -> Value:
    scope = Scope(fn.name, fn.scope, assigned_in(fn.node), declared_in(fn.node))
    caller_stmt = cx.stmt
    signature = signature_of(cx, bound.values(), False)
    body = prepared(cx, fn.node, fn.source)
    cx.frames.append(Frame(scope, fn.source, [], key_of(fn), signature, behind, part, give))
    for parameter, value in bound.items():
        cx.state.names[(scope, parameter)] = value
    try:
        cx.frame.live.append(frozenset({" result", *captured_names(body)}))
        cx.run(body.body)
        return cx.result(scope)
    finally:
        cx.frames.pop()
        cx.stmt = caller_stmt
        if not captured_names(body):
            # nobody can read the names of a call that is over, unless a function made in it does
            cx.state.names = {key: value for key, value in cx.state.names.items() if key[0] is not scope}


@functools.lru_cache(maxsize=4096)
def captured_names(body: gast.FunctionDef) -> frozenset[str]:
    """Names that nested functions read: they may be called at any later time."""
    later = gast.FunctionDef | gast.Lambda | gast.GeneratorExp
    inner = [n for n in gast.walk(body) if isinstance(n, later) and n is not body]
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
        bound[spec.kwarg.id] = cx.box(Record(tuple(extra), tuple(extra.values())), node)
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
