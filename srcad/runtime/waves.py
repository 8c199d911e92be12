"""Derivatives of ``np.sinc`` and ``np.i0``, which NumPy does not have."""

from __future__ import annotations

from typing import Any

import numpy as np

#: terms of the series of sinc, and points of the mean that is I_0: exact to the last digits where they are used
_TERMS = 14
_POINTS = 256


def sinc_derivative(n: int, x: Any) -> Any:
    """The derivative of order n of ``np.sinc``.

    ``t = pi x`` and the derivatives ``f_n`` of ``sin(t) / t`` satisfy ``t f_n + n f_(n-1) = sin(t + n pi / 2)``, which
    is the product rule for ``t f_0 = sin(t)``; near zero the power series holds.

    >>> float(sinc_derivative(0, 0.5)) == float(np.sinc(0.5))
    True
    >>> round(float(sinc_derivative(2, 0.0)) + np.pi**2 / 3, 12)
    0.0
    """
    t = np.pi * np.asarray(x)
    near = np.abs(t) < 1.0 + n
    divisor = np.where(near, 1.0, t)
    far = np.sin(t) / divisor
    for k in range(1, n + 1):
        far = (np.sin(t + 0.5 * k * np.pi) - k * far) / divisor
    found = np.where(near, _series(n, np.where(near, t, 0.0)), far) * np.pi**n
    return found.astype(t.dtype, copy=False)[()]


def _series(n: int, t: Any) -> Any:
    """The sum of ``(-1)^k t^(2k-n) (2k)! / ((2k+1)! (2k-n)!)``, from the last term on."""
    total = 0.0 * t
    for k in reversed(range((n + 1) // 2, (n + 1) // 2 + _TERMS + n)):
        power = 2 * k - n
        factor = 1.0 / (2 * k + 1)
        for m in range(1, power + 1):
            factor = factor / m
        total = total + (-1.0) ** k * factor * t**power
    return total


def i0_derivative(n: int, x: Any) -> Any:
    """The derivative of order n of ``np.i0``, the modified Bessel function I_0.

    I_0(x) is the mean of ``exp(x cos(u))`` over a period (Abramowitz and Stegun, 9.6.16), and equidistant points give
    the mean of a periodic function to the last digits; the points u and pi - u are taken together.

    >>> round(float(i0_derivative(0, 1.5)) - float(np.i0(1.5)), 12)
    0.0
    """
    x = np.asarray(x)
    cosines = np.cos(np.pi * (np.arange(_POINTS) + 0.5) / (2 * _POINTS))
    half = np.sinh if n % 2 else np.cosh
    return np.mean(cosines**n * half(x[..., None] * cosines), axis=-1).astype(x.dtype, copy=False)[()]
