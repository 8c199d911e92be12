"""`scipy.signal`; loaded when the user has loaded it."""

from __future__ import annotations

import numpy as np
from scipy import signal
from scipy.signal import windows

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, less, total
from srcad.analyse.result_types.common import as_array, axis_of, common_dtype, dim_of, sampled_dtype, shape_of, vector
from srcad.analyse.result_types.spectra import LAST, along_axis, same, spectrum_of_real
from srcad.analyse.result_types.table import NONE, array_like, integer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Type
from srcad.runtime import lagged_products, middle_in, middle_of

array_like(2, signal.convolve, signal.fftconvolve, signal.oaconvolve, signal.correlate, signal.lfilter_zi)
array_like(3, signal.lfilter, signal.filtfilt)
array_like(1, signal.upfirdn)

FULL = Lit("full")


@types(signal.convolve, signal.correlate)
def _convolve(fresh: Fresh, in1: Atom, in2: Atom, mode: Atom = FULL, method: Atom = Lit("auto")) -> Type:
    return _mixed(fresh, in1, in2, mode)


@types(signal.fftconvolve, signal.oaconvolve)
def _fftconvolve(fresh: Fresh, in1: Atom, in2: Atom, mode: Atom = FULL) -> Type:
    return _mixed(fresh, in1, in2, mode)


@types(signal.convolve2d, signal.correlate2d)
def _convolve2d(
    fresh: Fresh, in1: Atom, in2: Atom, mode: Atom = FULL, boundary: Atom = Lit("fill"), fillvalue: Atom = Lit(0)
) -> Type:
    return _mixed(fresh, in1, in2, mode)


def _mixed(fresh: Fresh, in1: Atom, in2: Atom, mode: Atom) -> Type:
    x, y = as_array(in1.type, fresh), as_array(in2.type, fresh)
    if not x.ndim or x.ndim != y.ndim:
        raise CannotType("convolutions are known of arrays with as many axes each")
    return Array(sampled_dtype(signal.convolve, x, y), _mixed_dims(x, y, static(mode), fresh))


def _mixed_dims(x: Array, y: Array, mode: str, fresh: Fresh) -> Dims:
    if mode == "same":
        return x.dims
    if mode == "full":
        # as many as both together, less one; neither may be empty
        return tuple(less(total([n, m]), 1) for n, m in zip(x.dims, y.dims, strict=True))
    return tuple(_apart(n, m, fresh) for n, m in zip(x.dims, y.dims, strict=True))


def _apart(n: Dim, m: Dim, fresh: Fresh) -> Dim:
    return abs(n - m) + 1 if isinstance(n, int) and isinstance(m, int) else fresh()


@types(middle_of)
def _middle_of(fresh: Fresh, whole: Atom, shape: Atom) -> Type:
    return Array(as_array(whole.type, fresh).dtype, shape_of(shape, fresh))


@types(middle_in)
def _middle_in(fresh: Fresh, part: Atom, shape: Atom) -> Type:
    return Array(as_array(part.type, fresh).dtype, shape_of(shape, fresh))


@types(lagged_products)
def _lagged_products(fresh: Fresh, ahead: Atom, behind: Atom, count: Atom) -> Type:
    dtype = common_dtype([as_array(ahead.type, fresh).dtype, as_array(behind.type, fresh).dtype])
    return Array(dtype, (dim_of(count.type, fresh),))


# --- filters ------------------------------------------------------------------------------------------------------


@types(signal.lfilter)
def _lfilter(fresh: Fresh, b: Atom, a: Atom, x: Atom, axis: Atom = Lit(-1)) -> Type:
    values = as_array(x.type, fresh)
    axis_of(static(axis), values.ndim)
    return Array(sampled_dtype(signal.lfilter, vector(b.type, fresh), vector(a.type, fresh), values), values.dims)


@types(signal.lfilter_zi)
def _lfilter_zi(fresh: Fresh, b: Atom, a: Atom) -> Type:
    return Array(common_dtype([vector(b.type, fresh).dtype, vector(a.type, fresh).dtype]), (fresh(),))


@types(signal.sosfilt)
def _sosfilt(fresh: Fresh, sos: Atom, x: Atom, axis: Atom = Lit(-1)) -> Type:
    values, sections = as_array(x.type, fresh), as_array(sos.type, fresh)
    axis_of(static(axis), values.ndim)
    return Array(sampled_dtype(np.multiply, values, sections), values.dims)


