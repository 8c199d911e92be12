"""`scipy.ndimage`; loaded when the user has loaded it."""

from __future__ import annotations

from scipy import ndimage

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, axis_of
from srcad.analyse.result_types.table import NONE, array_like, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Type
from srcad.runtime import continued, gathered

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
