"""The incomplete gamma and beta functions, differentiated in their parameters.

What is integrated is ``exp`` of a function that is linear in the parameters, in the logarithm of t, or of
``t / (1 - t)``, as the variable.  So with ``t = x exp(-s)`` a derivative in a brings down the factor ``-s``, and with
the factor before the integral taken out, as in

    gammainc(a, x) = x**a exp(-x) / Gamma(a) * (integral of exp(-a s + x (1 - exp(-s))) over positive s),

every term has one sign until far into the tails.  The part above x is used where x is large.  The integrand falls
from 1 on, faster and faster, so that Gauss' points up to where nothing is left give all digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.runtime.pieces import piecewise
from srcad.runtime.polygamma import polygammas, stirling_rest

Array = Any
#: by how often it is differentiated in the first parameter, and in the second
Orders = Callable[[int, int], Any]

_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(48)
_POINTS, _WEIGHTS = 0.5 * (1.0 + _POINTS), 0.5 * _WEIGHTS
#: the logarithm of what is left where the integrals end
_NOTHING = -42.0
_STEPS_OF_NEWTON = 6
#: terms of ``log(1 + z) - z`` for abs(z) < 1/2
_TERMS = 17
#: where nothing of Student's distribution is left, and nothing has begun below its inverse
_FAR = 1e150


# --- gamma ----------------------------------------------------------------------------------------------------------


def gammainc_derivative(n: int, a: Any, x: Any) -> Any:
    """The derivative of order n in a of ``scipy.special.gammainc(a, x)``, for n > 0.

    >>> float(gammainc_derivative(1, 2.0, 0.0))
    0.0
    """
    return piecewise(_gammainc, (n,), _is_gamma, a, x)


def gamma_density_derivative(n: int, a: Any, x: Any) -> Any:
    """The derivative of order n in a of the density of the gamma distribution.

    >>> round(float(gamma_density_derivative(0, 2.0, 0.5)) - 0.5 * math.exp(-0.5), 15)
    0.0
    """
    return piecewise(_gamma_density, (n,), _is_gamma, a, x)


def _is_gamma(a: Array, x: Array) -> tuple[Array, Array]:
    """Where there is something to compute, and where it is 0."""
    known = (a > 0.0) & (a < np.inf)
    return known & (x > 0.0) & (x < np.inf), known & ((x == 0.0) | (x == np.inf))


def _gammainc(n: int, a: Array, x: Array) -> Array:
    """For a < 1 by ``gammainc(a, x) = x**a exp(-x) / Gamma(a + 1) + gammainc(a + 1, x)``, unless x is large."""
    below = x < np.maximum(a, 1.0)
    raised = below & (a < 1.0)
    a = a + raised
    way = np.where(below, -1.0, 1.0)
    end, wide = (x - _NOTHING) / a, np.sqrt(126.0 / x)
    end = np.where(wide < 1.0, np.minimum(end, wide), end)
    end = np.where(below, end, np.minimum(np.sqrt(84.0 / x), np.log1p(48.0 / x + 3.0)))
    end = _end(end, lambda s: way * a * s - x * np.expm1(way * s), lambda s: way * (a - x * np.exp(way * s)))
    s = way[:, None] * end[:, None] * _POINTS
    weights = end[:, None] * _WEIGHTS * np.exp(a[:, None] * s - x[:, None] * np.expm1(s))

    def integral(k: int, _: int) -> Array:
        found = np.sum(weights * s**k, axis=-1)
        return np.where(raised, x * found + (k == 0), found)

    factor = np.exp(_log_gamma_weight(a, x) - np.where(raised, np.log(x), 0.0))
    return -way * factor * _product(n, 0, _gamma_slopes(a, x), integral)


def _gamma_density(n: int, a: Array, x: Array) -> Array:
    return np.exp(_log_gamma_weight(a, x) - np.log(x)) * _factor(n, 0, _gamma_slopes(a, x))


def _log_gamma_weight(a: Array, x: Array) -> Array:
    """Of ``x**a exp(-x) / Gamma(a)``, by differences that are small where the terms are large."""
    return 0.5 * np.log(a / (2.0 * np.pi)) + a * _log_less(x / a, (x - a) / a) - stirling_rest(a)


def _gamma_slopes(a: Array, x: Array) -> Orders:
    """The derivatives of the logarithm of ``x**a / Gamma(a)``."""
    return lambda k, _: (np.log(x) if k == 1 else 0.0) - polygammas(k - 1, a)


# --- beta -----------------------------------------------------------------------------------------------------------


def betainc_derivative(i: int, j: int, a: Any, b: Any, x: Any) -> Any:
    """The derivative of order i in a and j in b of ``scipy.special.betainc(a, b, x)``, for ``i + j > 0``.

    >>> float(betainc_derivative(1, 0, 2.0, 3.0, 1.0))
    0.0
    """
    return piecewise(_betainc, (i, j), _is_beta, a, b, x)


def beta_density_derivative(i: int, j: int, a: Any, b: Any, x: Any) -> Any:
    """The derivative of order i in a and j in b of the density of the beta distribution.

    >>> round(float(beta_density_derivative(0, 0, 2.0, 1.0, 0.3)), 14)
    0.6
    """
    return piecewise(_beta_density, (i, j), _is_beta, a, b, x)


def student_derivative(n: int, b: Any, s: Any) -> Any:
    """The derivative of order n in b of the integral of ``(1 + s**2)**(-b - 0.5) / beta(b, 0.5)`` up to s, for n > 0.

    It is what lies below ``s sqrt(2 b)`` in Student's distribution of ``2 b`` degrees of freedom, and
    ``betainc(0.5, b, s**2 / (1 + s**2)) / 2`` of it lies between 0 and s.

    >>> float(student_derivative(1, 2.0, 0.0))
    0.0
    """
    return piecewise(_student, (n,), _is_student_share, b, s)


def student_density_derivative(n: int, b: Any, s: Any) -> Any:
    """The derivative of order n in b of ``(1 + s**2)**(-b - 0.5) / beta(b, 0.5)``.

    >>> round(float(student_density_derivative(0, 0.5, 0.0)) - 1.0 / math.pi, 15)
    0.0
    """
    return piecewise(_student_density, (n,), _is_student, b, s)


def _is_beta(a: Array, b: Array, x: Array) -> tuple[Array, Array]:
    known = (a > 0.0) & (a < np.inf) & (b > 0.0) & (b < np.inf)
    return known & (x > 0.0) & (x < 1.0), known & ((x == 0.0) | (x == 1.0))


def _is_student(b: Array, s: Array) -> tuple[Array, Array]:
    known, near = (b > 0.0) & (b < np.inf), np.abs(s) < _FAR
    return known & near, known & ~near & ~np.isnan(s)


def _is_student_share(b: Array, s: Array) -> tuple[Array, Array]:
    to_compute, zero = _is_student(b, s)
    middle = np.abs(s) < 1.0 / _FAR
    return to_compute & ~middle, zero | (to_compute & middle)


def _student(n: int, b: Array, s: Array) -> Array:
    root = np.hypot(1.0, s)
    return 0.5 * np.sign(s) * _between(0, n, np.full(len(b), 0.5), b, (s / root) ** 2, (1.0 / root) ** 2)


def _betainc(i: int, j: int, a: Array, b: Array, x: Array) -> Array:
    return _between(i, j, a, b, x, 1.0 - x)


def _between(i: int, j: int, a: Array, b: Array, x: Array, y: Array) -> Array:
    """By ``betainc(a, b, x) = 1 - betainc(b, a, y)``, where ``y = 1 - x``, of an x below the middle."""
    below = x * np.maximum(b, 1.0) < y * np.maximum(a, 1.0)
    above = ~below
    found = np.empty(len(a))
    found[below] = _betainc_below(i, j, a[below], b[below], x[below], y[below])
    found[above] = -_betainc_below(j, i, b[above], a[above], y[above], x[above])
    return found


def _betainc_below(i: int, j: int, a: Array, b: Array, x: Array, y: Array) -> Array:
    """For a < 1 by ``betainc(a, b, x) = x**a y**b / (a beta(a, b)) + betainc(a + 1, b, x)`` (DLMF 8.17.20)."""
    raised = a < 1.0
    first = _beta_slopes(a + 1.0, b, a + b, x, y)
    a = a + raised
    total = a + b
    end, wide = (total * -np.log1p(-x) - _NOTHING) / a, np.sqrt(230.0 / a * total / b)
    end = _end(
        np.where(wide < 1.0, np.minimum(end, wide), end),
        lambda s: -a * s - total * np.log1p(x * np.expm1(-s)),
        lambda s: total * x * np.exp(-s) / (1.0 + x * np.expm1(-s)) - a,
    )
    s = end[:, None] * _POINTS
    of_b = -np.log1p(x[:, None] * np.expm1(-s))
    of_a = of_b - s
    weights = end[:, None] * _WEIGHTS * np.exp(a[:, None] * of_a + b[:, None] * of_b)
    log_weight = _log_beta_weight(a, b, x, y)
    found = np.exp(log_weight) * _product(
        i, j, _beta_slopes(a, b, total, x, y), lambda k, m: np.sum(weights * of_a**k * of_b**m, axis=-1)
    )
    log_first = log_weight - np.log(x) - np.log(total - raised)
    return found + np.where(raised, np.exp(log_first) * _factor(i, j, first), 0.0)


def _beta_density(i: int, j: int, a: Array, b: Array, x: Array) -> Array:
    y = 1.0 - x
    log_density = _log_beta_weight(a, b, x, y) - np.log(x) - np.log(y)
    return np.exp(log_density) * _factor(i, j, _beta_slopes(a, b, a + b, x, y))


def _student_density(n: int, b: Array, s: Array) -> Array:
    log_scale = b * np.log1p(0.5 / b) + 0.5 * np.log(b / np.pi) - 0.5 + stirling_rest(b + 0.5) - stirling_rest(b)
    log_square = 2.0 * np.log(np.hypot(1.0, s))

    def slopes(k: int, _: int) -> Array:
        return polygammas(k - 1, b + 0.5) - polygammas(k - 1, b) - log_square * (k == 1)

    return np.exp(log_scale - (b + 0.5) * log_square) * _factor(n, 0, slopes)


def _log_beta_weight(a: Array, b: Array, x: Array, y: Array) -> Array:
    """Of ``x**a y**b / beta(a, b)``, by differences that are small where the terms are large."""
    total, off = a + b, b * x - a * y
    terms = a * _log_less(total * x / a, off / a) + b * _log_less(total * y / b, -off / b)
    rests = stirling_rest(total) - stirling_rest(a) - stirling_rest(b)
    return 0.5 * np.log(a / total * b / (2.0 * np.pi)) + terms + rests


def _beta_slopes(a: Array, b: Array, total: Array, x: Array, y: Array) -> Orders:
    """The derivatives of the logarithm of ``x**a y**b Gamma(total) / (Gamma(a) Gamma(b))``."""

    def slopes(k: int, m: int) -> Array:
        found = polygammas(k + m - 1, total)
        found -= polygammas(k - 1, a) if m == 0 else 0.0
        found -= polygammas(m - 1, b) if k == 0 else 0.0
        return found + np.log(x) * (k + m == 1 == k) + np.log(y) * (k + m == 1 == m)

    return slopes


# --- of both --------------------------------------------------------------------------------------------------------


def _end(s: Array, h: Callable[[Array], Array], slope: Callable[[Array], Array]) -> Array:
    """Where h falls to the logarithm of nothing: it is concave, and Newton's steps come down to there from above."""
    for _ in range(_STEPS_OF_NEWTON):
        s = s - (h(s) - _NOTHING) / slope(s)
    return s


