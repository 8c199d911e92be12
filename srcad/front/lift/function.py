"""The entry: a function and the types of its arguments in, its IR out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import FunctionType
from typing import Any

import numpy as np

from srcad import runtime
from srcad.analyse.builder import Builder, Supply
from srcad.analyse.other_arrays import class_of, like_numpy
from srcad.errors import ArgumentError, SourceError
from srcad.front.lift import (  # noqa: F401 - they enter their handlers
    arrays,
    builtins_,
    comprehensions,
    defaults,
    dicts,
    distributions,
    einsum,
    functions,
    generators,
    imports,
    iterators,
    lists,
    loops,
    matching,
    numpy_calls,
    objects,
    of_class,
    operations,
    raises,
    sets,
    statics,
    subscripts,
    tries,
    withs,
)
from srcad.front.lift.calls import call, closure_of, handler_of
from srcad.front.lift.context import Lifter
from srcad.front.lift.free import FreeName, FreeNames
from srcad.front.lift.immediate import immediate
from srcad.front.lift.merge import kind as kind_of_value
from srcad.front.lift.storing import is_bare
from srcad.front.lift.values import Box, Chosen, Columns, Num, Record, Seq, Static, Value, View
from srcad.front.static import Foreign
from srcad.ir.core import Apply, Atom, Block, Free, Function, Lit, Op, Parameter, Program, Tree, Var
from srcad.ir.types import NONE, Array, Type
from srcad.ir.walk import fresh_copy


@dataclass(frozen=True, slots=True, eq=False)
class Lifted:
    """A function as IR, and what it relies on outside itself."""

    program: Program
    free: tuple[FreeName, ...]
    supply: Supply
    #: it changes a list, dict or object that it is given
    changes_containers: bool = False
    #: the class of the arguments' arrays, if they are not NumPy's
    array_class: str = ""


def lift(
    fn: Callable[..., Any],
    params: Sequence[Parameter],
    types: Sequence[Type],
    make: Callable[[], Lifter] = lambda: Lifter(Supply(), FreeNames()),
) -> Lifted:
    """Lift `fn` for arguments of these types: `types` are those of the leaves of `params`, in order."""
    try:
        return lift_once(make(), fn, params, types)
    except Foreign as found:
        cx = make()
        cx.live = found.called
        return lift_once(cx, fn, params, types)


def lift_once(cx: Lifter, fn: Callable[..., Any], params: Sequence[Parameter], types: Sequence[Type]) -> Lifted:
    leaves: list[Var] = []
    cx.array_class = class_of(types)
    supplied = iter(list(map(like_numpy, types)))
    args: list[Value] = []
    kwargs: dict[str, Value] = {}
    for parameter in params:
        value = argument(cx, parameter, parameter.tree, supplied, leaves, parameter.name)
        place(cx, parameter, value, args, kwargs)
    cx.free.reserved |= dict.fromkeys(parameter.name for parameter in params)
    cx.exact.update(dict.fromkeys(leaves))
    callee = callee_of(cx, fn)
    result = call(cx, None, callee, args, kwargs)
    tree, atoms = flatten(cx, result)
    check_written(tree)
    block = Block(tuple(leaves), (*cx.prologue, *keep_apart(cx, leaves), *cx.builder.body), tuple(atoms))
    function = Function(entry_name(cx, fn), tuple(params), block, tree, dict(cx.modules))
    program = Program(renamed(cx, function), tuple(cx.others))
    return Lifted(program, cx.free.all(), cx.supply, cx.changes_containers, cx.array_class)


def keep_apart(cx: Lifter, leaves: Sequence[Var]) -> list[Op]:
    """A function that writes an argument must not share that memory with another: checked when it is called."""
    if not cx.written:
        return []
    shared = [leaf for leaf in leaves if isinstance(leaf.type, Array)]
    shared += [var for var in cx.free_vars.values() if isinstance(var.type, Array)]
    if len(shared) < 2:
        return []
    names = tuple(unique([var.name for var in shared]))
    out = Var("t", NONE, temp=True)
    return [Op((out,), Apply(runtime.disjoint, names, "call", "disjoint", effect=True), tuple(shared))]


def unique(names: list[str]) -> list[str]:
    """Keywords for these names; a dotted name becomes an identifier."""
    plain = ["".join(char if char.isidentifier() or char.isdigit() else "_" for char in name) for name in names]
    return [name if plain.count(name) == 1 else f"{name}_{k}" for k, name in enumerate(plain)]


def entry_name(cx: Lifter, fn: Callable[..., Any]) -> str:
    """The function's name, where it is one and is not taken by what it invokes."""
    name = getattr(fn, "__name__", "f")
    name = name if name.isidentifier() else "f"
    return f"{name}_call" if any(other.name == name for other in cx.others) else name


