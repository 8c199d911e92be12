"""The square root of a sum of squares: a name of its own, for a derivative of its own."""

from __future__ import annotations

import math
from typing import Any

import numpy as np


def root_of_squares(x: Any) -> Any:
    """``np.sqrt(x)``, where x is a sum of squares; a text says np.sqrt."""
    return np.sqrt(x)


def python_root_of_squares(x: float) -> float:
    """``math.sqrt(x)``, where x is a sum of squares; a text says math.sqrt."""
    return math.sqrt(x)
