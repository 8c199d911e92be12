"""Dicts whose keys only the run knows."""

from __future__ import annotations

from srcad import runtime
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.join import join
from srcad.analyse.result_types.elementwise import as_list
from srcad.analyse.result_types.table import types
from srcad.ir.core import Atom
from srcad.ir.types import DictOf, ListOf, SetOf, Type


def _as_dict(items: Type) -> DictOf:
    if not isinstance(items, DictOf):
        raise CannotType(f"{items} is no dict")
    return items


def _joined(one: Type, other: Type, fresh: Fresh) -> Type:
    both = join(one, other, fresh)
    if both is None:
        raise CannotType(f"{one} and {other} have nothing in common")
    return both


@types(runtime.with_key, runtime.with_default)
def _with_entry(fresh: Fresh, items: Atom, key: Atom, item: Atom) -> Type:
    base = _as_dict(items.type)
    return DictOf(_joined(base.item, item.type, fresh), True, _joined(base.key, key.type, fresh))


@types(runtime.with_member, runtime.without_member)
def _with_member(fresh: Fresh, members: Atom, member: Atom) -> Type:
    key = _joined(_as_dict(members.type).key, member.type, fresh)
    return SetOf(key, True, key)


@types(set, set.copy)
def _set(fresh: Fresh, items: Atom) -> Type:
    key = _as_dict(items.type).key
    return SetOf(key, True, key)


@types(runtime.without_key)
def _without_key(fresh: Fresh, items: Atom, key: Atom, item: Atom) -> Type:
    return _as_dict(items.type)


@types(runtime.keys_of)
def _keys_of(fresh: Fresh, items: Atom) -> Type:
    return ListOf(_as_dict(items.type).key)


@types(runtime.values_of)
def _values_of(fresh: Fresh, items: Atom) -> Type:
    return ListOf(_as_dict(items.type).item)


@types(runtime.picked)
def _picked(fresh: Fresh, items: Atom, keys: Atom) -> Type:
    return ListOf(_as_dict(items.type).item)


@types(runtime.keyed)
def _keyed(fresh: Fresh, keys: Atom, items: Atom) -> Type:
    key = keys.type.key if isinstance(keys.type, DictOf) else as_list(keys.type, fresh).item
    return DictOf(as_list(items.type, fresh).item, True, key)


@types(runtime.united, runtime.summed)
def _united(fresh: Fresh, one: Atom, other: Atom) -> Type:
    return _joined(_as_dict(one.type), _as_dict(other.type), fresh)