def callee_of(cx: Lifter, fn: Callable[..., Any]) -> Value:
    if isinstance(fn, FunctionType) and handler_of(fn) is None:
        return closure_of(cx, fn, fn.__name__)
    if isinstance(fn, np.ufunc | type) or (inspect.isroutine(fn) and not isinstance(fn, FunctionType)):
        name = getattr(fn, "__name__", "this")
        raise SourceError(f"`{name}` is not a Python function, so it has no source", f"wrap it: lambda x: {name}(x)")
    name = getattr(fn, "__name__", "f")
    cx.free.reach(name, lambda: fn)
    return Static(fn, name)


def place(cx: Lifter, parameter: Parameter, value: Value, args: list[Value], kwargs: dict[str, Value]) -> None:
    """Pass an argument the way its parameter takes it."""
    if parameter.kind == "VAR_POSITIONAL":
        assert isinstance(value, Seq)
        args.extend(value.items)
    elif parameter.kind == "VAR_KEYWORD":
        content = cx.open(value)
        assert isinstance(content, Record)
        kwargs.update(zip(content.keys, content.items, strict=True))
    elif parameter.kind == "KEYWORD_ONLY":
        kwargs[parameter.name] = value
    else:
        args.append(value)


def argument(
    cx: Lifter, parameter: Parameter, tree: Tree, types: Any, leaves: list[Var], name: str, path: str = ""
) -> Value:
    """The value of an argument: a variable for every leaf; `path` is how the text reaches it."""
    path = path or name
    if tree.kind == "static":
        return static_value(tree.keys[0], path)
    if tree.kind == "leaf":
        var = Var(name, next(types))
        leaves.append(var)
        cx.leaf_parameter[var] = parameter.name
        value = cx.wrap(var)
        if isinstance(value, View | Box):
            value.cell.origins = frozenset({name})
        return value
    keys = tree.keys or tuple(range(len(tree.children)))
    items = tuple(
        argument(cx, parameter, child, types, leaves, leaf_name(name, key, tree.kind), part_path(path, key, tree.kind))
        for key, child in zip(keys, tree.children, strict=True)
    )
    if tree.kind in ("tuple", "list"):
        return argument_box(cx, Seq(tree.kind, items), parameter, name)
    return argument_box(cx, Record(tree.keys, items, tree.cls), parameter, name)


def argument_box(cx: Lifter, content: Seq | Record, parameter: Parameter, name: str) -> Value:
    """A list, dict or object that was passed: what the function does to it, it does to its own copy.

    But a default value would be another one at the next call.
    """
    value = cx.boxed(content)
    if isinstance(value, Box):
        value.cell.origins = frozenset({name})
        value.cell.captured = name if isinstance(parameter.default, Free) else ""
    return value


def leaf_name(name: str, key: Any, kind: str) -> str:
    """``params['W']`` is called W, the items of a tuple ``p`` are p_0, p_1."""
    if kind in ("dict", "object") and isinstance(key, str) and key.isidentifier():
        return key
    return f"{name}_{key}" if str(key).isidentifier() or isinstance(key, int) else name


