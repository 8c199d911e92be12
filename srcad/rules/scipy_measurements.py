"""Measurements of `scipy.ndimage`: of an image, or of the parts of it that labels tell apart."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from srcad.rules.axes import flat
from srcad.rules.images import axes
from srcad.rules.vocabulary import Row, refuse, written


def _region(input, labels, index):
    """The items of one label, or of all labels."""
    if labels is None:
        return flat(input)
    return input[labels > 0] if index is None else input[labels == index]


def _of_label(labels, index):
    """For each item the place of its label among those that are wanted, which are sorted, and whether it has one."""
    wanted = np.unique(index)
    place = np.clip(np.searchsorted(wanted, labels), 0, len(wanted) - 1)
    return wanted, place, wanted[place] == labels


def _is_one(labels, index):
    return labels is None or index is None or np.ndim(index) == 0


def _sum(input, labels=None, index=None):
    if _is_one(labels, index):
        return np.sum(_region(input, labels, index))
    wanted, place, known = _of_label(labels, np.asarray(index))
    sums = np.bincount(place[known], input[known], len(wanted))
    return sums[np.searchsorted(wanted, np.asarray(index))]


def _mean(input, labels=None, index=None):
    if _is_one(labels, index):
        return np.mean(_region(input, labels, index))
    wanted, place, known = _of_label(labels, np.asarray(index))
    means = np.bincount(place[known], input[known], len(wanted)) / np.bincount(place[known], None, len(wanted))
    return means[np.searchsorted(wanted, np.asarray(index))]


def _variance(input, labels=None, index=None):
    if _is_one(labels, index):
        return np.var(_region(input, labels, index))
    wanted, place, known = _of_label(labels, np.asarray(index))
    items, which = input[known], place[known]
    counts = np.bincount(which, None, len(wanted))
    means = np.bincount(which, items, len(wanted)) / counts
    squares = np.bincount(which, (items - means[which]) ** 2, len(wanted))
    return (squares / counts)[np.searchsorted(wanted, np.asarray(index))]


def _deviation(input, labels=None, index=None):
    return np.sqrt(_variance(input, labels, index))


def _center(input, labels=None, index=None):
    """The mean place, each item being a mass."""
    if not _is_one(labels, index):
        refuse("the derivative of center_of_mass is known for one label, or all together")
    mass = input if labels is None else np.where(labels > 0 if index is None else labels == index, input, 0.0)
    total = np.sum(mass)
    return tuple([_moment(mass, axis) / total for axis in axes(input.ndim)])


def _moment(mass, axis):
    return np.sum(np.moveaxis(mass, axis, -1) @ np.arange(mass.shape[axis]))


def _maximum(input, labels=None, index=None):
    if not _is_one(labels, index):
        return np.stack([np.max(input[labels == label]) for label in index])
    return np.max(_region(input, labels, index))


def _minimum(input, labels=None, index=None):
    if not _is_one(labels, index):
        return np.stack([np.min(input[labels == label]) for label in index])
    return np.min(_region(input, labels, index))


def _median(input, labels=None, index=None):
    if not _is_one(labels, index):
        return np.stack([np.median(input[labels == label]) for label in index])
    return np.median(_region(input, labels, index))


# fmt: off
ROWS: tuple[Row, ...] = (
    written(ndimage.sum_labels,         _sum),
    written(ndimage.sum,                _sum),
    written(ndimage.mean,               _mean),
    written(ndimage.variance,           _variance),
    written(ndimage.standard_deviation, _deviation),
    written(ndimage.center_of_mass,     _center),
    written(ndimage.maximum,            _maximum),
    written(ndimage.minimum,            _minimum),
    written(ndimage.median,             _median),
)
# fmt: on
