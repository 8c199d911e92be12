"""Signals at another rate: `scipy.signal.resample` and its kin."""

from __future__ import annotations

import math

import numpy as np
from scipy import fft, signal

from srcad.rules.axes import from_last, to_last
from srcad.rules.domains import REAL
from srcad.rules.images import as_before
from srcad.rules.vocabulary import Row, linear, refuse, static, written
from srcad.runtime import resized


def _resample(x, num, axis=0):
    """As much of the spectrum as both rates have; the one in the middle counts for two."""
    last = to_last(x, axis)
    n = last.shape[-1]
    shared = min(num, n)
    scale = np.full(shared // 2 + 1, num / n)
    if shared % 2 == 0 and num != n:
        scale[-1] *= 2.0 if num < n else 0.5
    spectrum = fft.rfft(last)[..., : shared // 2 + 1]
    return as_before(from_last(fft.irfft(spectrum * scale, num), axis), x)


@static
def _edge(q: int) -> float:
    """Up to where the filter lets pass, as a part of the highest frequency."""
    return 0.8 / q


@static
def _ratio(up: int, down: int) -> float:
    return up / down


@static
def _is_same(up: int, down: int) -> bool:
    return math.gcd(up, down) == up == down


def _resample_poly(g, x, up, down, axis=0, window=("kaiser", 5.0)):
    """The filter is symmetric, so its transpose goes back from the one rate to the other."""
    if _is_same(up, down):
        return g
    back = signal.resample_poly(g, down, up, axis=axis, window=window)
    return _ratio(up, down) * resized(back, x.shape)


def _decimate(x, q, n=None, ftype="iir", axis=-1, zero_phase=True):
    if ftype == "fir":
        return refuse("the derivative of decimate is known for ftype='iir': use resample_poly")
    order = 8 if n is None else n
    sos = as_before(signal.cheby1(order, 0.05, _edge(q), output="sos"), x)
    last = to_last(x, axis)
    smooth = signal.sosfiltfilt(sos, last) if zero_phase else signal.sosfilt(sos, last)
    return from_last(smooth[..., ::q], axis)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(signal.resample,      _resample, domain=(REAL.shaped(5), 7)),
    linear(signal.resample_poly,  x=_resample_poly, domain=(REAL.shaped(7), 3, 2)),
    written(signal.decimate,      _decimate, domain=(REAL.shaped(60), 2)),
)
# fmt: on
