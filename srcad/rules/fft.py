"""`numpy.fft`.

The matrix of a Fourier transform is symmetric, so the transform is its own transpose, with the same `norm`; of a real
argument the engine takes the real part.  Half a spectrum stands for a whole one: `irfft` reads most of its entries
twice, once conjugated, and only the real part of the others.
"""

from __future__ import annotations

import numpy as np

from srcad.rules.domains import POSITIVE
from srcad.rules.spectra import axes_of, but_last, last_of
from srcad.rules.vocabulary import Row, linear, written
from srcad.runtime import both_halves, resized


def _fft(g, a, n=None, axis=-1, norm=None):
    a_bar = np.fft.fft(g, axis=axis, norm=norm)
    return a_bar if n is None else resized(a_bar, a.shape)


def _ifft(g, a, n=None, axis=-1, norm=None):
    a_bar = np.fft.ifft(g, axis=axis, norm=norm)
    return a_bar if n is None else resized(a_bar, a.shape)


def _rfft(g, a, n=None, axis=-1, norm=None):
    """The other half of the spectrum, which is not there, has no adjoint."""
    if n is None:
        return np.fft.fft(g, a.shape[axis], axis=axis, norm=norm)
    return resized(np.fft.fft(g, n, axis=axis, norm=norm), a.shape)


def _ihfft(g, a, n=None, axis=-1, norm=None):
    if n is None:
        return np.fft.ifft(g, a.shape[axis], axis=axis, norm=norm)
    return resized(np.fft.ifft(g, n, axis=axis, norm=norm), a.shape)


def _irfft(g, a, n=None, axis=-1, norm=None):
    a_bar = both_halves(np.fft.ihfft(g, axis=axis, norm=norm), g.shape[axis], axis)
    return a_bar if n is None else resized(a_bar, a.shape)


def _hfft(g, a, n=None, axis=-1, norm=None):
    a_bar = both_halves(np.fft.rfft(g, axis=axis, norm=norm), g.shape[axis], axis)
    return a_bar if n is None else resized(a_bar, a.shape)


def _fftn(g, a, s=None, axes=None, norm=None):
    a_bar = np.fft.fftn(g, axes=axes_of(axes, s, a.ndim), norm=norm)
    return a_bar if s is None else resized(a_bar, a.shape)


def _ifftn(g, a, s=None, axes=None, norm=None):
    a_bar = np.fft.ifftn(g, axes=axes_of(axes, s, a.ndim), norm=norm)
    return a_bar if s is None else resized(a_bar, a.shape)


def _rfftn(g, a, s=None, axes=None, norm=None):
    """The last axis is that of the half spectrum."""
    which = axes_of(axes, s, a.ndim)
    last = last_of(which)
    n = a.shape[last] if s is None else s[-1]
    halves = np.fft.fft(g, n, axis=last, norm=norm)
    a_bar = halves if len(which) == 1 else np.fft.fftn(halves, axes=but_last(which), norm=norm)
    return a_bar if s is None else resized(a_bar, a.shape)


def _irfftn(g, a, s=None, axes=None, norm=None):
    which = axes_of(axes, s, a.ndim)
    last = last_of(which)
    halves = both_halves(np.fft.ihfft(g, axis=last, norm=norm), g.shape[last], last)
    a_bar = halves if len(which) == 1 else np.fft.ifftn(halves, axes=but_last(which), norm=norm)
    return a_bar if s is None else resized(a_bar, a.shape)


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.fft.fft,       a=_fft),
    linear(np.fft.ifft,      a=_ifft),
    linear(np.fft.rfft,      a=_rfft),
    linear(np.fft.irfft,     a=_irfft),
    linear(np.fft.hfft,      a=_hfft),
    linear(np.fft.ihfft,     a=_ihfft),
    linear(np.fft.fftn,      a=_fftn),
    linear(np.fft.ifftn,     a=_ifftn),
    linear(np.fft.rfftn,     a=_rfftn),
    linear(np.fft.irfftn,    a=_irfftn),
    linear(np.fft.fft2,      a=lambda g, a, s=None, axes=(-2, -1), norm=None: _fftn(g, a, s, axes, norm)),
    linear(np.fft.ifft2,     a=lambda g, a, s=None, axes=(-2, -1), norm=None: _ifftn(g, a, s, axes, norm)),
    linear(np.fft.rfft2,     a=lambda g, a, s=None, axes=(-2, -1), norm=None: _rfftn(g, a, s, axes, norm)),
    linear(np.fft.irfft2,    a=lambda g, a, s=None, axes=(-2, -1), norm=None: _irfftn(g, a, s, axes, norm)),
    linear(np.fft.fftshift,  x=lambda g, x, axes=None: np.fft.ifftshift(g, axes=axes)),
    linear(np.fft.ifftshift, x=lambda g, x, axes=None: np.fft.fftshift(g, axes=axes)),
    written(np.fft.fftfreq,  lambda n, d=1.0: np.fft.fftfreq(n) / d, domain=(5, POSITIVE.shaped())),
    written(np.fft.rfftfreq, lambda n, d=1.0: np.fft.rfftfreq(n) / d, domain=(5, POSITIVE.shaped())),
)
# fmt: on
