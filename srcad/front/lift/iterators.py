"""`itertools`: the iterators that are made by a generator of a few lines, which stands here.

Their text is not shown: what they do belongs to the call.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import BuiltinMethodType
from typing import Any

from srcad.front.lift.calls import FINDERS, Handler, handles
from srcad.front.lift.context import Lifter
from srcad.front.lift.prelude import call_own
from srcad.front.lift.values import Num, Seq, Static, Value
from srcad.ir.core import Lit


def chain(parts: Any) -> Any:
    for items in parts:
        yield from items


def product(*parts: Any) -> Any:
    if len(parts) == 1:
        for item in parts[0]:
            yield (item,)
    else:
        for item in parts[0]:
            for others in product(*parts[1:]):
                yield item, *others


def accumulate(items: Any, function: Any) -> Any:
    value = None
    for item in items:
        if value is None:
            value = item
        elif function is None:
            value = value + item
        else:
            value = function(value, item)
        yield value


def accumulate_from(items: Any, function: Any, value: Any) -> Any:
    yield value
    for item in items:
        value = value + item if function is None else function(value, item)
        yield value


def pairwise(items: Any) -> Any:
    for k in range(len(items) - 1):
        yield items[k], items[k + 1]


def starmap(function: Any, rows: Any) -> Any:
    for row in rows:
        yield function(*row)


def takewhile(function: Any, items: Any) -> Any:
    for item in items:
        if not function(item):
            return
        yield item


def dropwhile(function: Any, items: Any) -> Any:
    begun = False
    for item in items:
        if not begun and not function(item):
            begun = True
        if begun:
            yield item


def first_of(items: Any, stop: int) -> Any:
    if stop > 0:
        for number, item in enumerate(items, 1):
            yield item
            if number >= stop:
                return


def islice(items: Any, start: int, stop: int, step: int) -> Any:
    for number, item in enumerate(first_of(items, stop)):
        if number >= start and (number - start) % step == 0:
            yield item


def repeat(value: Any, times: int) -> Any:
    for _ in range(times):
        yield value


def count(number: Any, step: Any) -> Any:
    while True:
        yield number
        number = number + step


def combinations(items: Any) -> Any:
    for i in range(len(items)):
        for j in range(i + 1, len(items)):
            yield items[i], items[j]


def refused(cx: Lifter, node: Any, what: str) -> Exception:
    return cx.refuse(node, f"this use of `{what}` is not supported", "write the loops out")


def enter(fn: Any, made: Callable[..., Any]) -> None:
    """An iterator with the parameters of the function that stands for it."""

    def handler(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
        if kwargs:
            raise refused(cx, node, fn.__name__)
        return call_own(cx, node, made, args[1:])

    handles(fn)(handler)


enter(itertools.product, product)
enter(itertools.pairwise, pairwise)
enter(itertools.starmap, starmap)
enter(itertools.takewhile, takewhile)
enter(itertools.dropwhile, dropwhile)


@handles(itertools.chain)
def chained(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return call_own(cx, node, chain, [Seq("tuple", tuple(args[1:]))])


def chained_from(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    return call_own(cx, node, chain, args[1:])


def find_chain(obj: Any) -> Handler | None:
    """``chain.from_iterable`` is another object each time it is asked for."""
    is_it = isinstance(obj, BuiltinMethodType) and obj == itertools.chain.from_iterable
    return chained_from if is_it else None


FINDERS.append(find_chain)


@handles(itertools.accumulate)
def accumulated(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    function = args[2] if len(args) > 2 else kwargs.get("func", Static(None))
    start = kwargs.get("initial")
    if start is None or (isinstance(start, Static) and start.obj is None):
        return call_own(cx, node, accumulate, [args[1], function])
    return call_own(cx, node, accumulate_from, [args[1], function, start])


@handles(itertools.islice)
def sliced(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    items, *bounds = args[1:] or [Static(None)]
    if not bounds or len(bounds) > 3 or not all(isinstance(bound, Num) for bound in bounds):
        raise refused(cx, node, "islice")
    if len(bounds) == 1:
        return call_own(cx, node, first_of, [items, *bounds])
    return call_own(cx, node, islice, [items, *bounds, *([Num(Lit(1))] if len(bounds) == 2 else [])])


@handles(itertools.repeat)
def repeated(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    times = args[2] if len(args) > 2 else kwargs.get("times")
    if times is None:
        raise refused(cx, node, "repeat")
    return call_own(cx, node, repeat, [args[1], times])


@handles(itertools.count)
def counted(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    start = args[1] if len(args) > 1 else kwargs.get("start", Num(Lit(0)))
    step = args[2] if len(args) > 2 else kwargs.get("step", Num(Lit(1)))
    return call_own(cx, node, count, [start, step])


@handles(itertools.combinations)
def combined(cx: Lifter, node: Any, args: list[Value], kwargs: dict[str, Value], name: str) -> Value:
    size = cx.known_value(args[2]) if len(args) > 2 and not kwargs else None
    if size is None or size.value != 2:
        raise refused(cx, node, "combinations")
    return call_own(cx, node, combinations, args[1:2])
