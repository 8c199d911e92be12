"""NumPy's functions that are more than one operation: they write into an array, or call a function of the user's."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.analyse.result_types.ufunc_methods import REPEATED
from srcad.front.lift import arrays_own
from srcad.front.lift.arrays import apply, apply_known
from srcad.front.lift.arrays import item as only_item
from srcad.front.lift.calls import FINDERS, METHODS, Handler, call, closure_of, handles, inline
from srcad.front.lift.context import Lifter
from srcad.front.lift.expressions import as_array
from srcad.front.lift.lookup import from_object
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Derived, Num, Seq, Static, Value, View
from srcad.ir.core import Apply, Lit
from srcad.ir.types import kind_of
from srcad.runtime import real_eig, real_eigvals
from srcad.runtime.newer import present

Keywords = dict[str, Value]


def call_own(cx: Lifter, node: Any, fn: Any, args: list[Value], kwargs: Keywords, name: str = "") -> Value:
    """The body of one of the functions written for this in place of a call."""
    return inline(cx, node, closure_of(cx, fn, fn.__name__, node), args, kwargs, name, own=True)


# --- writers --------------------------------------------------------------------------------------------------------


def written(cx: Lifter, node: Any, fn: Any, args: list[Value], kwargs: Keywords, lists: tuple[int, ...]) -> Value:
    """Do to an array what one of the functions above does; these arguments may be lists."""
    if not args or not isinstance(args[0], View):
        raise cx.rule_error(node, "what is written into must be an array given by position", "write x[...] = ...")
    args = [as_array(cx, node, arg) if place in lists else arg for place, arg in enumerate(args)]
    call_own(cx, node, fn, args, kwargs)
    return Static(None)


@handles(np.put)
def put(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    return written(cx, node, arrays_own.put, args[1:], kwargs, (1, 2))


@handles(np.place)
def place(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    return written(cx, node, arrays_own.place, args[1:], kwargs, (1, 2))


@handles(np.putmask)
def putmask(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    return written(cx, node, arrays_own.putmask, args[1:], kwargs, (1, 2))


@handles(np.fill_diagonal)
def fill_diagonal(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    if is_literal(cx, kwargs.get("wrap"), False):
        del kwargs["wrap"]
    return written(cx, node, arrays_own.fill_diagonal, args[1:], kwargs, (1,))


def is_literal(cx: Lifter, value: Value | None, wanted: object) -> bool:
    known = None if value is None else cx.known_value(value)
    return known is not None and known.value is wanted


@handles(np.put_along_axis)
def put_along_axis(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    axis = kwargs.get("axis", args[4] if len(args) > 4 else None)
    if axis is not None and is_literal(cx, axis, None):
        return written(cx, node, arrays_own.put_along_line, args[1:4], {}, (1, 2))
    return written(cx, node, arrays_own.put_along_axis, args[1:], kwargs, (1, 2))


@handles(np.subtract.at)
def subtract_at(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    """What is added is the opposite."""
    if len(args) != 4:
        raise cx.rule_error(node, "`np.subtract.at` is known with three arguments", "pass them by position")
    opposite = cx.op(node, Apply(operator.neg), cx.atom(as_array(cx, node, args[3]), node))
    return call(cx, node, Static(np.add.at, "np.add.at"), [args[1], args[2], opposite], {})


def unstack(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    return call_own(cx, node, arrays_own.unstack, args[1:], {"axis": Num(Lit(0))} | kwargs, name)


for _fn, _handler in present(unstack=unstack):
    handles(_fn)(_handler)


def is_line_of_integers(cx: Lifter, node: Any, value: Value) -> bool:
    type_ = cx.atom(as_array(cx, node, value), node).type
    return kind_of(type_) in ("i", "u") and getattr(type_, "ndim", 0) <= 1


def each_at(ufunc: np.ufunc) -> Handler:
    def at(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
        """Along the first axis, one index after the other."""
        tuples = len(args) > 2 and isinstance(args[2], Seq) and args[2].kind == "tuple"
        if len(args) != 4 or kwargs or tuples or not is_line_of_integers(cx, node, args[2]):
            raise cx.rule_error(
                node,
                f"`np.{ufunc.__name__}.at` is known with an array, integers along one axis, and values",
                "use np.add.at, or a loop",
            )
        combine = Static(ufunc, f"np.{ufunc.__name__}")
        return written(cx, node, arrays_own.at, [args[1], args[2], args[3], combine], {}, (1, 2))

    return at


for _ufunc in (*REPEATED, np.power, np.arctan2, np.ldexp):
    if _ufunc not in (np.add, np.subtract):
        handles(_ufunc.at)(each_at(_ufunc))


def method(fn: Callable[..., Any], lists: tuple[int, ...] = ()) -> Handler:
    def call_method(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
        return written(cx, node, fn, args, kwargs, lists)

    return call_method


METHODS["put"] = method(arrays_own.put, (1, 2))
METHODS["sort"] = method(arrays_own.sort)
METHODS["partition"] = method(arrays_own.partition)


def tolist(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    """Of numbers with one axis or two: they become Python's own."""
    type_ = cx.type(args[0], node)
    if kind_of(type_) != "f" or getattr(type_, "ndim", 0) > 2:
        raise cx.rule_error(node, "`tolist` is known for arrays of floats with up to two axes", "keep the array")
    return call_own(cx, node, arrays_own.tolist, args, kwargs, name)


