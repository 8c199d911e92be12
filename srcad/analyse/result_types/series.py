"""The series of `numpy.polynomial`, lowest term first, in six families; and the least squares that fit them."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.polynomial import chebyshev, polyutils

from srcad import runtime
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, less
from srcad.analyse.result_types.common import as_array, common_dtype, dim_of, number, sampled_dtype, vector
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, ZERO, array_like, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import FLOAT, Array, Dim, TupleOf, Type
from srcad.runtime.series import FAMILIES

ONE = Lit(1)


def _inexact(x: Array) -> str:
    return x.dtype if x.dtype.startswith(("float", "complex")) else "float64"


def _double(x: Array) -> str:
    """Where lengths decide whether single precision is kept, it is not taken."""
    if x.dtype in ("float16", "float32", "complex64"):
        raise CannotType("the precision of this series depends on its length: convert with astype(float)")
    return _inexact(x)


def _more(dim: Dim, fresh: Fresh) -> Dim:
    """As many and one."""
    return dim + 1 if isinstance(dim, int) else fresh() if dim.less > 0 else less(dim, -1)


def _common(*atoms: Atom, fresh: Fresh) -> str:
    return common_dtype([_inexact(as_array(atom.type, fresh)) for atom in atoms])


# --- coefficients ---------------------------------------------------------------------------------------------------


def _of_one(fresh: Fresh, c: Atom) -> Type:
    """Zeros at the end are cut off."""
    return Array(_inexact(vector(c.type, fresh)), (fresh(),))


def _converted(fresh: Fresh, c: Atom) -> Type:
    return Array(_double(vector(c.type, fresh)), (fresh(),))


def _of_two(fresh: Fresh, c1: Atom, c2: Atom) -> Type:
    vector(c1.type, fresh), vector(c2.type, fresh)
    return Array(_common(c1, c2, fresh=fresh), (fresh(),))


def _powers_divided(fresh: Fresh, c1: Atom, c2: Atom) -> Type:
    return TupleOf((_of_two(fresh, c1, c2), _of_two(fresh, c1, c2)))


def _divided(fresh: Fresh, c1: Atom, c2: Atom) -> Type:
    _double(as_array(c1.type, fresh)), _double(as_array(c2.type, fresh))
    return _powers_divided(fresh, c1, c2)


def _power(fresh: Fresh, c: Atom, pow: Atom, maxpower: Atom = NONE) -> Type:  # noqa: A002
    dim_of(pow.type, fresh)
    return _converted(fresh, c)


def _trimmed(fresh: Fresh, c: Atom, tol: Atom = ZERO) -> Type:
    return _of_one(fresh, c)


def _line(fresh: Fresh, off: Atom, scl: Atom) -> Type:
    return Array(common_dtype([as_array(off.type, fresh).dtype, as_array(scl.type, fresh).dtype]), (fresh(),))


def _companion(fresh: Fresh, c: Atom) -> Type:
    n = fresh()
    return Array(_inexact(vector(c.type, fresh)), (n, n))


def _from_roots(fresh: Fresh, roots: Atom) -> Type:
    x = vector(roots.type, fresh)
    return Array(_double(x), (_more(x.dims[0], fresh),))


def _derivative(fresh: Fresh, c: Atom, m: Atom = ONE, scl: Atom = ONE, axis: Atom = ZERO) -> Type:
    if static(axis) != 0:
        raise CannotType("derivatives of series are known along the first axis")
    dim_of(m.type, fresh)
    coefficients = as_array(c.type, fresh)
    # of a constant one term is left
    return Array(_inexact(coefficients), (fresh(), *coefficients.dims[1:]))


def _integral(
    fresh: Fresh, c: Atom, m: Atom = ONE, k: Atom = NONE, lbnd: Atom = ZERO, scl: Atom = ONE, axis: Atom = ZERO
) -> Type:
    return _derivative(fresh, c, m, scl, axis)


# --- values ---------------------------------------------------------------------------------------------------------


def _value(fresh: Fresh, x: Atom, c: Atom, tensor: Atom = TRUE) -> Type:
    return elementwise(np.multiply, [number(_inexact(vector(c.type, fresh)), ()), x.type], fresh)


def _coefficients(c: Atom, axes: int, fresh: Fresh) -> Type:
    found = as_array(c.type, fresh)
    if found.ndim != axes:
        raise CannotType(f"values of a series in {axes} variables are known for {axes} axes of coefficients")
    return number(_inexact(found), ())


def _value2d(fresh: Fresh, x: Atom, y: Atom, c: Atom) -> Type:
    return elementwise(np.hypot, [_coefficients(c, 2, fresh), elementwise(np.add, [x.type, y.type], fresh)], fresh)


def _value3d(fresh: Fresh, x: Atom, y: Atom, z: Atom, c: Atom) -> Type:
    points = elementwise(np.add, [elementwise(np.add, [x.type, y.type], fresh), z.type], fresh)
    return elementwise(np.hypot, [_coefficients(c, 3, fresh), points], fresh)


def _grid(c: Atom, axes: tuple[Atom, ...], fresh: Fresh) -> Type:
    _coefficients(c, len(axes), fresh)
    dims: Dims = tuple(dim for axis in axes for dim in as_array(axis.type, fresh).dims)
    return number(_common(c, *axes, fresh=fresh), dims)


def _grid2d(fresh: Fresh, x: Atom, y: Atom, c: Atom) -> Type:
    return _grid(c, (x, y), fresh)


def _grid3d(fresh: Fresh, x: Atom, y: Atom, z: Atom, c: Atom) -> Type:
    return _grid(c, (x, y, z), fresh)


def _terms(fresh: Fresh, x: Atom, deg: Atom) -> Type:
    points = vector(x.type, fresh)
    return Array(_inexact(points), (points.dims[0], _more(dim_of(deg.type, fresh), fresh)))


def _products_of_terms(axes: tuple[Atom, ...], deg: Atom, fresh: Fresh) -> Type:
    if not isinstance(deg.type, TupleOf) and not isinstance(getattr(deg, "value", None), tuple):
        raise CannotType("the degrees must be known one by one")
    rows = vector(axes[0].type, fresh).dims[0]
    for axis in axes[1:]:
        vector(axis.type, fresh)
    return Array(_common(*axes, fresh=fresh), (rows, fresh()))


def _terms2d(fresh: Fresh, x: Atom, y: Atom, deg: Atom) -> Type:
    return _products_of_terms((x, y), deg, fresh)


def _terms3d(fresh: Fresh, x: Atom, y: Atom, z: Atom, deg: Atom) -> Type:
    return _products_of_terms((x, y, z), deg, fresh)


def _weight(fresh: Fresh, x: Atom) -> Type:
    return elementwise(np.exp, [x.type], fresh)


def _even_weight(fresh: Fresh, x: Atom) -> Type:
    return elementwise(operator.mul, [x.type, FLOAT], fresh)


def _gauss(fresh: Fresh, deg: Atom) -> Type:
    return TupleOf((_nodes(fresh, deg), _nodes(fresh, deg)))


def _nodes(fresh: Fresh, npts: Atom) -> Type:
    return Array("float64", (dim_of(npts.type, fresh),))


# --- least squares --------------------------------------------------------------------------------------------------


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
        if w != NONE:
            dtype = common_dtype([dtype, as_array(w.type, fresh).dtype])
        return Array(dtype, (_more(dim_of(deg.type, fresh), fresh), *values.dims[1:]))


# --- all families ---------------------------------------------------------------------------------------------------


def _family(prefix: str, module: Any) -> None:
    def enter(typer: Callable[..., Type], lists: int, *patterns: str) -> None:
        fns = [getattr(module, pattern.replace("*", prefix)) for pattern in patterns]
        types(*fns)(typer)
        array_like(lists, *fns)

    enter(_of_two, 2, "*add", "*sub", "*mul")
    enter(_powers_divided if prefix == "poly" else _divided, 2, "*div")
    enter(_of_one, 1, "*mulx")
    enter(_power, 1, "*pow")
    enter(_line, 0, "*line")
    enter(_companion, 1, "*companion")
    enter(_from_roots, 1, "*fromroots")
    enter(_derivative, 1, "*der")
    enter(_integral, 1, "*int")
    enter(_value, 2, "*val")
    enter(_value2d, 3, "*val2d")
    enter(_value3d, 4, "*val3d")
    enter(_grid2d, 3, "*grid2d")
    enter(_grid3d, 4, "*grid3d")
    enter(_terms, 1, "*vander")
    enter(_terms2d, 2, "*vander2d")
    enter(_terms3d, 3, "*vander3d")
    _fit(getattr(module, f"{prefix}fit"))
    array_like(2, getattr(module, f"{prefix}fit"))
    if prefix != "poly":
        enter(_converted, 1, "poly2*", "*2poly")
        enter(_weight if prefix != "leg" else _even_weight, 1, "*weight")
        enter(_gauss, 0, "*gauss")


for _prefix, _module in FAMILIES.items():
    _family(_prefix, _module)
_fit(np.polyfit)
types(polyutils.trimcoef)(_trimmed)
array_like(1, polyutils.trimcoef)

types(chebyshev.chebpts1, chebyshev.chebpts2)(_nodes)


@types(FAMILIES["poly"].polyvalfromroots)
def _value_from_roots(fresh: Fresh, x: Atom, r: Atom, tensor: Atom = TRUE) -> Type:
    return _value(fresh, x, r)


# --- helpers of the rules -------------------------------------------------------------------------------------------


@types(runtime.to_length)
def _to_length(fresh: Fresh, c: Atom, n: Atom) -> Type:
    x = as_array(c.type, fresh)
    return Array(x.dtype, (dim_of(n.type, fresh), *x.dims[1:]))


@types(runtime.series_product)
def _series_product(fresh: Fresh, c1: Atom, c2: Atom, n: Atom, family: Atom) -> Type:
    return Array(_common(c1, c2, fresh=fresh), (dim_of(n.type, fresh),))


@types(runtime.series_factor)
def _series_factor(fresh: Fresh, product: Atom, c: Atom, n: Atom, family: Atom) -> Type:
    return Array(_common(product, c, fresh=fresh), (dim_of(n.type, fresh),))


@types(runtime.series_divided)
def _series_divided(fresh: Fresh, c1: Atom, c2: Atom, family: Atom) -> Type:
    return Array(_common(c1, c2, fresh=fresh), (fresh(),))


@types(runtime.series_undivided)
def _series_undivided(fresh: Fresh, g: Atom, c2: Atom, n: Atom, family: Atom) -> Type:
    return Array(_common(g, c2, fresh=fresh), (dim_of(n.type, fresh),))


@types(runtime.terms_in)
def _terms_in(fresh: Fresh, n: Atom, conversion: Atom) -> Type:
    dim = dim_of(n.type, fresh)
    return Array("float64", (dim, dim))
