"""Items in order: sorting, the middle one, and those at given parts of the way."""

from __future__ import annotations

import numpy as np

from srcad.rules.axes import gathered, ones, spread_again
from srcad.rules.domains import REAL
from srcad.rules.vocabulary import FRESH, Pair, Row, static, structured, written, zero
from srcad.runtime import stop_gradient

# --- sorting ------------------------------------------------------------------------------------------------------


def _sort_tangent(a_dot, a, axis=-1, kind=None, stable=None):
    if axis is None:
        return np.ravel(a_dot)[np.argsort(a, None)]
    if a.ndim == 1:
        return a_dot[np.argsort(a)]
    return np.take_along_axis(a_dot, np.argsort(a, axis), axis)


def _sort_adjoint(g, a, axis=-1, kind=None, stable=None):
    if axis is None:
        return g[np.argsort(np.argsort(a, None))].reshape(a.shape)
    if a.ndim == 1:
        return g[np.argsort(np.argsort(a))]
    return np.take_along_axis(g, np.argsort(np.argsort(a, axis), axis), axis)


def _partition_tangent(a_dot, a, kth, axis=-1, kind="introselect"):
    if axis is None:
        return np.ravel(a_dot)[np.argpartition(a, kth, None)]
    return np.take_along_axis(a_dot, np.argpartition(a, kth, axis), axis)


def _partition_adjoint(g, a, kth, axis=-1, kind="introselect"):
    """The places of the items, and back from them."""
    if axis is None:
        return g[np.argsort(np.argpartition(a, kth, None))].reshape(a.shape)
    return np.take_along_axis(g, np.argsort(np.argpartition(a, kth, axis), axis), axis)


# --- quantiles ----------------------------------------------------------------------------------------------------

#: how each method finds its place among n items: ``n q + alpha + q (1 - alpha - beta) - 1``, by alpha and beta
#: (R. Hyndman and Y. Fan, "Sample quantiles in statistical packages", 1996)
_LINES = {
    "linear": (1.0, 1.0),
    "interpolated_inverted_cdf": (0.0, 1.0),
    "hazen": (0.5, 0.5),
    "weibull": (0.0, 0.0),
    "median_unbiased": (1.0 / 3.0, 1.0 / 3.0),
    "normal_unbiased": (3.0 / 8.0, 3.0 / 8.0),
}


@static
def _is_line(method: str) -> bool:
    return method in _LINES


@static
def _line(method: str) -> tuple[float, float]:
    return _LINES[method]


def _place(q, n, method):
    """How far along n items in order a quantile is."""
    if method == "linear":
        return q * (n - 1)
    if _is_line(method):
        alpha, beta = _line(method)
        return np.clip(n * q + (alpha + q * (1.0 - alpha - beta)) - 1.0, 0.0, n - 1.0)
    # of numbers that are their own places; these methods take steps
    return np.quantile(np.arange(1.0 * n), stop_gradient(q), method=method)


def _quantile(a, q, axis=None, method="linear", keepdims=False):
    """On the straight line between two items in order."""
    items = np.sort(gathered(a, axis), axis=0)
    n = len(items)
    place = _place(q, n, method)
    if np.ndim(q) == 0:
        i = int(place)
        j = min(i + 1, n - 1)
        found = items[i] + (place - i) * (items[j] - items[i])
        return spread_again(found, a, axis, keepdims)
    i = np.floor(place).astype(int)
    j = np.minimum(i + 1, n - 1)
    part = (place - i).reshape(i.shape + ones(items.ndim - 1))
    found = items[i] + part * (items[j] - items[i])
    return spread_again(found, a, axis, keepdims, q.ndim)


def _percentile(a, q, axis=None, method="linear", keepdims=False):
    return _quantile(a, q / 100.0, axis, method, keepdims)


def _median(a, axis=None, keepdims=False):
    """The middle item, or the mean of the two in the middle."""
    items = np.sort(gathered(a, axis), axis=0)
    n = len(items)
    return spread_again(0.5 * (items[(n - 1) // 2] + items[n // 2]), a, axis, keepdims)



# fmt: off
ROWS: tuple[Row, ...] = (
    structured(np.sort,      FRESH, a=Pair(_sort_tangent, _sort_adjoint)),
    structured(np.partition, FRESH, a=Pair(_partition_tangent, _partition_adjoint), domain=(REAL, 1)),
    written(np.median,       _median),
    written(np.quantile,     _quantile, domain=(REAL, 0.3)),
    written(np.percentile,   _percentile, domain=(REAL, 30.0)),
    *zero(np.argsort, np.argpartition, np.lexsort, np.searchsorted, np.digitize, np.isin, np.ix_),
)
# fmt: on
