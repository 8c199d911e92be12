"""The logarithm of Gamma and its derivatives: of Python's numbers, where the standard library has none, and of arrays.

The recurrence ``Gamma(x + 1) = x Gamma(x)`` leads to large x, where asymptotic series hold (M. Abramowitz and
I. Stegun, "Handbook of Mathematical Functions", 6.1.40, 6.4.6 and 6.4.11).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

#: Bernoulli numbers B2, B4, ..., B16
BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
#: from here on eight terms of the series are exact to the last digits
_LARGE = 20.0


def polygamma(n: int, x: float) -> float:
    """The derivative of order ``n + 1`` of log Gamma; n = 0 is the digamma function.

    ``psi_n(x) = psi_n(x + 1) - (-1)**n n! / x**(n + 1)``

    >>> round(polygamma(0, 1.0), 12)
    -0.577215664902
    >>> round(polygamma(1, 1.0), 12) == round(math.pi**2 / 6, 12)
    True
    """
    total = 0.0
    while x < _LARGE:
        total += _step(n, x)
        x += 1.0
    found: float = total + _series(n, x, math.log)
    return found


def polygammas(n: int, x: Any) -> Any:
    """The same of arrays of positive numbers."""
    total = np.zeros(np.shape(x))
    while np.any(small := x < _LARGE):
        total += np.where(small, _step(n, x), 0.0)
        x = x + small
    return total + _series(n, x, np.log)


def _step(n: int, x: Any) -> Any:
    return (1.0 if n % 2 else -1.0) * math.factorial(n) / x ** (n + 1)


def _series(n: int, x: Any, log: Callable[[Any], Any]) -> Any:
    part = 1.0 / x
    if n == 0:
        series = log(x) - 0.5 * part
        return series - sum(b / (2 * k) * part ** (2 * k) for k, b in enumerate(BERNOULLI, 1))
    series = math.factorial(n - 1) * part**n + 0.5 * math.factorial(n) * part ** (n + 1)
    series += sum(
        b * math.factorial(2 * k + n - 1) / math.factorial(2 * k) * part ** (2 * k + n)
        for k, b in enumerate(BERNOULLI, 1)
    )
    return series if n % 2 else -series


def stirling_rest(x: Any) -> Any:
    """What log Gamma of positive numbers is beyond Stirling's ``(x - 1/2) log(x) - x + log(2 pi) / 2``.

    ``rest(x) = rest(x + 1) + (x + 1/2) log(1 + 1 / x) - 1``

    >>> bool(abs(stirling_rest(np.array([1.0]))[0] - 1.0 + 0.5 * np.log(2.0 * np.pi)) < 1e-15)
    True
    """
    total = np.zeros(np.shape(x))
    while np.any(small := x < _LARGE):
        total += np.where(small, (x + 0.5) * np.log1p(1.0 / x) - 1.0, 0.0)
        x = x + small
    part = 1.0 / x
    return total + sum(b / (2 * k * (2 * k - 1)) * part ** (2 * k - 1) for k, b in enumerate(BERNOULLI, 1))
