"""Polynomials, highest power first: what their values, derivatives and coefficients are."""

from __future__ import annotations

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, less
from srcad.analyse.result_types.common import as_array, common_dtype, dim_of, number, sampled_dtype, vector
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, integer, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Type

ONE = Lit(1)


@types(np.polyval)
def _polyval(fresh: Fresh, p: Atom, x: Atom) -> Type:
    points = as_array(x.type, fresh)
    return elementwise(np.multiply, [number(vector(p.type, fresh).dtype, ()), number(points.dtype, points.dims)], fresh)


@types(np.polyder)
def _polyder(fresh: Fresh, p: Atom, m: Atom = ONE) -> Type:
    x = vector(p.type, fresh)
    return Array(sampled_dtype(np.polyder, x), (less(x.dims[0], integer(m)),))


@types(np.polyint)
def _polyint(fresh: Fresh, p: Atom, m: Atom = ONE, k: Atom = NONE) -> Type:
    x = vector(p.type, fresh)
    return Array(common_dtype([x.dtype, "float64"]), (less(x.dims[0], -integer(m)),))


@types(np.polyadd, np.polysub, np.polymul)
def _of_two(fresh: Fresh, a1: Atom, a2: Atom) -> Type:
    p, q = vector(a1.type, fresh), vector(a2.type, fresh)
    return Array(sampled_dtype(np.polyadd, p, q), (fresh(),))


@types(np.poly)
def _poly(fresh: Fresh, seq_of_zeros: Atom) -> Type:
    x = as_array(seq_of_zeros.type, fresh)
    if x.ndim != 1 or np.dtype(x.dtype).kind == "c":
        raise CannotType("poly is known of real zeros")
    return Array(sampled_dtype(np.poly, x), (less(x.dims[0], -1),))


@types(np.roots)
def _roots(fresh: Fresh, p: Atom) -> Type:
    """Their number depends on zeros among the coefficients.  They are complex for all that is known, if often real."""
    return Array(common_dtype([vector(p.type, fresh).dtype, "complex64"]), (fresh(),))


@types(np.vander)
def _vander(fresh: Fresh, x: Atom, N: Atom = NONE, increasing: Atom = FALSE) -> Type:
    v = vector(x.type, fresh)
    return Array(sampled_dtype(np.vander, v), (v.dims[0], v.dims[0] if N == NONE else dim_of(N.type, fresh)))
