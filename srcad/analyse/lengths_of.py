"""The names of lengths in types: found, and renamed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from srcad.analyse.dims import Fresh
from srcad.ir.core import Block
from srcad.ir.types import Array, Dim, Extent, ListOf, RangeOf, Scalar, TupleOf, Type
from srcad.ir.walk import defined

#: a length about which nothing was known when it was made
FRESH = re.compile(r"n\d+")


def roots_of(block: Block) -> Iterator[str]:
    """The names of all lengths in a block."""
    for var in defined(block):
        yield from roots_in(var.type)


def roots_in(type_: Type) -> Iterator[str]:
    """The names of the lengths in a type."""
    match type_:
        case Array(dims=dims):
            yield from (dim.root for dim in dims if isinstance(dim, Extent))
        case Scalar(extent=Extent(root=root)) | RangeOf(extent=Extent(root=root)):
            yield root
        case ListOf(item=item):
            yield from roots_in(item)
        case TupleOf(items=items):
            for item in items:
                yield from roots_in(item)


def of_one_item(types: Iterable[Type], fresh: Fresh) -> tuple[Type, ...]:
    """The types of one item of lists walked together: of another item, unknown lengths may be others."""
    own: dict[str, str] = {}

    def rename(root: str) -> str:
        if FRESH.fullmatch(root) and root not in own:
            own[root] = fresh().root
        return own.get(root, root)

    return tuple(with_roots(type_, rename) for type_ in types)


def with_roots(type_: Type, rename: Callable[[str], str]) -> Type:
    """The type with its lengths under other names."""

    def length(dim: Dim) -> Dim:
        return replace(dim, root=rename(dim.root)) if isinstance(dim, Extent) else dim

    match type_:
        case Array(dtype=dtype, dims=dims):
            return Array(dtype, tuple(map(length, dims)))
        case Scalar(extent=Extent() as extent) | RangeOf(extent=Extent() as extent):
            return replace(type_, extent=length(extent))
        case ListOf(item=item):
            return replace(type_, item=with_roots(item, rename))
        case TupleOf(items=items):
            return replace(type_, items=tuple(with_roots(item, rename) for item in items))
    return type_