METHODS["tolist"] = tolist


def item(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    """``x.item(i, j)``; without an index, the only element."""
    if len(args) == 1:
        return only_item(cx, node, args, kwargs, name)
    return call_own(cx, node, arrays_own.item, args, kwargs, name)


METHODS["item"] = item


# --- real or complex, by value --------------------------------------------------------------------------------------

#: functions of a real matrix whose results are real or complex, and what they are where these are real
OF_REAL = {np.linalg.eig: real_eig, np.linalg.eigvals: real_eigvals}


@handles(*OF_REAL)
def eigenvalues(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    """The results have one type, so those of a real matrix must be real."""
    callee, *rest = args
    rest = [as_array(cx, node, arg) for arg in (*rest, *kwargs.values())]
    if not rest or kind_of(cx.type(rest[0], node)) == "c":
        return apply_known(cx, node, [callee, *rest], {}, name)
    assert isinstance(callee, Static)
    return apply(cx, node, OF_REAL[callee.obj], "call", "", rest, {}, name)


# --- one after the other --------------------------------------------------------------------------------------------


@handles(np.atleast_1d, np.atleast_2d, np.atleast_3d)
def at_least(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    """Of several arrays, a tuple of what each becomes."""
    callee, *rest = args
    if len(rest) == 1:
        return apply_known(cx, node, args, kwargs, name)
    return Seq("tuple", tuple(apply_known(cx, node, [callee, each], {}, "") for each in rest))


# --- functions of functions -----------------------------------------------------------------------------------------


@handles(np.piecewise)
def piecewise(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    _, x, conditions, functions, *rest = args
    if not isinstance(x, View):
        raise cx.refuse(node, "`np.piecewise` of a number is not supported", "write an if, or pass an array")
    listed = isinstance(cx.open(conditions), Seq)
    tests = [as_array(cx, node, test) for test in unpack(cx, node, conditions)] if listed else [conditions]
    pieces = unpack(cx, node, functions)
    if len(pieces) == len(tests) + 1:
        tests.append(otherwise(cx, node, tests))
    if len(pieces) != len(tests):
        raise cx.refuse(node, f"{len(pieces)} functions for {len(tests)} conditions", "match them")
    y = apply(cx, node, np.zeros_like, "call", "np.zeros_like", [x], {}, name)
    for test, piece in zip(tests, pieces, strict=True):
        if isinstance(piece, Num | View):
            call_own(cx, node, arrays_own.constant_piece, [y, test, piece], {})
        else:
            call_own(cx, node, arrays_own.piece, [y, x, test, piece, *rest], kwargs)
    return y


def otherwise(cx: Lifter, node: Any, tests: list[Value]) -> Value:
    """Where none of the conditions holds."""
    found = cx.atom(tests[0], node)
    for test in tests[1:]:
        found = cx.atom(cx.op(node, Apply(operator.or_), found, cx.atom(test, node)), node)
    return cx.op(node, Apply(operator.invert), found)


@handles(np.select)
def select(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    """The first whose condition holds: that of the first is asked last."""
    given = dict(zip(("condlist", "choicelist", "default"), args[1:], strict=False)) | kwargs
    tests, choices = (unpack(cx, node, given[key]) for key in ("condlist", "choicelist"))
    if len(tests) != len(choices) or not tests:
        raise cx.refuse(node, f"{len(choices)} choices for {len(tests)} conditions", "match them")
    found = given.get("default", Num(Lit(0)))
    for k in reversed(range(len(tests))):
        found = apply(cx, node, np.where, "call", "np.where", [tests[k], choices[k], found], {}, name if k == 0 else "")
    return found


VECTORIZED = {1: arrays_own.vectorized_1, 2: arrays_own.vectorized_2, 3: arrays_own.vectorized_3}


def vectorized(cx: Lifter, node: Any, fn: Value, args: list[Value], kwargs: Keywords, name: str = "") -> Value:
    """The function of each item."""
    if kwargs or len(args) not in VECTORIZED:
        reason = "a vectorized function is supported with one to three positional arguments"
        raise cx.refuse(node, reason, "write a loop")
    arrays = [as_array(cx, node, arg) for arg in args]
    if not any(isinstance(arg, View) for arg in arrays):
        return call(cx, node, fn, args, {}, name)
    return call_own(cx, node, VECTORIZED[len(args)], [fn, *arrays], {}, name)


@handles(np.vectorize)
def vectorize(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    if len(args) != 2 or kwargs:
        raise cx.refuse(node, "`np.vectorize` is supported with a function alone", "write a loop")
    fn = args[1]
    return Derived(fn, lambda cx, node, args, kwargs: vectorized(cx, node, fn, args, kwargs), "vectorize")


def find_vectorized(obj: Any) -> Handler | None:
    return call_vectorized if type(obj) is np.vectorize else None


def call_vectorized(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    """One that was made outside."""
    callee, *rest = args
    assert isinstance(callee, Static)
    made = callee.obj
    if made.otypes is not None or made.signature is not None or made.excluded:
        raise cx.refuse(node, f"`{callee.name}` is vectorized with options", "leave them out, or write a loop")
    return vectorized(cx, node, from_object(cx, made.pyfunc, f"{callee.name}.pyfunc"), rest, kwargs, name)


FINDERS.append(find_vectorized)


@handles(np.apply_along_axis)
def apply_along_axis(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    return call_own(cx, node, arrays_own.along_axis, args[1:], kwargs, name)


@handles(np.apply_over_axes)
def apply_over_axes(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    _, fn, a, axes = args
    listed = isinstance(cx.open(axes), Seq)
    for axis in unpack(cx, node, axes) if listed else (axes,):
        before = cx.type(a, node)
        found = call(cx, node, fn, [a, axis], {})
        same = getattr(cx.type(found, node), "ndim", 0) == getattr(before, "ndim", 0)
        a = found if same else apply(cx, node, np.expand_dims, "call", "np.expand_dims", [found, axis], {}, "")
    return a


@handles(np.block)
def block(cx: Lifter, node: Any, args: list[Value], kwargs: Keywords, name: str) -> Value:
    """The innermost lists lie along the last axis, those around them along the one before."""
    depth = depth_of(cx, args[1])
    return assembled(cx, node, args[1], depth, max(depth, most_axes(cx, node, args[1])), name)


def depth_of(cx: Lifter, value: Value) -> int:
    content = cx.open(value)
    if not isinstance(content, Seq):
        return 0
    return 1 + max((depth_of(cx, item) for item in content.items), default=0)


def most_axes(cx: Lifter, node: Any, value: Value) -> int:
    content = cx.open(value)
    if isinstance(content, Seq):
        return max((most_axes(cx, node, item) for item in content.items), default=0)
    return getattr(cx.type(value, node), "ndim", 0)


def assembled(cx: Lifter, node: Any, value: Value, depth: int, ndim: int, name: str = "") -> Value:
    content = cx.open(value)
    if not isinstance(content, Seq):
        lead = ndim - most_axes(cx, node, value)
        axes = Static(tuple(range(lead)))
        return apply(cx, node, np.expand_dims, "call", "np.expand_dims", [value, axes], {}, "") if lead else value
    items = tuple(assembled(cx, node, item, depth - 1, ndim) for item in content.items)
    axis: Keywords = {"axis": Num(Lit(-depth))}
    return apply(cx, node, np.concatenate, "call", "np.concatenate", [Seq("list", items)], axis, name)
