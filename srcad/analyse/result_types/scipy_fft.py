"""`scipy.fft`; loaded when the user has loaded it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scipy import fft

from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, dim_of, sampled_dtype
from srcad.analyse.result_types.spectra import (
    LAST,
    LAST_TWO,
    DTypes,
    Length,
    along_axes,
    along_axis,
    complex_of,
    half,
    same,
    shifted,
    spectrum_of_real,
    twice,
)
from srcad.analyse.result_types.table import NONE, ZERO, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Type

TWO = Lit(2)


def real_of(x: Array) -> str:
    return sampled_dtype(_one_number, x)


def _one_number(x: Any) -> Any:
    return fft.irfft(x, 1)


def cosines_of(x: Array) -> str:
    return sampled_dtype(fft.dct, x)


def _one_axis(fn: Callable[..., Any], length: Length, dtype: DTypes) -> None:
    @types(fn)
    def typer(
        fresh: Fresh, x: Atom, n: Atom = NONE, axis: Atom = LAST, norm: Atom = NONE, *, workers: Atom = NONE
    ) -> Type:
        return along_axis(x, n, axis, length, dtype, fresh)


def _several_axes(fn: Callable[..., Any], length: Length, dtype: DTypes, default: Atom) -> None:
    @types(fn)
    def typer(
        fresh: Fresh, x: Atom, s: Atom = NONE, axes: Atom = default, norm: Atom = NONE, *, workers: Atom = NONE
    ) -> Type:
        return along_axes(x, s, axes, length, dtype, fresh)


_one_axis(fft.fft, same, complex_of)
_one_axis(fft.ifft, same, complex_of)
_one_axis(fft.rfft, half, spectrum_of_real)
_one_axis(fft.ihfft, half, spectrum_of_real)
_one_axis(fft.irfft, twice, real_of)
_one_axis(fft.hfft, twice, real_of)

_several_axes(fft.fftn, same, complex_of, NONE)
_several_axes(fft.ifftn, same, complex_of, NONE)
_several_axes(fft.rfftn, half, spectrum_of_real, NONE)
_several_axes(fft.irfftn, twice, real_of, NONE)
_several_axes(fft.hfftn, twice, real_of, NONE)
_several_axes(fft.ihfftn, half, spectrum_of_real, NONE)
_several_axes(fft.hfft2, twice, real_of, LAST_TWO)
_several_axes(fft.ihfft2, half, spectrum_of_real, LAST_TWO)
_several_axes(fft.fft2, same, complex_of, LAST_TWO)
_several_axes(fft.ifft2, same, complex_of, LAST_TWO)
_several_axes(fft.rfft2, half, spectrum_of_real, LAST_TWO)
_several_axes(fft.irfft2, twice, real_of, LAST_TWO)


@types(fft.dct, fft.idct, fft.dst, fft.idst)
def _one_axis_of_cosines(
    fresh: Fresh,
    x: Atom,
    type: Atom = TWO,  # noqa: A002
    n: Atom = NONE,
    axis: Atom = LAST,
    norm: Atom = NONE,
    *,
    workers: Atom = NONE,
    orthogonalize: Atom = NONE,
) -> Type:
    return along_axis(x, n, axis, same, cosines_of, fresh)


@types(fft.dctn, fft.idctn, fft.dstn, fft.idstn)
def _several_axes_of_cosines(
    fresh: Fresh,
    x: Atom,
    type: Atom = TWO,  # noqa: A002
    s: Atom = NONE,
    axes: Atom = NONE,
    norm: Atom = NONE,
    *,
    workers: Atom = NONE,
    orthogonalize: Atom = NONE,
) -> Type:
    return along_axes(x, s, axes, same, cosines_of, fresh)


@types(fft.fftshift, fft.ifftshift)
def _shift(fresh: Fresh, x: Atom, axes: Atom = NONE) -> Type:
    return shifted(x, axes)


@types(fft.fftfreq)
def _fftfreq(fresh: Fresh, n: Atom, d: Atom = Lit(1.0)) -> Type:
    return Array("float64", (dim_of(n.type, fresh),))


@types(fft.rfftfreq)
def _rfftfreq(fresh: Fresh, n: Atom, d: Atom = Lit(1.0)) -> Type:
    return Array("float64", (half(dim_of(n.type, fresh)),))


@types(fft.fht)
def _fht(fresh: Fresh, a: Atom, dln: Atom, mu: Atom, offset: Atom = ZERO, bias: Atom = ZERO) -> Type:
    """A bias is multiplied in double precision."""
    values = as_array(a.type, fresh)
    unbiased = isinstance(bias, Lit) and not bias.value
    return Array("float32" if values.dtype == "float32" and unbiased else "float64", values.dims)


@types(fft.ifht)
def _ifht(fresh: Fresh, A: Atom, dln: Atom, mu: Atom, offset: Atom = ZERO, bias: Atom = ZERO) -> Type:
    return _fht(fresh, A, dln, mu, offset, bias)
