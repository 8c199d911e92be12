"""``np.add.reduce``, ``np.subtract.outer`` and their kin: other names for what has rows."""

from __future__ import annotations

import numpy as np

from srcad.rules.axes import is_several, ones, stretch
from srcad.rules.domains import POSITIVE, REAL, Domain, whole
from srcad.rules.reductions import keep_axes, max_of, min_of, prod_of, sum_of
from srcad.rules.vocabulary import Row, formula, linear, refuse, written
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
    _one(axis)
    return stretch(array, axis, 0, 1).squeeze(axis) - np.sum(stretch(array, axis, 1, None), axis=axis)


def _reduce_divide(array, axis=0):
    _one(axis)
    return stretch(array, axis, 0, 1).squeeze(axis) / np.prod(stretch(array, axis, 1, None), axis=axis)


def _log2_sum_exp2(array, axis=0, keepdims=False):
    largest = np.max(array, axis=axis, keepdims=keepdims)
    return largest + np.log2(np.sum(np.exp2(array - keep_axes(largest, axis, keepdims)), axis=axis, keepdims=keepdims))


def _one(axis):
    if axis is None or is_several(axis):
        refuse("what the order of the items matters to is taken along one axis")


def _rows(array, axis):
    _one(axis)
    return array if axis == 0 else np.moveaxis(array, axis, 0)


def _running(combine, array, axis):
    """Step by step along an axis."""
    rows = _rows(array, axis)
    out = np.zeros_like(rows)
    for i in range(len(rows)):
        out[i] = rows[i] if i == 0 else combine(out[i - 1], rows[i])
    return out if axis == 0 else np.moveaxis(out, 0, axis)


def _folded(combine, rows):
    """Where the steps end."""
    found = rows[0]
    for i in range(1, len(rows)):
        found = combine(found, rows[i])
    return found


def _stretches(combine, array, indices, axis):
    """The rows from each index to the next, or the row there if the next is not behind it."""
    rows = _rows(array, axis)
    starts = np.asarray(indices)
    out = np.zeros_like(rows[starts])
    for i in range(len(starts)):
        stop = starts[i + 1] if i + 1 < len(starts) else len(rows)
        out[i] = _folded(combine, rows[starts[i] : max(stop, starts[i] + 1)])
    return out if axis == 0 else np.moveaxis(out, 0, axis)


def _outer(fn: np.ufunc) -> Row:
    return written(fn.outer, lambda A, B: fn(_column(A, B), B), domain=_domain(fn))


def _accumulate(fn: np.ufunc) -> Row:
    return written(fn.accumulate, lambda array, axis=0: _running(fn, array, axis), domain=_domain(fn))


def _reduce(fn: np.ufunc) -> Row:
    return written(fn.reduce, lambda array, axis=0: _folded(fn, _rows(array, axis)), domain=_domain(fn))


def _reduceat(fn: np.ufunc) -> Row:
    return written(
        fn.reduceat,
        lambda array, indices, axis=0: _stretches(fn, array, indices, axis),
        domain=(_domain(fn).shaped(6), [0, 3, 1]),
    )


def _domain(fn: np.ufunc) -> Domain:
    return POSITIVE if fn in (np.power, np.float_power) else REAL


#: what they make of three numbers is no sum, product or norm
STEPWISE: tuple[np.ufunc, ...] = (np.copysign, np.float_power, np.fmod, np.remainder)
NORMS: tuple[np.ufunc, ...] = (np.hypot, np.logaddexp, np.logaddexp2)
EXTREME: tuple[np.ufunc, ...] = (np.maximum, np.minimum, np.fmax, np.fmin)

# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.add.outer,           lambda A, B: _column(A, B) + B),
    written(np.subtract.outer,      lambda A, B: _column(A, B) - B),
    written(np.multiply.outer,      lambda A, B: _column(A, B) * B),
    written(np.divide.outer,        lambda A, B: _column(A, B) / B),
    written(np.power.outer,         lambda A, B: _column(A, B) ** B, domain=POSITIVE),
    *map(_outer, (*STEPWISE, *EXTREME, *NORMS, np.arctan2)),
    written(np.ldexp.outer,         lambda A, B: np.ldexp(_column(A, B), B), domain=(REAL, whole(0, 3))),
    written(np.add.reduce,          _add_reduce),
    written(np.multiply.reduce,     _multiply_reduce),
    written(np.maximum.reduce,      _maximum_reduce),
    written(np.minimum.reduce,      _minimum_reduce),
    written(np.logaddexp.reduce,    _log_sum_exp),
    written(np.logaddexp2.reduce,   _log2_sum_exp2),
    written(np.subtract.reduce,     _reduce_subtract),
    written(np.divide.reduce,       _reduce_divide),
    formula(np.hypot.reduce,        lambda array, axis=0, keepdims=False:
                                        np.linalg.norm(array, axis=axis, keepdims=keepdims)),
    formula(np.fmax.reduce,         lambda array, axis=0, keepdims=False:
                                        np.nanmax(array, axis=axis, keepdims=keepdims)),
    formula(np.fmin.reduce,         lambda array, axis=0, keepdims=False:
                                        np.nanmin(array, axis=axis, keepdims=keepdims)),
    *map(_reduce, STEPWISE),
    written(np.add.accumulate,      lambda array, axis=0: np.cumsum(array, axis)),
    written(np.multiply.accumulate, lambda array, axis=0: np.cumprod(array, axis)),
    *map(_accumulate, (*STEPWISE, *EXTREME, *NORMS, np.power, np.arctan2, np.subtract, np.divide)),
    *map(_reduceat, (*STEPWISE, *EXTREME, *NORMS, np.subtract, np.multiply, np.divide)),
    linear(np.add.reduceat,         array=lambda g, array, indices, axis=0: spread_stretches(g, indices, axis, array),
                                    domain=(REAL.shaped(6), [0, 3, 1])),
)
# fmt: on
