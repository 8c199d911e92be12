"""Rules of your own: for functions written in C or by others, for classes that hold parameters, for array modules.

The words are those in which srcad's own rules are written: a row says once how one function is differentiated, and
`rule` enters it together with the type of the result.

>>> import numpy as np
>>> from srcad import grad
>>> from srcad.extend import rule, scalar
>>> def rounded(x):
...     return np.rint(x)
>>> rule(scalar(rounded, lambda x: 1.0))
>>> def f(x):
...     return np.sum(rounded(x) ** 2)
>>> print(grad(f).source_for(np.ones(2)))
def f_grad(x, *, out_bar=1.0):
    # return np.sum(rounded(x) ** 2)
    x_bar = 2.0 * out_bar * rounded(x)
    return x_bar
"""

from __future__ import annotations

from srcad.extend.array_modules import array_module
from srcad.extend.containers import container
from srcad.extend.promises import check
from srcad.extend.register import rule, withdraw
from srcad.extend.results import array, broadcast, like
from srcad.ir.types import Array, ListOf, Scalar, TupleOf
from srcad.rules.domains import (
    ABOVE_ONE,
    BLOCK,
    COMPLEX,
    INCREASING,
    NEGATIVE,
    NUMBER,
    POSITIVE,
    REAL,
    SHARE,
    SPD,
    SQUARE,
    SYMMETRIC,
    UNIT,
    VECTOR,
    above,
    between,
    made,
    whole,
)
from srcad.rules.vocabulary import (
    FRESH,
    MAYBE_VIEW,
    VIEW,
    Pair,
    formula,
    is_literal,
    is_python,
    joint,
    linear,
    reduction,
    refuse,
    scalar,
    several,
    static,
    structured,
    written,
    zero,
)

__all__ = [
    "ABOVE_ONE",
    "BLOCK",
    "COMPLEX",
    "FRESH",
    "INCREASING",
    "MAYBE_VIEW",
    "NEGATIVE",
    "NUMBER",
    "POSITIVE",
    "REAL",
    "SHARE",
    "SPD",
    "SQUARE",
    "SYMMETRIC",
    "UNIT",
    "VECTOR",
    "VIEW",
    "Array",
    "ListOf",
    "Pair",
    "Scalar",
    "TupleOf",
    "above",
    "array",
    "array_module",
    "between",
    "broadcast",
    "check",
    "container",
    "formula",
    "is_literal",
    "is_python",
    "joint",
    "like",
    "linear",
    "made",
    "reduction",
    "refuse",
    "rule",
    "scalar",
    "several",
    "static",
    "structured",
    "whole",
    "withdraw",
    "written",
    "zero",
]
