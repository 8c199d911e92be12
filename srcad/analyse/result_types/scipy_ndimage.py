"""`scipy.ndimage`; loaded when the user has loaded it."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh
from srcad.analyse.result_types.common import as_array, axis_of, number, sampled_dtype
from srcad.analyse.result_types.table import NONE, TRUE, array_like, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Scalar, TupleOf, Type
from srcad.runtime import continued, gathered, window_places

LAST = Lit(-1)
REFLECT = Lit("reflect")
ZERO = Lit(0.0)


def _image(input: Atom, mode: Atom, fresh: Fresh, axis: int = 0) -> Array:  # noqa: A002
    x = as_array(input.type, fresh)
    if not isinstance(static(mode), str):
        raise CannotType("filters are known with one mode for all axes")
    axis_of(axis, x.ndim)
    return x


@types(ndimage.correlate1d, ndimage.convolve1d)
def _window1d(
    fresh: Fresh, input: Atom, weights: Atom, axis: Atom = LAST, *, mode: Atom = REFLECT,  # noqa: A002
    cval: Atom = ZERO, origin: Atom = Lit(0),
) -> Type:  # fmt: skip
    return _image(input, mode, fresh, static(axis))


@types(ndimage.correlate, ndimage.convolve)
def _window(
    fresh: Fresh, input: Atom, weights: Atom, *, mode: Atom = REFLECT, cval: Atom = ZERO,  # noqa: A002
    origin: Atom = Lit(0),
) -> Type:  # fmt: skip
    static(origin)
    if as_array(weights.type, fresh).ndim != as_array(input.type, fresh).ndim:
        raise CannotType("an image and its window must have as many axes each")
    return _image(input, mode, fresh)


@types(ndimage.uniform_filter1d)
def _uniform1d(
    fresh: Fresh, input: Atom, size: Atom, axis: Atom = LAST, *, mode: Atom = REFLECT, cval: Atom = ZERO,  # noqa: A002
    origin: Atom = Lit(0),
) -> Type:  # fmt: skip
    return _image(input, mode, fresh, static(axis))


@types(ndimage.uniform_filter)
def _uniform(
    fresh: Fresh, input: Atom, size: Atom = Lit(3), *, mode: Atom = REFLECT, cval: Atom = ZERO,  # noqa: A002
    origin: Atom = Lit(0),
) -> Type:  # fmt: skip
    static(size)
    static(origin)
    return _image(input, mode, fresh)


@types(ndimage.gaussian_filter1d)
def _gaussian1d(
    fresh: Fresh, input: Atom, sigma: Atom, axis: Atom = LAST, order: Atom = Lit(0), *,  # noqa: A002
    mode: Atom = REFLECT, cval: Atom = ZERO, truncate: Atom = Lit(4.0), radius: Atom = NONE,
) -> Type:  # fmt: skip
    static(order)
    return _image(input, mode, fresh, static(axis))


@types(ndimage.gaussian_filter)
def _gaussian(
    fresh: Fresh, input: Atom, sigma: Atom, order: Atom = Lit(0), *, mode: Atom = REFLECT,  # noqa: A002
    cval: Atom = ZERO, truncate: Atom = Lit(4.0), radius: Atom = NONE,
) -> Type:  # fmt: skip
    static(order)
    return _image(input, mode, fresh)


@types(ndimage.gaussian_laplace)
def _gaussian_laplace(
    fresh: Fresh, input: Atom, sigma: Atom, *, mode: Atom = REFLECT, cval: Atom = ZERO  # noqa: A002
) -> Type:
    return _image(input, mode, fresh)


@types(ndimage.gaussian_gradient_magnitude)
def _steepness(
    fresh: Fresh, input: Atom, sigma: Atom, *, mode: Atom = REFLECT, cval: Atom = ZERO  # noqa: A002
) -> Type:
    return _image(input, mode, fresh)


@types(ndimage.sobel, ndimage.prewitt)
def _slope(
    fresh: Fresh, input: Atom, axis: Atom = LAST, *, mode: Atom = REFLECT, cval: Atom = ZERO  # noqa: A002
) -> Type:
    return _image(input, mode, fresh, static(axis))


@types(ndimage.laplace)
def _laplace(fresh: Fresh, input: Atom, *, mode: Atom = REFLECT, cval: Atom = ZERO) -> Type:  # noqa: A002
    return _image(input, mode, fresh)


@types(continued, gathered)
def _continued(fresh: Fresh, x: Atom, axis: Atom, before: Atom, after: Atom, mode: Atom) -> Type:
    image = as_array(x.type, fresh)
    at = axis_of(static(axis), image.ndim)
    return Array(image.dtype, (*image.dims[:at], fresh(), *image.dims[at + 1 :]))


# --- between the pixels -------------------------------------------------------------------------------------------

array_like(2, ndimage.map_coordinates, ndimage.affine_transform)

CONSTANT = Lit("constant")
CUBIC = Lit(3)


@types(ndimage.spline_filter1d)
def _spline_filter1d(
    fresh: Fresh, input: Atom, order: Atom = CUBIC, axis: Atom = LAST, *, mode: Atom = Lit("mirror")  # noqa: A002
) -> Type:
    return Array("float64", _image(input, mode, fresh, static(axis)).dims)


@types(ndimage.map_coordinates)
def _map_coordinates(
    fresh: Fresh, input: Atom, coordinates: Atom, *, order: Atom = CUBIC, mode: Atom = CONSTANT,  # noqa: A002
    cval: Atom = ZERO,
) -> Type:  # fmt: skip
    static(order)
    return Array(_image(input, mode, fresh).dtype, as_array(coordinates.type, fresh).dims[1:])


@types(ndimage.shift)
def _shift(
    fresh: Fresh, input: Atom, shift: Atom, *, order: Atom = CUBIC, mode: Atom = CONSTANT, cval: Atom = ZERO  # noqa: A002
) -> Type:
    static(order)
    return _image(input, mode, fresh)


@types(ndimage.affine_transform)
def _affine_transform(
    fresh: Fresh, input: Atom, matrix: Atom, offset: Atom = ZERO, *, order: Atom = CUBIC,  # noqa: A002
    mode: Atom = CONSTANT, cval: Atom = ZERO,
) -> Type:  # fmt: skip
    static(order)
    return _image(input, mode, fresh)


@types(ndimage.zoom)
def _zoom(
    fresh: Fresh, input: Atom, zoom: Atom, *, order: Atom = CUBIC, mode: Atom = CONSTANT, cval: Atom = ZERO  # noqa: A002
) -> Type:
    static(order)
    image = _image(input, mode, fresh)
    return Array(image.dtype, tuple(fresh() for _ in image.dims))


@types(ndimage.rotate)
def _rotate(
    fresh: Fresh, input: Atom, angle: Atom, axes: Atom = Lit((1, 0)), reshape: Atom = TRUE, *,  # noqa: A002
    order: Atom = CUBIC, mode: Atom = CONSTANT, cval: Atom = ZERO,
) -> Type:  # fmt: skip
    static(order)
    image = _image(input, mode, fresh)
    if set(static(axes)) not in ({0, 1}, {-1, -2}, {0, -1}, {1, -2}) or image.ndim != 2:
        raise CannotType("rotate is known of an image with two axes")
    return Array(image.dtype, (fresh(), fresh()) if static(reshape) else image.dims)


@types(ndimage.spline_filter)
def _spline_filter(fresh: Fresh, input: Atom, order: Atom = CUBIC, *, mode: Atom = Lit("mirror")) -> Type:  # noqa: A002
    return Array("float64", _image(input, mode, fresh).dims)


# --- one of the items in a window ---------------------------------------------------------------------------------


@types(window_places)
def _window_places(fresh: Fresh, shape: Atom, sizes: Atom) -> Type:
    return Array("int64", (*(fresh() for _ in static(sizes)), fresh()))


@types(ndimage.maximum_filter, ndimage.minimum_filter, ndimage.median_filter, ndimage.grey_dilation,
       ndimage.grey_erosion, ndimage.grey_opening, ndimage.grey_closing, ndimage.white_tophat, ndimage.black_tophat,
       ndimage.morphological_gradient, ndimage.morphological_laplace)  # fmt: skip
def _of_window(
    fresh: Fresh, input: Atom, size: Atom, *, mode: Atom = REFLECT, cval: Atom = ZERO, origin: Atom = Lit(0)  # noqa: A002
) -> Type:
    _check_window(size, origin)
    return _image(input, mode, fresh)


def _check_window(size: Atom, origin: Atom) -> None:
    sizes, origins = (value if isinstance(value, tuple) else (value,) for value in (static(size), static(origin)))
    if not sizes or not origins or not all(isinstance(each, int) for each in (*sizes, *origins)):
        raise CannotType("windows are known with a size and an origin that are integers")
    count = max(len(sizes), len(origins))
    for length, start in zip(sizes * (count // len(sizes)), origins * (count // len(origins)), strict=True):
        if not 0 <= length // 2 + start < length:
            raise CannotType("the origin lies outside of the window")


@types(ndimage.rank_filter, ndimage.percentile_filter)
def _of_rank(
    fresh: Fresh, input: Atom, rank: Atom, size: Atom, *, mode: Atom = REFLECT, cval: Atom = ZERO,  # noqa: A002
    origin: Atom = Lit(0),
) -> Type:  # fmt: skip
    static(rank)
    _check_window(size, origin)
    return _image(input, mode, fresh)


@types(ndimage.maximum_filter1d, ndimage.minimum_filter1d)
def _of_window1d(
    fresh: Fresh, input: Atom, size: Atom, axis: Atom = LAST, *, mode: Atom = REFLECT, cval: Atom = ZERO,  # noqa: A002
    origin: Atom = Lit(0),
) -> Type:  # fmt: skip
    _check_window(size, origin)
    return _image(input, mode, fresh, static(axis))


# --- measurements -------------------------------------------------------------------------------------------------

array_like(3, ndimage.sum_labels, ndimage.sum, ndimage.maximum, ndimage.minimum, ndimage.mean, ndimage.median,
           ndimage.variance, ndimage.standard_deviation)  # fmt: skip


@types(ndimage.sum_labels, ndimage.sum)
def _sum(fresh: Fresh, input: Atom, labels: Atom = NONE, index: Atom = NONE) -> Type:  # noqa: A002
    """Parts are added up in double precision."""
    dims = _each_label(labels, index)
    return number("float64" if dims else as_array(input.type, fresh).dtype, dims)


@types(ndimage.maximum, ndimage.minimum)
def _extreme(fresh: Fresh, input: Atom, labels: Atom = NONE, index: Atom = NONE) -> Type:  # noqa: A002
    return number(as_array(input.type, fresh).dtype, _each_label(labels, index))


@types(ndimage.median)
def _median(fresh: Fresh, input: Atom, labels: Atom = NONE, index: Atom = NONE) -> Type:  # noqa: A002
    return number(sampled_dtype(np.median, as_array(input.type, fresh)), _each_label(labels, index))


@types(ndimage.mean, ndimage.variance, ndimage.standard_deviation)
def _average(fresh: Fresh, input: Atom, labels: Atom = NONE, index: Atom = NONE) -> Type:  # noqa: A002
    return number("float64", _each_label(labels, index))


def _each_label(labels: Atom, index: Atom) -> Dims:
    """The shape of what is measured: a number, or one for each label."""
    if labels != NONE and not isinstance(labels.type, Array):
        raise CannotType("the labels must be an array")
    if labels == NONE or index == NONE or isinstance(index.type, Scalar):
        return ()
    if not isinstance(index.type, Array):
        raise CannotType("several labels must be given as an array")
    return index.type.dims


@types(ndimage.center_of_mass)
def _center(fresh: Fresh, input: Atom, labels: Atom = NONE, index: Atom = NONE) -> Type:  # noqa: A002
    if index != NONE and not isinstance(index.type, Scalar):
        raise CannotType("center_of_mass is known for one label, or all together")
    _each_label(labels, index)
    return TupleOf(tuple(Scalar("f", "float64") for _ in as_array(input.type, fresh).dims))


# --- of spectra ---------------------------------------------------------------------------------------------------


@types(ndimage.fourier_gaussian)
def _fourier_gaussian(fresh: Fresh, input: Atom, sigma: Atom, n: Atom = LAST, axis: Atom = LAST) -> Type:  # noqa: A002
    return _spectrum(input, sigma, axis, fresh)


@types(ndimage.fourier_uniform, ndimage.fourier_ellipsoid)
def _fourier_uniform(fresh: Fresh, input: Atom, size: Atom, n: Atom = LAST, axis: Atom = LAST) -> Type:  # noqa: A002
    return _spectrum(input, size, axis, fresh)


def _spectrum(input: Atom, width: Atom, axis: Atom, fresh: Fresh) -> Type:  # noqa: A002
    """The derivative in the width is not known, so it is a literal."""
    static(width)
    x = as_array(input.type, fresh)
    axis_of(static(axis), x.ndim)
    kept = x.dtype in ("float32", "complex64", "complex128")
    return Array(x.dtype if kept else "float64", x.dims)
