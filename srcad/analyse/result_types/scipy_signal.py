"""`scipy.signal`; loaded when the user has loaded it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import signal
from scipy.signal import windows

from srcad.analyse.cannot import CannotType
from srcad.analyse.dims import Dims, Fresh, less, total
from srcad.analyse.result_types.common import (
    as_array,
    axis_of,
    common_dtype,
    dim_of,
    number,
    sampled_dtype,
    shape_of,
    vector,
)
from srcad.analyse.result_types.spectra import LAST, along_axis, same, spectrum_of_real
from srcad.analyse.result_types.table import NONE, array_like, integer, static, types
from srcad.ir.core import Atom, Lit
from srcad.ir.types import Array, Dim, Scalar, TupleOf, Type
from srcad.runtime import lagged_products, middle_in, middle_of

array_like(2, signal.convolve, signal.fftconvolve, signal.oaconvolve, signal.correlate, signal.lfilter_zi,
           signal.deconvolve, signal.sweep_poly)  # fmt: skip
array_like(3, signal.lfilter, signal.filtfilt)
array_like(1, signal.upfirdn, signal.sosfilt, signal.sosfiltfilt)

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
def _lfilter(fresh: Fresh, b: Atom, a: Atom, x: Atom, axis: Atom = Lit(-1), zi: Atom = NONE) -> Type:
    values = as_array(x.type, fresh)
    axis_of(static(axis), values.ndim)
    operands = [vector(b.type, fresh), vector(a.type, fresh), values]
    if zi == NONE:
        return Array(sampled_dtype(signal.lfilter, *operands), values.dims)
    state = as_array(zi.type, fresh)
    if state.ndim != values.ndim:
        raise CannotType("the state must have as many axes as the signal")
    dtype = common_dtype([operand.dtype for operand in (*operands, state)])
    return TupleOf((Array(dtype, values.dims), Array(dtype, state.dims)))


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
    if integer(kernel_size) % 2 == 0:
        raise CannotType("the size of a window must be odd")
    return as_array(volume.type, fresh)


@types(signal.wiener)
def _wiener(fresh: Fresh, im: Atom, mysize: Atom = Lit(3), noise: Atom = NONE) -> Type:
    integer(mysize)
    return Array("float64", as_array(im.type, fresh).dims)


@types(signal.sosfiltfilt)
def _sosfiltfilt(
    fresh: Fresh, sos: Atom, x: Atom, axis: Atom = Lit(-1), padtype: Atom = Lit("odd"), padlen: Atom = NONE
) -> Type:
    return _sosfilt(fresh, sos, x, axis)


@types(signal.deconvolve)
def _deconvolve(fresh: Fresh, signal: Atom, divisor: Atom) -> Type:
    whole, part = vector(signal.type, fresh), vector(divisor.type, fresh)
    dtype = common_dtype(["float64", whole.dtype, part.dtype])
    return TupleOf((Array(dtype, (fresh(),)), Array(dtype, whole.dims)))


# --- another rate -------------------------------------------------------------------------------------------------


@types(signal.resample)
def _resample(fresh: Fresh, x: Atom, num: Atom, *, axis: Atom = Lit(0)) -> Type:
    return _along(x, axis, dim_of(num.type, fresh), fresh)


@types(signal.resample_poly)
def _resample_poly(
    fresh: Fresh, x: Atom, up: Atom, down: Atom, axis: Atom = Lit(0), window: Atom = Lit(("kaiser", 5.0))
) -> Type:
    if not isinstance(static(window), str | tuple) or not isinstance(window, Lit):
        raise CannotType("resample_poly is known with a window by name")
    integer(up)
    integer(down)
    return _along(x, axis, fresh(), fresh)


@types(signal.decimate)
def _decimate(
    fresh: Fresh, x: Atom, q: Atom, n: Atom = NONE, ftype: Atom = Lit("iir"), axis: Atom = Lit(-1),
    zero_phase: Atom = Lit(True),
) -> Type:  # fmt: skip
    static(ftype)
    integer(q)
    return _along(x, axis, fresh(), fresh)


def _along(x: Atom, axis: Atom, length: Dim, fresh: Fresh) -> Array:
    """A signal with so many items on one axis."""
    values = as_array(x.type, fresh)
    at = axis_of(static(axis), values.ndim)
    dtype = values.dtype if values.dtype == "float32" else "float64"
    return Array(dtype, (*values.dims[:at], length, *values.dims[at + 1 :]))


@types(signal.butter, signal.bessel)
def _butter(
    fresh: Fresh, N: Atom, Wn: Atom, btype: Atom = Lit("low"), analog: Atom = Lit(False), output: Atom = Lit("ba")
) -> Type:
    return _designed(fresh, (N, Wn), output)


@types(signal.cheby1, signal.cheby2)
def _cheby(
    fresh: Fresh, N: Atom, ripple: Atom, Wn: Atom, btype: Atom = Lit("low"), analog: Atom = Lit(False),
    output: Atom = Lit("ba"),
) -> Type:  # fmt: skip
    return _designed(fresh, (N, ripple, Wn), output)


@types(signal.ellip)
def _ellip(
    fresh: Fresh, N: Atom, rp: Atom, rs: Atom, Wn: Atom, btype: Atom = Lit("low"), analog: Atom = Lit(False),
    output: Atom = Lit("ba"),
) -> Type:  # fmt: skip
    return _designed(fresh, (N, rp, rs, Wn), output)


def _designed(fresh: Fresh, numbers: tuple[Atom, ...], output: Atom) -> Type:
    for value in numbers:
        static(value)  # there is no derivative in it
    if static(output) == "sos":
        return Array("float64", (fresh(), 6))
    if static(output) != "ba":
        raise CannotType("filters are known as coefficients or sections")
    coefficients = Array("float64", (fresh(),))
    return TupleOf((coefficients, coefficients))


# --- power spectra ------------------------------------------------------------------------------------------------


@types(signal.welch)
def _welch(
    fresh: Fresh, x: Atom, fs: Atom = Lit(1.0), window: Atom = Lit("hann"), nperseg: Atom = NONE,
    noverlap: Atom = NONE, nfft: Atom = NONE, detrend: Atom = Lit("constant"), return_onesided: Atom = Lit(True),
    scaling: Atom = Lit("density"), axis: Atom = Lit(-1), average: Atom = Lit("mean"),
) -> Type:  # fmt: skip
    _check_spectrum(window, detrend, scaling)
    _check_pieces(nperseg, noverlap, nfft)
    points = fresh()
    return TupleOf((Array("float64", (points,)), _along(x, axis, points, fresh)))


def _check_pieces(nperseg: Atom, noverlap: Atom, nfft: Atom) -> None:
    if any(atom != NONE and not isinstance(static(atom), int) for atom in (nperseg, noverlap, nfft)):
        raise CannotType("the lengths of the pieces must be integers")
    length = 256 if nperseg == NONE else static(nperseg)
    if (noverlap != NONE and not 0 <= static(noverlap) < length) or (nfft != NONE and static(nfft) < length):
        raise CannotType("pieces overlap by less than their length, and are transformed to at least that many points")


def _check_spectrum(window: Atom, detrend: Atom, scaling: Atom) -> None:
    if static(detrend) not in ("constant", "linear", False) or static(scaling) not in ("density", "spectrum"):
        raise CannotType("this detrend or scaling of a spectrum is not known")
    if not isinstance(static(window), str | tuple) or not isinstance(window, Lit):
        raise CannotType("spectra are known with a window by name")


@types(signal.periodogram)
def _periodogram(
    fresh: Fresh, x: Atom, fs: Atom = Lit(1.0), window: Atom = Lit("boxcar"), nfft: Atom = NONE,
    detrend: Atom = Lit("constant"), return_onesided: Atom = Lit(True), scaling: Atom = Lit("density"),
    axis: Atom = Lit(-1),
) -> Type:  # fmt: skip
    _check_spectrum(window, detrend, scaling)
    points = fresh()
    return TupleOf((Array("float64", (points,)), _along(x, axis, points, fresh)))


@types(signal.spectrogram)
def _spectrogram(
    fresh: Fresh, x: Atom, fs: Atom = Lit(1.0), window: Atom = Lit(("tukey", 0.25)), nperseg: Atom = NONE,
    noverlap: Atom = NONE, nfft: Atom = NONE, detrend: Atom = Lit("constant"), return_onesided: Atom = Lit(True),
    scaling: Atom = Lit("density"), axis: Atom = Lit(-1), mode: Atom = Lit("psd"),
) -> Type:  # fmt: skip
    _check_spectrum(window, detrend, scaling)
    _check_pieces(nperseg, noverlap, nfft)
    values = as_array(x.type, fresh)
    if axis_of(static(axis), values.ndim) != values.ndim - 1:
        raise CannotType("spectrogram is known along the last axis")
    dtype = values.dtype if values.dtype == "float32" else "float64"
    points, pieces = fresh(), fresh()
    powers = Array(dtype, (*values.dims[:-1], points, pieces))
    return TupleOf((Array("float64", (points,)), Array("float64", (pieces,)), powers))


@types(signal.stft)
def _stft(
    fresh: Fresh, x: Atom, fs: Atom = Lit(1.0), window: Atom = Lit("hann"), nperseg: Atom = NONE,
    noverlap: Atom = NONE, nfft: Atom = NONE, detrend: Atom = Lit(False), return_onesided: Atom = Lit(True),
    boundary: Atom = Lit("zeros"), padded: Atom = Lit(True), axis: Atom = Lit(-1), scaling: Atom = Lit("spectrum"),
) -> Type:  # fmt: skip
    if static(scaling) not in ("spectrum", "psd"):
        raise CannotType("this scaling of a transform is not known")
    _check_spectrum(window, detrend, Lit("spectrum"))
    _check_pieces(nperseg, noverlap, nfft)
    values = as_array(x.type, fresh)
    if values.ndim != 1 or values.dtype.startswith("complex"):
        raise CannotType("transforms of pieces are known of a real vector")
    axis_of(static(axis), 1)
    points, pieces = fresh(), fresh()
    found = Array("complex64" if values.dtype == "float32" else "complex128", (points, pieces))
    return TupleOf((Array("float64", (points,)), Array("float64", (pieces,)), found))


@types(signal.csd)
def _csd(
    fresh: Fresh, x: Atom, y: Atom, fs: Atom = Lit(1.0), window: Atom = Lit("hann"), nperseg: Atom = NONE,
    noverlap: Atom = NONE, nfft: Atom = NONE, detrend: Atom = Lit("constant"), return_onesided: Atom = Lit(True),
    scaling: Atom = Lit("density"), axis: Atom = Lit(-1), average: Atom = Lit("mean"),
) -> Type:  # fmt: skip
    _check_spectrum(window, detrend, scaling)
    powers = _of_two(x, y, nperseg, noverlap, nfft, axis, fresh)
    dtype = "complex64" if powers.dtype == "float32" else "complex128"
    return TupleOf((Array("float64", powers.dims), replace(powers, dtype=dtype)))


@types(signal.coherence)
def _coherence(
    fresh: Fresh, x: Atom, y: Atom, fs: Atom = Lit(1.0), window: Atom = Lit("hann"), nperseg: Atom = NONE,
    noverlap: Atom = NONE, nfft: Atom = NONE, detrend: Atom = Lit("constant"), axis: Atom = Lit(-1),
) -> Type:  # fmt: skip
    _check_spectrum(window, detrend, Lit("density"))
    powers = _of_two(x, y, nperseg, noverlap, nfft, axis, fresh)
    return TupleOf((Array("float64", powers.dims), powers))


def _of_two(x: Atom, y: Atom, nperseg: Atom, noverlap: Atom, nfft: Atom, axis: Atom, fresh: Fresh) -> Array:
    """The powers of two signals that are vectors, in single precision if both are."""
    _check_pieces(nperseg, noverlap, nfft)
    if x == y:
        raise CannotType("the cross spectrum of a signal with itself is real: use `welch`")
    signals = [as_array(each.type, fresh) for each in (x, y)]
    if any(each.ndim != 1 or each.dtype.startswith("complex") for each in signals):
        raise CannotType("cross spectra are known of two real vectors")
    axis_of(static(axis), 1)
    return Array("float32" if all(each.dtype == "float32" for each in signals) else "float64", (fresh(),))


# --- waves --------------------------------------------------------------------------------------------------------


def _wave(t: Atom, fresh: Fresh) -> Type:
    return number("float64", as_array(t.type, fresh).dims)


@types(signal.chirp)
def _chirp(
    fresh: Fresh, t: Atom, f0: Atom, t1: Atom, f1: Atom, method: Atom = Lit("linear"), phi: Atom = Lit(0),
    vertex_zero: Atom = Lit(True),
) -> Type:  # fmt: skip
    static(method)
    return _wave(t, fresh)


@types(signal.gausspulse)
def _gausspulse(
    fresh: Fresh, t: Atom, fc: Atom = Lit(1000), bw: Atom = Lit(0.5), bwr: Atom = Lit(-6)
) -> Type:
    return _wave(t, fresh)


@types(signal.sweep_poly)
def _sweep_poly(fresh: Fresh, t: Atom, poly: Atom, phi: Atom = Lit(0)) -> Type:
    vector(poly.type, fresh)
    return _wave(t, fresh)


@types(signal.sawtooth, signal.square)
def _sawtooth(fresh: Fresh, t: Atom, width: Atom = Lit(1)) -> Type:
    if not isinstance(width.type, Scalar):
        raise CannotType("waves are known with one width")
    return Array("float64", as_array(t.type, fresh).dims)


@types(signal.gauss_spline)
def _gauss_spline(fresh: Fresh, x: Atom, n: Atom) -> Type:
    places = as_array(x.type, fresh)
    return number(sampled_dtype(np.exp, places), places.dims)


@types(signal.vectorstrength)
def _vectorstrength(fresh: Fresh, events: Atom, period: Atom) -> Type:
    vector(events.type, fresh)
    if not isinstance(period.type, Scalar):
        raise CannotType("vectorstrength is known with one period")
    return TupleOf((Scalar("f", "float64"), Scalar("f", "float64")))
