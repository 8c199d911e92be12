"""Hypergeometric functions and Wright's: in the argument, each derivative is one of them with other parameters."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.domains import POSITIVE, REAL, UNIT
from srcad.rules.scipy_special.orders import in_parameter
from srcad.rules.vocabulary import Row, scalar

#: not there before SciPy 1.14
_LOG_WRIGHT = (
    (
        scalar(special.log_wright_bessel, in_parameter, in_parameter,
               lambda a, b, x, out: np.exp(special.log_wright_bessel(a, a + b, x) - out), domain=(1, 2, POSITIVE)),
    )
    if hasattr(special, "log_wright_bessel")
    else ()
)  # fmt: skip

# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.hyp0f1,        in_parameter, lambda v, z: special.hyp0f1(v + 1.0, z) / v, domain=(2, REAL)),
    scalar(special.hyp1f1,        in_parameter, in_parameter,
                                  lambda a, b, x: a / b * special.hyp1f1(a + 1.0, b + 1.0, x), domain=(2, 3, REAL)),
    scalar(special.hyp2f1,        in_parameter, in_parameter, in_parameter,
                                  lambda a, b, c, z: a * b / c * special.hyp2f1(a + 1.0, b + 1.0, c + 1.0, z),
                                  domain=(1, 2, 3, UNIT)),
    scalar(special.hyperu,        in_parameter, in_parameter, lambda a, b, x: -a * special.hyperu(a + 1.0, b + 1.0, x),
                                  domain=(2, 1, POSITIVE)),
    scalar(special.wright_bessel, in_parameter, in_parameter, lambda a, b, x: special.wright_bessel(a, a + b, x),
                                  domain=(1, 2, POSITIVE)),
    *_LOG_WRIGHT,
    # ``w + log(w) = x``
    scalar(special.wrightomega,   lambda x, out: out / (1.0 + out)),
)
# fmt: on
