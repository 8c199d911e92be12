"""Functions of angles."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import REAL, between
from srcad.rules.vocabulary import Row, scalar, written


def _diric(x, n):
    """``sin(n x / 2) / (n sin(x / 2))`` as a polynomial in ``cos(x / 2)``: exact where the divisor is 0 too."""
    return special.eval_chebyu(n - 1, np.cos(0.5 * x)) / n


# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.cosm1,  lambda x: -np.sin(x)),
    scalar(special.sindg,  lambda x: np.pi / 180.0 * special.cosdg(x)),
    scalar(special.cosdg,  lambda x: -np.pi / 180.0 * special.sindg(x)),
    scalar(special.tandg,  lambda x, out: np.pi / 180.0 * (1.0 + out * out)),
    scalar(special.cotdg,  lambda x, out: -np.pi / 180.0 * (1.0 + out * out), domain=between(10.0, 80.0)),
    scalar(special.radian, lambda d, m, s: np.pi / 180.0, lambda d, m, s: np.pi / 10800.0,
                           lambda d, m, s: np.pi / 648000.0),
    written(special.diric, _diric, domain=(REAL, 3)),
)
# fmt: on
