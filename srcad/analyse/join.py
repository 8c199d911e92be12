"""The type of a value that comes from two places: the arms of a branch, the rounds of a loop."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from srcad.analyse import promote
from srcad.analyse.dims import Fresh, same
from srcad.analyse.plain import is_opaque, joined
from srcad.ir.types import (
    UNKNOWN,
    Array,
    DictOf,
    Dim,
    Extent,
    ListOf,
    Opaque,
    RangeOf,
    Scalar,
    TupleOf,
    Type,
    dtype_kind,
    kind_of,
    may_be_one,
)

_ORDER = "bifc"


def join(a: Type, b: Type, fresh: Fresh, loose: Collection[str] = ()) -> Type | None:
    """The least type that both have, or None when there is none (a number and an array, a tuple and a list).

    Lengths that differ become a fresh one.  `loose` names lengths that stand for whatever comes (those a loop made
    for its own carried arrays): joined with another they stay, so that a fixpoint is reached.
    """
    if a == b:
        return a
    match a, b:
        case (Opaque("Undefined" | "nothing"), other) | (other, Opaque("Undefined" | "nothing")):
            return other
        case Opaque(), Opaque():
            return joined(a, b)
        case (Opaque() as plain, Scalar(kind="b" | "i")) | (Scalar(kind="b" | "i"), Opaque() as plain):
            return UNKNOWN if is_opaque(plain) else None
        case Scalar(), Scalar():
            return _join_scalars(a, b)
        case Array(), Array() if a.ndim == b.ndim and (a.dtype == b.dtype or "O" not in (kind_of(a), kind_of(b))):
            dims = tuple(_join_dim(x, y, fresh, loose) for x, y in zip(a.dims, b.dims, strict=True))
            return Array(_join_dtype(a.dtype, b.dtype), dims)
        case TupleOf(), TupleOf() if len(a.items) == len(b.items):
            items = [join(x, y, fresh, loose) for x, y in zip(a.items, b.items, strict=True)]
            known = tuple(item for item in items if item is not None)
            alike = len(known) == len(items) and replace(a, items=()) == replace(b, items=())
            return replace(a, items=known) if alike else None
        case DictOf(), DictOf() if type(a) is type(b):
            item, key = join(a.item, b.item, fresh, loose), join(a.key, b.key, fresh, loose)
            return None if item is None or key is None else replace(a, item=item, key=key)
        case ListOf(), ListOf() if type(a) is type(b):
            item = join(a.item, b.item, fresh, loose)
            return None if item is None else ListOf(item, a.mutable or b.mutable)
        case RangeOf(), RangeOf():
            return RangeOf()
    return None


def _join_dim(a: Dim, b: Dim, fresh: Fresh, loose: Collection[str]) -> Dim:
    if same(a, b):
        return b if isinstance(a, Extent) and a.many else a
    known = next((dim for dim in (a, b) if isinstance(dim, Extent) and dim.root in loose), None)
    # two lengths of which neither is one: whatever the common one is, it is not one either
    many = not may_be_one(a) and not may_be_one(b)
    return replace(known if known is not None else fresh(), many=many)


def _join_dtype(a: str, b: str) -> str:
    return a if a == b else promote.vague(_wider(dtype_kind(a), dtype_kind(b)))


def _join_scalars(a: Scalar, b: Scalar) -> Scalar:
    extent = a.extent if a.extent == b.extent else None
    return Scalar(_wider(a.kind, b.kind), a.dtype if a.dtype == b.dtype else "?", extent)


def _wider(a: str, b: str) -> str:
    return max(a, b, key=_ORDER.index)