def _product(i: int, j: int, slopes: Orders, integral: Orders) -> Array:
    """The derivative of a product: of `_factor`, and of what `integral` gives for each order."""
    found = 0.0
    for k in range(i + 1):
        for m in range(j + 1):
            found = found + math.comb(i, k) * math.comb(j, m) * _factor(i - k, j - m, slopes) * integral(k, m)
    return found


def _factor(i: int, j: int, slopes: Orders) -> Any:
    """The derivative of ``exp(F)`` over ``exp(F)``, from the derivatives of F."""
    if i + j == 0:
        return 1.0
    if i == 0:
        return _factor(j, 0, lambda k, m: slopes(m, k))
    found = 0.0
    for k in range(i):
        for m in range(j + 1):
            found = found + math.comb(i - 1, k) * math.comb(j, m) * slopes(k + 1, m) * _factor(i - 1 - k, j - m, slopes)
    return found


def _log_less(x: Array, z: Array) -> Array:
    """``log(x) - z`` with ``z = x - 1``, by the series of the inverse hyperbolic tangent where x is near 1."""
    small = np.abs(z) < 0.5
    r = np.where(small, z / (2.0 + z), 0.0)
    series = sum(r ** (2 * k) / (2 * k + 3) for k in range(_TERMS))
    return np.where(small, 2.0 * r**3 * series - r * z, np.log(x) - z)
