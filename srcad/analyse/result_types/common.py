"""What several typers share: reading array-likes, axes and shapes."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from srcad.analyse import promote
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh
from srcad.analyse.join import join
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, DictOf, Dim, ListOf, RangeOf, Scalar, TupleOf, Type


def number(dtype: str, dims: Dims) -> Type:
    """What NumPy returns for these axes: an array, or a scalar when there is none."""
    return Array(dtype, dims) if dims else promote.scalar(dtype)


def as_array(type_: Type, fresh: Fresh) -> Array:
    """The array that ``np.asarray`` makes of a value of this type."""
    match type_:
        case Array():
            return type_
        case Scalar():
            return Array(promote.array_dtype(promote.key(type_)), ())
        case RangeOf(extent):
            return Array("int64", (fresh() if extent is None else extent,))
        case ListOf(item) if not isinstance(type_, DictOf):
            inner = as_array(item, fresh)
            return Array(inner.dtype, (fresh(), *inner.dims))
        case TupleOf(items):
            return _stacked([as_array(item, fresh) for item in items], fresh)
    raise CannotType(f"{type_} is not an array")


def vector(type_: Type, fresh: Fresh) -> Array:
    """The array that a function of arrays with one axis is given."""
    found = as_array(type_, fresh)
    if found.ndim != 1:
        raise CannotType(f"{type_} has not one axis")
    return found


def matrices(type_: Type, fresh: Fresh) -> Array:
    """The array that a function of matrices, one or a stack of them, is given."""
    found = as_array(type_, fresh)
    if found.ndim < 2:
        raise CannotType(f"{type_} is not a matrix")
    return found


def _stacked(items: list[Array], fresh: Fresh) -> Array:
    if not items:
        return Array("float64", (0,))
    dtype = common_dtype([item.dtype for item in items])
    joined = reduce(lambda a, b: _same_shape(a, b, fresh), items)
    return Array(dtype, (len(items), *joined.dims))


def _same_shape(a: Array, b: Array, fresh: Fresh) -> Array:
    both = join(Array("float64", a.dims), Array("float64", b.dims), fresh)
    if not isinstance(both, Array):
        raise CannotType("the items have different numbers of dimensions")
    return both


def common_dtype(dtypes: list[str]) -> str:
    """The dtype that holds arrays of all these dtypes."""
    if len(set(dtypes)) == 1:
        return dtypes[0]
    (found,) = promote.result(_promoted, tuple((dtype, 1) for dtype in dtypes))
    return found


def _promoted(*samples: np.ndarray) -> np.ndarray:
    return np.concatenate(samples)


def sampled_dtype(fn: Callable[..., Any], *operands: Array) -> str:
    """The dtype of `fn` of arrays of these dtypes, whatever their shapes."""
    (found,) = promote.result(fn, tuple((operand.dtype, 1) for operand in operands))
    return found


def axis_of(axis: int, ndim: int) -> int:
    """The axis counted from the front."""
    if not isinstance(axis, int):
        raise CannotType(f"{axis!r} is not an axis")
    if not -ndim <= axis < ndim:
        raise CannotType(f"axis {axis} is out of bounds for {ndim} dimensions")
    return axis % ndim


def axes_of(axis: Any, ndim: int) -> tuple[int, ...]:
    """The axes meant by the argument `axis` of a reduction."""
    if axis is None:
        return tuple(range(ndim))
    return tuple(axis_of(a, ndim) for a in (axis if isinstance(axis, tuple) else (axis,)))


def reduced(dims: Dims, axis: Any, keepdims: bool) -> Dims:
    """The axes left by a reduction."""
    gone = axes_of(axis, len(dims))
    if keepdims:
        return tuple(1 if i in gone else dim for i, dim in enumerate(dims))
    return tuple(dim for i, dim in enumerate(dims) if i not in gone)


def dim_of(type_: Type, fresh: Fresh) -> Dim:
    """The length that an integer of this type is."""
    if isinstance(type_, Scalar) and type_.kind in "bi":
        return fresh() if type_.extent is None else type_.extent
    raise CannotType(f"{type_} is not a length")


def shape_of(shape: Atom, fresh: Fresh) -> Dims:
    """The axes that an argument `shape` asks for."""
    type_ = shape.type
    if isinstance(type_, TupleOf):
        return tuple(dim_of(item, fresh) for item in type_.items)
    return (dim_of(type_, fresh),)


def dtype_of(atom: Atom, default: str) -> str:
    """The dtype that an argument `dtype` asks for."""
    if isinstance(atom, Lit):
        if atom.value is None:
            return default
        try:
            return str(np.dtype(atom.value).name)
        except TypeError:
            raise CannotType(f"{atom.value!r} is not a dtype") from None
    return dtype_named(atom)


def dtype_named(atom: Atom) -> str:
    """The dtype that a value of a dtype's type is (``x.dtype``, ``np.float32``, ``float``)."""
    what = getattr(atom.type, "what", "")
    if what.startswith("dtype:"):
        return str(what[6:])
    raise CannotType("the dtype is not known")


def as_index(extent: Dim) -> Scalar:
    """The type of ``len(x)`` and of an entry of ``x.shape``."""
    return Scalar("i", None, extent)
