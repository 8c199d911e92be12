"""`scipy.ndimage`; loaded when the user has loaded it.

A filter is a correlation of the image, continued beyond its borders, with a window.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import ndimage, signal

from srcad.rules import scipy_images, scipy_measurements, scipy_morphology
from srcad.rules.domains import REAL, VECTOR
from srcad.rules.images import as_before, axes, beyond, is_zero, of_axis
from srcad.rules.vocabulary import Row, linear, refuse, static, written
from srcad.runtime import continued, gathered


@static
def _other_axes(axis: int, ndim: int) -> tuple[int, ...]:
    return tuple(other for other in range(ndim) if other != axis % ndim)


@static
def _shape_along(axis: int, ndim: int) -> tuple[int, ...]:
    return tuple(-1 if other == axis % ndim else 1 for other in range(ndim))


def _correlated(x, weights, axis, mode, cval, origin):
    ahead = len(weights) // 2 + origin
    wide = beyond(x, axis, ahead, len(weights) - 1 - ahead, mode, cval)
    window = weights if x.ndim == 1 else weights.reshape(_shape_along(axis, x.ndim))
    return as_before(signal.correlate(wide, window, mode="valid", method="direct"), x)


def _correlate1d(input, weights, axis=-1, mode="reflect", cval=0.0, origin=0):
    return _correlated(input, np.asarray(weights), axis, mode, cval, origin)


def _convolve1d(input, weights, axis=-1, mode="reflect", cval=0.0, origin=0):
    window = np.asarray(weights)[::-1]
    return _correlated(input, window, axis, mode, cval, len(window) % 2 - 1 - origin)


def _correlate(input, weights, mode="reflect", cval=0.0, origin=0):
    wide = input
    for axis in axes(input.ndim):
        ahead = weights.shape[axis] // 2 + of_axis(origin, axis)
        wide = beyond(wide, axis, ahead, weights.shape[axis] - 1 - ahead, mode, cval)
    return as_before(signal.correlate(wide, weights, mode="valid", method="direct"), input)


def _convolve(input, weights, mode="reflect", cval=0.0, origin=0):
    wide = input
    for axis in axes(input.ndim):
        behind = (weights.shape[axis] - 1) // 2 - of_axis(origin, axis)
        wide = beyond(wide, axis, behind, weights.shape[axis] - 1 - behind, mode, cval)
    return as_before(signal.convolve(wide, weights, mode="valid", method="direct"), input)


# --- windows of one's own -----------------------------------------------------------------------------------------


def _uniform1d(input, size, axis=-1, mode="reflect", cval=0.0, origin=0):
    return _correlated(input, np.full(size, 1.0 / size), axis, mode, cval, origin)


def _uniform(input, size=3, mode="reflect", cval=0.0, origin=0):
    image = input
    for axis in axes(input.ndim):
        image = _uniform1d(image, of_axis(size, axis), axis, mode, cval, of_axis(origin, axis))
    return image


def _bell(sigma, order, radius):
    """The normal density on whole numbers, made to sum to one, or its derivative; from the last to the first."""
    x = np.arange(-radius, radius + 1)
    bell = np.exp(-0.5 * (x / sigma) ** 2)
    bell = bell / np.sum(bell)
    if order == 0:
        return bell
    if order == 1:
        return x / sigma**2 * bell
    if order == 2:
        return (x * x / sigma**4 - 1.0 / sigma**2) * bell
    return refuse("the derivative of a Gaussian filter is known for orders 0, 1 and 2")


def _gaussian1d(input, sigma, axis=-1, order=0, mode="reflect", cval=0.0, truncate=4.0, radius=None):
    reach = int(truncate * sigma + 0.5) if radius is None else radius
    return _correlated(input, _bell(sigma, order, reach), axis, mode, cval, 0)


def _gaussian(input, sigma, order=0, mode="reflect", cval=0.0, truncate=4.0, radius=None):
    image = input
    for axis in axes(input.ndim):
        width = sigma if np.ndim(sigma) == 0 and not _is_tuple(sigma) else sigma[axis]
        if not is_zero(width):
            image = _gaussian1d(image, width, axis, of_axis(order, axis), mode, cval, truncate, radius)
    return image


@static
def _is_tuple(value: Any) -> bool:
    return isinstance(value, tuple) or hasattr(value, "items")


@static
def _twice_along(axis: int, ndim: int) -> tuple[int, ...]:
    return tuple(2 if other == axis else 0 for other in range(ndim))


@static
def _once_along(axis: int, ndim: int) -> tuple[int, ...]:
    return tuple(1 if other == axis else 0 for other in range(ndim))


def _sobel(input, axis=-1, mode="reflect", cval=0.0):
    slope = _correlated(input, np.array([-1.0, 0.0, 1.0]), axis, mode, cval, 0)
    for other in _other_axes(axis, input.ndim):
        slope = _correlated(slope, np.array([1.0, 2.0, 1.0]), other, mode, cval, 0)
    return slope


def _prewitt(input, axis=-1, mode="reflect", cval=0.0):
    slope = _correlated(input, np.array([-1.0, 0.0, 1.0]), axis, mode, cval, 0)
    for other in _other_axes(axis, input.ndim):
        slope = _correlated(slope, np.array([1.0, 1.0, 1.0]), other, mode, cval, 0)
    return slope


def _laplace(input, mode="reflect", cval=0.0):
    window = np.array([1.0, -2.0, 1.0])
    total = _correlated(input, window, 0, mode, cval, 0)
    for axis in _other_axes(0, input.ndim):
        total = total + _correlated(input, window, axis, mode, cval, 0)
    return total


def _steepness(input, sigma, mode="reflect", cval=0.0):
    total = _gaussian(input, sigma, _once_along(0, input.ndim), mode, cval) ** 2
    for axis in _other_axes(0, input.ndim):
        total = total + _gaussian(input, sigma, _once_along(axis, input.ndim), mode, cval) ** 2
    return np.sqrt(total)


def _gaussian_laplace(input, sigma, mode="reflect", cval=0.0):
    total = _gaussian(input, sigma, _twice_along(0, input.ndim), mode, cval)
    for axis in _other_axes(0, input.ndim):
        total = total + _gaussian(input, sigma, _twice_along(axis, input.ndim), mode, cval)
    return total


# --- of spectra: each entry is multiplied by a number ---------------------------------------------------------------


def _fourier_gaussian(g, input, sigma, n=-1, axis=-1):
    return ndimage.fourier_gaussian(g, sigma, n, axis)


def _fourier_uniform(g, input, size, n=-1, axis=-1):
    return ndimage.fourier_uniform(g, size, n, axis)


def _fourier_ellipsoid(g, input, size, n=-1, axis=-1):
    return ndimage.fourier_ellipsoid(g, size, n, axis)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(ndimage.correlate1d,        _correlate1d, domain=(REAL, VECTOR)),
    written(ndimage.convolve1d,         _convolve1d, domain=(REAL, VECTOR)),
    written(ndimage.correlate,          _correlate),
    written(ndimage.convolve,           _convolve),
    written(ndimage.uniform_filter1d,   _uniform1d, domain=(REAL, 3)),
    written(ndimage.uniform_filter,     _uniform),
    written(ndimage.gaussian_filter1d,  _gaussian1d, domain=(REAL, 1)),
    written(ndimage.gaussian_filter,    _gaussian, domain=(REAL, 1)),
    written(ndimage.gaussian_laplace,   _gaussian_laplace, domain=(REAL, 1)),
    written(ndimage.gaussian_gradient_magnitude, _steepness, domain=(REAL, 1)),
    written(ndimage.sobel,              _sobel),
    written(ndimage.prewitt,            _prewitt),
    written(ndimage.laplace,            _laplace),
    linear(ndimage.fourier_gaussian,    input=_fourier_gaussian, domain=(REAL, 2)),
    linear(ndimage.fourier_uniform,     input=_fourier_uniform, domain=(REAL, 2)),
    linear(ndimage.fourier_ellipsoid,   input=_fourier_ellipsoid, domain=(REAL, 2)),
    linear(continued, x=lambda g, x, axis, before, after, mode: gathered(g, axis, before, after, mode),
                      domain=(REAL.shaped(3, 6), 1, 2, 1, "nearest")),
    *scipy_images.ROWS,
    *scipy_morphology.ROWS,
    *scipy_measurements.ROWS,
    linear(gathered,  wide=lambda g, wide, axis, before, after, mode: continued(g, axis, before, after, mode),
                      domain=(REAL.shaped(3, 6), 1, 2, 1, "nearest")),
)
# fmt: on

ON_COMPLEX = frozenset({ndimage.fourier_gaussian, ndimage.fourier_uniform, ndimage.fourier_ellipsoid})
