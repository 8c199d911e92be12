"""Wave forms of `scipy.signal`, point by point."""

from __future__ import annotations

import math

import numpy as np
from scipy import signal

from srcad.rules.domains import REAL, VECTOR
from srcad.rules.vocabulary import Row, refuse, written, zero


def _chirp(t, f0, t1, f1, method="linear", phi=0, vertex_zero=True):
    """The phase is the integral of the frequency."""
    if method == "linear":
        turns = f0 * t + 0.5 * (f1 - f0) / t1 * t * t
    elif method == "quadratic" and vertex_zero:
        turns = f0 * t + (f1 - f0) / t1**2 * t**3 / 3.0
    elif method == "quadratic":
        turns = f1 * t + (f1 - f0) / t1**2 * ((t1 - t) ** 3 - t1**3) / 3.0
    else:
        return refuse("the derivative of chirp is known for the methods 'linear' and 'quadratic'")
    return np.cos(2.0 * math.pi * turns + phi * (math.pi / 180.0))


def _sweep_poly(t, poly, phi=0):
    return np.cos(2.0 * math.pi * np.polyval(np.polyint(poly), t) + phi * (math.pi / 180.0))


def _sawtooth(t, width=1):
    """Up in this share of a period, and down in the rest."""
    part = np.mod(t, 2.0 * math.pi)
    turn = 2.0 * math.pi * width
    up, down = np.where(width > 0, width, 1.0), np.where(width < 1, 1.0 - width, 1.0)
    return np.where(part < turn, part / (math.pi * up) - 1.0, (math.pi * (width + 1.0) - part) / (math.pi * down))


def _gausspulse(t, fc=1000, bw=0.5, bwr=-6):
    """A cosine under a bell whose width follows from that of its spectrum."""
    steep = -((math.pi * fc * bw) ** 2) / (4.0 * math.log(10.0) * bwr / 20.0)
    return np.exp(-steep * t * t) * np.cos(2.0 * math.pi * fc * t)


def _gauss_spline(x, n):
    """The bell to which a B-spline of this order comes close."""
    variance = (n + 1) / 12.0
    return 1.0 / math.sqrt(2.0 * math.pi * variance) * np.exp(-(x**2) / 2.0 / variance)


def _vectorstrength(events, period):
    angles = 2.0 * math.pi / period * events
    across, up = np.mean(np.cos(angles)), np.mean(np.sin(angles))
    return np.hypot(across, up), np.arctan2(up, across)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(signal.chirp,           _chirp, domain=(REAL, 0.3, 2.0, 1.7)),
    written(signal.sweep_poly,      _sweep_poly, domain=(REAL, VECTOR)),
    written(signal.sawtooth,        _sawtooth),
    written(signal.gausspulse,      _gausspulse),
    written(signal.gauss_spline,    _gauss_spline, domain=(REAL, 3)),
    written(signal.vectorstrength,  _vectorstrength, domain=(REAL.shaped(5), 0.7)),
    *zero(signal.square, signal.butter, signal.cheby1, signal.cheby2, signal.ellip, signal.bessel),
)
# fmt: on
