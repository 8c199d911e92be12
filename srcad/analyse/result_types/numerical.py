"""Quadrature, interpolation, convolution, and what finds places in arrays."""

from __future__ import annotations

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, less, product, total
from srcad.analyse.result_types.common import (
    as_array,
    common_dtype,
    dim_of,
    number,
    reduced,
    sampled_dtype,
    vector,
)
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import NONE, ZERO, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, TupleOf, Type


@types(np.trapezoid)
def _trapezoid(fresh: Fresh, y: Atom, x: Atom = NONE, dx: Atom = Lit(1.0), axis: Atom = Lit(-1)) -> Type:
    values = as_array(y.type, fresh)
    grid = [] if x == NONE else [as_array(x.type, fresh)]
    return number(sampled_dtype(np.trapezoid, values, *grid), reduced(values.dims, static(axis), False))


@types(np.interp)
def _interp(fresh: Fresh, x: Atom, xp: Atom, fp: Atom) -> Type:
    return number("float64", as_array(x.type, fresh).dims)


@types(np.average)
def _average(fresh: Fresh, a: Atom, axis: Atom = NONE, weights: Atom = NONE) -> Type:
    x = as_array(a.type, fresh)
    if weights == NONE:
        return number(sampled_dtype(np.average, x), reduced(x.dims, static(axis), False))
    w = as_array(weights.type, fresh)
    dtype = common_dtype([sampled_dtype(np.average, x), w.dtype])
    return number(dtype, reduced(x.dims, static(axis), False))


@types(np.polyval)
def _polyval(fresh: Fresh, p: Atom, x: Atom) -> Type:
    coefficient = number(as_array(p.type, fresh).dtype, ())
    return elementwise(np.multiply, [coefficient, x.type], fresh)


@types(np.convolve)
def _convolve(fresh: Fresh, a: Atom, v: Atom, mode: Atom = Lit("full")) -> Type:
    x, y = vector(a.type, fresh), vector(v.type, fresh)
    dtype = sampled_dtype(np.convolve, x, y)
    if mode != Lit("full"):
        return Array(dtype, (fresh(),))
    # as many as both together, less one; neither may be empty
    return Array(dtype, (less(total([x.dims[0], y.dims[0]]), 1),))


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


@types(np.diag_indices)
def _diag_indices(fresh: Fresh, n: Atom, ndim: Atom = Lit(2)) -> Type:
    return TupleOf((Array("int64", (dim_of(n.type, fresh),)),) * static(ndim))


@types(np.meshgrid)
def _meshgrid(fresh: Fresh, x: Atom, y: Atom, indexing: Atom = Lit("xy")) -> Type:
    a, b = as_array(x.type, fresh), as_array(y.type, fresh)
    if a.ndim != 1 or b.ndim != 1:
        raise CannotType("meshgrid is known of two vectors")
    dims = (*b.dims, *a.dims) if static(indexing) == "xy" else (*a.dims, *b.dims)
    return TupleOf((Array(a.dtype, dims), Array(b.dtype, dims)))


@types(np.gradient)
def _gradient(fresh: Fresh, f: Atom, h: Atom = Lit(1.0)) -> Type:
    x = as_array(f.type, fresh)
    if x.ndim != 1:
        raise CannotType("gradient is known of vectors")
    return Array(sampled_dtype(np.mean, x), x.dims)


@types(np.ediff1d)
def _ediff1d(fresh: Fresh, ary: Atom) -> Type:
    x = as_array(ary.type, fresh)
    return Array(x.dtype, (less(product(x.dims), 1),))


@types(np.cov)
def _cov(fresh: Fresh, m: Atom) -> Type:
    x = as_array(m.type, fresh)
    if x.ndim > 2:
        raise CannotType("cov is known of matrices")
    return Array(sampled_dtype(np.mean, x), (x.dims[0],) * 2 if x.ndim == 2 else ())


@types(np.logspace, np.geomspace)
def _logspace(fresh: Fresh, start: Atom, stop: Atom, num: Atom = Lit(50)) -> Type:
    if as_array(start.type, fresh).dims or as_array(stop.type, fresh).dims:
        raise CannotType("logspace is known between numbers only")
    return Array("float64", (dim_of(num.type, fresh),))
