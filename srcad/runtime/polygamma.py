"""The derivatives of ``math.lgamma``, which the standard library does not have."""

from __future__ import annotations

import math

#: Bernoulli numbers B2, B4, ..., B16
_BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
#: from here on eight terms of the series are exact to the last digits
_LARGE = 20.0


def polygamma(n: int, x: float) -> float:
    """The derivative of order ``n + 1`` of log Gamma; n = 0 is the digamma function.

    The recurrence ``psi_n(x) = psi_n(x + 1) - (-1)**n n! / x**(n + 1)`` leads to large x, where the asymptotic
    series holds (Abramowitz and Stegun, 6.4.6 and 6.4.11).

    >>> round(polygamma(0, 1.0), 12)
    -0.577215664902
    >>> round(polygamma(1, 1.0), 12) == round(math.pi**2 / 6, 12)
    True
    """
    sign = -1.0 if n % 2 else 1.0
    total = 0.0
    while x < _LARGE:
        total -= sign * math.factorial(n) / x ** (n + 1)
        x += 1.0
    if n == 0:
        series = math.log(x) - 0.5 / x
        series -= sum(b / (2 * k * x ** (2 * k)) for k, b in enumerate(_BERNOULLI, 1))
        return total + series
    series = math.factorial(n - 1) / x**n + math.factorial(n) / (2.0 * x ** (n + 1))
    series += sum(
        b * math.factorial(2 * k + n - 1) / (math.factorial(2 * k) * x ** (2 * k + n))
        for k, b in enumerate(_BERNOULLI, 1)
    )
    return total - sign * series
