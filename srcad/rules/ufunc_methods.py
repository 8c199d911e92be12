"""``np.add.reduce``, ``np.subtract.outer`` and their kin: other names for what has rows."""

from __future__ import annotations

import numpy as np

from srcad.rules.reductions import keep_axes
from srcad.rules.vocabulary import Row, refuse, written


def _column(a, b):
    """The first operand, such that each of its items meets all of the second."""
    if a.ndim != 1 or b.ndim != 1:
        refuse("the derivative of outer is known for two vectors")
    return a[:, None]


def _log_sum_exp(array, axis=0, keepdims=False):
    largest = np.max(array, axis=axis, keepdims=keepdims)
    return largest + np.log(np.sum(np.exp(array - keep_axes(largest, axis, keepdims)), axis=axis, keepdims=keepdims))


# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.add.outer,           lambda A, B: _column(A, B) + B),
    written(np.subtract.outer,      lambda A, B: _column(A, B) - B),
    written(np.multiply.outer,      lambda A, B: _column(A, B) * B),
    written(np.divide.outer,        lambda A, B: _column(A, B) / B),
    written(np.maximum.outer,       lambda A, B: np.maximum(_column(A, B), B)),
    written(np.minimum.outer,       lambda A, B: np.minimum(_column(A, B), B)),
    written(np.add.reduce,          lambda array, axis=0, keepdims=False: np.sum(array, axis=axis, keepdims=keepdims)),
    written(np.multiply.reduce,     lambda array, axis=0, keepdims=False: np.prod(array, axis=axis, keepdims=keepdims)),
    written(np.maximum.reduce,      lambda array, axis=0, keepdims=False: np.max(array, axis=axis, keepdims=keepdims)),
    written(np.minimum.reduce,      lambda array, axis=0, keepdims=False: np.min(array, axis=axis, keepdims=keepdims)),
    written(np.logaddexp.reduce,    _log_sum_exp),
    written(np.add.accumulate,      lambda array, axis=0: np.cumsum(array, axis)),
    written(np.multiply.accumulate, lambda array, axis=0: np.cumprod(array, axis)),
)
# fmt: on
