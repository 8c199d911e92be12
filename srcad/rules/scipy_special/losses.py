"""Entropies, divergences and losses of single numbers."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE, REAL
from srcad.rules.vocabulary import Row, is_literal, scalar


def _over(x, y):
    """``x / y``, 0 where x is: what is multiplied with x does not change it there."""
    return x / y if is_literal(x) and x != 0 else x / np.where(x == 0.0, 1.0, y)


def _slope(delta, r):
    """``d sqrt(delta**2 + r**2) / dr``"""
    return r / np.hypot(delta, r)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.xlogy,        lambda x, y: np.log(y),               lambda x, y: _over(x, y),
                                 domain=(REAL, POSITIVE)),
    scalar(special.xlog1py,      lambda x, y: np.log1p(y),             lambda x, y: _over(x, 1.0 + y),
                                 domain=(REAL, POSITIVE)),
    scalar(special.entr,         lambda x: -np.log(x) - 1.0, domain=POSITIVE),
    scalar(special.rel_entr,     lambda x, y: np.log(x / y) + 1.0,     lambda x, y: -_over(x, y), domain=POSITIVE),
    scalar(special.kl_div,       lambda x, y: np.log(x / y),           lambda x, y: 1.0 - _over(x, y), domain=POSITIVE),
    scalar(special.huber,        lambda delta, r: np.maximum(np.abs(r) - delta, 0.0),
                                 lambda delta, r: np.clip(r, -delta, delta), domain=(POSITIVE, REAL)),
    scalar(special.pseudo_huber, lambda delta, r: np.hypot(delta, r) + delta * (_slope(r, delta) - 2.0),
                                 lambda delta, r: delta * _slope(delta, r), domain=(POSITIVE, REAL)),
)
# fmt: on
