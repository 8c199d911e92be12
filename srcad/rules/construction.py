"""Functions that make arrays: most of them from nothing that could carry a derivative."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.domains import NUMBER, POSITIVE, REAL, VECTOR
from srcad.rules.vocabulary import MAYBE_VIEW, Row, formula, is_literal, joint, linear, scalar, static, written, zero
from srcad.runtime import items_like, stop_gradient


@static
def _is_list(value: Any) -> bool:
    """Whether an argument is a list or tuple (a type says so by its items)."""
    return isinstance(value, list | tuple) or hasattr(value, "items") or hasattr(value, "mutable")


@static
def _is_list_of_numbers(value: Any) -> bool:
    items = value if isinstance(value, list | tuple) else getattr(value, "items", None)
    return items is not None and not any(hasattr(item, "ndim") or _is_list(item) for item in items)


def _array(g, object):
    """The adjoint of what an array was made of; a few numbers are picked out in plain sight."""
    if not _is_list(object):
        return g
    if _is_list_of_numbers(object) and len(object) == 2:
        return [g[0], g[1]]
    if _is_list_of_numbers(object) and len(object) == 3:
        return [g[0], g[1], g[2]]
    if _is_list_of_numbers(object) and len(object) == 4:
        return [g[0], g[1], g[2], g[3]]
    return items_like(g, object)


def _new_array(g, object, dtype=None, copy=True, order="K", ndmin=0):
    return _array(g if ndmin == 0 else g.reshape(np.shape(object)), object)


def _along(g, weights, axis):
    """The sum over what was spread along an axis."""
    if g.ndim == 1:
        return g @ weights
    return np.tensordot(weights, g if axis == 0 else np.moveaxis(g, axis, 0), 1)


def _start(g, start, stop, num=50, endpoint=True, dtype=None, axis=0):
    return _along(g, np.linspace(1.0, 0.0, num) if endpoint else np.linspace(1.0, 0.0, num, endpoint), axis)


def _stop(g, start, stop, num=50, endpoint=True, dtype=None, axis=0):
    return _along(g, np.linspace(0.0, 1.0, num) if endpoint else np.linspace(0.0, 1.0, num, endpoint), axis)


def _still(x):
    return x if is_literal(x) else stop_gradient(x)


def _arange(start, stop=None, step=1, dtype=None):
    """How many there are does not move."""
    if stop is None:
        return np.arange(_still(start))
    numbers = np.arange(len(np.arange(_still(start), _still(stop), _still(step))))
    return start + numbers if step == 1 else start + step * numbers


def _logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None):
    return base ** np.linspace(start, stop, num, endpoint)


def _geomspace(start, stop, num=50, endpoint=True, dtype=None):
    """The ends have one sign."""
    return np.sign(start) * np.exp(np.linspace(np.log(np.abs(start)), np.log(np.abs(stop)), num, endpoint))


def _kaiser(M, beta):
    """Of one point the middle is the only one."""
    middle = (M - 1) / 2.0
    away = (np.arange(M) - middle) / max(middle, 0.5)
    return np.i0(beta * np.sqrt(1.0 - away * away)) / np.i0(beta)


# fmt: off
ROWS: tuple[Row, ...] = (
    linear(np.full,              fill_value=lambda g, shape, fill_value, dtype=None, order="C": g,
                                 domain=((2, 3), VECTOR)),
    linear(np.full_like,         constant=("a",), fill_value=lambda g, a, fill_value, dtype=None, order="K": g),
    linear(np.array,             object=_new_array),
    linear(np.asarray,           MAYBE_VIEW, a=lambda g, a, dtype=None, order=None, copy=None: _array(g, a)),
    linear(np.asanyarray,        MAYBE_VIEW, a=lambda g, a, dtype=None, order=None, copy=None: _array(g, a)),
    linear(np.ascontiguousarray, MAYBE_VIEW, a=lambda g, a, dtype=None: _array(g, a)),
    linear(np.asfortranarray,    MAYBE_VIEW, a=lambda g, a, dtype=None: _array(g, a)),
    linear(np.copy,              a=lambda g, a, order="K": g),
    linear(np.astype,            x=lambda g, x, dtype, copy=True: g, domain=(REAL, np.float64)),
    linear(np.ndarray.astype,    x=lambda g, x, dtype, copy=True: g, domain=(REAL, np.float64)),
    joint(np.linspace,           start=_start, stop=_stop),
    written(np.arange,           _arange),
    written(np.logspace,         _logspace, domain=(NUMBER, NUMBER, 4)),
    written(np.geomspace,        _geomspace, domain=(POSITIVE.shaped(), POSITIVE.shaped(), 4)),
    *(scalar(fn, lambda x: 1.0) for fn in (np.float16, np.float32, np.float64, np.longdouble)),
    *zero(np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64, np.bool),
    formula(np.kaiser,      _kaiser, domain=(5, POSITIVE.shaped())),
    *zero(np.zeros, np.ones, np.empty, np.zeros_like, np.ones_like, np.empty_like, np.eye, np.identity),
    *zero(np.bartlett, np.blackman, np.hamming, np.hanning, np.indices, np.tri),
)
# fmt: on
