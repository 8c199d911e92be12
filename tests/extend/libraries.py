"""What users have rules for: functions of C libraries and of other packages, and modules of array functions."""

from __future__ import annotations

import math
from types import ModuleType
from typing import Any

import numpy as np


def c_sin(x):
    return math.sin(x)


def c_cos(x):
    return math.cos(x)


def apply(matrix, vector):
    return matrix @ vector


def scaled(x, factor=2.0):
    return factor * x


def backwards(x):
    return x[::-1]


def spread(x, y):
    return x[:, None] * y


def both(x):
    return np.sin(x), float(np.sum(x))


def total(x, axis=None, keepdims=False):
    return np.sum(x, axis=axis, keepdims=keepdims)


def rounded(x):
    return np.rint(x)


def arrays() -> Any:
    """A module of functions that are called like NumPy's, and are not NumPy's own."""
    made: Any = ModuleType("toy_arrays")
    made.linalg = ModuleType("toy_arrays.linalg")
    for name in ("sin", "cos", "exp", "sum", "zeros_like", "expand_dims", "where", "outer"):
        setattr(made, name, _wrapped(getattr(np, name)))
    made.linalg.inv = _wrapped(np.linalg.inv)
    made.float64 = np.float64
    made.unheard_of = _wrapped(np.sin)
    return made


def _wrapped(fn: Any) -> Any:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)

    wrapper.__name__ = fn.__name__
    return wrapper
