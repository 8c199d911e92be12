"""Polynomials and series: what their values, derivatives and coefficients are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev, hermite, hermite_e, laguerre, legendre, polynomial

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, less
from srcad.analyse.result_types.common import as_array, common_dtype, dim_of, number, sampled_dtype, vector
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, integer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Type

SERIES = (polynomial, chebyshev, legendre, hermite, hermite_e, laguerre)
PREFIXES = ("poly", "cheb", "leg", "herm", "herme", "lag")
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


@types(np.vander)
def _vander(fresh: Fresh, x: Atom, N: Atom = NONE, increasing: Atom = FALSE) -> Type:
    v = vector(x.type, fresh)
    return Array(sampled_dtype(np.vander, v), (v.dims[0], v.dims[0] if N == NONE else dim_of(N.type, fresh)))


def _fit(fn: Callable[..., Any]) -> None:
    def constant(x: Any, y: Any) -> Any:
        return fn(x, y, 0)

    @types(fn)
    def polyfit(
        fresh: Fresh,
        x: Atom,
        y: Atom,
        deg: Atom,
        rcond: Atom = NONE,
        full: Atom = FALSE,
        w: Atom = NONE,
        cov: Atom = FALSE,
    ) -> Type:
        if static(full) or static(cov) or rcond != NONE:
            raise CannotType("polyfit is known without `rcond`, `full` and `cov`")
        values = as_array(y.type, fresh)
        dtype = sampled_dtype(constant, vector(x.type, fresh), values)
        return Array(dtype, (_more(dim_of(deg.type, fresh), fresh), *values.dims[1:]))


for _fn in (np.polyfit, polynomial.polyfit):
    _fit(_fn)


def _more(dim: Dim, fresh: Fresh) -> Dim:
    """As many and one."""
    return dim + 1 if isinstance(dim, int) else fresh() if dim.less > 0 else less(dim, -1)


def _series(prefix: str, module: object) -> None:
    @types(getattr(module, f"{prefix}val"))
    def val(fresh: Fresh, x: Atom, c: Atom, tensor: Atom = TRUE) -> Type:
        return elementwise(np.multiply, [number(_inexact(vector(c.type, fresh)), ()), x.type], fresh)

    @types(getattr(module, f"{prefix}der"))
    def der(fresh: Fresh, c: Atom, m: Atom = ONE, scl: Atom = ONE, axis: Atom = Lit(0)) -> Type:
        if scl != ONE or static(axis) != 0:
            raise CannotType("derivatives of series are known without `scl` and `axis`")
        coefficients = as_array(c.type, fresh)
        # of a constant one term is left
        return Array(_inexact(coefficients), (fresh(), *coefficients.dims[1:]))

    @types(getattr(module, f"{prefix}vander"))
    def vander(fresh: Fresh, x: Atom, deg: Atom) -> Type:
        points = vector(x.type, fresh)
        return Array(_inexact(points), (points.dims[0], _more(dim_of(deg.type, fresh), fresh)))


def _inexact(x: Array) -> str:
    return x.dtype if x.dtype.startswith(("float", "complex")) else "float64"


for _prefix, _module in zip(PREFIXES, SERIES, strict=True):
    _series(_prefix, _module)
