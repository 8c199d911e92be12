"""Functions whose result is made of items of their arguments, each taken from some place.

What such a function does to the places of the items says where each item of the result comes from, whatever the
mode, the axis and the order; so one read by index has the derivative of all of them.
"""

from __future__ import annotations

import numpy as np

from srcad.rules.axes import flat
from srcad.rules.domains import NUMBER, VECTOR
from srcad.rules.vocabulary import Row, Variant, refuse, variant, written


def places(a):
    """The array that holds for each item of `a` its place among all."""
    return np.arange(len(a)) if a.ndim == 1 else np.arange(a.size).reshape(a.shape)


def _delete(arr, obj, axis=None):
    return flat(arr)[np.delete(places(arr), obj, axis)]


def _insert(arr, obj, values, axis=None):
    """Of both arrays, one after the other."""
    if np.ndim(values) == 0:
        return np.append(arr, values)[np.insert(places(arr), obj, arr.size, axis)]
    return np.append(arr, values)[np.insert(places(arr), obj, arr.size + places(values), axis)]


def _resize(a, new_shape):
    return flat(a)[np.resize(places(a), new_shape)]


def _take(a, indices, axis=None, mode="raise"):
    return flat(a)[np.take(places(a), indices, axis, mode=mode)]


def _compress(condition, a, axis=None):
    return flat(a)[np.compress(condition, places(a), axis)]


def _pad(array, pad_width, mode="constant", constant_values=0, reflect_type="even"):
    if mode == "constant":
        return _pad_with(array, pad_width, constant_values)
    if mode not in ("edge", "reflect", "symmetric", "wrap") or reflect_type != "even":
        refuse("the derivative of np.pad is known for the modes constant, edge, reflect, symmetric and wrap")
    return flat(array)[np.pad(places(array), pad_width, mode=mode)]


def _pad_with(array, pad_width, constant_values):
    """The border is made of what comes after the last item."""
    if np.ndim(constant_values) != 0:
        refuse("the derivative of np.pad is known for one constant value")
    return np.append(array, constant_values)[np.pad(places(array), pad_width, constant_values=array.size)]


def _diagflat(v, k=0):
    return np.diag(np.ravel(v), k)


# fmt: off
ROWS: tuple[Row, ...] = (
    written(np.delete,   _delete, domain=(VECTOR, 1)),
    written(np.insert,   _insert, domain=(VECTOR, 1, NUMBER)),
    written(np.resize,   _resize, domain=(VECTOR, (2, 3))),
    written(np.compress, _compress, domain=([True, False, True], VECTOR)),
    written(np.diagflat, _diagflat),
)
VARIANTS: tuple[Variant, ...] = (
    variant(np.take,     "mode",                                       body=_take),
    variant(np.pad,      "mode", "constant_values", "reflect_type",    body=_pad),
)
# fmt: on
