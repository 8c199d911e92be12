"""The two partial derivatives of ``x ** y``, in the shortest form that the types allow.

``x ** 0`` has derivative 0 everywhere, and ``0 ** y`` has derivative 0 in y.
"""

from __future__ import annotations

import cmath
import math
from typing import Any

import numpy as np

from srcad.rules.vocabulary import is_complex, is_literal, is_python, static


@static
def as_factor(exponent: Any) -> float:
    return float(exponent)


@static
def reduced(exponent: Any) -> Any:
    return exponent - 1


def base_partial(x, y, out):
    if is_literal(y):
        return _literal_exponent(x, y, out)
    if np.ndim(x) == 0 and np.ndim(y) == 0:
        return y * x ** (y - 1) if y != 0 else 0.0
    return y * x ** np.where(y == 0, 1, y - 1)


def _literal_exponent(x, y, out):
    if y == 0:
        return 0.0
    if y == 1:
        return 1.0
    if y == 2:
        return 2.0 * x
    if y == 0.5:
        return 0.5 / out
    if y == -1:
        return -out * out
    return as_factor(y) * x ** reduced(y)


def exponent_partial(x, y, out):
    if is_complex(out) and not is_complex(x):
        # the logarithm of a negative number is complex
        return exponent_partial(x + 0j, y, out)
    if np.ndim(x) != 0:
        return out * np.log(np.where(x == 0, 1.0, x))
    if is_literal(x) and x != 0:
        return out * math.log(x)
    # the zero has the axes of the exponent
    if is_python(x) and is_complex(x):
        return out * cmath.log(x) if x != 0 else 0.0 * out
    if is_python(x):
        return out * math.log(x) if x != 0 else 0.0 * out
    return out * np.log(x) if x != 0 else 0.0 * out
