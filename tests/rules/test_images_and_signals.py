"""What filters, measurements and spectra refuse, and calls that are not cases, as of labels that are lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import ndimage, signal

from srcad import check_grads, grad
from srcad.errors import SrcadError

IMAGE = np.random.default_rng(21).standard_normal((6, 3))
SIGNAL = np.random.default_rng(22).standard_normal(40)
LABELS = (np.arange(18) % 4).reshape(6, 3)


def of_a_list_of_labels(x):
    return np.sum(ndimage.mean(x, LABELS, [1, 2, 3]) ** 2)


def of_a_tuple_of_labels(x):
    return np.sum(ndimage.variance(x, LABELS, index=(3, 1)))


def of_labels_that_repeat(x):
    return np.sum(np.sin(ndimage.sum_labels(x, LABELS, np.array([2, 2, 7, 0]))))


def filter_designed_inside(x):
    b, a = signal.butter(3, 0.2)
    return np.sum(signal.filtfilt(b, a, x) ** 2)


def sections_designed_inside(x):
    return np.sum(signal.sosfiltfilt(signal.cheby2(3, 30.0, (0.2, 0.4), "band", output="sos"), x) ** 2)


def turned_by_an_angle(x):
    return np.sum(ndimage.rotate(x, 40.0 * x[2, 1]) ** 2)


@pytest.mark.parametrize(
    ("f", "x"),
    [
        *((f, IMAGE) for f in (of_a_list_of_labels, of_a_tuple_of_labels, of_labels_that_repeat, turned_by_an_angle)),
        *((f, SIGNAL) for f in (filter_designed_inside, sections_designed_inside)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_derivatives(f: Callable[..., Any], x: np.ndarray) -> None:
    check_grads(f, (x,))


REFUSED = [
    (lambda x: np.sum(ndimage.mean(x, LABELS, range(1, 4))), IMAGE, "given as an array"),
    (lambda x: np.sum(ndimage.maximum_filter(x, footprint=np.ones((2, 2)))), IMAGE, "footprint"),
    (lambda x: np.sum(ndimage.maximum_filter(x, 3, origin=2)), IMAGE, "outside of the window"),
    (lambda x: np.sum(ndimage.rank_filter(x, 9, 3)), IMAGE, "of this rank"),
    (lambda x: np.sum(ndimage.percentile_filter(x, 101, 3)), IMAGE, "percentile"),
    (lambda x: np.sum(ndimage.zoom(x, 2, grid_mode=True)), IMAGE, "grid_mode"),
    (lambda x: np.sum(ndimage.rotate(x, 20.0, order=2)), IMAGE, "order 1 and 3"),
    (lambda x: np.sum(ndimage.fourier_gaussian(x, x[0, 0])), IMAGE, "must be a literal"),
    (lambda x: np.sum(signal.medfilt(x, 4)), SIGNAL, "odd"),
    (lambda x: np.sum(signal.welch(x, nperseg=8, noverlap=9)[1]), SIGNAL, "overlap"),
    (lambda x: np.sum(signal.welch(x, nperseg=8, average="median")[1]), SIGNAL, "average"),
    (lambda x: np.sum(signal.spectrogram(x, nperseg=8, mode="magnitude")[2]), SIGNAL, "psd"),
    (lambda x: np.sum(signal.periodogram(x, return_onesided=False)[1]), SIGNAL, "onesided"),
    (lambda x: np.sum(signal.resample_poly(x, 2, 3, window=[1.0, 2.0, 1.0])), SIGNAL, "window by name"),
    (lambda x: np.sum(signal.butter(2, 0.1 * x[0] * x[0])[0]), SIGNAL, "literal"),
    (lambda x: np.sum(signal.chirp(x, 1.0, 2.0, 3.0, "hyperbolic")), SIGNAL, "chirp"),
    (lambda x: np.sum(signal.stft(x, nperseg=8, boundary="even")[2].real), SIGNAL, "boundary"),
    (lambda x: np.sum(signal.istft(x)[1].real), SIGNAL, "overlap"),
    (lambda x: np.sum(signal.csd(x, x, nperseg=8)[1].real), SIGNAL, "with itself"),
]


@pytest.mark.parametrize(("f", "x", "reason"), REFUSED, ids=[reason for _, _, reason in REFUSED])
def test_refused(f: Callable[..., Any], x: np.ndarray, reason: str) -> None:
    with pytest.raises(SrcadError, match=reason):
        grad(f)(x)