@types(signal.filtfilt)
def _filtfilt(
    fresh: Fresh, b: Atom, a: Atom, x: Atom, axis: Atom = Lit(-1), padtype: Atom = Lit("odd"), padlen: Atom = NONE,
    method: Atom = Lit("pad"),
) -> Type:  # fmt: skip
    values = as_array(x.type, fresh)
    axis_of(static(axis), values.ndim)
    parts = [as_array(part.type, fresh) for part in (b, a, x)]
    return Array(common_dtype([sampled_dtype(np.divide, part, part) for part in parts]), values.dims)


@types(signal.upfirdn)
def _upfirdn(
    fresh: Fresh, h: Atom, x: Atom, up: Atom = Lit(1), down: Atom = Lit(1), axis: Atom = Lit(-1)
) -> Type:
    values = as_array(x.type, fresh)
    at = axis_of(static(axis), values.ndim)
    dims = (*values.dims[:at], fresh(), *values.dims[at + 1 :])
    return Array(sampled_dtype(signal.upfirdn, vector(h.type, fresh), Array(values.dtype, (1,))), dims)


# --- windows ------------------------------------------------------------------------------------------------------


@types(signal.get_window)
def _get_window(fresh: Fresh, window: Atom, Nx: Atom, fftbins: Atom = Lit(True)) -> Type:
    static(window)
    return Array("float64", (dim_of(Nx.type, fresh),))


@types(windows.boxcar, windows.triang, windows.parzen, windows.bohman, windows.blackman, windows.nuttall,
       windows.blackmanharris, windows.flattop, windows.bartlett, windows.hann, windows.hamming, windows.barthann,
       windows.cosine, windows.lanczos)  # fmt: skip
def _window(fresh: Fresh, M: Atom, sym: Atom = Lit(True)) -> Type:
    return Array("float64", (dim_of(M.type, fresh),))


@types(windows.gaussian, windows.kaiser, windows.general_hamming)
def _shaped_window(fresh: Fresh, M: Atom, shape: Atom, sym: Atom = Lit(True)) -> Type:
    static(shape)  # there is no derivative in it
    return _window(fresh, M, sym)


@types(windows.tukey)
def _tukey(fresh: Fresh, M: Atom, alpha: Atom = Lit(0.5), sym: Atom = Lit(True)) -> Type:
    static(alpha)
    return _window(fresh, M, sym)


# --- smoothing ----------------------------------------------------------------------------------------------------


@types(signal.detrend)
def _detrend(
    fresh: Fresh, data: Atom, axis: Atom = Lit(-1), type: Atom = Lit("linear"), bp: Atom = Lit(0)  # noqa: A002
) -> Type:
    x = as_array(data.type, fresh)
    axis_of(static(axis), x.ndim)
    return Array(x.dtype if x.dtype in ("float32", "float64") else "float64", x.dims)


@types(signal.savgol_filter)
def _savgol_filter(
    fresh: Fresh, x: Atom, window_length: Atom, polyorder: Atom, deriv: Atom = Lit(0), delta: Atom = Lit(1.0),
    axis: Atom = Lit(-1), mode: Atom = Lit("interp"), cval: Atom = Lit(0.0),
) -> Type:  # fmt: skip
    values = as_array(x.type, fresh)
    axis_of(static(axis), values.ndim)
    return Array(values.dtype if values.dtype == "float32" else "float64", values.dims)


@types(signal.savgol_coeffs)
def _savgol_coeffs(
    fresh: Fresh, window_length: Atom, polyorder: Atom, deriv: Atom = Lit(0), delta: Atom = Lit(1.0)
) -> Type:
    return Array("float64", (integer(window_length),))


@types(signal.hilbert)
def _hilbert(fresh: Fresh, x: Atom, N: Atom = NONE, axis: Atom = LAST) -> Type:
    return along_axis(x, N, axis, same, spectrum_of_real, fresh)


@types(signal.medfilt, signal.medfilt2d)
def _medfilt(fresh: Fresh, volume: Atom, kernel_size: Atom = Lit(3)) -> Type:
    integer(kernel_size)
    return as_array(volume.type, fresh)
