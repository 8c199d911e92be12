"""Objects of SciPy's that are made and then called: ``CubicSpline(x, y)(t)``."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import Any

from srcad.analyse.cannot import CannotType
from srcad.analyse.result_types.table import Called, called_by
from srcad.front.lift.arrays import apply_known, but_defaults, settled
from srcad.front.lift.calls import FINDERS, HANDLERS, Handler, container_kind
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import as_array
from srcad.front.lift.values import Derived, Num, Static, Value
from srcad.ir.core import Apply, Lit
from srcad.ir.types import Made
from srcad.pipeline.functionals import field
from srcad.rules.signatures import by_name
from srcad.runtime import (
    antiderivative_of,
    axes_of,
    breakpoints_of,
    coefficients_of,
    degree_of,
    extrapolation_of,
    fixed_axes_of,
    fixed_places_of,
    grid_at,
    heights_of,
    integral_of,
    knots_of,
    places_of,
    readings_of,
    spline_at,
    table_at,
    value_at,
)


def find_made(obj: Any) -> Handler | None:
    return make if called_by(obj) is not None else None


FINDERS.insert(0, find_made)


def own(style: str, name: str = "") -> Handler:
    """A call of an object, or of a method of it, in the body of a rule."""

    def apply(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name_of_result: str) -> Value:
        fn, *given = args
        assert isinstance(fn, Static)
        said = but_defaults(fn.obj, {key: cx.atom(value, node) for key, value in kwargs.items()})
        prim = Apply(fn.obj, tuple(said), style, name)
        return on_object(cx, node, prim, [*given, *map(Num, said.values())], name_of_result)

    return apply


HANDLERS |= {
    breakpoints_of: field("x"),
    coefficients_of: field("c"),
    knots_of: field("t"),
    degree_of: field("k"),
    extrapolation_of: field("extrapolate"),
    readings_of: field("y"),
    heights_of: field("values"),
    axes_of: field("grid"),
    fixed_axes_of: field("grid"),
    places_of: field("x"),
    fixed_places_of: field("x"),
    value_at: own("value"),
    spline_at: own("value"),
    table_at: own("value"),
    grid_at: own("value"),
    antiderivative_of: own("method", "antiderivative"),
    integral_of: own("method", "integrate"),
}


def make(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """The object, as what is to be called; the body of a rule calls it by the function that does so."""
    maker = args[0]
    assert isinstance(maker, Static)
    made = apply_known(cx, node, args, kwargs, name)
    kind = called_by(maker.obj)
    if cx.fixed is not None or not isinstance(made, Num) or kind is None:
        return made
    return callable_object(made, kind)


def find_outside(obj: Any) -> Handler | None:
    """Who calls an object that was made outside, or a method of one."""
    if isinstance(obj, MethodType) and called_by(type(obj.__self__)) is not None:
        return call_method
    return call_outside if called_by(type(obj)) is not None else None


FINDERS.insert(0, find_outside)


def call_outside(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *given = args
    assert isinstance(callee, Static)
    return outside(cx, node, callee.obj, callee.name).call(cx, node, given, kwargs)


def call_method(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *given = args
    assert isinstance(callee, Static)
    method = outside(cx, node, callee.obj.__self__, callee.name.rpartition(".")[0]).members.get(callee.obj.__name__)
    if not isinstance(method, Derived):
        raise cx.refuse(node, f"`{callee.name}` is not known", "call it outside of the function")
    return method.call(cx, node, given, kwargs)


def outside(cx: Lifter, node: Any, obj: Any, name: str) -> Derived:
    """The object of this name; the text relies on it being this one."""
    kind = called_by(type(obj))
    assert kind is not None
    try:
        type_ = kind.read(cx.supply.extent, obj)
    except CannotType as error:
        raise cx.rule_error(node, f"`{name}` cannot be called: {error}", "make another, or call it outside") from None
    return callable_object(Num(cx.reference(name, type_)), kind)


def callable_object(made: Num, kind: Called, order: int = 0) -> Derived:
    """An object that is called, or its derivative of some order: that is what it gives with ``nu=order``."""

    def apply(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        if order:
            args, kwargs = derived_so_often(cx, node, kind, args, kwargs, order)
        return on_object(cx, node, Apply(kind.call, tuple(kwargs), "value"), [made, *args, *kwargs.values()])

    def derivative(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        again = [cx.demand(value, node, "the order of a derivative") for value in (*args, *kwargs.values())]
        return callable_object(made, kind, order + sum(again or [1]))

    members: dict[str, Value] = {"derivative": Derived(made, derivative, "derivative")} if kind.order else {}
    if not order:
        members |= {name: Derived(made, method_of(made, kind, name, fn), name) for name, fn in kind.methods.items()}
    return Derived(made, apply, "curve", members)


def derived_so_often(
    cx: Lifter, node: Any, kind: Called, args: list[Value], kwargs: dict[str, Value], order: int
) -> tuple[list[Value], dict[str, Value]]:
    """The arguments of a call of a derivative, as those of a call of what it is the derivative of."""
    bound = by_name(kind.call, [Static(None), *args, *kwargs.values()], tuple(kwargs))
    if bound is None:
        raise cx.refuse(node, "these arguments of a curve are not supported", "match its signature")
    before = cx.demand(bound[kind.order], node, "the order of a derivative") if kind.order in bound else 0
    _, x, *_ = bound.values()
    others = {key: value for key, value in list(bound.items())[2:] if key != kind.order}
    return [x], {kind.order: Num(Lit(order + before)), **others}


def method_of(made: Num, kind: Called, name: str, fn: Callable[..., Any]) -> Callable[..., Value]:
    def apply(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        found = on_object(cx, node, Apply(fn, tuple(kwargs), "method", name), [made, *args, *kwargs.values()])
        if isinstance(found, Num) and isinstance(found.atom.type, Made):
            return callable_object(found, kind)
        return found

    return apply


def is_list(cx: Lifter, value: Value) -> bool:
    """Whether a list is passed, which means an array."""
    return container_kind(cx, value) == "list"


def on_object(cx: Lifter, node: Any, prim: Apply, given: list[Value], name: str = "") -> Value:
    atoms = [cx.atom(cx.open_all(as_array(cx, node, value) if is_list(cx, value) else value), node) for value in given]
    return cx.op(node, prim, *settled(cx, node, prim, atoms), name=name)
