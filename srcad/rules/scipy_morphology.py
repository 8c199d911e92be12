"""Filters of `scipy.ndimage` and `scipy.signal` that take one of the items in a window: the largest, the median.

All items of each window are read by their places, so the derivative goes to those that were taken.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy import ndimage, signal

from srcad.rules.axes import flat
from srcad.rules.domains import REAL
from srcad.rules.images import axes, beyond, of_axis
from srcad.rules.vocabulary import Row, refuse, static, written, zero
from srcad.runtime import window_places


@static
def _sizes(size: Any, ndim: int) -> tuple[int, ...]:
    return size if isinstance(size, tuple) else (size,) * ndim


@static
def _size_along(size: int, axis: int, ndim: int) -> tuple[int, ...]:
    return tuple(size if other == axis % ndim else 1 for other in range(ndim))


@static
def _origin_along(origin: int, axis: int, ndim: int) -> tuple[int, ...]:
    return tuple(origin if other == axis % ndim else 0 for other in range(ndim))


@static
def _mirrored(origin: Any, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """The origin of a window that is turned around."""
    origins = origin if isinstance(origin, tuple) else (origin,) * len(sizes)
    return tuple(-each - (size % 2 == 0) for each, size in zip(origins, sizes, strict=True))


@static
def _rank(rank: int, sizes: tuple[int, ...]) -> int:
    count = math.prod(sizes)
    if not -count <= rank < count:
        refuse("a window has no item of this rank")
    return rank % count


@static
def _middle(sizes: tuple[int, ...]) -> int:
    return math.prod(sizes) // 2


@static
def _rank_of(percentile: float, sizes: tuple[int, ...]) -> int:
    count = math.prod(sizes)
    share = percentile + 100.0 if percentile < 0.0 else percentile
    if not 0.0 <= share <= 100.0:
        refuse("a percentile is between -100 and 100")
    return count - 1 if share == 100.0 else int(float(count) * share / 100.0)


def _windows(input, sizes, mode, cval, origin):
    """The items in the window around each place, on the last axis."""
    wide = input
    for axis in axes(input.ndim):
        ahead = sizes[axis] // 2 + of_axis(origin, axis)
        wide = beyond(wide, axis, ahead, sizes[axis] - 1 - ahead, mode, cval)
    return flat(wide)[window_places(wide.shape, sizes)]


def _largest(input, size, mode="reflect", cval=0.0, origin=0):
    return np.max(_windows(input, _sizes(size, input.ndim), mode, cval, origin), axis=-1)


def _smallest(input, size, mode="reflect", cval=0.0, origin=0):
    return np.min(_windows(input, _sizes(size, input.ndim), mode, cval, origin), axis=-1)


def _largest1d(input, size, axis=-1, mode="reflect", cval=0.0, origin=0):
    sizes = _size_along(size, axis, input.ndim)
    return np.max(_windows(input, sizes, mode, cval, _origin_along(origin, axis, input.ndim)), axis=-1)


def _smallest1d(input, size, axis=-1, mode="reflect", cval=0.0, origin=0):
    sizes = _size_along(size, axis, input.ndim)
    return np.min(_windows(input, sizes, mode, cval, _origin_along(origin, axis, input.ndim)), axis=-1)


def _ranked(input, rank, sizes, mode, cval, origin):
    return np.sort(_windows(input, sizes, mode, cval, origin), axis=-1)[..., rank]


def _rank_filter(input, rank, size, mode="reflect", cval=0.0, origin=0):
    sizes = _sizes(size, input.ndim)
    return _ranked(input, _rank(rank, sizes), sizes, mode, cval, origin)


def _percentile(input, percentile, size, mode="reflect", cval=0.0, origin=0):
    sizes = _sizes(size, input.ndim)
    return _ranked(input, _rank_of(percentile, sizes), sizes, mode, cval, origin)


def _median(input, size, mode="reflect", cval=0.0, origin=0):
    sizes = _sizes(size, input.ndim)
    return _ranked(input, _middle(sizes), sizes, mode, cval, origin)


def _medfilt(volume, kernel_size=3):
    return _median(volume, kernel_size, "constant")


def _medfilt2d(input, kernel_size=3):
    return _median(input, kernel_size, "constant")


# --- flat structures ----------------------------------------------------------------------------------------------


def _dilated(input, size, mode="reflect", cval=0.0, origin=0):
    return _largest(input, size, mode, cval, _mirrored(origin, _sizes(size, input.ndim)))


def _opened(input, size, mode="reflect", cval=0.0, origin=0):
    return _dilated(_smallest(input, size, mode, cval, origin), size, mode, cval, origin)


def _closed(input, size, mode="reflect", cval=0.0, origin=0):
    return _smallest(_dilated(input, size, mode, cval, origin), size, mode, cval, origin)


def _white_tophat(input, size, mode="reflect", cval=0.0, origin=0):
    return input - _opened(input, size, mode, cval, origin)


def _black_tophat(input, size, mode="reflect", cval=0.0, origin=0):
    return _closed(input, size, mode, cval, origin) - input


def _gradient(input, size, mode="reflect", cval=0.0, origin=0):
    return _dilated(input, size, mode, cval, origin) - _smallest(input, size, mode, cval, origin)


def _laplace(input, size, mode="reflect", cval=0.0, origin=0):
    return _dilated(input, size, mode, cval, origin) + _smallest(input, size, mode, cval, origin) - 2.0 * input


# fmt: off
ROWS: tuple[Row, ...] = (
    *zero(window_places),
    written(ndimage.maximum_filter,         _largest, domain=(REAL, 3)),
    written(ndimage.minimum_filter,         _smallest, domain=(REAL, 3)),
    written(ndimage.maximum_filter1d,       _largest1d, domain=(REAL, 3)),
    written(ndimage.minimum_filter1d,       _smallest1d, domain=(REAL, 3)),
    written(ndimage.rank_filter,            _rank_filter, domain=(REAL, 2, 3)),
    written(ndimage.percentile_filter,      _percentile, domain=(REAL, 30, 3)),
    written(ndimage.median_filter,          _median, domain=(REAL, 3)),

    written(ndimage.grey_dilation,          _dilated, domain=(REAL, 3)),
    written(ndimage.grey_erosion,           _smallest, domain=(REAL, 3)),
    written(ndimage.grey_opening,           _opened, domain=(REAL, 3)),
    written(ndimage.grey_closing,           _closed, domain=(REAL, 3)),
    written(ndimage.white_tophat,           _white_tophat, domain=(REAL, 3)),
    written(ndimage.black_tophat,           _black_tophat, domain=(REAL, 3)),
    written(ndimage.morphological_gradient, _gradient, domain=(REAL, 3)),
    written(ndimage.morphological_laplace,  _laplace, domain=(REAL, 3)),
)
OF_SIGNALS: tuple[Row, ...] = (
    written(signal.medfilt,                 _medfilt, domain=REAL.shaped(3, 4)),
    written(signal.medfilt2d,               _medfilt2d, domain=REAL.shaped(3, 4)),
)
# fmt: on
