"""Lists with an item more or less, each a new list: what the text does in place (``append``, ``pop``, ``insert``)."""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from typing import Any

from srcad.runtime.adjoints import zeros_like


def appended(items: Sequence[Any], item: Any) -> list[Any]:
    """The list with an item more at its end."""
    return [*items, item]


def without_last(items: Sequence[Any], last: Any) -> list[Any]:
    """The list without its last item, which is `last`."""
    return list(items[:-1])


def appended_at(items: Any, place: Any, item: Any) -> Any:
    """The list or dict of lists, that at a place with an item more at its end."""
    found = items.copy()
    found[place] = [*items[place], item]
    return found


def shortened_at(items: Any, place: Any, last: Any) -> Any:
    """The list or dict of lists, that at a place without its last item, which is `last`."""
    found = items.copy()
    found[place] = list(items[place][:-1])
    return found


def order_of(reverse: bool, *columns: Sequence[Any]) -> list[int]:
    """The places of the items of a list in their order; equal ones stay as they are.

    The items are tuples of what stands in the `columns`, or what stands in the only one.
    """
    keys = columns[0] if len(columns) == 1 else list(zip(*columns, strict=True))
    return sorted(range(len(keys)), key=keys.__getitem__, reverse=reverse)


def arranged(items: Sequence[Any], order: Sequence[int]) -> list[Any]:
    """The items in an order, which names each place once."""
    return [items[place] for place in order]


def put_in_order(items: Sequence[Any], order: Sequence[int]) -> list[Any]:
    """The items back at the places that an order names."""
    found = list(items)
    for place, item in zip(order, items, strict=True):
        found[place] = item
    return found


def inserted(items: Sequence[Any], place: int, item: Any) -> list[Any]:
    """The list with an item more at a place counted from the front."""
    return [*items[:place], item, *items[place:]]


def without(items: Sequence[Any], place: int, item: Any) -> list[Any]:
    """The list without the item at a place counted from the front, which is `item`."""
    return [*items[:place], *items[place + 1 :]]


def place_of(items: Sequence[Any], index: int) -> int:
    """An index counted from the front; IndexError if the list has no such item."""
    return range(len(items))[index]


def place_to_insert(items: Sequence[Any], index: int) -> int:
    """Where ``items.insert(index, item)`` puts the item, counted from the front."""
    return max(index + len(items), 0) if index < 0 else min(index, len(items))


def concatenated(items: Sequence[Any], more: Sequence[Any]) -> list[Any]:
    """One list after the other."""
    return [*items, *more]


def repeated(items: Sequence[Any], times: int) -> list[Any]:
    """The list, several times over."""
    return [*items] * times


def folded(wide: Sequence[Any], items: Sequence[Any]) -> list[Any]:
    """The sums of what belongs to each item of a list that was repeated."""
    count = len(items)
    return [functools.reduce(operator.add, wide[k::count], zeros_like(items[k])) for k in range(count)]
