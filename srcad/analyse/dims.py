"""Arithmetic of lengths: which axes a broadcast, a slice or a reshape leaves, as far as names tell.

Lengths computed by the same steps from the same length get the same derived name, so they compare equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from srcad.ir.types import Dim, Extent, may_be_one

Dims = tuple[Dim, ...]
Fresh = Callable[[], Extent]


def broadcast(a: Dims, b: Dims, fresh: Fresh) -> Dims:
    """The shape of an elementwise result of two arrays."""
    if a == b:
        return a
    if len(a) < len(b):
        a, b = b, a
    lead = len(a) - len(b)
    return (*a[:lead], *(_broadcast_dim(x, y, fresh) for x, y in zip(a[lead:], b, strict=True)))


def broadcast_all(shapes: Iterable[Dims], fresh: Fresh) -> Dims:
    found: Dims = ()
    for dims in shapes:
        found = broadcast(found, dims, fresh) if found else dims
    return found


def _broadcast_dim(a: Dim, b: Dim, fresh: Fresh) -> Dim:
    """Two lengths of which one is certainly not one are equal to it, or the operation raises."""
    if b == 1 or same(a, b):
        return a
    if a == 1:
        return b
    for dim in sorted((a, b), key=lambda dim: not isinstance(dim, int)):
        if not may_be_one(dim):
            return dim
    return fresh()


def same(a: Dim, b: Dim) -> bool:
    """Whether two lengths are certainly equal."""
    if isinstance(a, Extent) and isinstance(b, Extent):
        return a.root == b.root and a.less == b.less
    return a == b


def less(dim: Dim, count: int) -> Dim:
    """``max(dim - count, 0)``; with a negative count, longer by that much."""
    if count == 0:
        return dim
    if isinstance(dim, int):
        return max(dim - count, 0)
    if count < 0 < dim.less:
        return derived(dim, f"+{-count}")
    return Extent(dim.root, dim.less + count)


def derived(dim: Extent, step: str) -> Extent:
    """The length that a named computation makes of a length."""
    return Extent(f"({dim}){step}")


def smaller(a: Dim, b: Dim) -> Dim:
    """The smaller of two lengths."""
    if same(a, b):
        return a
    if isinstance(a, int) and isinstance(b, int):
        return min(a, b)
    first, second = sorted((a, b), key=str)
    return Extent(f"min({first},{second})", 0, not may_be_one(a) and not may_be_one(b))


def product(dims: Dims) -> Dim:
    """The number of elements."""
    names = [dim for dim in dims if dim != 1]
    if not names:
        return 1
    if len(names) == 1:
        return names[0]
    known = [dim for dim in names if isinstance(dim, int)]
    if 0 in known:
        return 0
    if len(known) == len(names):
        return reduce(lambda a, b: a * b, known)
    return Extent("*".join(sorted(f"({dim})" for dim in names)))


def sliced(dim: Dim, start: int | None, stop: int | None, step: int | None) -> Dim:
    """The length of ``x[start:stop:step]`` with literal bounds."""
    if isinstance(dim, int):
        return len(range(*slice(start, stop, step).indices(dim)))
    if start is None and stop is None and step in (None, 1, -1):
        return dim
    if step in (None, 1):
        first, last = start or 0, stop or 0
        if first >= 0 and (stop is None or last < 0):
            return less(dim, first - last)
        if first < 0 and stop is None:
            return derived(dim, f"[{first}:]")
    return derived(dim, f"[{start}:{stop}:{step}]")


def total(dims: Iterable[Dim]) -> Dim:
    """The sum of lengths."""
    dims = tuple(dims)
    known = sum(dim for dim in dims if isinstance(dim, int))
    named = [dim for dim in dims if isinstance(dim, Extent)]
    if not named:
        return known
    if len(named) == 1 and named[0].less <= 0:
        return less(named[0], -known)
    return Extent("+".join(sorted(f"({dim})" for dim in named)), -known)
