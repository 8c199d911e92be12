"""The modified Bessel function of the second kind, differentiated in its order."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.runtime.pieces import piecewise

Array = Any
#: equidistant points
_POINTS = np.linspace(0.0, 1.0, 161)
#: of which the logarithm is that nothing is left
_NOTHING = 45.0
#: below, the points are too far from each other
_LEAST = 1e-30


def kve_derivative(n: int, v: Any, x: Any) -> Any:
    """The derivative of order n in v of ``scipy.special.kve(v, x)``, ``exp(x)`` times the Bessel function K.

    It is the integral of ``exp(x - x cosh(t)) cosh(v t)`` over positive t (DLMF 10.32.9), which is even and falls so
    fast that equidistant points give all digits (L. N. Trefethen and J. A. C. Weideman, "The exponentially convergent
    trapezoidal rule", 2014).

    >>> round(float(kve_derivative(0, 0.5, 2.0)) - 0.5 * np.sqrt(np.pi), 14)
    0.0
    """
    return piecewise(_kve, (n,), _places, v, x)


def _places(v: Array, x: Array) -> tuple[Array, Array]:
    known = np.isfinite(v)
    return known & (x > _LEAST) & (x < np.inf), known & (x == np.inf)


def _kve(n: int, v: Array, x: Array) -> Array:
    """From where the integrand is nothing, or from 0, past its top to where it is nothing again."""
    order = np.abs(v)
    top, curve = np.arcsinh(order / x), np.hypot(order, x)
    before = _NOTHING / (3.0 * curve) + np.sqrt((_NOTHING / (3.0 * curve)) ** 2 + 2.0 * _NOTHING / curve)
    first = np.maximum(top - before, 0.0)
    step = top + np.arccosh(1.0 + _NOTHING / curve) - first
    t = first[:, None] + step[:, None] * _POINTS
    fall = -2.0 * x[:, None] * np.sinh(0.5 * t) ** 2
    sign = -1.0 if n % 2 else 1.0
    terms = t**n * (np.exp(fall + order[:, None] * t) + sign * np.exp(fall - order[:, None] * t))
    total = np.sum(terms, axis=-1) - 0.5 * (terms[:, 0] + terms[:, -1])
    return np.where(v < 0.0, sign, 1.0) * 0.5 * _POINTS[1] * step * total
