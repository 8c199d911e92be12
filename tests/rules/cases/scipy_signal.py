"""`scipy.signal`."""

from __future__ import annotations

import numpy as np
from scipy import signal

from srcad.runtime import lagged_products, middle_of
from tests.rules.checking import Case

_rng = np.random.default_rng(12)
X, H, EVEN = _rng.standard_normal(9), _rng.standard_normal(3), _rng.standard_normal(4)
IMAGE, WINDOW, WIDE = _rng.standard_normal((4, 5)), _rng.standard_normal((3, 2)), _rng.standard_normal((5, 6))
T3, K3 = _rng.standard_normal((3, 4, 2)), _rng.standard_normal((2, 3, 1))
B, A = np.array([0.2, 0.5, -0.1]), np.array([1.3, -0.4, 0.2])
#: whole numbers, as the fourth column must be ones and cannot be moved
SOS = np.array([[1, 2, -1, 1, 1, 0], [2, 1, 0, 1, 0, -1]])
#: without a pole at one
STEADY = np.array([[1, 2, -1, 1, 1, 0], [2, 1, 0, 1, 0, 1]])

_CONVOLUTIONS = (signal.convolve, signal.correlate, signal.fftconvolve, signal.oaconvolve)
_MODES = ("full", "same", "valid")

