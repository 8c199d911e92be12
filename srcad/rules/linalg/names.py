"""The functions of the array API that `numpy.linalg` has under its own names."""

from __future__ import annotations

import numpy as np

from srcad.rules.domains import VECTOR
from srcad.rules.vocabulary import FRESH, VIEW, Row, linear, written


def _on_diagonals(g, x, offset=0):
    """Zeros of the shape of `x`, with `g` on these diagonals of its matrices."""
    found = np.zeros_like(x)
    i = np.arange(g.shape[-1])
    if offset >= 0:
        found[..., i, i + offset] = g
    else:
        found[..., i - offset, i] = g
    return found


def _cross(x1, x2, axis=-1):
    if axis == -1:
        return np.cross(x1, x2)
    return np.moveaxis(np.cross(np.moveaxis(x1, axis, -1), np.moveaxis(x2, axis, -1)), -1, axis)


def _trace(g, x, offset=0):
    return (g if x.ndim == 2 else g[..., None, None]) * np.eye(x.shape[-2], x.shape[-1], offset)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.linalg.outer,          lambda x1, x2: np.outer(x1, x2), domain=VECTOR),
    written(np.linalg.vecdot,         lambda x1, x2, axis=-1: np.sum(x1 * x2, axis=axis)),
    written(np.linalg.cross,          _cross),
    linear(np.linalg.diagonal, VIEW,  x=_on_diagonals),
    linear(np.linalg.trace,    FRESH, x=_trace),
)
# fmt: on
