"""Bessel functions of positive numbers, differentiated in their order.

They are integrals of ``exp(x sinh(t) - v t)``, of the modified ones ``exp(x cosh(t) - v t)``, over paths in the complex
plane (DLMF 10.9.17 and 10.32.17), where a derivative in v brings down the factor ``-t``.  The path of the first kind
goes from far out below to above through the saddle point, so that nothing cancels where the function is small.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.runtime.pieces import piecewise

Array = Any
#: Gauss' points, of which there are so many in each panel, and equidistant ones
_GAUSS, _WEIGHTS = np.polynomial.legendre.leggauss(16)
_EQUIDISTANT = np.linspace(0.0, 1.0, 161)
_PANELS = 12
#: of which the logarithm is that nothing is left
_NOTHING = 45.0
#: below, equidistant points are too far from each other, and above Gauss' points are too many
_LEAST, _MOST = 1e-30, 2000.0
#: items whose points are there together
_AT_ONCE = 64


# --- the second kind, modified ---------------------------------------------------------------------------------------


def kve_derivative(n: int, v: Any, x: Any) -> Any:
    """The derivative of order n in v of ``scipy.special.kve(v, x)``, ``exp(x)`` times the Bessel function K.

    It is the integral of ``exp(x - x cosh(t)) cosh(v t)`` over positive t (DLMF 10.32.9), which is even and falls so
    fast that equidistant points give all digits (L. N. Trefethen and J. A. C. Weideman, "The exponentially convergent
    trapezoidal rule", 2014).

    >>> round(float(kve_derivative(0, 0.5, 2.0) - 0.5 * np.sqrt(np.pi)), 14)
    0.0
    """
    return piecewise(_kve, (n,), _known_of_k, v, x)


def _known_of_k(v: Array, x: Array) -> tuple[Array, Array]:
    known = np.isfinite(v)
    return known & (x > _LEAST) & (x < np.inf), known & (x == np.inf)


def _kve(n: int, v: Array, x: Array) -> Array:
    """From where the integrand is nothing, or from 0, past its top to where it is nothing again."""
    order = np.abs(v)
    top, curve = np.arcsinh(order / x), np.hypot(order, x)
    first = np.maximum(top - _before_top(curve), 0.0)
    step = top + np.arccosh(1.0 + _NOTHING / curve) - first
    t = first[:, None] + step[:, None] * _EQUIDISTANT
    fall = -2.0 * x[:, None] * np.sinh(0.5 * t) ** 2
    sign = -1.0 if n % 2 else 1.0
    terms = t**n * (np.exp(fall + order[:, None] * t) + sign * np.exp(fall - order[:, None] * t))
    total = np.sum(terms, axis=-1) - 0.5 * (terms[:, 0] + terms[:, -1])
    return np.where(v < 0.0, sign, 1.0) * 0.5 * _EQUIDISTANT[1] * step * total


def _before_top(curve: Array) -> Array:
    """How far before its top the integrand is nothing: ``curve (exp(-d) - 1 + d) > curve d**2 / (2 + 2 d / 3)``."""
    third = _NOTHING / (3.0 * curve)
    return third + np.sqrt(third**2 + 2.0 * _NOTHING / curve)


# --- the others ------------------------------------------------------------------------------------------------------


def jv_derivative(n: int, v: Any, x: Any) -> Any:
    """The derivative of order n in v of ``scipy.special.jv(v, x)``.

    >>> round(float(jv_derivative(1, 0.0, 1.0) - 0.5 * np.pi * 0.08825696421567698), 14)
    0.0
    """
    return piecewise(_jv, (n,), _known, v, x, at_once=_AT_ONCE)


def yv_derivative(n: int, v: Any, x: Any) -> Any:
    """The derivative of order n in v of ``scipy.special.yv(v, x)``.

    >>> round(float(yv_derivative(1, 0.0, 1.0) + 0.5 * np.pi * 0.7651976865579665), 14)
    0.0
    """
    return piecewise(_yv, (n,), _known, v, x, at_once=_AT_ONCE)


def ive_derivative(n: int, v: Any, x: Any) -> Any:
    """The derivative of order n in v of ``scipy.special.ive(v, x)``, ``exp(-x)`` times the Bessel function I.

    >>> round(float(ive_derivative(1, 0.0, 1.0) + 0.4210244382407083 * np.exp(-1.0)), 14)
    0.0
    """
    return piecewise(_ive, (n,), _known, v, x, at_once=_AT_ONCE)


def _known(v: Array, x: Array) -> tuple[Array, Array]:
    return (x > _LEAST) & (x + np.abs(v) < _MOST), (x == 0.0) & (v > 0.0) & (v < np.inf)


def _jv(n: int, v: Array, x: Array) -> Array:
    saddle = np.arccosh(np.maximum(v / x, 1.0))
    theta, weights = _panels(np.zeros(len(x)), np.full(len(x), np.pi), 8 + int(np.max(x + np.abs(v)) / 4.0))
    t = saddle[:, None] + 1j * theta
    across = np.sum(weights * ((-t) ** n * np.exp(x[:, None] * np.sinh(t) - v[:, None] * t)).real, axis=-1)
    t, weights, falling = _falling(v, x, saddle)
    turned = ((1j * np.pi - t) ** n * np.exp(1j * np.pi * v[:, None])).imag
    return (across - np.sum(weights * turned * falling, axis=-1)) / np.pi


def _yv(n: int, v: Array, x: Array) -> Array:
    start = np.zeros(len(x))
    theta, weights = _panels(start, np.full(len(x), np.pi), 8 + int(np.max(x + np.abs(v)) / 4.0))
    phase = x[:, None] * np.sin(theta) - v[:, None] * theta
    across = np.sum(weights * ((-1j * theta) ** n * np.exp(1j * phase)).imag, axis=-1)
    t, weights, falling = _falling(v, x, start)
    turned = ((1j * np.pi - t) ** n * np.exp(1j * np.pi * v[:, None])).real
    along = np.sum(weights * turned * falling, axis=-1)
    t, weights, falling = _falling(-v, x, start)
    return (across - along - np.sum(weights * t**n * falling, axis=-1)) / np.pi


def _ive(n: int, v: Array, x: Array) -> Array:
    saddle = np.arcsinh(np.maximum(v, 0.0) / x)
    theta, weights = _panels(np.zeros(len(x)), np.full(len(x), np.pi), 8 + int(np.max(x + np.abs(v)) / 4.0))
    t = saddle[:, None] + 1j * theta
    across = np.sum(weights * ((-t) ** n * np.exp(x[:, None] * (np.cosh(t) - 1.0) - v[:, None] * t)).real, axis=-1)
    t, weights, falling = _falling(v, x, saddle, modified=True)
    turned = ((1j * np.pi - t) ** n * np.exp(1j * np.pi * v[:, None])).imag
    return (across - np.sum(weights * turned * falling, axis=-1)) / np.pi


def _falling(v: Array, x: Array, start: Array, modified: bool = False) -> tuple[Array, Array, Array]:
    """Places, weights, and there ``exp(-x sinh(t) - v t)``, modified ``exp(-x - x cosh(t) - v t)``, from `start` on.

    For negative v it rises to a top at first.
    """
    order = np.maximum(-v, 0.0)
    top = np.maximum(np.arcsinh(order / x) if modified else np.arccosh(np.maximum(order / x, 1.0)), start)
    steep = x * (np.cosh(top) if modified else np.sinh(top))
    first = np.maximum(top - _before_top(steep), start)
    rate = np.maximum(v + x * (np.sinh(top) if modified else np.cosh(top)), 0.0)
    past = np.minimum(np.arcsinh(_NOTHING / x + 3.0), np.cbrt(6.0 * _NOTHING / np.maximum(x, order)))
    t, weights = _panels(first, top + np.minimum(past, _NOTHING / rate), _PANELS)
    fall = 1.0 + np.cosh(t) if modified else np.sinh(t)
    return t, weights, np.exp(-x[:, None] * fall - v[:, None] * t)


def _panels(first: Array, last: Array, count: int) -> tuple[Array, Array]:
    """Gauss' points and weights on so many panels between two places."""
    points = ((np.arange(count)[:, None] + 0.5 * (1.0 + _GAUSS)) / count).ravel()
    length = (last - first)[:, None]
    return first[:, None] + length * points, length * np.tile(_WEIGHTS, count) / (2.0 * count)
