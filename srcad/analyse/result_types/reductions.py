"""Functions that take axes away: sums, extremes, and the running ones that do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh, less, product
from srcad.analyse.result_types.common import (
    as_array,
    axis_of,
    dtype_of,
    number,
    reduced,
    sampled_dtype,
)
from srcad.analyse.result_types.table import FALSE, NONE, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import BOOL, Type


def _reduction(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(
        fresh: Fresh, a: Atom, axis: Atom = NONE, dtype: Atom = NONE, out: Atom = NONE, keepdims: Atom = FALSE
    ) -> Type:
        _without(out)
        return _reduced(fn, a, axis, dtype, keepdims, fresh)


def _extreme(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(fresh: Fresh, a: Atom, axis: Atom = NONE, out: Atom = NONE, keepdims: Atom = FALSE) -> Type:
        _without(out)
        return _reduced(fn, a, axis, NONE, keepdims, fresh)


def _moment(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(
        fresh: Fresh,
        a: Atom,
        axis: Atom = NONE,
        dtype: Atom = NONE,
        out: Atom = NONE,
        ddof: Atom = NONE,
        keepdims: Atom = FALSE,
    ) -> Type:
        _without(out)
        return _reduced(fn, a, axis, dtype, keepdims, fresh)


def _without(out: Atom) -> None:
    if static(out) is not None:
        raise CannotType("`out` is not known here")


def _reduced(fn: Callable[..., Any], a: Atom, axis: Atom, dtype: Atom, keepdims: Atom, fresh: Fresh) -> Type:
    x = as_array(a.type, fresh)
    return number(
        dtype_of(dtype, sampled_dtype(fn, x)),
        reduced(x.dims, static(axis), bool(static(keepdims))),
    )


SUMS: tuple[Any, ...] = (np.sum, np.prod, np.mean, np.nansum, np.nanmean)
EXTREMES: tuple[Any, ...] = (np.max, np.min, np.nanmax, np.nanmin, np.amax, np.amin, np.ptp, np.argmax, np.argmin)
TESTS: tuple[Any, ...] = (np.any, np.all, np.count_nonzero)
MOMENTS: tuple[Any, ...] = (np.var, np.std)
for _fn in SUMS:
    _reduction(_fn)
for _fn in (*EXTREMES, *TESTS):
    _extreme(_fn)
for _fn in MOMENTS:
    _moment(_fn)


@types(np.cumsum, np.cumprod)
def _running(fresh: Fresh, a: Atom, axis: Atom = NONE, dtype: Atom = NONE, out: Atom = NONE) -> Type:
    _without(out)
    x = as_array(a.type, fresh)
    dims = x.dims if static(axis) is not None else (product(x.dims),)
    return number(dtype_of(dtype, sampled_dtype(np.cumsum, x)), dims)


@types(np.diff)
def _diff(fresh: Fresh, a: Atom, n: Atom = Lit(1), axis: Atom = Lit(-1)) -> Type:
    x = as_array(a.type, fresh)
    at = axis_of(static(axis), x.ndim)
    dims = (*x.dims[:at], less(x.dims[at], static(n)), *x.dims[at + 1 :])
    return number(sampled_dtype(np.diff, x), dims)


@types(np.allclose, np.array_equal, np.may_share_memory, np.shares_memory)
def _test(fresh: Fresh, *args: Atom, **kw: Atom) -> Type:
    return BOOL
