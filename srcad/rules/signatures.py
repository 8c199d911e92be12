"""Which argument of a call is which: every argument under the function's own name for it."""

from __future__ import annotations

import cmath
import inspect
import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

import numpy as np

A = TypeVar("A")

#: functions written in C do not always tell
_NAMES: dict[Callable[..., Any], tuple[str, ...]] = {
    complex: ("real", "imag"),
    np.dot: ("a", "b", "out"),
    np.inner: ("a", "b"),
    np.vdot: ("a", "b"),
    np.where: ("condition", "x", "y"),
    np.concatenate: ("arrays", "axis", "out"),
    np.array: ("object", "dtype"),
    np.asarray: ("a", "dtype", "order"),
    np.asanyarray: ("a", "dtype", "order"),
    np.full_like: ("a", "fill_value", "dtype", "order", "subok", "shape"),
    np.arange: ("start", "stop", "step", "dtype"),
    np.zeros: ("shape", "dtype"),
    np.empty: ("shape", "dtype"),
    np.empty_like: ("prototype", "dtype"),
    np.bincount: ("x", "weights", "minlength"),
    np.ndarray.astype: ("x", "dtype"),
    np.ascontiguousarray: ("a", "dtype"),
    np.asfortranarray: ("a", "dtype"),
    np.lexsort: ("keys", "axis"),
    np.putmask: ("a", "mask", "values"),
    math.log: ("x", "base"),
    cmath.log: ("x", "base"),
}

#: of the methods of ufuncs, which do not always tell either
_OF_UFUNCS: dict[str, tuple[str, ...]] = {
    "outer": ("A", "B"),
    "reduce": ("array", "axis", "dtype", "out", "keepdims", "initial", "where"),
    "accumulate": ("array", "axis", "dtype", "out"),
    "reduceat": ("array", "indices", "axis", "dtype", "out"),
}


def name_parameters(fn: Callable[..., Any], *names: str) -> None:
    """Say what the positional parameters of a function are called that does not tell."""
    _NAMES[fn] = names
    names_of.cache_clear()


@cache
def names_of(fn: Callable[..., Any]) -> tuple[str, ...] | None:
    """The names of the positional parameters, None where there are any number (`max`, `np.einsum`)."""
    if fn in _NAMES:
        return _NAMES[fn]
    if isinstance(fn, np.ufunc):
        return tuple(f"x{i + 1}" for i in range(fn.nin))
    if isinstance(getattr(fn, "__self__", None), np.ufunc):
        return _OF_UFUNCS.get(fn.__name__)
    try:
        parameters = inspect.signature(fn).parameters.values()
    except ValueError:
        return None
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return None
    return tuple(p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD))


def by_name(fn: Callable[..., Any], args: Sequence[A], kw: tuple[str, ...]) -> dict[str, A] | None:
    """The arguments of a call, the last ``len(kw)`` of which are passed by keyword, under their names."""
    names = names_of(fn)
    positional = len(args) - len(kw)
    if names is None or positional > len(names):
        return None
    return dict(zip((*names[:positional], *kw), args, strict=True))
