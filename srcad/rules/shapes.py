"""Functions that give an array other axes: their transposes give it back its own."""

from __future__ import annotations

import numpy as np

from srcad.rules.axes import inverse
from srcad.rules.domains import BLOCK, REAL, VECTOR
from srcad.rules.vocabulary import (
    MAYBE_VIEW,
    VIEW,
    Linear,
    Row,
    linear,
    static,
    written,
    zero,
)


def _transpose(g, a, axes=None):
    return g.T if axes is None else np.transpose(g, inverse(axes))


def _reshape(g, a, shape, order="C"):
    return g.reshape(a.shape) if order == "C" else np.reshape(g, a.shape, order)


def _ravel(g, a, order="C"):
    return g.reshape(a.shape) if order == "C" else np.reshape(g, a.shape, order)


def _rollaxis(a, axis, start=0):
    return np.moveaxis(a, axis, _place(axis, start, a.ndim))


@static
def _place(axis: int, start: int, ndim: int) -> int:
    """Where an axis ends that is put before the one at `start`."""
    start = start + ndim if start < 0 else start
    return start - 1 if axis % ndim < start else start


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.transpose,    VIEW,       a=_transpose),
    linear(np.swapaxes,     VIEW,       a=lambda g, a, axis1, axis2: np.swapaxes(g, axis1, axis2),
                            domain=(BLOCK, 0, 2)),
    linear(np.matrix_transpose, VIEW,   x=lambda g, x: np.matrix_transpose(g)),
    linear(np.rot90,        VIEW,       m=lambda g, m, k=1, axes=(0, 1): np.rot90(g, -k, axes)),
    linear(np.moveaxis,     VIEW,       a=lambda g, a, source, destination: np.moveaxis(g, destination, source),
                            domain=(BLOCK, 0, 2)),
    linear(np.reshape,      MAYBE_VIEW, a=_reshape, domain=(REAL, (3, 2))),
    linear(np.ravel,        MAYBE_VIEW, a=_ravel),
    linear(np.squeeze,      VIEW,       a=lambda g, a, axis=None: g.reshape(a.shape)),
    linear(np.expand_dims,  VIEW,       a=lambda g, a, axis: g.reshape(a.shape), domain=(REAL, 1)),
    Linear(np.atleast_1d, {"0": lambda g, a: g.reshape(np.shape(a))}, MAYBE_VIEW),
    Linear(np.atleast_2d, {"0": lambda g, a: g.reshape(np.shape(a))}, MAYBE_VIEW),
    Linear(np.atleast_3d, {"0": lambda g, a: g.reshape(np.shape(a))}, MAYBE_VIEW),
    written(np.rollaxis,    _rollaxis,  MAYBE_VIEW, domain=(BLOCK, 2)),
    linear(np.broadcast_to, VIEW,       array=lambda g, array, shape: g, domain=(VECTOR, (2, 3))),
    linear(np.flip,         VIEW,       m=lambda g, m, axis=None: np.flip(g, axis)),
    linear(np.flipud,       VIEW,       m=lambda g, m: np.flipud(g)),
    linear(np.fliplr,       VIEW,       m=lambda g, m: np.fliplr(g)),
    *zero(np.shape, np.ndim, np.size, np.broadcast_shapes, np.isscalar, np.iscomplexobj, np.isrealobj),
)
# fmt: on
