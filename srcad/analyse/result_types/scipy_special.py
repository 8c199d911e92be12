"""What is no ufunc in `scipy.special`; loaded when the user has loaded it."""

from __future__ import annotations

import numpy as np
from scipy import special

from srcad.analyse.dims import Fresh
from srcad.analyse.result_types.common import as_array, number, reduced, sampled_dtype
from srcad.analyse.result_types.elementwise import elementwise
from srcad.analyse.result_types.table import FALSE, NONE, static, types
from srcad.ir.core import Atom
from srcad.ir.types import Array, Type


@types(special.softmax, special.log_softmax)
def _softmax(fresh: Fresh, x: Atom, axis: Atom = NONE) -> Type:
    a = as_array(x.type, fresh)
    return Array(sampled_dtype(np.exp, a), a.dims)


@types(special.zeta)
def _zeta(fresh: Fresh, x: Atom, q: Atom) -> Type:
    return elementwise(np.divide, [x.type, q.type], fresh)


@types(special.logsumexp)
def _logsumexp(fresh: Fresh, a: Atom, axis: Atom = NONE, b: Atom = NONE, keepdims: Atom = FALSE) -> Type:
    x = as_array(a.type, fresh)
    return number(sampled_dtype(np.exp, x), reduced(x.dims, static(axis), bool(static(keepdims))))
