"""Lists with an item more or less."""

from __future__ import annotations

from dataclasses import replace

from srcad import runtime
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.join import join
from srcad.analyse.result_types.elementwise import as_list
from srcad.analyse.result_types.table import types
from srcad.ir.core import Atom, Var
from srcad.ir.types import INT, ListOf, Type


def _with_item(items: Atom, item: Atom, fresh: Fresh) -> Type:
    both = join(as_list(items.type, fresh).item, item.type, fresh)
    if both is None:
        raise CannotType(f"{item.type} cannot be put into {items.type}")
    return ListOf(both)


@types(runtime.appended)
def _appended(fresh: Fresh, items: Atom, item: Atom) -> Type:
    return _with_item(items, item, fresh)


@types(runtime.appended_at)
def _appended_at(fresh: Fresh, items: Atom, place: Atom, item: Atom) -> Type:
    base = as_list(items.type, fresh)
    inner = Var("items", base.item)
    return replace(base, item=_with_item(inner, item, fresh))


@types(runtime.shortened_at)
def _shortened_at(fresh: Fresh, items: Atom, place: Atom, last: Atom) -> Type:
    return as_list(items.type, fresh)


@types(runtime.inserted)
def _inserted(fresh: Fresh, items: Atom, place: Atom, item: Atom) -> Type:
    return _with_item(items, item, fresh)


@types(runtime.without_last)
def _without_last(fresh: Fresh, items: Atom, last: Atom) -> Type:
    return as_list(items.type, fresh)


@types(runtime.without)
def _without(fresh: Fresh, items: Atom, place: Atom, item: Atom) -> Type:
    return as_list(items.type, fresh)


@types(runtime.concatenated)
def _concatenated(fresh: Fresh, items: Atom, more: Atom) -> Type:
    both = join(as_list(items.type, fresh), as_list(more.type, fresh), fresh)
    if both is None:
        raise CannotType(f"{items.type} and {more.type} are lists of different things")
    return both


@types(runtime.repeated)
def _repeated(fresh: Fresh, items: Atom, times: Atom) -> Type:
    return as_list(items.type, fresh)


@types(runtime.place_of, runtime.place_to_insert)
def _place(fresh: Fresh, items: Atom, index: Atom) -> Type:
    return INT


@types(runtime.order_of)
def _order_of(fresh: Fresh, reverse: Atom, *columns: Atom) -> Type:
    return ListOf(INT)


@types(runtime.arranged, runtime.put_in_order)
def _arranged(fresh: Fresh, items: Atom, order: Atom) -> Type:
    return as_list(items.type, fresh)


@types(list.index, list.count)
def _position(fresh: Fresh, items: Atom, value: Atom) -> Type:
    return INT


@types(runtime.folded)
def _folded(fresh: Fresh, wide: Atom, items: Atom) -> Type:
    return as_list(wide.type, fresh)
