"""Functions of functions: `functools`, `map` and `filter`, `any` and `all`, `sorted`, the makers of `operator`."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import FunctionType, MappingProxyType, MethodType
from typing import Any

import gast
import numpy as np

from srcad.analyse.result_types.table import typer_of
from srcad.front.lift import prelude
from srcad.front.lift.acting import acts
from srcad.front.lift.branches import choose
from srcad.front.lift.builtins_ import is_countable
from srcad.front.lift.calls import FINDERS, Handler, call, container_method, handles
from srcad.front.lift.chosen import with_each
from srcad.front.lift.context import Lifter
from srcad.front.lift.effects import stands
from srcad.front.lift.expressions import BINARY, binary
from srcad.front.lift.grown import columns_of
from srcad.front.lift.iterate import as_list
from srcad.front.lift.lookup import attribute_named, from_object
from srcad.front.lift.of_class import class_of_value
from srcad.front.lift.sorting import sort, sorted_list
from srcad.front.lift.subscripts import item_of
from srcad.front.lift.truth import known_truth, truth
from srcad.front.lift.unpack import unpack
from srcad.front.lift.values import Box, Derived, Generator, Num, Seq, Static, Value, View, Walk
from srcad.ir.core import Apply, At, Index, Lit, Subscript

# --- functools --------------------------------------------------------------------------------------------------


@handles(functools.reduce)
def reduce(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, fn, items, *start = args
    if is_countable(cx, items):
        values = [*start, *unpack(cx, node, items)]
        if not values:
            raise cx.refuse(node, "`reduce` of nothing, without a start", "give it a start")
        value, *others = values
        for number, item in enumerate(others, 1):
            value = call(cx, node, fn, [value, item], {}, name if number == len(others) else "")
        return value
    if start:
        return prelude.call_own(cx, node, prelude.reduced, [fn, items, *start], name)
    return prelude.call_own(cx, node, prelude.reduced_from_first, [fn, items], name)


@handles(functools.partial)
def partial(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, fn, *first = args

    def apply(cx: Lifter, node: Any, args: list[Value], given: dict[str, Value]) -> Value:
        return call(cx, node, fn, [*first, *args], {**kwargs, **given})

    return Derived(Seq("tuple", (fn, *first, *kwargs.values())), apply, "partial")


def unchanged(fn: Any) -> Any:
    """A decorator that leaves the function as it is."""
    return fn


@handles(unchanged, functools.cache)
def as_it_is(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return cached(args[1]) if isinstance(args[0], Static) and args[0].obj is functools.cache else args[1]


@handles(functools.wraps)
def wraps(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return Static(unchanged, "wraps")


@handles(functools.lru_cache)
def lru_cache(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    if len(args) == 2 and not isinstance(args[1], Num) and not (isinstance(args[1], Static) and args[1].obj is None):
        return cached(args[1])
    return Static(functools.cache, "cache")


def cached(fn: Value) -> Value:
    """A function whose results are kept: pure, or its effects would not happen at every call."""

    def apply(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value]) -> Value:
        written = len(cx.builder.body)
        result = call(cx, node, fn, args, kwargs)
        if acts(cx.builder.body[written:]):
            raise cx.refuse(node, "a function whose results are cached does something else too", "leave out the cache")
        if isinstance(result, View):
            result.cell.frozen = "what a function keeps in its cache"
        return result

    return Derived(fn, apply, "cache")


def find_cached(obj: Any) -> Handler | None:
    return call_cached if isinstance(obj, functools._lru_cache_wrapper) else None


def call_cached(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, *rest = args
    assert isinstance(callee, Static)
    inner = from_object(cx, callee.obj.__wrapped__, f"{callee.name}.__wrapped__")
    return call(cx, node, cached(inner), rest, kwargs, name)


FINDERS.append(find_cached)


def find_dispatched(obj: Any) -> Handler | None:
    """``functools.singledispatch``"""
    is_one = isinstance(obj, FunctionType) and isinstance(getattr(obj, "registry", None), MappingProxyType)
    return call_dispatched if is_one and callable(getattr(obj, "dispatch", None)) else None


def call_dispatched(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """The function that is registered for the class of the first argument."""
    callee, *rest = args
    assert isinstance(callee, Static)
    if not rest:
        raise cx.refuse(node, f"`{callee.name}` needs an argument to be chosen by", "pass one")

    def use(first: Value) -> Value:
        cls = class_of_value(cx, first)
        if cls is None:
            raise cx.refuse(node, "the class of this value is not known here", "call the function for it by its name")
        chosen = callee.obj.dispatch(cls)
        cx.free.identity(lambda: callee.obj.dispatch(cls), chosen)
        fn = Static(chosen, f"{callee.name}.dispatch({cls.__name__})")
        return call(cx, node, fn, [first, *rest[1:]], kwargs, name)

    return with_each(cx, node, rest[0], use, name)


FINDERS.append(find_dispatched)


# --- bound methods ----------------------------------------------------------------------------------------------


def find_bound(obj: Any) -> Handler | None:
    return call_bound if isinstance(obj, MethodType) and not stands(obj) and typer_of(obj) is None else None


def call_bound(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """A method of an object from outside: the function, the object first."""
    callee, *rest = args
    assert isinstance(callee, Static)
    method = callee.obj
    path, _, attr = callee.name.rpartition(".")
    owner = path if path and attr == method.__func__.__name__ else f"{callee.name}.__self__"
    this = from_object(cx, method.__self__, owner)
    return call(cx, node, Static(method.__func__, f"{callee.name}.__func__"), [this, *rest], kwargs, name)


FINDERS.append(find_bound)


# --- operator ---------------------------------------------------------------------------------------------------


@handles(*BINARY.values())
def of_two(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, left, right = args
    assert isinstance(callee, Static)
    return binary(cx, node, callee.obj, left, right, name)


@handles(operator.itemgetter, operator.attrgetter, operator.methodcaller)
def getter(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    maker, *parts = args
    assert isinstance(maker, Static)
    if maker.obj is operator.methodcaller:
        raise cx.refuse(node, "`methodcaller` is not supported", "write a lambda")
    known = [cx.demand(part, node, f"an argument of `{maker.name}`") for part in parts]
    try:
        return Static(maker.obj(*known, **kwargs), maker.name)
    except TypeError as error:
        raise cx.refuse(node, f"`{maker.name}`: {error}", "name the items or attributes to get") from None


def find_getter(obj: Any) -> Handler | None:
    if isinstance(obj, operator.itemgetter):
        return get_items
    return get_attributes if isinstance(obj, operator.attrgetter) else None


FINDERS.append(find_getter)


def get_items(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, owner = args
    assert isinstance(callee, Static)
    keys = callee.obj.__reduce__()[1]
    found = [item_of(cx, node, owner, gast.copy_location(gast.Constant(key, None), node)) for key in keys]
    return found[0] if len(keys) == 1 else Seq("tuple", tuple(found))


def get_attributes(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, owner = args
    assert isinstance(callee, Static)
    found = []
    for path in callee.obj.__reduce__()[1]:
        value = owner
        for attr in path.split("."):
            value = attribute_named(cx, node, value, attr)
        found.append(value)
    return found[0] if len(found) == 1 else Seq("tuple", tuple(found))


# --- map, filter, any, all, sorted ------------------------------------------------------------------------------


@handles(map)
def map_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, fn, *parts = args
    if len(parts) == 1 and isinstance(parts[0], Generator):
        return prelude.call_own(cx, node, prelude.mapped, [fn, *parts])

    def apply(cx: Lifter, node: Any, row: Value) -> Value:
        assert isinstance(row, Seq)
        return call(cx, node, fn, list(row.items), {})

    return Walk("map", tuple(parts), apply=apply, depth=cx.depth)


@handles(filter)
def filter_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    _, fn, items = args
    if not is_countable(cx, items):
        return prelude.call_own(cx, node, prelude.passing, [fn, items])
    kept = []
    for item in unpack(cx, node, items):
        is_none = isinstance(fn, Static) and fn.obj is None
        outcome = known_truth(cx, item if is_none else call(cx, node, fn, [item], {}))
        if outcome is None:
            raise cx.refuse(node, "what `filter` leaves depends on values", "write a loop with an if")
        kept += [item] if outcome else []
    return Walk("filter", (Seq("tuple", tuple(kept)),), depth=cx.depth)


@handles(any, all)
def any_or_all(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    callee, items = args
    assert isinstance(callee, Static)
    ends = callee.obj is any
    if not is_countable(cx, items):
        return prelude.call_own(cx, node, prelude.any_of if ends else prelude.all_of, [items], name)

    def fold(rest: Sequence[Item]) -> Value:
        if not rest:
            return Num(Lit(not ends))
        outcome = truth(cx, rest[0](), node)
        if isinstance(outcome, bool):
            return Num(Lit(ends)) if outcome is ends else fold(rest[1:])
        if ends:
            return choose(cx, node, Num(outcome), lambda: Num(Lit(True)), lambda: fold(rest[1:]))
        return choose(cx, node, Num(outcome), lambda: fold(rest[1:]), lambda: Num(Lit(False)))

    return fold(one_by_one(cx, node, items))


Item = Callable[[], Value]


def one_by_one(cx: Lifter, node: Any, items: Value) -> list[Item]:
    """The items, each made when it is asked for."""

    def made(apply: Callable[..., Value], row: tuple[Value, ...]) -> Item:
        return lambda: apply(cx, node, Seq("tuple", row))

    if isinstance(items, Walk) and items.apply is not None:
        cx.use_up(items, node)
        rows = zip(*(unpack(cx, node, part) for part in items.parts), strict=False)
        return [made(items.apply, row) for row in rows]
    return [lambda item=item: item for item in unpack(cx, node, items)]  # type: ignore[misc]


@handles(sorted)
def sorted_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """By values known outright the items are put in order now; else an index array is, and they are picked by it."""
    if not is_countable(cx, args[1]):
        return sorted_list(cx, node, args[1], kwargs)
    items = unpack(cx, node, args[1])
    key = kwargs.get("key", Static(None))
    scores = items if isinstance(key, Static) and key.obj is None else [call(cx, node, key, [i], {}) for i in items]
    backwards = bool(cx.demand(kwargs["reverse"], node, "reverse")) if "reverse" in kwargs else False
    known = [cx.known_value(score) for score in scores]
    if all(each is not None for each in known):
        values = [each.value for each in known if each is not None]
        order = sorted(range(len(items)), key=values.__getitem__, reverse=backwards)
        return cx.box(Seq("list", tuple(items[place] for place in order)), node)
    if len(items) < 2:
        return cx.box(Seq("list", tuple(items)), node)
    if all(isinstance(score, Seq) for score in scores):
        return sorted_list(cx, node, cx.box(columns_of(cx, node, Seq("list", items), None), node), kwargs)
    return cx.box(Seq("list", picked(cx, node, tuple(items), order_of(cx, node, scores, backwards))), node)


@container_method("list", "sort")
def sort_(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    """Items known one by one are sorted as by `sorted`."""
    (box,) = args
    assert isinstance(box, Box)
    content = cx.open(box)
    if isinstance(content, Seq):
        found = sorted_(cx, node, [Static(sorted, "sorted"), box], kwargs, name)
        cx.fill(box, Seq("list", unpack(cx, node, found)), node)
    else:
        sort(cx, node, box, kwargs)
    return Static(None)


def order_of(cx: Lifter, node: Any, scores: Any, backwards: bool) -> Value:
    """The places of numbers in their order; equal ones stay as they are."""
    if not all(isinstance(score, Num) for score in scores):
        raise cx.refuse(node, "only numbers can be sorted by their values here", "give a `key` that is a number")
    listed = as_list(cx, node, [cx.atom(score, node) for score in scores])
    if listed is None:
        raise cx.refuse(node, "only numbers can be sorted by their values here", "give a `key` that is a number")
    values = cx.emit(node, Apply(np.array), listed)
    if backwards:
        values = cx.emit(node, Apply(operator.neg), values)
    return cx.op(node, Apply(np.argsort, ("kind",)), values, Lit("stable"))


def picked(cx: Lifter, node: Any, items: tuple[Value, ...], order: Value) -> tuple[Value, ...]:
    """The items in an order that values decide: from one list for each part of theirs."""
    items = tuple(map(cx.open, items))
    first = items[0]
    step = Index((Subscript((At(),)),))
    if all(isinstance(item, Num | View) for item in items):
        listed = as_list(cx, node, [cx.atom(item, node) for item in items])
        if listed is not None:
            places = [cx.emit(node, step, cx.atom(order, node), Lit(place)) for place in range(len(items))]
            return tuple(cx.op(node, step, listed, place) for place in places)
    rows = [item for item in items if isinstance(item, Seq)]
    if isinstance(first, Seq) and len(rows) == len(items) and len({len(row.items) for row in rows}) == 1:
        columns = [picked(cx, node, column, order) for column in zip(*(row.items for row in rows), strict=True)]
        return tuple(cx.boxed(replace(first, items=row), node) for row in zip(*columns, strict=True))
    raise cx.refuse(node, "items of different kinds cannot be sorted by values", "give them one type")
