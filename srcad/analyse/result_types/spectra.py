"""The lengths and dtypes of Fourier transforms, for all packages that have them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from srcad import runtime
from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh
from srcad.analyse.result_types.common import as_array, axis_of, dim_of, sampled_dtype, shape_of
from srcad.analyse.result_types.table import NONE, array, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Extent, TupleOf, Type, dtype_kind, may_be_one

LAST = Lit(-1)
LAST_TWO = Lit((-2, -1))
#: what a transform makes of the length of its (last) axis
Length = Callable[[Dim], Dim]
DTypes = Callable[[Array], str]


def same(dim: Dim) -> Dim:
    return dim


def half(dim: Dim) -> Dim:
    """How many entries of the spectrum of so many real numbers differ."""
    return dim // 2 + 1 if isinstance(dim, int) else Extent(f"({dim})//2+1", 0, many=not may_be_one(dim))


def twice(dim: Dim) -> Dim:
    """How many real numbers are made of half a spectrum."""
    return 2 * dim - 2 if isinstance(dim, int) else Extent(f"2*({dim})-2", 0, many=not may_be_one(dim))


def complex_of(x: Array) -> str:
    """The dtype of a spectrum."""
    return sampled_dtype(np.fft.fft, x)


def spectrum_of_real(x: Array) -> str:
    if dtype_kind(x.dtype) == "c":
        raise CannotType("this transform is one of real numbers")
    return complex_of(x)


def along_axis(x: Atom, n: Atom, axis: Atom, length: Length, dtype: DTypes, fresh: Fresh) -> Type:
    """The type of a transform along one axis, to `n` points if that is said."""
    a = array(x)
    at = axis_of(static(axis), a.ndim)
    found = length(a.dims[at]) if n == NONE else _points(n, length, fresh)
    return Array(dtype(a), (*a.dims[:at], found, *a.dims[at + 1 :]))


def _points(n: Atom, length: Length, fresh: Fresh) -> Dim:
    """`n` counts the real numbers on whichever side they are."""
    points = dim_of(n.type, fresh)
    return half(points) if length is half else points


def along_axes(x: Atom, s: Atom, axes: Atom, length: Length, dtype: DTypes, fresh: Fresh) -> Type:
    """The type of a transform along several axes, the last of which is treated differently."""
    a = array(x)
    wanted = _lengths(s, fresh)
    which = _axes(axes, wanted, a.ndim)
    dims = list(a.dims)
    for place, at in enumerate(which):
        is_last = place == len(which) - 1
        if wanted is not None:
            dims[at] = half(wanted[place]) if is_last and length is half else wanted[place]
        elif is_last:
            dims[at] = length(dims[at])
    return Array(dtype(a), tuple(dims))


def _lengths(s: Atom, fresh: Fresh) -> Dims | None:
    return None if s == NONE else shape_of(s, fresh)


def _axes(axes: Atom, wanted: Sequence[Dim] | None, ndim: int) -> tuple[int, ...]:
    given = static(axes)
    if given is None:
        count = ndim if wanted is None else len(wanted)
        return tuple(range(ndim - count, ndim))
    found = tuple(axis_of(axis, ndim) for axis in (given if isinstance(given, tuple) else (given,)))
    if not found or len(set(found)) < len(found) or (wanted is not None and len(wanted) != len(found)):
        raise CannotType("these axes of a transform are not known")
    return found


def shifted(x: Atom, axes: Atom) -> Type:
    static(axes)
    return array(x)


# --- helpers ----------------------------------------------------------------------------------------------------------


@types(runtime.resized)
def _resized(fresh: Fresh, x: Atom, shape: Atom) -> Type:
    if not isinstance(shape.type, TupleOf):
        raise CannotType("the shape is not known")
    return Array(array(x).dtype, shape_of(shape, fresh))


@types(runtime.both_halves)
def _both_halves(fresh: Fresh, half: Atom, n: Atom, axis: Atom = LAST) -> Type:
    return as_array(half.type, fresh)


@types(runtime.scaled_ends)
def _scaled_ends(fresh: Fresh, x: Atom, first: Atom, last: Atom, axes: Atom) -> Type:
    return as_array(x.type, fresh)
