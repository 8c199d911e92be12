"""`scipy.signal`; loaded when the user has loaded it.

The transpose of a convolution is a correlation; that of a filter is the same filter from the other end.  With
``A y = B x``, A and B being polynomials in the delay, ``A dy = dB x + B dx - dA y`` is the derivative in all three.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import ndimage, signal
from scipy.signal import windows

from srcad.rules import scipy_morphology, scipy_resampling, scipy_spectra, scipy_waves
from srcad.rules.axes import from_last, to_last
from srcad.rules.domains import REAL, SHARE, UNIT, VECTOR, between, made
from srcad.rules.vocabulary import (
    Linear,
    Pair,
    Row,
    Variant,
    linear,
    refuse,
    static,
    structured,
    variant,
    written,
    zero,
)
from srcad.runtime import lagged_products, middle_in, middle_of, resized

# --- convolution --------------------------------------------------------------------------------------------------


def _full_shape(in1, in2):
    return tuple([n + m - 1 for n, m in zip(in1.shape, in2.shape, strict=True)])


def _whole(g, in1, in2, mode):
    """The adjoint of the full convolution, of which `mode` gives the middle."""
    return g if mode == "full" else middle_in(g, _full_shape(in1, in2))


def _convolve_1(g, in1, in2, mode="full", method="auto"):
    return signal.correlate(_whole(g, in1, in2, mode), in2, mode="valid")


def _convolve_2(g, in1, in2, mode="full", method="auto"):
    return signal.correlate(_whole(g, in1, in2, mode), in1, mode="valid")


def _correlate_1(g, in1, in2, mode="full", method="auto"):
    return signal.convolve(_whole(g, in1, in2, mode), in2, mode="valid")


def _correlate_2(g, in1, in2, mode="full", method="auto"):
    return signal.correlate(in1, _whole(g, in1, in2, mode), mode="valid")


def _continued(count, margin, boundary):
    """Where the items stand of an axis that goes on beyond its ends."""
    places = np.arange(-margin, count + margin)
    if boundary == "wrap":
        return places % count
    folded = places % (2 * count)
    return np.where(folded < count, folded, 2 * count - 1 - folded)


def _beyond_ends(x, window, boundary, fillvalue):
    """An image with as much around it as a window sees."""
    rows, columns = window.shape[0] - 1, window.shape[1] - 1
    if boundary != "fill":
        across = _continued(x.shape[0], rows, boundary)
        return x[across[:, None], _continued(x.shape[1], columns, boundary)]
    return middle_in(x - fillvalue, (x.shape[0] + 2 * rows, x.shape[1] + 2 * columns)) + fillvalue


@static
def _is_zero(value: Any) -> bool:
    return isinstance(value, int | float) and value == 0


def _convolve2d(in1, in2, mode="full", boundary="fill", fillvalue=0):
    if mode == "valid" or (boundary == "fill" and _is_zero(fillvalue)):
        return signal.convolve(in1, in2, mode=mode, method="direct")
    full = signal.convolve(_beyond_ends(in1, in2, boundary, fillvalue), in2, mode="valid", method="direct")
    return full if mode == "full" else middle_of(full, in1.shape)


def _correlate2d(in1, in2, mode="full", boundary="fill", fillvalue=0):
    """From the other end, so that of two items in the middle the same one is taken."""
    return _convolve2d(in1[::-1, ::-1], in2, mode, boundary, fillvalue)[::-1, ::-1]


# --- filters ------------------------------------------------------------------------------------------------------


def _from_the_end(b, a, g, axis):
    return np.flip(signal.lfilter(b, a, np.flip(g, axis), axis), axis)


def _products(ahead, behind, count, axis):
    return lagged_products(to_last(ahead, axis), to_last(behind, axis), count)


def _lfilter_tangent_b(b_dot, b, a, x, axis=-1):
    return signal.lfilter(b_dot, a, x, axis)


def _lfilter_adjoint_b(g, b, a, x, axis=-1):
    return _products(_from_the_end(np.ones(1), a, g, axis), x, len(b), axis)


def _lfilter_tangent_a(a_dot, b, a, x, out, axis=-1):
    return -signal.lfilter(a_dot, a, out, axis)


def _lfilter_adjoint_a(g, b, a, x, out, axis=-1):
    return -_products(_from_the_end(np.ones(1), a, g, axis), out, len(a), axis)


def _lfilter_tangent_x(x_dot, b, a, x, axis=-1):
    return signal.lfilter(b, a, x_dot, axis)


def _lfilter_adjoint_x(g, b, a, x, axis=-1):
    return _from_the_end(b, a, g, axis)


def _sosfilt(sos, x, axis=-1):
    """One section after the other."""
    y = signal.lfilter(sos[0, :3], sos[0, 3:], x, axis)
    for k in range(1, len(sos)):
        y = signal.lfilter(sos[k, :3], sos[k, 3:], y, axis)
    return y


def _lfilter_zi(b, a):
    """The state in which a step goes through unchanged."""
    if len(a) < len(b):
        return _step_state(b / a[0], np.concatenate([a / a[0], np.zeros(len(b) - len(a))]))
    if len(b) < len(a):
        return _step_state(np.concatenate([b / a[0], np.zeros(len(a) - len(b))]), a / a[0])
    return _step_state(b / a[0], a / a[0])


def _step_state(b, a):
    drive = b[1:] - a[1:] * b[0]
    return np.cumsum(a)[:-1] * np.sum(drive) / np.sum(a) - (np.cumsum(drive) - drive)


def _started(b, a, x, zi):
    """The filter from a state, which acts like an input of its own."""
    late = np.zeros((*x.shape[:-1], x.shape[-1] - zi.shape[-1]))
    return signal.lfilter(b, a, x) + signal.lfilter(a[:1], a, np.concatenate([zi, late], axis=-1))


def _from_state(b, a, x, axis=-1, zi=None):
    """The state in the end is what would come out after it, were the input and the output zero from then on."""
    last, state = to_last(x, axis), to_last(zi, axis)
    y = _started(b, a, last, state)
    gone = np.zeros((*last.shape[:-1], state.shape[-1]))
    left = signal.lfilter(b, a[:1], np.concatenate([last, gone], -1))
    left = left - signal.lfilter(a, a[:1], np.concatenate([y, gone], -1))
    return from_last(y, axis), from_last(left[..., last.shape[-1] :], axis)


def _extended(x, n, padtype):
    ahead, behind = x[..., n:0:-1], x[..., -2 : -n - 2 : -1]
    if padtype == "odd":
        ahead, behind = 2.0 * x[..., :1] - ahead, 2.0 * x[..., -1:] - behind
    if padtype == "constant":
        ahead, behind = x[..., :1] + np.zeros_like(ahead), x[..., -1:] + np.zeros_like(behind)
    return np.concatenate([ahead, x, behind], axis=-1)


def _filtfilt(b, a, x, axis=-1, padtype="odd", padlen=None, method="pad"):
    """Forwards and backwards, each from the state that fits its first item."""
    if method != "pad":
        refuse("the derivative of filtfilt is known for method='pad'")
    n = 0 if padtype is None else 3 * max(len(a), len(b)) if padlen is None else padlen
    zi = signal.lfilter_zi(b, a)
    wide = to_last(x, axis)
    if padtype is not None:
        wide = _extended(wide, n, padtype)
    y = _started(b, a, wide, zi * wide[..., :1])
    y = _started(b, a, y[..., ::-1], zi * y[..., -1:])
    return from_last(y[..., ::-1][..., n : y.shape[-1] - n], axis)


def _cascade(sos, x):
    """One section after the other, each from the state that fits its first item."""
    start = x[..., :1]
    for k in range(len(sos)):
        b, a = sos[k, :3], sos[k, 3:]
        x = _started(b, a, x, signal.lfilter_zi(b, a) * start)
        start = start * np.sum(b) / np.sum(a)
    return x


def _sosfiltfilt(sos, x, axis=-1, padtype="odd", padlen=None):
    wide = to_last(x, axis)
    n = _margin(sos, padtype, padlen)
    if padtype is not None:
        wide = _extended(wide, n, padtype)
    y = _cascade(sos, _cascade(sos, wide)[..., ::-1])
    return from_last(y[..., ::-1][..., n : y.shape[-1] - n], axis)


def _margin(sos, padtype, padlen):
    if padtype is None:
        return 0
    if padlen is not None:
        return padlen
    return 3 * (2 * len(sos) + 1 - min(int(np.sum(sos[:, 2] == 0)), int(np.sum(sos[:, 5] == 0))))


def _deconvolve(signal, divisor):
    """Division of polynomials: the quotient is the filter of an impulse."""
    return _divided(signal, divisor)


def _divided(dividend, divisor):
    impulse = np.zeros(len(dividend) - len(divisor) + 1)
    impulse[0] = 1.0
    quotient = signal.lfilter(dividend, divisor, impulse)
    return quotient, dividend - signal.convolve(divisor, quotient)


def _upfirdn(h, x, up=1, down=1, axis=-1):
    """Zeros put between, a convolution, every so many-th item."""
    last = to_last(x, axis)
    spread = np.zeros((*last.shape[:-1], (last.shape[-1] - 1) * up + 1))
    spread[..., ::up] = last
    full = signal.convolve(spread, h if x.ndim == 1 else h.reshape(_one_row(x.ndim)), method="direct")
    return from_last(full[..., ::down], axis)


@static
def _one_row(ndim: int) -> tuple[int, ...]:
    return (1,) * (ndim - 1) + (-1,)


# --- smoothing ----------------------------------------------------------------------------------------------------


@static
def _is_single(x: Any) -> bool:
    return bool(x.dtype == "float32")


def _detrend(g, data, axis=-1, type="linear", bp=0):
    """A projection, which is its own transpose."""
    return signal.detrend(g, axis, type, bp)


def _per_step(weights, deriv, delta):
    return weights if deriv == 0 else weights / delta**deriv


def _savgol(x, window_length, polyorder, deriv=0, delta=1.0, axis=-1, mode="interp", cval=0.0):
    """What the filter does to the unit vectors of one window is what it does at the ends and in the middle."""
    if mode != "interp":
        weights = _per_step(signal.savgol_coeffs(window_length, polyorder, deriv), deriv, delta)
        return ndimage.convolve1d(x, weights, axis=axis, mode=mode, cval=cval)
    half = window_length // 2
    fit = _per_step(signal.savgol_filter(np.eye(window_length), window_length, polyorder, deriv, axis=0), deriv, delta)
    last = to_last(x, axis)
    inner = signal.correlate(last, np.reshape(fit[half], _one_row(x.ndim)), mode="valid", method="direct")
    ends = last[..., :window_length] @ fit[:half].T, last[..., -window_length:] @ fit[half + 1 :].T
    smooth = from_last(np.concatenate([ends[0], inner, ends[1]], axis=-1), axis)
    return smooth.astype(np.float32) if _is_single(x) else smooth


def _wiener(im, mysize=3, noise=None):
    """Closer to the mean of its neighbours, the less these vary."""
    window = np.full((mysize,) * im.ndim, 1.0 / mysize**im.ndim)
    mean = signal.correlate(im, window, "same")
    spread = signal.correlate(im**2, window, "same") - mean**2
    power = np.mean(spread) if noise is None else noise
    return np.where(spread < power, mean, (im - mean) * (1.0 - power / spread) + mean)


# --- the analytic signal --------------------------------------------------------------------------------------------


def _hilbert(g, x, N=None, axis=-1):
    """``x + i H x``, where the matrix H is antisymmetric."""
    x_bar = g.real + signal.hilbert(g.imag, axis=axis).imag
    return x_bar if N is None else resized(x_bar, x.shape)


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(signal.hilbert,     x=_hilbert),
    # --- convolution ----------------------------------------------------------------------------------------------
    linear(signal.convolve,     in1=_convolve_1,    in2=_convolve_2),
    linear(signal.fftconvolve,  in1=lambda g, in1, in2, mode="full": _convolve_1(g, in1, in2, mode),
                                in2=lambda g, in1, in2, mode="full": _convolve_2(g, in1, in2, mode)),
    linear(signal.oaconvolve,   in1=lambda g, in1, in2, mode="full": _convolve_1(g, in1, in2, mode),
                                in2=lambda g, in1, in2, mode="full": _convolve_2(g, in1, in2, mode)),
    linear(signal.correlate,    in1=_correlate_1,   in2=_correlate_2),
    written(signal.convolve2d,  _convolve2d),
    written(signal.correlate2d, _correlate2d),
    linear(middle_of,           whole=lambda g, whole, shape: middle_in(g, whole.shape), domain=(REAL, (1, 2))),
    linear(middle_in,           part=lambda g, part, shape: middle_of(g, part.shape), domain=(REAL, (4, 5))),

    # --- filters --------------------------------------------------------------------------------------------------
    structured(signal.lfilter,  b=Pair(_lfilter_tangent_b, _lfilter_adjoint_b),
                                a=Pair(_lfilter_tangent_a, _lfilter_adjoint_a),
                                x=Pair(_lfilter_tangent_x, _lfilter_adjoint_x),
                                domain=(VECTOR, made(np.append, 1.0, UNIT.shaped(2)), REAL.shaped(6))),
    Linear(lagged_products, {
        "ahead": lambda g, ahead, behind, count: signal.lfilter(g, np.ones(1), behind),
        "behind": lambda g, ahead, behind, count: _from_the_end(g, np.ones(1), ahead, -1),
    }, domain=(REAL, REAL, 2)),
    written(signal.lfilter_zi,  _lfilter_zi, domain=(VECTOR, made(np.append, 1.0, SHARE.shaped(2)))),
    written(signal.sosfilt,     _sosfilt, domain=(made(np.array, [[1, 2, -1, 1, 1, 0]]), REAL.shaped(14))),
    written(signal.filtfilt,    _filtfilt,
                                domain=(VECTOR, made(np.append, 1.0, between(-0.4, 0.4).shaped(2)), REAL.shaped(14))),
    written(signal.sosfiltfilt, _sosfiltfilt, domain=(made(np.array, [[1, 2, -1, 1, 1, 0]]), REAL.shaped(14))),
    written(signal.deconvolve,  _deconvolve, domain=(REAL.shaped(5), REAL.shaped(3))),
    written(signal.upfirdn,     _upfirdn, domain=(VECTOR, REAL.shaped(5))),

    # --- windows --------------------------------------------------------------------------------------------------
    *zero(signal.get_window, windows.boxcar, windows.triang, windows.parzen, windows.bohman, windows.blackman,
          windows.nuttall, windows.blackmanharris, windows.flattop, windows.bartlett, windows.hann, windows.hamming,
          windows.barthann, windows.cosine, windows.lanczos, windows.gaussian, windows.kaiser, windows.tukey,
          windows.general_hamming),

    # --- smoothing ------------------------------------------------------------------------------------------------
    linear(signal.detrend,      data=_detrend),
    written(signal.savgol_filter, _savgol, domain=(REAL.shaped(7), 5, 2)),
    *scipy_morphology.OF_SIGNALS,
    written(signal.wiener,      _wiener, domain=REAL.shaped(3, 4)),
    *scipy_resampling.ROWS,
    *scipy_spectra.ROWS,
    *scipy_waves.ROWS,
)
# fmt: on

ON_COMPLEX = frozenset({signal.hilbert, signal.csd, signal.stft})

VARIANTS: tuple[Variant, ...] = (variant(signal.lfilter, "zi", body=_from_state),)
