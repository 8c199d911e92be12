"""Python's own functions over things of which only values tell the length, written in the language that is lifted.

Their text is not shown: what they do belongs to the call.
"""

from __future__ import annotations

from typing import Any

from srcad.front.lift import protocol
from srcad.front.lift.calls import closure_of, inline
from srcad.front.lift.context import Lifter
from srcad.front.lift.values import Value


def call_own(cx: Lifter, node: Any, fn: Any, args: list[Value], name: str = "") -> Value:
    """The body of one of the functions below in place of a call."""
    return inline(cx, node, closure_of(cx, fn, fn.__name__, node), args, {}, name, own=True)


def reduced(function: Any, items: Any, value: Any) -> Any:
    """``functools.reduce`` with a start."""
    for item in items:
        value = function(value, item)
    return value


def reduced_from_first(function: Any, items: Any) -> Any:
    """``functools.reduce`` of an array or range."""
    if len(items) == 0:
        raise TypeError("reduce() of empty iterable with no initial value")
    value = items[0]
    for k in range(1, len(items)):
        value = function(value, items[k])
    return value


def total(items: Any, value: Any) -> Any:
    """``sum``"""
    for item in items:
        value = value + item
    return value


def any_of(items: Any) -> bool:
    """``any``"""
    for item in items:  # noqa: SIM110 - written in the language that is lifted
        if item:
            return True
    return False


def all_of(items: Any) -> bool:
    """``all``"""
    for item in items:  # noqa: SIM110 - written in the language that is lifted
        if not item:
            return False
    return True


def greatest(items: Any, key: Any, *default: Any) -> Any:
    """``max`` with a key"""
    best = None
    for item in items:
        score = key(item)
        if best is None or score > best[1]:
            best = item, score
    if best is None:
        if default:
            return default[0]
        raise ValueError("max() iterable argument is empty")
    return best[0]


def least(items: Any, key: Any, *default: Any) -> Any:
    """``min`` with a key"""
    best = None
    for item in items:
        score = key(item)
        if best is None or score < best[1]:
            best = item, score
    if best is None:
        if default:
            return default[0]
        raise ValueError("min() iterable argument is empty")
    return best[0]


def listed(source: Any) -> Any:
    """``list``"""
    items = []
    for item in source:
        items.append(item)  # noqa: PERF402 - written in the language that is lifted
    return items


def paired(pairs: Any, entries: Any) -> Any:
    """``dict``"""
    for key, item in pairs:
        entries[key] = item
    return entries


def counted(items: Any, counts: Any) -> Any:
    """``Counter``"""
    for item in items:
        counts[item] = counts[item] + 1
    return counts


def gathered(items: Any, members: Any) -> Any:
    """``set``"""
    for item in items:
        members.add(item)
    return members


def scored(items: Any, key: Any) -> Any:
    """What ``sorted`` compares"""
    scores = []
    for item in items:
        scores.append(key(item))  # noqa: PERF401 - written in the language that is lifted
    return scores


def itself(item: Any) -> Any:
    """The `key` of ``max`` without one"""
    return item


def first(items: Any, *default: Any) -> Any:
    """``next`` of an iterator made for it"""
    for item in items:
        return item
    if default:
        return default[0]
    raise StopIteration


def stepped(iterator: Any) -> Any:
    """An iterator with a ``__next__`` of the user's, walked"""
    while True:
        try:
            item = iterator.__next__()
        except StopIteration:
            return
        yield item


protocol.STEPPED.append(lambda cx, node, iterator: call_own(cx, node, stepped, [iterator]))


def numbered(items: Any, number: int) -> Any:
    """``enumerate``"""
    for item in items:
        yield number, item
        number += 1


def mapped(function: Any, items: Any) -> Any:
    """``map``"""
    for item in items:
        yield function(item)


def passing(function: Any, items: Any) -> Any:
    """``filter``"""
    for item in items:
        if function is None:
            if item:
                yield item
        elif function(item):
            yield item


def entered(manager: Any) -> Any:
    """``with manager:``, as a generator around the body"""
    value = manager.__enter__()
    try:
        yield value
    finally:
        manager.__exit__(None, None, None)
