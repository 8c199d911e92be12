"""Functions that pass over what is not a number: those of the same array with something harmless in its place."""

from __future__ import annotations

import numpy as np

from srcad.rules.axes import gathered, spread_again
from srcad.rules.domains import REAL
from srcad.rules.reductions import max_of, min_of, prod_of, root, sum_of
from srcad.rules.vocabulary import Row, refuse, written, zero


def _numbers(a, where=None):
    """Where there are numbers that are asked for."""
    return ~np.isnan(a) if where is None else ~np.isnan(a) & where


def _counts(a, axis, keepdims, where):
    return np.sum(_numbers(a, where), axis=axis, keepdims=keepdims)


def _sum(a, axis=None, dtype=None, keepdims=False, initial=None, where=None):
    return sum_of(a, axis, None, keepdims, initial, _numbers(a, where))


def _prod(a, axis=None, dtype=None, keepdims=False, initial=None, where=None):
    return prod_of(a, axis, None, keepdims, initial, _numbers(a, where))


def _max(a, axis=None, keepdims=False, initial=None, where=None):
    return max_of(a, axis, keepdims, initial, _numbers(a, where))


def _min(a, axis=None, keepdims=False, initial=None, where=None):
    return min_of(a, axis, keepdims, initial, _numbers(a, where))


def _mean(a, axis=None, dtype=None, keepdims=False, where=None):
    return _sum(a, axis, None, keepdims, None, where) / _counts(a, axis, keepdims, where)


def _var(a, axis=None, dtype=None, ddof=0, keepdims=False, where=None, mean=None, correction=None):
    if mean is None:
        mean = _mean(a, axis, None, True, where)
    freedom = ddof if correction is None else correction
    squares = sum_of((a - mean) ** 2, axis, None, keepdims, None, _numbers(a, where))
    return squares / (_counts(a, axis, keepdims, where) - freedom)


def _std(a, axis=None, dtype=None, ddof=0, keepdims=False, where=None, mean=None, correction=None):
    return root(_var(a, axis, None, ddof, keepdims, where, mean, correction))


def _median(a, axis=None, keepdims=False):
    """Numbers come first in order; the one in the middle, or the mean of both, counts from their number."""
    return _at_part(a, 0.5, axis, keepdims)


def _quantile(a, q, axis=None, method="linear", keepdims=False):
    if method != "linear" or np.ndim(q) != 0:
        refuse("the derivative of np.nanquantile is known for one q and method='linear'")
    return _at_part(a, q, axis, keepdims)


def _percentile(a, q, axis=None, method="linear", keepdims=False):
    if method != "linear" or np.ndim(q) != 0:
        refuse("the derivative of np.nanpercentile is known for one q and method='linear'")
    return _at_part(a, q / 100.0, axis, keepdims)


def _at_part(a, q, axis, keepdims):
    items = np.sort(gathered(a, axis), axis=0)
    place = q * (np.sum(~np.isnan(items), axis=0, keepdims=True) - 1)
    low = np.floor(place).astype(int)
    high = np.ceil(place).astype(int)
    below = np.take_along_axis(items, low, 0)
    found = below + (place - low) * (np.take_along_axis(items, high, 0) - below)
    return spread_again(found[0], a, axis, keepdims)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.nansum,        _sum),
    written(np.nanprod,       _prod),
    written(np.nanmax,        _max),
    written(np.nanmin,        _min),
    written(np.nanmean,       _mean),
    written(np.nanvar,        _var),
    written(np.nanstd,        _std),
    written(np.nancumsum,     lambda a, axis=None, dtype=None: np.cumsum(np.where(np.isnan(a), 0.0, a), axis)),
    written(np.nancumprod,    lambda a, axis=None, dtype=None: np.cumprod(np.where(np.isnan(a), 1.0, a), axis)),
    written(np.nanmedian,     _median),
    written(np.nanquantile,   _quantile, domain=(REAL, 0.3)),
    written(np.nanpercentile, _percentile, domain=(REAL, 30.0)),
    *zero(np.nanargmax, np.nanargmin),
)
# fmt: on
