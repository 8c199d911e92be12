"""Functions that take axes away, and the running ones."""

from __future__ import annotations

import numpy as np

from srcad.rules.axes import stretch
from srcad.rules.domains import VECTOR
from srcad.rules.vocabulary import Row, Variant, is_complex, linear, reduction, variant, written, zero
from srcad.runtime import length_along, prod_except
from srcad.runtime.newer import present


def keep_axes(reduced, axis, keepdims):
    """What a reduction left, such that it broadcasts to what it was given."""
    if axis is None or keepdims or axis == 0 or np.ndim(reduced) == 0:
        return reduced
    return np.expand_dims(reduced, axis)


def count(a, axis):
    """How many items a reduction makes one of."""
    if axis is None:
        return a.size
    if isinstance(axis, int):
        return a.shape[axis]
    return length_along(a, axis)


def _mean(g, a, axis=None, dtype=None, keepdims=False):
    return keep_axes(g / count(a, axis), axis, keepdims)


def _prod(a, axis=None, dtype=None, keepdims=False):
    if np.ndim(a) == 0:
        return 1.0
    return prod_except(a) if axis is None else prod_except(a, axis)


def _share_of_ties(a, out, axis=None, keepdims=False):
    ties = a == keep_axes(out, axis, keepdims)
    if axis is None:
        return ties / np.sum(ties)
    return ties / np.sum(ties, axis=axis, keepdims=True)


def _center(a, axis):
    if axis is None:
        return a - np.mean(a)
    return a - np.mean(a, axis=axis, keepdims=True)


def _apart(a, axis):
    """Half of the derivative of ``abs(a - mean) ** 2``."""
    return _center(a, axis).conj() if is_complex(a) else _center(a, axis)


def _freedom(a, axis, ddof):
    return count(a, axis) if ddof == 0 else count(a, axis) - ddof


def unless_zero(size):
    """A divisor, or one where what it divides is zero too."""
    if np.ndim(size) == 0:
        return size if size != 0.0 else 1.0
    return np.where(size == 0.0, 1.0, size)


def _var(a, axis=None, dtype=None, ddof=0, keepdims=False):
    return 2.0 * _apart(a, axis) / _freedom(a, axis, ddof)


def _std(a, out, axis=None, dtype=None, ddof=0, keepdims=False):
    """0 where all items are equal."""
    spread = keep_axes(out, axis, keepdims)
    return _apart(a, axis) / (_freedom(a, axis, ddof) * unless_zero(spread))


def _ptp(a, axis=None, keepdims=False):
    return np.max(a, axis=axis, keepdims=keepdims) - np.min(a, axis=axis, keepdims=keepdims)


def _cumsum(g, a, axis=None, dtype=None):
    if a.ndim == 1:
        return np.cumsum(g[::-1])[::-1]
    if axis is None:
        return np.cumsum(g[::-1])[::-1].reshape(a.shape)
    return np.flip(np.cumsum(np.flip(g, axis), axis), axis)


def _cumprod(a, axis=None, dtype=None):
    """A loop, so that zeros are exact to all orders."""
    if axis is None and a.ndim != 1:
        return np.cumprod(np.ravel(a))
    rows = a if axis is None or axis == 0 else np.moveaxis(a, axis, 0)
    out = np.zeros_like(rows)
    product = 1.0 if rows.ndim == 1 else np.ones(rows.shape[1:], rows.dtype)
    for i in range(len(rows)):
        product = product * rows[i]
        out[i] = product
    return out if axis is None or axis == 0 else np.moveaxis(out, 0, axis)


def _along(x, axis, include_initial, running, first):
    """A running sum or product, `first` before it if that is asked for."""
    if axis is None:
        axis = 0
    if not include_initial:
        return running(x, axis)
    return np.concatenate([np.full_like(stretch(x, axis, 0, 1), first), running(x, axis)], axis=axis)


def _cumulative_sum(x, axis=None, dtype=None, include_initial=False):
    return _along(x, axis, include_initial, np.cumsum, 0.0)


def _cumulative_prod(x, axis=None, dtype=None, include_initial=False):
    return _along(x, axis, include_initial, np.cumprod, 1.0)


def _diff(a, n=1, axis=-1, prepend=None, append=None):
    if prepend is not None or append is not None:
        return np.diff(_between(a, axis, prepend, append), n, axis)
    if n == 0:
        return a
    if n == 1:
        return stretch(a, axis, 1, None) - stretch(a, axis, None, -1)
    return np.diff(np.diff(a, 1, axis), n - 1, axis)


