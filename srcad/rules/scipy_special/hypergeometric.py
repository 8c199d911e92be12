"""Hypergeometric functions and Wright's: in the argument, each derivative is one of them with other parameters."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.rules.scipy_special.orders import in_parameter
from srcad.rules.vocabulary import Row, scalar

#: not there before SciPy 1.14
_LOG_WRIGHT = (
    (
        scalar(special.log_wright_bessel, in_parameter, in_parameter,
               lambda a, b, x, out: np.exp(special.log_wright_bessel(a, a + b, x) - out)),
    )
    if hasattr(special, "log_wright_bessel")
    else ()
)  # fmt: skip

# fmt: off
ROWS: tuple[Row, ...] = (
    scalar(special.hyp0f1,        in_parameter, lambda v, z: special.hyp0f1(v + 1.0, z) / v),
    scalar(special.hyp1f1,        in_parameter, in_parameter,
                                  lambda a, b, x: a / b * special.hyp1f1(a + 1.0, b + 1.0, x)),
    scalar(special.hyp2f1,        in_parameter, in_parameter, in_parameter,
                                  lambda a, b, c, z: a * b / c * special.hyp2f1(a + 1.0, b + 1.0, c + 1.0, z)),
    scalar(special.hyperu,        in_parameter, in_parameter, lambda a, b, x: -a * special.hyperu(a + 1.0, b + 1.0, x)),
    scalar(special.wright_bessel, in_parameter, in_parameter, lambda a, b, x: special.wright_bessel(a, a + b, x)),
    *_LOG_WRIGHT,
    # ``w + log(w) = x``
    scalar(special.wrightomega,   lambda x, out: out / (1.0 + out)),
)
# fmt: on
