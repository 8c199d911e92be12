"""Items in order: sorting, quantiles, and where items stand."""

from __future__ import annotations

import numpy as np

from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, product
from srcad.analyse.result_types.common import as_array, axis_of, number, reduced, sampled_dtype
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Scalar, TupleOf, Type

LAST = Lit(-1)


def _along(a: Atom, axis: Atom, fresh: Fresh) -> Array:
    """The array, or a line of all its items without an axis."""
    x = as_array(a.type, fresh)
    if static(axis) is None:
        return Array(x.dtype, (product(x.dims),))
    axis_of(static(axis), x.ndim)
    return x


@types(np.sort)
def _sort(fresh: Fresh, a: Atom, axis: Atom = LAST, kind: Atom = NONE, order: Atom = NONE, stable: Atom = NONE) -> Type:
    _unordered(order)
    return _along(a, axis, fresh)


def _unordered(order: Atom) -> None:
    if order != NONE:
        raise CannotType("arrays with fields are not known")


@types(np.partition)
def _partition(fresh: Fresh, a: Atom, kth: Atom, axis: Atom = LAST, kind: Atom = NONE, order: Atom = NONE) -> Type:
    _unordered(order)
    return _along(a, axis, fresh)


@types(np.argsort)
def _argsort(
    fresh: Fresh, a: Atom, axis: Atom = LAST, kind: Atom = NONE, order: Atom = NONE, stable: Atom = NONE
) -> Type:
    _unordered(order)
    return Array("int64", _along(a, axis, fresh).dims)


@types(np.argpartition)
def _argpartition(fresh: Fresh, a: Atom, kth: Atom, axis: Atom = LAST, kind: Atom = NONE, order: Atom = NONE) -> Type:
    _unordered(order)
    return Array("int64", _along(a, axis, fresh).dims)


@types(np.lexsort)
def _lexsort(fresh: Fresh, keys: Atom, axis: Atom = LAST) -> Type:
    return Array("int64", as_array(keys.type, fresh).dims[1:])


@types(np.searchsorted)
def _searchsorted(fresh: Fresh, a: Atom, v: Atom, side: Atom = Lit("left"), sorter: Atom = NONE) -> Type:
    return number("int64", as_array(v.type, fresh).dims)


@types(np.digitize)
def _digitize(fresh: Fresh, x: Atom, bins: Atom, right: Atom = FALSE) -> Type:
    return number("int64", as_array(x.type, fresh).dims)


@types(np.isin)
def _isin(
    fresh: Fresh,
    element: Atom,
    test_elements: Atom,
    assume_unique: Atom = FALSE,
    invert: Atom = FALSE,
    kind: Atom = NONE,
) -> Type:
    return Array("bool", as_array(element.type, fresh).dims)


@types(np.median, np.nanmedian)
def _median(
    fresh: Fresh,
    a: Atom,
    axis: Atom = NONE,
    out: Atom = NONE,
    overwrite_input: Atom = FALSE,
    keepdims: Atom = FALSE,
) -> Type:
    _without(out, overwrite_input)
    x = as_array(a.type, fresh)
    return number(sampled_dtype(np.median, x), reduced(x.dims, static(axis), bool(static(keepdims))))


def _without(out: Atom, overwrite_input: Atom) -> None:
    if out != NONE or static(overwrite_input):
        raise CannotType("`out` and `overwrite_input` are not known here")


@types(np.quantile, np.percentile, np.nanquantile, np.nanpercentile)
def _quantile(
    fresh: Fresh,
    a: Atom,
    q: Atom,
    axis: Atom = NONE,
    out: Atom = NONE,
    overwrite_input: Atom = FALSE,
    method: Atom = Lit("linear"),
    keepdims: Atom = FALSE,
) -> Type:
    _without(out, overwrite_input)
    x, parts = as_array(a.type, fresh), as_array(q.type, fresh)
    dims = reduced(x.dims, static(axis), bool(static(keepdims)))
    # a number of Python's takes the precision of the array
    key = promote.key(q.type) if isinstance(q.type, Scalar) else parts.dtype
    (dtype,) = promote.result(_half, ((x.dtype, 1), (key, parts.ndim)))
    return number(dtype, (*parts.dims, *dims))


def _half(a: np.ndarray, q: np.ndarray) -> np.ndarray:
    return np.asarray(np.quantile(a, q))


@types(np.unique)
def _unique(
    fresh: Fresh,
    ar: Atom,
    return_index: Atom = FALSE,
    return_inverse: Atom = FALSE,
    return_counts: Atom = FALSE,
    axis: Atom = NONE,
    equal_nan: Atom = TRUE,
) -> Type:
    """Of values that carry no derivative: there is no rule, since which items are equal changes with them."""
    x = as_array(ar.type, fresh)
    if static(axis) is not None:
        raise CannotType("unique is known without an axis")
    values, places = Array(x.dtype, (fresh(),)), Array("int64", (fresh(),))
    found = [values]
    found += [places] if static(return_index) else []
    found += [Array("int64", x.dims)] if static(return_inverse) else []
    found += [places] if static(return_counts) else []
    return values if len(found) == 1 else TupleOf(tuple(found))


@types(np.ix_)
def _ix(fresh: Fresh, *args: Atom) -> Type:
    lines = [as_array(arg.type, fresh) for arg in args]
    if any(line.dtype == "bool" for line in lines):
        raise CannotType("ix_ is known of integers")
    dims = [tuple(line.dims[0] if i == k else 1 for i in range(len(lines))) for k, line in enumerate(lines)]
    return TupleOf(tuple(Array("int64", each) for each in dims))