def _between(a, axis, before, after):
    """An array with something before and after it along an axis."""
    if before is not None and after is not None:
        return np.concatenate([_as_end(before, a, axis), a, _as_end(after, a, axis)], axis=axis)
    if before is not None:
        return np.concatenate([_as_end(before, a, axis), a], axis=axis)
    return np.concatenate([a, _as_end(after, a, axis)], axis=axis)


def _as_end(end, a, axis):
    """A number has length one along the axis, and is the same along the others."""
    return end if np.ndim(end) != 0 else np.full_like(stretch(a, axis, 0, 1), end)


# --- with an initial value, or of chosen items -------------------------------------------------------------------


def _chosen(a, where, otherwise):
    return a if where is None else np.where(where, a, otherwise)


def sum_of(a, axis=None, dtype=None, keepdims=False, initial=None, where=None):
    total = np.sum(_chosen(a, where, 0.0), axis=axis, keepdims=keepdims)
    return total if initial is None else total + initial


def prod_of(a, axis=None, dtype=None, keepdims=False, initial=None, where=None):
    product = np.prod(_chosen(a, where, 1.0), axis=axis, keepdims=keepdims)
    return product if initial is None else product * initial


def max_of(a, axis=None, keepdims=False, initial=None, where=None):
    largest = np.max(_chosen(a, where, -np.inf), axis=axis, keepdims=keepdims)
    return largest if initial is None else np.maximum(largest, initial)


def min_of(a, axis=None, keepdims=False, initial=None, where=None):
    smallest = np.min(_chosen(a, where, np.inf), axis=axis, keepdims=keepdims)
    return smallest if initial is None else np.minimum(smallest, initial)


def _mean_of(a, axis=None, dtype=None, keepdims=False, where=None):
    counts = np.sum(np.broadcast_to(where, a.shape), axis=axis, keepdims=keepdims)
    return np.sum(np.where(where, a, 0.0), axis=axis, keepdims=keepdims) / counts


def _squares(a, axis, ddof, keepdims, where, mean, correction):
    """The mean square of the distance from the mean; `mean` has the axes that are taken away, of length one."""
    center = mean
    if mean is None and where is None:
        center = np.mean(a, axis=axis, keepdims=True)
    if mean is None and where is not None:
        center = _mean_of(a, axis, keepdims=True, where=where)
    apart = a - center
    squares = _chosen((apart * apart.conj()).real if is_complex(apart) else apart**2, where, 0.0)
    counts = count(a, axis)
    if where is not None:
        counts = np.sum(np.broadcast_to(where, a.shape), axis=axis, keepdims=keepdims)
    freedom = ddof if correction is None else correction
    return np.sum(squares, axis=axis, keepdims=keepdims) / (counts - freedom)


def _var_of(a, axis=None, dtype=None, ddof=0, keepdims=False, where=None, mean=None, correction=None):
    return _squares(a, axis, ddof, keepdims, where, mean, correction)


def _std_of(a, axis=None, dtype=None, ddof=0, keepdims=False, where=None, mean=None, correction=None):
    return root(_squares(a, axis, ddof, keepdims, where, mean, correction))


def root(x):
    """The square root, its derivative taken as 0 at 0."""
    if np.ndim(x) == 0:
        return np.sqrt(x) if x != 0.0 else 0.0 * x
    return np.where(x == 0.0, 0.0, np.sqrt(np.where(x == 0.0, 1.0, x)))


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.sum,          a=lambda g, a, axis=None, dtype=None, keepdims=False: keep_axes(g, axis, keepdims)),
    linear(np.mean,         a=_mean),
    reduction(np.prod,      _prod),
    reduction(np.max,       _share_of_ties),
    reduction(np.min,       _share_of_ties),
    reduction(np.var,       _var),
    reduction(np.std,       _std),
    written(np.ptp,         _ptp),
    linear(np.cumsum,       a=_cumsum),
    written(np.cumprod,     _cumprod),
    written(np.diff,        _diff),
    reduction(np.amax,      _share_of_ties),
    reduction(np.amin,      _share_of_ties),
    *(written(fn, body, domain=VECTOR) for fn, body in present(
        cumulative_sum=_cumulative_sum, cumulative_prod=_cumulative_prod)),
    *zero(np.argmax, np.argmin, np.any, np.all, np.count_nonzero, np.allclose, np.array_equal),
)
VARIANTS: tuple[Variant, ...] = (
    variant(np.sum,         "initial", "where",         body=sum_of),
    variant(np.prod,        "initial", "where",         body=prod_of),
    variant(np.max,         "initial", "where",         body=max_of),
    variant(np.min,         "initial", "where",         body=min_of),
    variant(np.mean,        "where",                    body=_mean_of),
    variant(np.var,         "where", "mean", "correction", body=_var_of),
    variant(np.std,         "where", "mean", "correction", body=_std_of),
)
# fmt: on