def part_path(path: str, key: Any, kind: str) -> str:
    return f"{path}.{key}" if kind == "object" else f"{path}[{key!r}]"


def static_value(obj: Any, name: str) -> Value:
    if isinstance(obj, bool | int | float):
        return Num(Lit(obj))
    return Static(obj, name)


def flatten(cx: Lifter, value: Value) -> tuple[Tree, list[Atom]]:
    """The leaves of a result and the tree to rebuild it by."""
    value = cx.open(value)
    match value:
        case Num(atom=atom):
            return Tree(), [atom]
        case Columns(entry=entry, lists=(one,)) if is_bare(entry):
            return Tree(), [one]
        case View():
            return Tree(), [cx.read(value)]
        case Seq(kind=kind, items=items):
            parts = [flatten(cx, item) for item in items]
            return Tree(kind, tuple(t for t, _ in parts)), [a for _, atoms in parts for a in atoms]
        case Record(keys=keys, items=items, cls=cls):
            parts = [flatten(cx, item) for item in items]
            kind = "dict" if cls is None else "object"
            return Tree(kind, tuple(t for t, _ in parts), keys, cls), [a for _, atoms in parts for a in atoms]
        case Static(obj=obj) if obj is None or isinstance(obj, bool | int | float | str | bytes):
            return Tree("static", (), (obj,)), []
        case Chosen(options=options):
            kinds = " or ".join(map(kind_of_value, options))
            raise ArgumentError(f"the function returns {kinds}, as values decide", "return a number on every path")
        case Static(name=name) if name:
            return Tree(), [cx.atom(value)]
    raise no_result(cx.describe(value))


def check_written(tree: Tree) -> None:
    """A result that is no number must be one that a text can show."""
    for child in tree.children:
        check_written(child)
    if tree.kind == "static" and not is_literal(tree.keys[0]):
        raise no_result(f"a {type(tree.keys[0]).__name__}")


def is_literal(obj: object) -> bool:
    if type(obj) is tuple:
        return all(map(is_literal, obj))
    return obj is None or obj is ... or type(obj) in (bool, int, float, complex, str, bytes)


def no_result(what: str) -> ArgumentError:
    return ArgumentError(f"the function returns {what}", "return numbers, arrays or containers of them")


def renamed(cx: Lifter, function: Function) -> Function:
    """Values named after they were computed get their names."""
    if not cx.adopted:
        return function
    names: dict[Var, Atom] = {}

    def rename(var: Var) -> Var:
        name = cx.adopted.get(var)
        return Var(name, var.type) if name is not None else var

    return replace(function, block=fresh_copy(function.block, names, rename=rename))


def inline_rule(
    builder: Builder, fn: Callable[..., Any], args: Sequence[Atom], kwargs: Mapping[str, Atom]
) -> Atom:
    """Append the body of a rule to `builder`, its parameters bound to `args` and `kwargs`; give its result."""
    plain = immediate(fn)
    if plain is not None and not kwargs and len(args) == plain.count:
        return plain.of(args)
    cx = Lifter(builder.supply, FreeNames())
    cx.builder = builder
    cx.fixed = builder.where
    values = [rule_argument(cx, atom) for atom in args]
    keywords = {key: rule_argument(cx, atom) for key, atom in kwargs.items()}
    result = call(cx, None, callee_of(cx, fn), values, keywords)
    builder.body[:] = builder.body[:] if not cx.prologue else [*cx.prologue, *builder.body]
    return cx.atom(result)


def rule_argument(cx: Lifter, atom: Atom) -> Value:
    packed = cx.builder.packed(atom)
    if packed is not None:
        return Seq("tuple", tuple(rule_argument(cx, item) for item in packed))
    if isinstance(atom, Lit) and not (isinstance(atom.value, bool | int | float | complex)):
        return Static(atom.value)
    if isinstance(atom, Var) and isinstance(atom.type, Array):
        return cx.fresh(atom)
    return Num(atom)
