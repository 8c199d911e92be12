"""Calls of functions that are given functions: ``brentq(f, a, b, args=(theta,))``.

The function is lifted for the values that it will be called with.  What it captures become arguments of its own that
the call passes through `args`, after those of the user's; so a derivative flows through `args` alone, and the row of
the function differentiates it there.  The body of the row calls the function, and `pushed` and `pulled` of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import FunctionType, MethodType
from typing import Any

from srcad.analyse.cannot import CannotType
from srcad.analyse.result_types.table import Functional, functional
from srcad.front.lift.acting import acts
from srcad.front.lift.arrays import parameters_of, settled
from srcad.front.lift.calls import FINDERS, HANDLERS, Handler
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import as_array
from srcad.front.lift.function import flatten
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Closure, Num, Record, Seq, Static, Value
from srcad.ir.callee import Callee
from srcad.ir.core import Apply, Atom, Function, Invoke, Lit, Op, Var
from srcad.ir.types import Array, TupleOf, Type
from srcad.ir.walk import all_statements, substitute
from srcad.pipeline.nested import Inner, adopt, lift_inner, paste, rebuilt
from srcad.pipeline.passes import FORWARD, TIDY, run_passes
from srcad.rules.inner import pulled, pushed
from srcad.rules.signatures import by_name, names_of
from srcad.runtime.solutions import Solution, root_of, t_of, x_of, y_of
from srcad.spec import TRANSFORMS
from srcad.transform.calls import flat

TRANSFORMS[pushed] = "jvp"
TRANSFORMS[pulled] = "vjp"

ARGS = "args"


def find_functional(obj: Any) -> Handler | None:
    return call_functional if functional(obj) is not None else None


def find_callee(obj: Any) -> Handler | None:
    return call_callee if isinstance(obj, Callee) else None


FINDERS.insert(0, find_functional)
FINDERS.insert(0, find_callee)


def field(name: str) -> Handler:
    """An attribute of the result of a solver, in the body of a rule."""

    def read(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name_of_result: str) -> Value:
        callee, result = args
        assert isinstance(callee, Static)
        return cx.op(node, Apply(callee.obj, (), "attr", name), cx.atom(result, node), name=name_of_result)

    return read


HANDLERS |= {x_of: field("x"), root_of: field("root"), y_of: field("y"), t_of: field("t")}


def call_callee(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """A call of the function itself, in the body of a rule: what it does is written there."""
    callee, *rest = args
    assert isinstance(callee, Static)
    function: Function = callee.obj.function
    atoms = [atom for arg in rest for atom in flatten(cx, arg)[1]]
    adopt(cx, callee.obj, atoms)
    return rebuilt(cx, node, function.result, paste(cx, function, Inner(function, ()), atoms))


def call_functional(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    fn = callee.obj
    kind = functional(fn)
    bound = by_name(fn, [*rest, *kwargs.values()], tuple(kwargs))
    if bound is None or kind is None:
        raise cx.refuse(node, f"these arguments of `{callee.name}` are not supported", "match its signature")
    passed = extra_arguments(cx, node, bound.pop(ARGS, Seq("tuple", ())))
    functions = {key: bound.pop(key) for key in kind.functions if key in bound and is_function(bound[key])}
    if not functions:
        raise cx.refuse(node, f"`{callee.name}` is given no function that is known here", "pass one by its name")
    bound |= {key: as_array(cx, node, cx.open_all(bound[key])) for key in kind.arrays if key in bound}
    others = {key: cx.atom(cx.open_all(value), node) for key, value in bound.items()}
    made, atoms = written(cx, node, callee, kind, functions, passed, others)
    if atoms and ARGS not in parameters_of(fn):
        reason = f"a function that is given to `{callee.name}` reads what is outside of it, and cannot be passed that"
        raise cx.refuse(node, reason, "write numbers out, or use a solver that takes `args`")
    others |= {key: Lit(Callee(function)) for key, function in made.items()}
    if atoms:
        others[ARGS] = cx.atom(Seq("tuple", tuple(map(Num, atoms))), node)
    # what stood in its place still does, up to the arguments that are now others
    place = [key for key in (names_of(fn) or ())[: len(rest)] if key in others]
    before = place[: place.index(ARGS)] if ARGS in place else place
    keywords = tuple(key for key in others if key not in before)
    prim = Apply(fn, keywords, "call", callee.name if cx.fixed is None else "")
    operands = settled(cx, node, prim, [others[key] for key in (*before, *keywords)])
    if not kind.fields:
        return cx.op(node, prim, *operands, name=name)
    result = cx.emit(node, prim, *operands, name=name)
    items = [cx.op(node, Apply(read, (), "attr", key), result) for key, read in kind.fields.items()]
    return cx.boxed(Record(tuple(kind.fields), tuple(items), Solution), node)


def is_function(value: Value) -> bool:
    """Whether an argument is a function, and not the name of one, a flag or None."""
    return not isinstance(value, Num) and not (isinstance(value, Static) and isinstance(value.obj, str | bool | None))


def is_none(value: Value) -> bool:
    return isinstance(value, Static) and value.obj is None


def extra_arguments(cx: Lifter, node: Any, value: Value) -> tuple[Value, ...]:
    """The items of ``args=``; one that is no tuple stands for itself."""
    value = cx.open(value)
    if is_none(value):
        return ()
    several = isinstance(value, Seq) or (isinstance(value, Static) and isinstance(value.obj, tuple))
    if several or (isinstance(value, Num) and isinstance(value.atom.type, TupleOf)):
        return unpack(cx, node, value) if not isinstance(value, Static) else tuple(map(Static, value.obj))
    return (value,)


def written(
    cx: Lifter,
    node: Any,
    callee: Static,
    kind: Functional,
    functions: dict[str, Value],
    passed: tuple[Value, ...],
    others: dict[str, Atom],
) -> tuple[dict[str, Function], list[Atom]]:
    """The functions, and what all of them are given after what they are called with."""
    try:
        types = kind.leading(cx.supply.extent, **others, **{key: Lit(taken(fn)) for key, fn in functions.items()})
    except CannotType as error:
        raise cx.rule_error(
            node, f"`{callee.name}` of these arguments is not known: {error}", "pass what its documentation asks for"
        ) from None
    count = len(types)
    inner = {key: lift_inner(cx, node, fn, [*placeholders(cx, types), *passed], {}) for key, fn in functions.items()}
    for each in inner.values():
        if acts(each.function.block.body):
            reason = f"a function that is given to `{callee.name}` does something beside computing"
            raise cx.refuse(node, reason, "take that out of the function")
        if any(isinstance(stmt, Op) and isinstance(stmt.prim, Invoke) for stmt in all_statements(each.function.block)):
            reason = f"a function that is given to `{callee.name}` calls one that calls itself"
            raise cx.refuse(node, reason, "write the recursion as a loop")
    given = sum(len(flatten(cx, value)[1]) for value in passed)
    atoms = [*next(iter(inner.values())).atoms[count : count + given]]
    captured = list(dict.fromkeys(atom for each in inner.values() for atom in each.atoms[count + given :]))
    made = {
        key: standing_alone(cx, each, name_of(functions[key], key), count + given, captured)
        for key, each in inner.items()
    }
    return made, [*atoms, *captured]


def taken(fn: Value) -> int:
    """How many arguments a function takes by position, 0 where that is not known."""
    if isinstance(fn, Closure):
        return len(fn.node.args.posonlyargs) + len(fn.node.args.args)
    obj = getattr(fn, "obj", None)
    return len(names_of(obj) or ()) if isinstance(obj, FunctionType | MethodType) else 0


def placeholders(cx: Lifter, types: Sequence[Type]) -> list[Value]:
    """What a function is called with from outside."""
    made = [Var("x", type_) for type_ in types]
    return [cx.fresh(var) if isinstance(var.type, Array) else Num(var) for var in made]


def name_of(fn: Value, parameter: str) -> str:
    name = fn.name if isinstance(fn, Closure) else getattr(getattr(fn, "obj", None), "__name__", "")
    return name if name.isidentifier() else parameter


def standing_alone(cx: Lifter, inner: Inner, name: str, own: int, captured: Sequence[Atom]) -> Function:
    """The function of its own arguments and of all that is captured, each parameter with a name of its own."""
    params = inner.function.block.params
    seen = dict(zip(inner.atoms[own:], params[own:], strict=True))
    more = [seen[atom] if atom in seen else Var("unused", atom.type) for atom in captured]
    block = replace(inner.function.block, params=(*params[:own], *more))
    named = {var: Var(cx.adopted[var], var.type) for var in block.params if var in cx.adopted}
    block = replace(substitute(block, named), params=tuple(named.get(var, var) for var in block.params))
    alone = flat(replace(inner.function, block=block), name)
    return run_passes(replace(alone, result=inner.function.result), (*FORWARD, *TIDY))
