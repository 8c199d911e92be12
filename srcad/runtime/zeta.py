"""Hurwitz' zeta function, differentiated in its first argument."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from srcad.runtime.pieces import piecewise
from srcad.runtime.polygamma import BERNOULLI

Array = Any
#: terms that are summed one by one
_TERMS = 16
#: below, the series gives too few digits
_LEAST = -1.0


def zeta_derivative(n: int, s: Any, q: Any) -> Any:
    """The derivative of order n in s of ``scipy.special.zeta(s, q)``, the sum of ``(q + k)**-s``.

    The formula of Euler and Maclaurin gives what is left after some terms (DLMF 25.11.5), for s < 1 too.

    >>> round(float(zeta_derivative(0, 2.0, 1.0)) - np.pi**2 / 6.0, 14)
    0.0
    """
    return piecewise(_zeta, (n,), _known, s, q)


def _known(s: Array, q: Array) -> tuple[Array, Array]:
    known = (s > _LEAST) & (s != 1.0) & (q > 0.0)
    return known & (s < np.inf) & (q < np.inf), known & (s > 1.0) & ((s == np.inf) | (q == np.inf))


def _zeta(n: int, s: Array, q: Array) -> Array:
    logs = np.log(q[:, None] + np.arange(_TERMS))
    total = np.sum((-logs) ** n * np.exp(-s[:, None] * logs), axis=-1)
    far = q + _TERMS
    pole = [math.factorial(m) / (1.0 - s) ** m / (s - 1.0) for m in range(n + 1)]
    total += far * _powers(n, far, s, pole) + 0.5 * _powers(n, far, s, [1.0] + [0.0] * n)
    rising = [s, *([1.0] + [0.0] * n)[:n]]
    for k, b in enumerate(BERNOULLI, 1):
        total += b / math.factorial(2 * k) * far ** (1 - 2 * k) * _powers(n, far, s, rising)
        rising = _longer(_longer(rising, s + (2 * k - 1)), s + 2 * k)
    return total


def _powers(n: int, base: Array, s: Array, factor: list[Any]) -> Array:
    """The derivative of order n of ``base**-s`` times a factor, of which the derivatives are given."""
    return base**-s * sum(math.comb(n, m) * (-np.log(base)) ** (n - m) * factor[m] for m in range(n + 1))


def _longer(product: list[Any], factor: Array) -> list[Any]:
    """The derivatives of a product with one more factor, which has slope 1."""
    return [factor * each + (m * product[m - 1] if m else 0.0) for m, each in enumerate(product)]
