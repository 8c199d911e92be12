"""Objects of SciPy's that are made and then called: ``CubicSpline(x, y)(t)``."""

from __future__ import annotations

from typing import Any

from srcad.analyse.result_types.table import called_by
from srcad.front.lift.arrays import apply_known
from srcad.front.lift.calls import FINDERS, HANDLERS, Handler, handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Derived, Num, Static, Value
from srcad.ir.core import Apply
from srcad.pipeline.functionals import field
from srcad.runtime import breakpoints_of, coefficients_of, value_at


def find_made(obj: Any) -> Handler | None:
    return make if called_by(obj) is not None else None


FINDERS.insert(0, find_made)
HANDLERS |= {breakpoints_of: field("x"), coefficients_of: field("c")}


@handles(value_at)
def call_made(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """A call of the object, in the body of a rule."""
    _, *given = args
    return cx.op(node, Apply(value_at, (), "value"), *(cx.atom(cx.open_all(value), node) for value in given), name=name)


def make(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """The object, as what is to be called; the body of a rule calls it by the function that does so."""
    maker = args[0]
    assert isinstance(maker, Static)
    made = apply_known(cx, node, args, kwargs, name)
    if cx.fixed is not None or not isinstance(made, Num):
        return made
    call, curve = called_by(maker.obj), made.atom

    def apply(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        given = [cx.atom(cx.open_all(value), node) for value in (*args, *kwargs.values())]
        assert call is not None
        return cx.op(node, Apply(call, tuple(kwargs), "value"), curve, *given)

    return Derived(made, apply, "curve")
