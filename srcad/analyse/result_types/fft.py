"""`numpy.fft`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import dim_of, sampled_dtype
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
from srcad.analyse.result_types.table import NONE, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Type


def real_of(x: Array) -> str:
    return sampled_dtype(_one_number, x)


def _one_number(x: Any) -> Any:
    return np.fft.irfft(x, 1)


def _one_axis(fn: Callable[..., Any], length: Length, dtype: DTypes) -> None:
    @types(fn)
    def typer(fresh: Fresh, a: Atom, n: Atom = NONE, axis: Atom = LAST, norm: Atom = NONE) -> Type:
        return along_axis(a, n, axis, length, dtype, fresh)


def _several_axes(fn: Callable[..., Any], length: Length, dtype: DTypes, default: Atom) -> None:
    @types(fn)
    def typer(fresh: Fresh, a: Atom, s: Atom = NONE, axes: Atom = default, norm: Atom = NONE) -> Type:
        return along_axes(a, s, axes, length, dtype, fresh)


_one_axis(np.fft.fft, same, complex_of)
_one_axis(np.fft.ifft, same, complex_of)
_one_axis(np.fft.rfft, half, spectrum_of_real)
_one_axis(np.fft.ihfft, half, spectrum_of_real)
_one_axis(np.fft.irfft, twice, real_of)
_one_axis(np.fft.hfft, twice, real_of)

_several_axes(np.fft.fftn, same, complex_of, NONE)
_several_axes(np.fft.ifftn, same, complex_of, NONE)
_several_axes(np.fft.rfftn, half, spectrum_of_real, NONE)
_several_axes(np.fft.irfftn, twice, real_of, NONE)
_several_axes(np.fft.fft2, same, complex_of, LAST_TWO)
_several_axes(np.fft.ifft2, same, complex_of, LAST_TWO)
_several_axes(np.fft.rfft2, half, spectrum_of_real, LAST_TWO)
_several_axes(np.fft.irfft2, twice, real_of, LAST_TWO)


@types(np.fft.fftshift, np.fft.ifftshift)
def _shift(fresh: Fresh, x: Atom, axes: Atom = NONE) -> Type:
    return shifted(x, axes)


@types(np.fft.fftfreq)
def _fftfreq(fresh: Fresh, n: Atom, d: Atom = Lit(1.0)) -> Type:
    return Array("float64", (dim_of(n.type, fresh),))


@types(np.fft.rfftfreq)
def _rfftfreq(fresh: Fresh, n: Atom, d: Atom = Lit(1.0)) -> Type:
    return Array("float64", (half(dim_of(n.type, fresh)),))
