"""Functions that know the diagonal or the border of an array."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.domains import REAL
from srcad.rules.vocabulary import (
    FRESH,
    MAYBE_VIEW,
    VIEW,
    Row,
    linear,
    static,
)


@static
def _is_square(x: Any) -> bool:
    rows, columns = x.dims if hasattr(x, "dims") else x.shape
    return bool(rows == columns)


def _on_diagonal(g, a, k):
    """A matrix of zeros of the shape of `a`, with `g` on its k-th diagonal."""
    if _is_square(a):
        return np.diag(g, k)
    i = np.arange(len(g))
    matrix = np.zeros_like(a)
    if k >= 0:
        matrix[i, i + k] = g
    else:
        matrix[i - k, i] = g
    return matrix


def _diag(g, v, k=0):
    return np.diag(g, k) if v.ndim == 1 else _on_diagonal(g, v, k)


def _diagonal(g, a, offset=0, axis1=0, axis2=1):
    """Of several matrices the items on a diagonal lie along the last axis."""
    if a.ndim == 2 and axis1 == 0 and axis2 == 1:
        return _on_diagonal(g, a, offset)
    matrices = np.zeros_like(np.moveaxis(a, (axis1, axis2), (-2, -1)))
    i = np.arange(g.shape[-1])
    if offset >= 0:
        matrices[..., i, i + offset] = g
    else:
        matrices[..., i - offset, i] = g
    return np.moveaxis(matrices, (-2, -1), (axis1, axis2))


def _trace(g, a, offset=0, axis1=0, axis2=1):
    if a.ndim == 2 and axis1 == 0 and axis2 == 1:
        return g * np.eye(len(a)) if offset == 0 and _is_square(a) else g * np.eye(a.shape[0], a.shape[1], offset)
    units = np.eye(a.shape[axis1], a.shape[axis2], offset)
    return np.moveaxis(g[..., None, None] * units, (-2, -1), (axis1, axis2))


@static
def _before(pad_width: Any, axis: int) -> int:
    """How much was put before an axis: the widths are one number, one pair, or a pair for each axis."""
    if isinstance(pad_width, int):
        return pad_width
    first = pad_width[axis] if len(pad_width) > 1 and isinstance(pad_width[0], tuple) else pad_width[0]
    return int(first[0] if isinstance(first, tuple) else first)


def _pad(g, array, pad_width):
    top = _before(pad_width, 0)
    if array.ndim == 1:
        return g[top : top + len(array)]
    left = _before(pad_width, 1)
    if array.ndim == 2:
        return g[top : top + array.shape[0], left : left + array.shape[1]]
    for axis in _axes(array.ndim):
        start = _before(pad_width, axis)
        g = np.moveaxis(np.moveaxis(g, axis, 0)[start : start + array.shape[axis]], 0, axis)
    return g


@static
def _axes(ndim: int) -> tuple[int, ...]:
    return tuple(range(ndim))


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.pad,          FRESH,      array=_pad, domain=(REAL, 2)),
    linear(np.diag,         MAYBE_VIEW, v=_diag),
    linear(np.diagonal,     VIEW,       a=_diagonal),
    linear(np.trace,        FRESH,      a=_trace),
    linear(np.tril,         FRESH,      m=lambda g, m, k=0: np.tril(g, k)),
    linear(np.triu,         FRESH,      m=lambda g, m, k=0: np.triu(g, k)),
)
# fmt: on
