"""Functions that know the diagonal or the border of an array."""

from __future__ import annotations

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, less, product, same
from srcad.analyse.result_types.common import (
    as_array,
    axes_of,
    matrices,
    number,
)
from srcad.analyse.result_types.table import ZERO, integer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Type

ONE = Lit(1)


@types(np.pad)
def _pad(fresh: Fresh, array: Atom, pad_width: Atom, mode: Atom = Lit("constant"), **kw: Atom) -> Type:
    x = as_array(array.type, fresh)
    if static(pad_width) is None:
        raise CannotType("the widths are not known")
    widths = np.broadcast_to(np.asarray(static(pad_width)), (x.ndim, 2)).tolist()
    return Array(
        x.dtype,
        tuple(less(dim, -before - after) for dim, (before, after) in zip(x.dims, widths, strict=True)),
    )


@types(np.trace)
def _trace(fresh: Fresh, a: Atom, offset: Atom = ZERO, axis1: Atom = ZERO, axis2: Atom = ONE) -> Type:
    x = matrices(a.type, fresh)
    integer(offset)
    rest, _ = _apart(x, axis1, axis2)
    return number(x.dtype if x.dtype != "bool" else "int64", rest)


def _apart(x: Array, axis1: Atom, axis2: Atom) -> tuple[Dims, Dims]:
    """The other axes, and those of the matrices."""
    pair = axes_of((static(axis1), static(axis2)), x.ndim)
    return tuple(dim for i, dim in enumerate(x.dims) if i not in pair), tuple(x.dims[i] for i in pair)


@types(np.diag)
def _diag(fresh: Fresh, v: Atom, k: Atom = ZERO) -> Type:
    x = as_array(v.type, fresh)
    if x.ndim == 1:
        return Array(x.dtype, (less(x.dims[0], -abs(integer(k))),) * 2)
    if x.ndim != 2:
        raise CannotType(f"{v.type} is neither a diagonal nor a matrix")
    return Array(x.dtype, (_diagonal(x.dims[0], x.dims[1], integer(k), fresh),))


def _diagonal(rows: Dim, columns: Dim, k: int, fresh: Fresh) -> Dim:
    if same(rows, columns):
        return less(rows, abs(k))
    if isinstance(rows, int) and isinstance(columns, int):
        return max(min(rows + min(k, 0), columns - max(k, 0)), 0)
    return fresh()


@types(np.diagonal)
def _diagonal_of(fresh: Fresh, a: Atom, offset: Atom = ZERO, axis1: Atom = ZERO, axis2: Atom = ONE) -> Type:
    x = matrices(a.type, fresh)
    rest, (rows, columns) = _apart(x, axis1, axis2)
    return Array(x.dtype, (*rest, _diagonal(rows, columns, integer(offset), fresh)))


@types(np.tril, np.triu)
def _triangle(fresh: Fresh, m: Atom, k: Atom = ZERO) -> Type:
    integer(k)
    return matrices(m.type, fresh)


@types(np.diagflat)
def _diagflat(fresh: Fresh, v: Atom, k: Atom = ZERO) -> Type:
    x = as_array(v.type, fresh)
    return Array(x.dtype, (less(product(x.dims), -abs(integer(k))),) * 2)
