"""Functions that take axes away: sums, extremes, and the running ones that do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, less, product, total
from srcad.analyse.result_types.common import (
    as_array,
    axis_of,
    common_dtype,
    dtype_of,
    number,
    reduced,
    sampled_dtype,
)
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, ZERO, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import BOOL, Array, Type, dtype_kind, is_complex
from srcad.runtime.newer import present


def _reduction(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(
        fresh: Fresh,
        a: Atom,
        axis: Atom = NONE,
        dtype: Atom = NONE,
        out: Atom = NONE,
        keepdims: Atom = FALSE,
        initial: Atom = NONE,
        where: Atom = TRUE,
    ) -> Type:
        _without(out)
        return _reduced(fn, a, axis, dtype, keepdims, fresh)


def _extreme(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(
        fresh: Fresh,
        a: Atom,
        axis: Atom = NONE,
        out: Atom = NONE,
        keepdims: Atom = FALSE,
        initial: Atom = NONE,
        where: Atom = TRUE,
    ) -> Type:
        _without(out)
        return _reduced(fn, a, axis, NONE, keepdims, fresh)


def _mean(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(
        fresh: Fresh,
        a: Atom,
        axis: Atom = NONE,
        dtype: Atom = NONE,
        out: Atom = NONE,
        keepdims: Atom = FALSE,
        where: Atom = TRUE,
    ) -> Type:
        _without(out)
        return _reduced(fn, a, axis, dtype, keepdims, fresh)


def _moment(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(
        fresh: Fresh,
        a: Atom,
        axis: Atom = NONE,
        dtype: Atom = NONE,
        out: Atom = NONE,
        ddof: Atom = ZERO,
        keepdims: Atom = FALSE,
        where: Atom = TRUE,
        mean: Atom = NONE,
        correction: Atom = NONE,
    ) -> Type:
        _without(out)
        if is_complex(a.type) and dtype != NONE:
            raise CannotType(f"{fn.__name__} of complex numbers is known without a dtype")
        found = _reduced(fn, a, axis, dtype, keepdims, fresh)
        return found if mean == NONE else elementwise(np.add, [found, _without_axes(mean, fresh)], fresh)


def _without_axes(mean: Atom, fresh: Fresh) -> Type:
    """One of the means that were computed before."""
    return number(as_array(mean.type, fresh).dtype, ())


def _without(out: Atom) -> None:
    if static(out) is not None:
        raise CannotType("`out` is not known here")


def _dtype(x: Array, dtype: Atom, default: str) -> str:
    """The dtype in which a reduction computes."""
    found = dtype_of(dtype, default)
    if dtype_kind(x.dtype) == "c" and dtype != NONE and dtype_kind(found) != "c":
        raise CannotType(f"complex numbers made {found} lose their imaginary part: use `.real`")
    return found


def _reduced(fn: Callable[..., Any], a: Atom, axis: Atom, dtype: Atom, keepdims: Atom, fresh: Fresh) -> Type:
    x = as_array(a.type, fresh)
    return number(
        _dtype(x, dtype, sampled_dtype(fn, x)),
        reduced(x.dims, static(axis), bool(static(keepdims))),
    )


SUMS: tuple[Any, ...] = (np.sum, np.prod, np.nansum, np.nanprod)
EXTREMES: tuple[Any, ...] = (np.max, np.min, np.nanmax, np.nanmin, np.amax, np.amin, np.ptp)
PLACES: tuple[Any, ...] = (np.argmax, np.argmin, np.nanargmax, np.nanargmin)
TESTS: tuple[Any, ...] = (np.any, np.all)
MEANS: tuple[Any, ...] = (np.mean, np.nanmean)
MOMENTS: tuple[Any, ...] = (np.var, np.std, np.nanvar, np.nanstd)
for _fn in SUMS:
    _reduction(_fn)
for _fn in (*EXTREMES, *PLACES, *TESTS):
    _extreme(_fn)
for _fn in MEANS:
    _mean(_fn)
for _fn in MOMENTS:
    _moment(_fn)


@types(np.count_nonzero)
def _count_nonzero(fresh: Fresh, a: Atom, axis: Atom = NONE, keepdims: Atom = FALSE) -> Type:
    return _reduced(np.count_nonzero, a, axis, NONE, keepdims, fresh)


@types(np.cumsum, np.cumprod, np.nancumsum, np.nancumprod)
def _running(fresh: Fresh, a: Atom, axis: Atom = NONE, dtype: Atom = NONE, out: Atom = NONE) -> Type:
    _without(out)
    x = as_array(a.type, fresh)
    dims = x.dims if static(axis) is not None else (product(x.dims),)
    return number(_dtype(x, dtype, sampled_dtype(np.cumsum, x)), dims)


@types(*(fn for fn, _ in present(cumulative_sum=1, cumulative_prod=1)))
def _cumulative(
    fresh: Fresh,
    x: Atom,
    axis: Atom = NONE,
    dtype: Atom = NONE,
    out: Atom = NONE,
    include_initial: Atom = FALSE,
) -> Type:
    _without(out)
    a = as_array(x.type, fresh)
    if static(axis) is None and a.ndim != 1:
        raise CannotType("the axis is needed")
    at = axis_of(static(axis) or 0, a.ndim)
    dims = (*a.dims[:at], less(a.dims[at], -int(static(include_initial))), *a.dims[at + 1 :])
    return Array(_dtype(a, dtype, sampled_dtype(np.cumsum, a)), dims)


@types(np.diff)
def _diff(
    fresh: Fresh, a: Atom, n: Atom = Lit(1), axis: Atom = Lit(-1), prepend: Atom = NONE, append: Atom = NONE
) -> Type:
    x = as_array(a.type, fresh)
    at = axis_of(static(axis), x.ndim)
    ends = [as_array(end.type, fresh) for end in (prepend, append) if end != NONE]
    length = total([x.dims[at], *(end.dims[at] if end.ndim else 1 for end in ends)])
    dtype = common_dtype([each.dtype for each in (x, *ends)])
    dims = (*x.dims[:at], less(length, static(n)), *x.dims[at + 1 :])
    return number(sampled_dtype(np.diff, Array(dtype, x.dims)), dims)


@types(np.allclose, np.array_equal, np.array_equiv, np.may_share_memory, np.shares_memory)
def _test(fresh: Fresh, *args: Atom, **kw: Atom) -> Type:
    return BOOL
