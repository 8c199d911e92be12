"""Images read between their pixels: `scipy.ndimage.map_coordinates` and its kin.

An image is a B-spline of order 1 or 3, whose coefficients are the pixels themselves or what a filter makes of them
(Unser, "Splines: a perfect fit for signal and image processing", 1999).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import ndimage, special

from srcad.rules.domains import REAL, made
from srcad.rules.images import as_before, axes
from srcad.rules.vocabulary import Row, linear, refuse, static, written
from srcad.runtime import continued

#: how far SciPy continues an image whose border goes on, before it filters it
PADDED = 12


@static
def _fold(mode: str) -> str:
    """How the spline goes on where it is read near a border."""
    return {"constant": "mirror", "nearest": "mirror"}.get(mode, mode)


def _check(order, mode):
    if order not in (1, 3):
        refuse("the derivative of an image between its pixels is known for order 1 and 3")
    if mode not in ("constant", "nearest", "mirror", "reflect", "grid-wrap"):
        refuse("the derivative of an image is known with mode 'constant', 'nearest', 'mirror', 'reflect', 'grid-wrap'")


def _coefficients(image, order, mode):
    if order == 1:
        return image
    for axis in axes(image.ndim):
        image = ndimage.spline_filter1d(image, order, axis, mode=_fold(mode))
    return image


def _spline_filter1d(g, input, order=3, axis=-1, mode="mirror"):
    """The filter of the unit vectors is its matrix."""
    matrix = ndimage.spline_filter1d(np.eye(input.shape[axis]), order, 0, mode=mode)
    return np.moveaxis(np.tensordot(matrix, g, ((0,), (axis,))), 0, axis)


def _spline_filter(input, order=3, mode="mirror"):
    image = input
    for axis in axes(input.ndim):
        image = ndimage.spline_filter1d(image, order, axis, mode=mode)
    return image


def _inside(x, count, mode):
    """The coordinate in the image that stands for one beyond it."""
    if mode == "nearest":
        return np.clip(x, 0.0, count - 1.0)
    if mode == "mirror":
        turned = np.remainder(x, 2.0 * count - 2.0) if count > 1 else 0.0 * x
        return np.where(turned > count - 1.0, 2.0 * count - 2.0 - turned, turned)
    if mode == "reflect":
        turned = np.remainder(x + 0.5, 2.0 * count)
        return np.where(turned > count, 2.0 * count - turned, turned) - 0.5
    if mode == "grid-wrap":
        return np.remainder(x, count)
    return x


def _folded(places, count, mode):
    """The pixel that stands for one beyond the border."""
    if mode == "grid-wrap":
        return places % count
    if mode == "reflect":
        return np.minimum(places % (2 * count), 2 * count - 1 - places % (2 * count))
    turned = places % max(2 * count - 2, 1)
    return np.minimum(turned, 2 * count - 2 - turned)


def _taps(x, order):
    """The first of the pixels that count, and the weights of all."""
    whole = np.floor(x)
    part = x - whole
    if order == 1:
        return whole.astype(int), np.stack([1.0 - part, part])
    rest = 1.0 - part
    inner = (4.0 - 6.0 * part**2 + 3.0 * part**3) / 6.0, (4.0 - 6.0 * rest**2 + 3.0 * rest**3) / 6.0
    return whole.astype(int) - 1, np.stack([rest**3 / 6.0, inner[0], inner[1], part**3 / 6.0])


def _along(x, count, order, mode):
    """The pixels that count along an axis, in front of the others, and their weights."""
    first, weights = _taps(_inside(x, count, mode), order)
    steps = np.arange(order + 1).reshape(_in_front(x.ndim))
    return _folded(first + steps, count, _fold(mode)), weights


@static
def _in_front(ndim: int) -> tuple[int, ...]:
    return (-1, *(1,) * ndim)


def _moved(x, padded):
    return x + PADDED if padded else x


def _read(image, coordinates, order, mode, cval):
    """The image at coordinates that broadcast to each other, one array for each axis."""
    _check(order, mode)
    padded = mode == "nearest" and order == 3
    wide = image
    if padded:
        for axis in axes(image.ndim):
            wide = continued(wide, axis, PADDED, PADDED, "nearest")
    coefficients = _coefficients(wide, order, mode)
    if image.ndim == 1:
        i, u = _along(_moved(coordinates[0], padded), wide.shape[0], order, mode)
        values = np.sum(u * coefficients[i], axis=0)
    elif image.ndim == 2:
        i, u = _along(_moved(coordinates[0], padded), wide.shape[0], order, mode)
        j, v = _along(_moved(coordinates[1], padded), wide.shape[1], order, mode)
        values = np.sum(u[:, None] * v * coefficients[i[:, None], j], axis=(0, 1))
    else:
        return refuse("the derivative of an image between its pixels is known with one or two axes")
    if mode != "constant":
        return as_before(values, image)
    known = (coordinates[0] >= 0.0) & (coordinates[0] <= image.shape[0] - 1)
    if image.ndim == 2:
        known = known & (coordinates[1] >= 0.0) & (coordinates[1] <= image.shape[1] - 1)
    return as_before(np.where(known, values, cval), image)


def _map_coordinates(input, coordinates, order=3, mode="constant", cval=0.0):
    return _read(input, coordinates, order, mode, cval)


def _component(values, axis):
    return values if np.ndim(values) == 0 and not _is_several(values) else values[axis]


@static
def _is_several(value: Any) -> bool:
    return isinstance(value, tuple) or hasattr(value, "items")


def _pixels(image):
    """The coordinates of the pixels, so that they broadcast to each other."""
    if image.ndim == 1:
        return (np.arange(image.shape[0]),)
    if image.ndim == 2:
        return np.arange(image.shape[0])[:, None], np.arange(image.shape[1])[None]
    return refuse("the derivative of an image between its pixels is known with one or two axes")


def _shift(input, shift, order=3, mode="constant", cval=0.0):
    places = _pixels(input)
    moved = tuple([places[axis] - _component(shift, axis) for axis in axes(input.ndim)])
    return _read(input, moved, order, mode, cval)


def _affine(input, matrix, offset=0.0, order=3, mode="constant", cval=0.0):
    if matrix.ndim != 2:
        refuse("the derivative of affine_transform is known for a square matrix")
    places = _pixels(input)
    if input.ndim == 1:
        moved = (matrix[0, 0] * places[0] + _component(offset, 0),)
    else:
        moved = tuple([_row(matrix[axis], places) + _component(offset, axis) for axis in axes(input.ndim)])
    return _read(input, moved, order, mode, cval)


def _row(row, places):
    return row[0] * places[0] + row[1] * places[1]


def _zoom(input, zoom, order=3, mode="constant", cval=0.0):
    """The first and the last pixel of an axis stay so."""
    return _read(input, _zoomed_pixels(input, zoom), order, mode, cval)


def _zoomed_pixels(image, zoom):
    if image.ndim == 1:
        return (_stretched(image.shape[0], _component(zoom, 0)),)
    if image.ndim == 2:
        rows = _stretched(image.shape[0], _component(zoom, 0))
        return rows[:, None], _stretched(image.shape[1], _component(zoom, 1))[None]
    return refuse("the derivative of an image between its pixels is known with one or two axes")


def _stretched(count, zoom):
    """The pixels of an axis with so many times as many of them."""
    many = round(count * zoom)
    return np.arange(many) * ((count - 1) / max(many - 1, 1))


def _rotate(input, angle, axes=(1, 0), reshape=True, order=3, mode="constant", cval=0.0):
    """About the middle; the axes are sorted, so their order says nothing."""
    if input.ndim != 2:
        refuse("the derivative of rotate is known of an image with two axes")
    c, s = special.cosdg(angle), special.sindg(angle)
    rows, columns = input.shape
    high = int(abs(c) * rows + abs(s) * columns + 0.5) if reshape else rows
    wide = int(abs(s) * rows + abs(c) * columns + 0.5) if reshape else columns
    down, across = 0.5 * (high - 1), 0.5 * (wide - 1)
    top, left = 0.5 * (rows - 1) - (c * down + s * across), 0.5 * (columns - 1) - (c * across - s * down)
    i, j = np.arange(high)[:, None], np.arange(wide)[None]
    return _read(input, (top + c * i + s * j, left - s * i + c * j), order, mode, cval)


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(ndimage.spline_filter1d,     input=_spline_filter1d),
    written(ndimage.map_coordinates,    _map_coordinates),
    written(ndimage.shift,              _shift, domain=(REAL.shaped(4, 5), 0.3)),
    written(ndimage.affine_transform,   _affine,
                                        domain=(REAL.shaped(3, 3), made(np.array, [[0.9, 0.1], [0.2, 0.8]]), 0.3)),
    written(ndimage.zoom,               _zoom, domain=(REAL.shaped(4, 5), 2)),
    written(ndimage.rotate,             _rotate, domain=(REAL.shaped(4, 5), 30.0)),
    written(ndimage.spline_filter,      _spline_filter),
)
# fmt: on
