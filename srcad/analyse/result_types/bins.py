"""Counting in bins."""

from __future__ import annotations

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, broadcast_all, less
from srcad.analyse.result_types.common import as_array, common_dtype, dim_of, number
from srcad.analyse.result_types.table import NONE, ZERO, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Scalar, TupleOf, Type, dtype_kind

TEN = Lit(10)


@types(np.bincount)
def _bincount(fresh: Fresh, x: Atom, weights: Atom = NONE, minlength: Atom = ZERO) -> Type:
    return Array("int64" if weights == NONE else "float64", (fresh(),))


def _edges(a: Type, bins: Type, range_: Atom, fresh: Fresh) -> Array:
    """The edges: as many as bins and one."""
    items = as_array(a, fresh)
    if isinstance(bins, Scalar):
        count = dim_of(bins, fresh)
        dtype = items.dtype if _is_weak(range_) else common_dtype(["float64", items.dtype])
        found = (count + 1,) if isinstance(count, int) else (fresh(),)
        return Array(dtype if dtype_kind(dtype) == "f" else "float64", found)
    edges = as_array(bins, fresh)
    if edges.ndim != 1:
        raise CannotType("the bins are neither a number nor edges")
    return edges


def _is_weak(range_: Atom) -> bool:
    """Whether the ends are numbers of Python's own, or those of the items."""
    if isinstance(range_.type, TupleOf):
        return all(isinstance(end, Scalar) and end.dtype is None for end in range_.type.items)
    return isinstance(range_, Lit)


def _counted(edges: list[Array], density: Atom, weights: Atom, fresh: Fresh) -> str:
    if density not in (NONE, Lit(False)):
        return "float64"
    return "int64" if weights == NONE else as_array(weights.type, fresh).dtype


def _between(edges: list[Array]) -> Dims:
    return tuple(less(each.dims[0], 1) for each in edges)


@types(np.histogram)
def _histogram(
    fresh: Fresh,
    a: Atom,
    bins: Atom = TEN,
    range: Atom = NONE,  # noqa: A002
    density: Atom = NONE,
    weights: Atom = NONE,
) -> Type:
    edges = [_edges(a.type, bins.type, range, fresh)]
    return TupleOf((Array(_counted(edges, density, weights, fresh), _between(edges)), *edges))


@types(np.histogram_bin_edges)
def _bin_edges(
    fresh: Fresh, a: Atom, bins: Atom = TEN, range: Atom = NONE, weights: Atom = NONE  # noqa: A002
) -> Type:
    return _edges(a.type, bins.type, range, fresh)


@types(np.histogram2d)
def _histogram2d(
    fresh: Fresh,
    x: Atom,
    y: Atom,
    bins: Atom = TEN,
    range: Atom = NONE,  # noqa: A002
    density: Atom = NONE,
    weights: Atom = NONE,
) -> Type:
    pair = bins.type.items if isinstance(bins.type, TupleOf) else (bins.type, bins.type)
    if len(pair) != 2:
        raise CannotType("histogram2d is known of two kinds of bins")
    edges = [_edges(a.type, each, range, fresh) for a, each in zip((x, y), pair, strict=True)]
    counted = range == NONE and all(isinstance(each, Scalar) for each in pair)
    dtype = common_dtype([*([] if counted else ["float64"]), *(each.dtype for each in edges)])
    edges = [Array(dtype, each.dims) for each in edges]
    return TupleOf((Array("float64", _between(edges)), *edges))


@types(np.ravel_multi_index)
def _ravel_multi_index(fresh: Fresh, multi_index: Atom, dims: Atom, mode: Atom = NONE, order: Atom = NONE) -> Type:
    if not isinstance(multi_index.type, TupleOf):
        raise CannotType("ravel_multi_index is known of a tuple of indices")
    return number("int64", broadcast_all([as_array(item, fresh).dims for item in multi_index.type.items], fresh))
