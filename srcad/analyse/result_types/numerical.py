"""Quadrature, interpolation, convolution, and what finds places in arrays."""

from __future__ import annotations

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, less, product, total
from srcad.analyse.result_types.common import (
    as_array,
    axes_of,
    common_dtype,
    dim_of,
    dtype_of,
    number,
    reduced,
    sampled_dtype,
    vector,
)
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, ZERO, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, TupleOf, Type, may_be_one


@types(np.trapezoid)
def _trapezoid(fresh: Fresh, y: Atom, x: Atom = NONE, dx: Atom = Lit(1.0), axis: Atom = Lit(-1)) -> Type:
    values = as_array(y.type, fresh)
    grid = [] if x == NONE else [as_array(x.type, fresh)]
    return number(sampled_dtype(np.trapezoid, values, *grid), reduced(values.dims, static(axis), False))


@types(np.interp)
def _interp(
    fresh: Fresh, x: Atom, xp: Atom, fp: Atom, left: Atom = NONE, right: Atom = NONE, period: Atom = NONE
) -> Type:
    return number("float64", as_array(x.type, fresh).dims)


@types(np.average)
def _average(
    fresh: Fresh,
    a: Atom,
    axis: Atom = NONE,
    weights: Atom = NONE,
    returned: Atom = FALSE,
    keepdims: Atom = FALSE,
) -> Type:
    x = as_array(a.type, fresh)
    dtype = sampled_dtype(np.average, x)
    if weights != NONE:
        dtype = common_dtype([dtype, as_array(weights.type, fresh).dtype])
    found = number(dtype, reduced(x.dims, static(axis), bool(static(keepdims))))
    return TupleOf((found, found)) if static(returned) else found


@types(np.convolve)
def _convolve(fresh: Fresh, a: Atom, v: Atom, mode: Atom = Lit("full")) -> Type:
    x, y = vector(a.type, fresh), vector(v.type, fresh)
    return Array(sampled_dtype(np.convolve, x, y), (_overlap(x, y, static(mode), fresh),))


@types(np.correlate)
def _correlate(fresh: Fresh, a: Atom, v: Atom, mode: Atom = Lit("valid")) -> Type:
    x, y = vector(a.type, fresh), vector(v.type, fresh)
    return Array(sampled_dtype(np.correlate, x, y), (_overlap(x, y, static(mode), fresh),))


def _overlap(x: Array, y: Array, mode: str, fresh: Fresh) -> Dim:
    if mode not in ("full", "same", "valid"):
        raise CannotType(f"{mode!r} is not a mode")
    # as many as both together, less one; neither may be empty
    return less(total([x.dims[0], y.dims[0]]), 1) if mode == "full" else fresh()


@types(np.unwrap)
def _unwrap(fresh: Fresh, p: Atom, discont: Atom = NONE, axis: Atom = Lit(-1), period: Atom = NONE) -> Type:
    x = as_array(p.type, fresh)
    if period != NONE:
        raise CannotType("`period` is not known here")
    return Array(sampled_dtype(np.unwrap, x), x.dims)


@types(np.gradient)
def _gradient(fresh: Fresh, f: Atom, *steps: Atom, axis: Atom = NONE, edge_order: Atom = Lit(1)) -> Type:
    x = as_array(f.type, fresh)
    operands = [x, *(as_array(step.type, fresh) for step in steps)]
    found = Array(common_dtype([sampled_dtype(np.mean, x), *(o.dtype for o in operands[1:] if o.dims)]), x.dims)
    count = len(axes_of(static(axis), x.ndim))
    return found if count == 1 else TupleOf((found,) * count)


@types(np.ediff1d)
def _ediff1d(fresh: Fresh, ary: Atom, to_end: Atom = NONE, to_begin: Atom = NONE) -> Type:
    x = as_array(ary.type, fresh)
    ends = [product(as_array(end.type, fresh).dims) for end in (to_end, to_begin) if end != NONE]
    return Array(x.dtype, (total([less(product(x.dims), 1), *ends]),))


@types(np.cov)
def _cov(
    fresh: Fresh,
    m: Atom,
    y: Atom = NONE,
    rowvar: Atom = TRUE,
    bias: Atom = FALSE,
    ddof: Atom = NONE,
    fweights: Atom = NONE,
    aweights: Atom = NONE,
    dtype: Atom = NONE,
) -> Type:
    found, count = _variables(m, y, rowvar, dtype, fresh)
    return Array(found, () if count == 1 else (count, count))


@types(np.corrcoef)
def _corrcoef(fresh: Fresh, x: Atom, y: Atom = NONE, rowvar: Atom = TRUE, dtype: Atom = NONE) -> Type:
    found, count = _variables(x, y, rowvar, dtype, fresh)
    return number(found, () if count == 1 else (count, count))


def _variables(m: Atom, y: Atom, rowvar: Atom, dtype: Atom, fresh: Fresh) -> tuple[str, Dim]:
    """The dtype of covariances, and of how many variables."""
    arrays = [as_array(each.type, fresh) for each in (m, y) if each != NONE]
    if any(x.ndim not in (1, 2) for x in arrays):
        raise CannotType("covariances are known of vectors and matrices")
    counts = [1 if x.ndim == 1 else x.dims[0 if static(rowvar) else 1] for x in arrays]
    found = dtype_of(dtype, common_dtype(["float64", *(x.dtype for x in arrays)]))
    if len(counts) == 1 and counts[0] != 1 and may_be_one(counts[0]):
        raise CannotType("whether there is more than one variable is not known")
    return found, total(counts)


@types(np.isclose)
def _isclose(fresh: Fresh, a: Atom, b: Atom, rtol: Atom = Lit(1e-5), atol: Atom = Lit(1e-8)) -> Type:
    return elementwise(np.equal, [a.type, b.type], fresh)


@types(np.flatnonzero)
def _flatnonzero(fresh: Fresh, a: Atom) -> Type:
    return Array("int64", (fresh(),))


@types(np.argwhere)
def _argwhere(fresh: Fresh, a: Atom) -> Type:
    return Array("int64", (fresh(), as_array(a.type, fresh).ndim))


@types(np.tri)
def _tri(fresh: Fresh, N: Atom, M: Atom = NONE, k: Atom = ZERO) -> Type:
    rows = dim_of(N.type, fresh)
    return Array("float64", (rows, rows if M == NONE else dim_of(M.type, fresh)))


@types(np.triu_indices, np.tril_indices)
def _triangle_indices(fresh: Fresh, n: Atom, k: Atom = ZERO, m: Atom = NONE) -> Type:
    places = Array("int64", (fresh(),))
    return TupleOf((places, places))


@types(np.triu_indices_from, np.tril_indices_from)
def _triangle_indices_from(fresh: Fresh, arr: Atom, k: Atom = ZERO) -> Type:
    places = Array("int64", (fresh(),))
    return TupleOf((places, places))


@types(np.diag_indices)
def _diag_indices(fresh: Fresh, n: Atom, ndim: Atom = Lit(2)) -> Type:
    return TupleOf((Array("int64", (dim_of(n.type, fresh),)),) * static(ndim))