CASES: list[Case] = [
    *(Case(signal.hilbert, (x,)) for x in (X, EVEN, IMAGE, T3)),
    *(Case(signal.hilbert, (X, n)) for n in (6, 7, 11, 12)),
    Case(signal.hilbert, (IMAGE,), {"axis": 0}),
    *(Case(fn, (X, h, mode)) for fn in _CONVOLUTIONS for mode in _MODES for h in (H, EVEN)),
    *(Case(fn, (H, X, mode)) for fn in (signal.convolve, signal.correlate) for mode in _MODES),
    *(Case(fn, (X, H)) for fn in _CONVOLUTIONS),
    *(Case(fn, (IMAGE, WINDOW), {"mode": mode}) for fn in _CONVOLUTIONS for mode in _MODES),
    *(Case(fn, (T3, K3), {"mode": mode, "method": "fft"}) for fn in _CONVOLUTIONS[:2] for mode in ("full", "same")),
    *(
        Case(fn, (IMAGE, WINDOW, mode), {"boundary": boundary})
        for fn in (signal.convolve2d, signal.correlate2d)
        for mode in _MODES
        for boundary in ("fill", "wrap", "symm")
    ),
    *(Case(signal.convolve2d, (IMAGE, WINDOW, mode, "fill", 0.7)) for mode in _MODES),
    *(Case(signal.correlate2d, (IMAGE, WINDOW, mode, "fill", 0.7)) for mode in _MODES),
    Case(signal.correlate2d, (WINDOW, IMAGE, "valid")),
    Case(signal.convolve2d, (IMAGE, WIDE), {"mode": "same", "boundary": "symm"}),
    Case(middle_of, (IMAGE, (2, 3))),
    Case(lagged_products, (T3, T3[::-1], 2)),
    Case(signal.lfilter, (B[:2], A, IMAGE)),
    Case(signal.lfilter, (B, A[:1], IMAGE, 0)),
    Case(signal.lfilter, (B, A, T3), {"axis": 1}),
    Case(signal.lfilter_zi, (B, A)),
    Case(signal.lfilter_zi, (B[:2], A)),
    Case(signal.lfilter_zi, (B, A[:2])),
    Case(signal.sosfilt, (SOS, IMAGE), {"axis": 0}),
    Case(signal.filtfilt, (B, A, IMAGE), {"axis": 0, "padlen": 2}),
    Case(signal.filtfilt, (B, A, IMAGE), {"padtype": "even", "padlen": 3}),
    Case(signal.filtfilt, (B, A, IMAGE), {"padtype": "constant", "padlen": 3}),
    Case(signal.filtfilt, (B, A, IMAGE), {"padtype": None}),
    Case(signal.upfirdn, (H, X, 2, 3)),
    Case(signal.upfirdn, (H, IMAGE), {"up": 3, "axis": 0}),
    Case(signal.detrend, (X,)),
    Case(signal.detrend, (IMAGE, 0), {"type": "constant"}),
    Case(signal.detrend, (X,), {"bp": 4}),
    Case(signal.savgol_filter, (IMAGE, 3, 1), {"axis": 0, "deriv": 1, "delta": 0.5}),
    Case(signal.medfilt, (X,)),
    Case(signal.medfilt, (IMAGE, 3)),
    Case(signal.wiener, (X,)),
    Case(signal.wiener, (IMAGE, 3, 0.3)),
    Case(signal.lfilter, (B, A, X), {"zi": np.array([0.3, -0.7])}),
    Case(signal.lfilter, (B, A, IMAGE, 0), {"zi": 0.3 * IMAGE[:2]}),
    Case(signal.sosfiltfilt, (STEADY, IMAGE), {"axis": 0, "padlen": 2, "padtype": "even"}),
    *(Case(signal.resample, (X, n)) for n in (6, 7, 9, 12, 13)),
    Case(signal.resample, (IMAGE, 6), {"axis": 1}),
    Case(signal.resample, (IMAGE, 3)),
    *(Case(signal.resample_poly, (X, up, down)) for up, down in ((1, 2), (3, 2), (4, 6), (5, 1), (2, 2))),
    Case(signal.resample_poly, (IMAGE, 2, 3), {"axis": 1, "window": "hamming"}),
    Case(signal.decimate, (np.tile(X, 8), 3)),
    Case(signal.decimate, (np.tile(X, 2), 2, 3), {"zero_phase": False}),
    # --- power spectra --------------------------------------------------------------------------------------------
    *(Case(signal.periodogram, (X, 2.0), {"scaling": scaling}) for scaling in ("density", "spectrum")),
    Case(signal.periodogram, (IMAGE,), {"axis": 0, "nfft": 7, "detrend": "linear"}),
    Case(signal.periodogram, (X,), {"nfft": 6, "window": "hann", "detrend": False}),
    Case(signal.welch, (np.tile(X, 2), 3.0), {"nperseg": 6}),
    Case(signal.welch, (np.tile(X, 2),), {"nperseg": 7, "noverlap": 2, "nfft": 9, "scaling": "spectrum"}),
    Case(signal.welch, (IMAGE,), {"axis": 0, "nperseg": 3, "window": "hamming"}),
    Case(signal.csd, (np.tile(X, 2), np.arange(7.0) ** 2, 3.0), {"nperseg": 6}),
    Case(signal.stft, (np.tile(X, 2), 3.0), {"nperseg": 6}),
    Case(signal.stft, (np.tile(X, 2),), {"nperseg": 5, "noverlap": 1, "nfft": 8, "padded": False, "scaling": "psd"}),
    Case(signal.stft, (np.tile(X, 2),), {"nperseg": 6, "boundary": None, "detrend": "linear"}),
    Case(signal.csd, (X, np.cos(X)), {"nperseg": 5, "noverlap": 1, "nfft": 9, "scaling": "spectrum", "detrend": False}),
    Case(signal.coherence, (np.tile(X, 2), np.cos(np.tile(X, 2)[:-1]), 2.0), {"nperseg": 6, "detrend": "linear"}),
    Case(signal.spectrogram, (np.tile(X, 2), 3.0), {"nperseg": 6, "noverlap": 1}),
    Case(signal.spectrogram, (IMAGE,), {"nperseg": 3, "detrend": "linear"}),
    # --- waves ----------------------------------------------------------------------------------------------------
    Case(signal.chirp, (X, 0.3, 2.0, 1.7)),
    *(Case(signal.chirp, (X, 0.3, 2.0, 1.7, "quadratic", 20.0, vertex)) for vertex in (True, False)),
    Case(signal.sweep_poly, (X, H)),
    Case(signal.sweep_poly, (IMAGE, H, 30.0)),
    Case(signal.sawtooth, (X,)),
    Case(signal.sawtooth, (IMAGE, 0.3)),
    Case(signal.square, (X,)),
    Case(signal.gausspulse, (X, 0.7)),
    Case(signal.gausspulse, (X, 0.7, 0.6, -5.0)),
    Case(signal.gauss_spline, (X, 3)),
]
