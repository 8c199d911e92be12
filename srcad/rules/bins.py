"""Counting in bins: a histogram is linear in the weights, and its edges go with the least and the greatest item."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.axes import flat
from srcad.rules.domains import REAL, whole
from srcad.rules.vocabulary import Row, linear, static, written, zero


@static
def _is_count(bins: Any) -> bool:
    return isinstance(bins, int) or getattr(bins, "kind", "") == "i"


def _edges(a, bins, range):
    """Given, or equally far apart."""
    if not _is_count(bins):
        return bins
    if range is not None:
        return np.linspace(range[0], range[1], bins + 1)
    first, last = np.min(a), np.max(a)
    gap = 0.5 * (first == last)
    return np.linspace(first - gap, last + gap, bins + 1)


def _bin(a, edges):
    """The number of the bin of each item, the last of which holds its right edge, too; -1 outside of all."""
    n = len(edges) - 1
    number = np.where(a == edges[-1], n - 1, np.searchsorted(edges, a, side="right") - 1)
    return np.where((a < edges[0]) | (a > edges[-1]), -1, number)


def _bin_edges(a, bins=10, range=None, weights=None):
    return _edges(flat(a), bins, range)


def _histogram(a, bins=10, range=None, density=None, weights=None):
    items = flat(a)
    edges = _edges(items, bins, range)
    number = _bin(items, edges)
    inside = number >= 0
    each = np.ones(items.shape) if weights is None else flat(weights)
    counts = np.bincount(number[inside], each[inside], len(edges) - 1)
    if density:
        counts = counts / np.diff(edges) / np.sum(counts)
    return counts, edges


def _histogram2d(x, y, bins=10, range=None, density=None, weights=None):
    of_x, of_y = (bins[0], bins[1]) if _is_pair(bins) else (bins, bins)
    rows = _edges(x, of_x, None if range is None else range[0])
    columns = _edges(y, of_y, None if range is None else range[1])
    shape = (len(rows) - 1, len(columns) - 1)
    row, column = _bin(x, rows), _bin(y, columns)
    inside = (row >= 0) & (column >= 0)
    each = np.ones(x.shape) if weights is None else weights
    number = row[inside] * shape[1] + column[inside]
    counts = np.bincount(number, each[inside], shape[0] * shape[1]).reshape(shape)
    if density:
        counts = counts / np.diff(rows)[:, None] / np.diff(columns) / np.sum(counts)
    return counts, rows, columns


@static
def _is_pair(bins: Any) -> bool:
    return isinstance(bins, list | tuple) or hasattr(bins, "items")


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.bincount,            weights=lambda g, x, weights=None, minlength=0: g[x],
                                   domain=(whole(0, 4).shaped(6), REAL.shaped(6))),
    written(np.histogram,          _histogram),
    written(np.histogram2d,        _histogram2d, domain=REAL.shaped(6)),
    written(np.histogram_bin_edges, _bin_edges),
    *zero(np.ravel_multi_index),
)
# fmt: on
