"""The type of the result of one operation, from the types of its arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from srcad import runtime
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, broadcast
from srcad.analyse.indexing import read
from srcad.analyse.join import join
from srcad.analyse.result_types import type_of_call
from srcad.analyse.unbroadcast import Sums, unbroadcast_axes
from srcad.ir.core import Apply, At, Atom, Bind, Format, Index, Pack, Path, Prim, Subscript, Update
from srcad.ir.types import DictOf, ListOf, Opaque, TupleOf, Type

__all__ = ["CannotType", "Sums", "broadcast", "infer", "join", "unbroadcast_axes"]


def infer(prim: Prim, args: Sequence[Atom], fresh: Fresh) -> Type:
    """The type of ``prim(*args)``; `fresh` makes a length about which nothing is known."""
    match prim:
        case Apply(fn=fn, kw=kw):
            return type_of_call(fn, args, kw, fresh)
        case Index(path=path):
            return read(args[0].type, path, args[1:], fresh)
        case Update(kind=kind, path=path):
            return _stored(kind, args, path, fresh)
        case Pack():
            return TupleOf(tuple(arg.type for arg in args))
        case Bind():
            return args[0].type
        case Format():
            return Opaque("str")
    raise CannotType(f"the result of {prim} is known only where it is defined")


def _stored(kind: str, args: Sequence[Atom], path: Path, fresh: Fresh) -> Type:
    """An array keeps its dtype; a list or dict holds what is put into it."""
    base, value = args[0].type, args[1].type
    match base, path:
        case DictOf(), (Subscript(entries=(At(),)),) if kind == "set":
            return type_of_call(runtime.with_key, (args[0], args[2], args[1]), (), fresh)
        case ListOf(item=item), (Subscript(entries=(At(),)),):
            both = join(item, value, fresh)
            return base if both is None else replace(base, item=both)
    return base
