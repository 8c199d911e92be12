"""Power spectra: `scipy.signal.welch` and its kin, of real signals, and cross spectra of two.

The signal is cut into pieces, each is freed from its trend and multiplied by a window, and transformed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import fft, signal

from srcad.rules.axes import from_last, to_last
from srcad.rules.domains import REAL
from srcad.rules.images import as_before
from srcad.rules.vocabulary import Row, refuse, static, written
from srcad.runtime import resized


def _pieces(last, n, step):
    """Pieces of so many items, each so many items after the one before."""
    count = (last.shape[-1] - n) // step + 1
    return last[..., step * np.arange(count)[:, None] + np.arange(n)]


def _powers(pieces, fs, window, nfft, detrend, onesided, scaling):
    """The power of each piece at each frequency, on the last axis."""
    if not onesided:
        return refuse("the derivative of a power spectrum is known for return_onesided=True")
    spectrum = _spectra(pieces, window, nfft, detrend)
    return _scale(pieces.shape[-1], fs, window, nfft, scaling) * (spectrum.real**2 + spectrum.imag**2)


def _spectra(pieces, window, nfft, detrend):
    """What each piece is made of, on the last axis."""
    weights = signal.get_window(window, pieces.shape[-1])
    even = signal.detrend(pieces, type=detrend) if detrend else pieces
    return fft.rfft(even * weights, nfft)


def _scale(n, fs, window, nfft, scaling):
    weights = signal.get_window(window, n)
    total = fs * np.sum(weights**2) if scaling == "density" else np.sum(weights) ** 2
    return _both_sides(nfft) / total


def _both_sides(nfft):
    """Each frequency stands for its negative too, but for those that have none."""
    counts = np.full(nfft // 2 + 1, 2.0)
    counts[0] = 1.0
    if nfft % 2 == 0:
        counts[-1] = 1.0
    return counts


def _welch(
    x, fs=1.0, window="hann", nperseg=None, noverlap=None, nfft=None, detrend="constant", return_onesided=True,
    scaling="density", axis=-1, average="mean",
):  # fmt: skip
    if average != "mean":
        refuse("the derivative of welch is known for average='mean'")
    last = to_last(x, axis)
    n = min(256 if nperseg is None else nperseg, last.shape[-1])
    points = n if nfft is None else nfft
    pieces = _pieces(last, n, n - (n // 2 if noverlap is None else noverlap))
    powers = np.mean(_powers(pieces, fs, window, points, detrend, return_onesided, scaling), axis=-2)
    return fft.rfftfreq(points, 1.0 / fs), as_before(from_last(powers, axis), x)


def _periodogram(
    x, fs=1.0, window="boxcar", nfft=None, detrend="constant", return_onesided=True, scaling="density", axis=-1
):
    last = to_last(x, axis)
    points = last.shape[-1] if nfft is None else nfft
    powers = _powers(last[..., :points], fs, window, points, detrend, return_onesided, scaling)
    return fft.rfftfreq(points, 1.0 / fs), as_before(from_last(powers, axis), x)


def _spectrogram(
    x, fs=1.0, window=("tukey", 0.25), nperseg=None, noverlap=None, nfft=None, detrend="constant",
    return_onesided=True, scaling="density", axis=-1, mode="psd",
):  # fmt: skip
    if mode != "psd":
        refuse("the derivative of spectrogram is known for mode='psd'")
    n = min(256 if nperseg is None else nperseg, x.shape[-1])
    points = n if nfft is None else nfft
    step = n - (n // 8 if noverlap is None else noverlap)
    pieces = _pieces(x, n, step)
    powers = _powers(pieces, fs, window, points, detrend, return_onesided, scaling)
    times = (0.5 * n + step * np.arange(pieces.shape[-2])) / fs
    return fft.rfftfreq(points, 1.0 / fs), times, as_before(np.swapaxes(powers, -1, -2), x)


@static
def _are_single(x: Any, y: Any) -> bool:
    return bool(x.dtype == y.dtype == "float32")


def _stft(
    x, fs=1.0, window="hann", nperseg=256, noverlap=None, nfft=None, detrend=False, return_onesided=True,
    boundary="zeros", padded=True, axis=-1, scaling="spectrum",
):  # fmt: skip
    if not return_onesided or (boundary != "zeros" and boundary is not None):
        refuse("the derivative of stft is known for return_onesided=True and boundary='zeros' or None")
    n = min(256 if nperseg is None else nperseg, len(x))
    points = n if nfft is None else nfft
    step = n - (n // 2 if noverlap is None else noverlap)
    before = 0 if boundary is None else n // 2
    count = len(x) + 2 * before
    behind = before + (n - count) % step % n if padded else before
    whole = np.concatenate([np.zeros(before), x, np.zeros(behind)])
    spectra = _spectra(_pieces(whole, n, step), window, points, detrend)
    weights = signal.get_window(window, n)
    total = np.sum(weights) if scaling == "spectrum" else np.sqrt(fs * np.sum(weights**2))
    times = (0.5 * n + step * np.arange(len(spectra))) / fs - (0.0 if boundary is None else 0.5 * n / fs)
    found = spectra.T / total
    return fft.rfftfreq(points, 1.0 / fs), times, found.astype(np.complex64) if _are_single(x, x) else found


# --- of two signals ---------------------------------------------------------------------------------------------------


def _longer(last, count):
    """With zeros behind."""
    return resized(last, (*last.shape[:-1], count))


def _csd(
    x, y, fs=1.0, window="hann", nperseg=None, noverlap=None, nfft=None, detrend="constant", return_onesided=True,
    scaling="density", axis=-1, average="mean",
):  # fmt: skip
    if average != "mean" or not return_onesided:
        refuse("the derivative of csd is known for average='mean' and return_onesided=True")
    first, second = to_last(x, axis), to_last(y, axis)
    count = max(first.shape[-1], second.shape[-1])
    n = min(256 if nperseg is None else nperseg, count)
    points = n if nfft is None else nfft
    step = n - (n // 2 if noverlap is None else noverlap)
    of_x = _spectra(_pieces(_longer(first, count), n, step), window, points, detrend)
    of_y = _spectra(_pieces(_longer(second, count), n, step), window, points, detrend)
    mean = np.mean(np.conj(of_x) * of_y, axis=-2)
    powers = from_last(_scale(n, fs, window, points, scaling) * mean, axis)
    return fft.rfftfreq(points, 1.0 / fs), powers.astype(np.complex64) if _are_single(x, y) else powers


def _coherence(x, y, fs=1.0, window="hann", nperseg=None, noverlap=None, nfft=None, detrend="constant", axis=-1):
    frequencies, cross = _csd(x, y, fs, window, nperseg, noverlap, nfft, detrend, axis=axis)
    of_x = _welch(x, fs, window, nperseg, noverlap, nfft, detrend, axis=axis)[1]
    of_y = _welch(y, fs, window, nperseg, noverlap, nfft, detrend, axis=axis)[1]
    return frequencies, (cross.real**2 + cross.imag**2) / (of_x * of_y)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(signal.welch,        _welch, domain=(REAL.shaped(8), 1.0, "hann", 4)),
    written(signal.periodogram,  _periodogram),
    written(signal.spectrogram,  _spectrogram, domain=(REAL.shaped(8), 1.0, "hann", 4)),
    written(signal.stft,         _stft, domain=(REAL.shaped(8), 1.0, "hann", 4)),
    written(signal.csd,          _csd, domain=(REAL.shaped(8), REAL.shaped(8), 1.0, "hann", 4)),
    written(signal.coherence,    _coherence, domain=(REAL.shaped(8), REAL.shaped(8), 1.0, "hann", 4)),
)
# fmt: on
