"""``np.add.reduce``, ``np.subtract.outer`` and their kin."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.analyse.dims import Dims, Fresh
from srcad.analyse.result_types.common import as_array, axis_of, number, reduced, sampled_dtype
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, TRUE, ZERO, static, types
from srcad.ir.core import Atom
from srcad.ir.types import Array, Type

#: what they give can be given to them again
REPEATED: tuple[np.ufunc, ...] = (
    np.add, np.subtract, np.multiply, np.divide, np.maximum, np.minimum, np.fmax, np.fmin, np.logaddexp, np.logaddexp2,
    np.float_power, np.hypot, np.copysign, np.fmod, np.remainder,
)  # fmt: skip


def _outer(fn: np.ufunc) -> None:
    @types(fn.outer)
    def typer(fresh: Fresh, A: Atom, B: Atom) -> Type:
        a, b = as_array(A.type, fresh), as_array(B.type, fresh)
        wide = Array(a.dtype, (*a.dims, *_ones(b.dims)))
        return elementwise(fn, [wide, b], fresh)


def _ones(dims: Dims) -> Dims:
    return (1,) * len(dims)


def _reduce(fn: np.ufunc) -> None:
    @types(fn.reduce)
    def typer(
        fresh: Fresh,
        array: Atom,
        axis: Atom = ZERO,
        dtype: Atom = NONE,
        out: Atom = NONE,
        keepdims: Atom = FALSE,
        initial: Atom = NONE,
        where: Atom = TRUE,
    ) -> Type:
        x = as_array(array.type, fresh)
        return number(sampled_dtype(fn.reduce, x), reduced(x.dims, static(axis), bool(static(keepdims))))


def _accumulate(fn: Callable[..., Any]) -> None:
    @types(fn)
    def typer(fresh: Fresh, array: Atom, axis: Atom = ZERO) -> Type:
        x = as_array(array.type, fresh)
        return Array(sampled_dtype(fn, x), x.dims)


def _reduceat(fn: np.ufunc) -> None:
    @types(fn.reduceat)
    def typer(fresh: Fresh, array: Atom, indices: Atom, axis: Atom = ZERO) -> Type:
        x, starts = as_array(array.type, fresh), as_array(indices.type, fresh)
        at = axis_of(static(axis), x.ndim)
        return Array(sampled_dtype(fn.reduce, x), (*x.dims[:at], *starts.dims, *x.dims[at + 1 :]))


for _fn in (*REPEATED, np.ldexp, np.power, np.arctan2):
    _outer(_fn)
for _fn in (*REPEATED, np.power, np.arctan2):
    _accumulate(_fn.accumulate)
for _fn in REPEATED:
    _reduce(_fn)
    _reduceat(_fn)
