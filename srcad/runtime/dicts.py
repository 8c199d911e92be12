"""Dicts with an entry more or less, each a new dict: what the text does in place; and what a dict consists of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def with_key(items: Mapping[Any, Any], key: Any, item: Any) -> dict[Any, Any]:
    """The dict with an item under a key."""
    return {**items, key: item}


def with_default(items: Mapping[Any, Any], key: Any, item: Any) -> dict[Any, Any]:
    """The dict with an item under a key, where it had none."""
    return dict(items) if key in items else {**items, key: item}


def without_key(items: Mapping[Any, Any], key: Any, item: Any) -> dict[Any, Any]:
    """The dict without a key, under which it has `item`."""
    found = dict(items)
    del found[key]
    return found


def with_member(members: Any, member: Any) -> set[Any]:
    """The set with a member more, unless it is in already."""
    return {*members, member}


def without_member(members: Any, member: Any) -> set[Any]:
    """The set without a member, which need not be in it."""
    return {each for each in members if each != member}


def keys_of(items: Any) -> list[Any]:
    """The keys of a dict, in order, or the members of a set."""
    return list(items)


def values_of(items: Mapping[Any, Any]) -> list[Any]:
    """The items, in the order of their keys."""
    return list(items.values())


def picked(items: Mapping[Any, Any], keys: Iterable[Any]) -> list[Any]:
    """The items under these keys."""
    return [items[key] for key in keys]


def keyed(keys: Iterable[Any], items: Iterable[Any]) -> dict[Any, Any]:
    """A dict of items under keys."""
    return dict(zip(keys, items, strict=False))


def united(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> dict[Any, Any]:
    """All entries of two dicts; of those with one key, that of the second."""
    return {**one, **other}


def summed(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> dict[Any, Any]:
    """The entries of two dicts, those with one key added."""
    return {**one, **{key: _sum(one[key], item) if key in one else item for key, item in other.items()}}


def _sum(one: Any, other: Any) -> Any:
    if isinstance(one, dict):
        return summed(one, other)
    if isinstance(one, list):
        return [_sum(a, b) for a, b in zip(one, other, strict=True)]
    return one + other
