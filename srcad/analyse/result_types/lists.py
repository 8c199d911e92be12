"""Lists with an item more or less."""

from __future__ import annotations

from srcad import runtime
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.join import join
from srcad.analyse.result_types.table import types
from srcad.ir.core import Atom
from srcad.ir.types import INT, ListOf, Type


def _with_item(items: Atom, item: Atom, fresh: Fresh) -> Type:
    both = join(items.type.item, item.type, fresh) if isinstance(items.type, ListOf) else None
    if both is None:
        raise CannotType(f"{item.type} cannot be put into {items.type}")
    return ListOf(both)


@types(runtime.appended)
def _appended(fresh: Fresh, items: Atom, item: Atom) -> Type:
    return _with_item(items, item, fresh)


@types(runtime.inserted)
def _inserted(fresh: Fresh, items: Atom, place: Atom, item: Atom) -> Type:
    return _with_item(items, item, fresh)


@types(runtime.without_last)
def _without_last(fresh: Fresh, items: Atom, last: Atom) -> Type:
    return items.type


@types(runtime.without)
def _without(fresh: Fresh, items: Atom, place: Atom, item: Atom) -> Type:
    return items.type


@types(runtime.place_of, runtime.place_to_insert)
def _place(fresh: Fresh, items: Atom, index: Atom) -> Type:
    return INT


@types(runtime.folded)
def _folded(fresh: Fresh, wide: Atom, items: Atom) -> Type:
    return wide.type
