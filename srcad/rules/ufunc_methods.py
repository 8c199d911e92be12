"""``np.add.reduce``, ``np.subtract.outer`` and their kin: other names for what has rows."""

from __future__ import annotations

import numpy as np

from srcad.rules.axes import ones, stretch
from srcad.rules.reductions import keep_axes, max_of, min_of, prod_of, sum_of
from srcad.rules.vocabulary import Row, linear, written
from srcad.runtime import spread_stretches


def _column(a, b):
    """The first operand, such that each of its items meets all of the second."""
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return a
    return a[:, None] if a.ndim == b.ndim == 1 else a.reshape(a.shape + ones(b.ndim))


def _add_reduce(array, axis=0, keepdims=False, initial=None, where=None):
    return sum_of(array, axis, None, keepdims, initial, where)


def _multiply_reduce(array, axis=0, keepdims=False, initial=None, where=None):
    return prod_of(array, axis, None, keepdims, initial, where)


def _maximum_reduce(array, axis=0, keepdims=False, initial=None, where=None):
    return max_of(array, axis, keepdims, initial, where)


def _minimum_reduce(array, axis=0, keepdims=False, initial=None, where=None):
    return min_of(array, axis, keepdims, initial, where)


def _log_sum_exp(array, axis=0, keepdims=False):
    largest = np.max(array, axis=axis, keepdims=keepdims)
    return largest + np.log(np.sum(np.exp(array - keep_axes(largest, axis, keepdims)), axis=axis, keepdims=keepdims))


def _reduce_subtract(array, axis=0):
    """The first less all others."""
    return stretch(array, axis, 0, 1).squeeze(axis) - np.sum(stretch(array, axis, 1, None), axis=axis)


def _running(combine, array, axis):
    """Step by step along an axis."""
    rows = array if axis == 0 else np.moveaxis(array, axis, 0)
    out = np.zeros_like(rows)
    for i in range(len(rows)):
        out[i] = rows[i] if i == 0 else combine(out[i - 1], rows[i])
    return out if axis == 0 else np.moveaxis(out, 0, axis)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.add.outer,           lambda A, B: _column(A, B) + B),
    written(np.subtract.outer,      lambda A, B: _column(A, B) - B),
    written(np.multiply.outer,      lambda A, B: _column(A, B) * B),
    written(np.divide.outer,        lambda A, B: _column(A, B) / B),
    written(np.maximum.outer,       lambda A, B: np.maximum(_column(A, B), B)),
    written(np.minimum.outer,       lambda A, B: np.minimum(_column(A, B), B)),
    written(np.power.outer,         lambda A, B: _column(A, B) ** B),
    written(np.logaddexp.outer,     lambda A, B: np.logaddexp(_column(A, B), B)),
    written(np.hypot.outer,         lambda A, B: np.hypot(_column(A, B), B)),
    written(np.arctan2.outer,       lambda A, B: np.arctan2(_column(A, B), B)),
    written(np.add.reduce,          _add_reduce),
    written(np.multiply.reduce,     _multiply_reduce),
    written(np.maximum.reduce,      _maximum_reduce),
    written(np.minimum.reduce,      _minimum_reduce),
    written(np.logaddexp.reduce,    _log_sum_exp),
    written(np.subtract.reduce,     _reduce_subtract),
    written(np.add.accumulate,      lambda array, axis=0: np.cumsum(array, axis)),
    written(np.multiply.accumulate, lambda array, axis=0: np.cumprod(array, axis)),
    written(np.maximum.accumulate,  lambda array, axis=0: _running(np.maximum, array, axis)),
    written(np.minimum.accumulate,  lambda array, axis=0: _running(np.minimum, array, axis)),
    written(np.logaddexp.accumulate, lambda array, axis=0: _running(np.logaddexp, array, axis)),
    linear(np.add.reduceat,         array=lambda g, array, indices, axis=0: spread_stretches(g, indices, axis, array)),
)
# fmt: on
