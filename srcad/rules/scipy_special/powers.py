"""Powers, exponentials and logarithms, and the transformations of Box and Cox.

``exprel(x) = 1F1(1, 2, x)`` and ``log1p(x) / x = 2F1(1, 1, 2, -x)`` are smooth at 0, to all orders, where the
quotients that are these functions elsewhere have no value.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE, REAL, above, between
from srcad.rules.power import base_partial
from srcad.rules.vocabulary import Row, scalar


def box_cox_slope(log, lmbda):
    """The derivative of ``(exp(lmbda log) - 1) / lmbda`` in lmbda."""
    return 0.5 * log * log * special.hyp1f1(2.0, 3.0, lmbda * log)


def _root(y, lmbda):
    """The derivative of ``log(1 + lmbda y) / lmbda`` in lmbda."""
    return -0.5 * y * y * special.hyp2f1(2.0, 2.0, 3.0, -lmbda * y)


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.expm1,        lambda x, out: out + 1.0),
    scalar(special.log1p,        lambda x: 1.0 / (1.0 + x), domain=above(-1.0)),
    scalar(special.exp2,         lambda x, out: np.log(2.0) * out),
    scalar(special.exp10,        lambda x, out: np.log(10.0) * out),
    scalar(special.exprel,       lambda x: 0.5 * special.hyp1f1(2.0, 3.0, x)),
    scalar(special.cbrt,         lambda x, out: 1.0 / (3.0 * out * out)),
    scalar(special.powm1,        lambda x, y, out: base_partial(x, y, out + 1.0),
                                 lambda x, y, out: (out + 1.0) * np.log(x), domain=(POSITIVE, REAL)),
    scalar(special.boxcox,       lambda x, lmbda: x ** (lmbda - 1.0),
                                 lambda x, lmbda: box_cox_slope(np.log(x), lmbda), domain=(POSITIVE, REAL)),
    scalar(special.boxcox1p,     lambda x, lmbda: (1.0 + x) ** (lmbda - 1.0),
                                 lambda x, lmbda: box_cox_slope(np.log1p(x), lmbda), domain=(POSITIVE, REAL)),
    scalar(special.inv_boxcox,   lambda y, lmbda, out: out ** (1.0 - lmbda),
                                 lambda y, lmbda, out: out * _root(y, lmbda), domain=between(-0.5, 0.5)),
    scalar(special.inv_boxcox1p, lambda y, lmbda, out: (out + 1.0) ** (1.0 - lmbda),
                                 lambda y, lmbda, out: (out + 1.0) * _root(y, lmbda), domain=between(-0.5, 0.5)),
)
# fmt: on
