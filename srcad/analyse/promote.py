"""What dtype comes out: asked of NumPy itself, once per function and operand types.

An operand is known by a key: ``'py:f'`` for a Python float (weak in promotion), else the name of a dtype.  Where a
key ends in ``'?'`` it stands for several, and so may the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

import numpy as np

from srcad.analyse.cannot import CannotType
from srcad.ir.types import Array, Scalar, Type, dtype_kind

_PYTHON: dict[str, Any] = {"b": True, "i": 1, "f": 1.0, "c": 1.0 + 0.0j}
_NAMES = {"b": "bool", "i": "int", "f": "float", "c": "complex"}
_ALTERNATIVES = {
    "bool?": ("py:b", "bool"),
    "int?": ("py:i", "int32", "int64"),
    "float?": ("py:f", "float32", "float64"),
    "complex?": ("py:c", "complex64", "complex128"),
}


def key(type_: Type) -> str:
    """The operand key of a number or array."""
    if isinstance(type_, Array):
        return type_.dtype
    if isinstance(type_, Scalar):
        if type_.dtype is None:
            return f"py:{type_.kind}"
        return type_.dtype if type_.dtype != "?" else f"{_NAMES[type_.kind]}?"
    raise CannotType(f"{type_} is not a number")


def kind(key_: str) -> str:
    """The kind letter of an operand key."""
    if key_.startswith("py:"):
        return key_[3:]
    return "b" if key_ == "bool?" else dtype_kind(key_)


def vague(letter: str) -> str:
    """The dtype name of an array of which only the kind is known."""
    return f"{_NAMES[letter]}?" if letter != "b" else "bool"


def scalar(dtype: str) -> Scalar:
    """The type of an item of an array, or of a NumPy scalar or Python number with this key."""
    if dtype.startswith("py:"):
        return Scalar(dtype[3:])
    return Scalar(kind(dtype), "?" if dtype.endswith("?") else dtype)


def array_dtype(key_: str) -> str:
    """The dtype of an array made of items with this key."""
    if key_.startswith("py:"):
        return np.dtype(type(_PYTHON[key_[3:]])).name
    return "bool" if key_ == "bool?" else key_


def result(fn: Callable[..., Any], operands: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """The keys of the results of `fn`, given the key and number of dimensions of each operand.

    All arrays of a dtype give the same; a 0-d array is given one dimension, since it is not a scalar.
    """
    try:
        return _result(fn, operands)
    except (TypeError, ValueError, ArithmeticError) as error:
        raise CannotType(f"{getattr(fn, '__name__', fn)} does not take these operands: {error}") from None


@cache
def _result(fn: Callable[..., Any], operands: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    found: dict[tuple[str, ...], None] = {}
    for keys in product(*(_ALTERNATIVES.get(name, (name,)) for name, _ in operands)):
        samples = (_sample(name, ndim) for name, (_, ndim) in zip(keys, operands, strict=True))
        with np.errstate(all="ignore"):
            value = fn(*samples)
        found[tuple(map(_key_of_value, value if isinstance(value, tuple) else (value,)))] = None
    return tuple(map(_merged, zip(*found, strict=True)))


def _sample(name: str, ndim: int) -> Any:
    if name.startswith("py:") and ndim == 0:
        return _PYTHON[name[3:]]
    one = np.ones((1,) * ndim, dtype=array_dtype(name))
    return one if ndim else one[()]


def _key_of_value(value: Any) -> str:
    if isinstance(value, np.generic | np.ndarray):
        if dtype_kind(value.dtype.name) == "O":
            raise TypeError(f"the result has dtype {value.dtype}")
        return value.dtype.name
    for letter, python in _PYTHON.items():
        if type(value) is type(python):
            return f"py:{letter}"
    raise TypeError(f"the result is a {type(value).__name__}")


def _merged(keys: tuple[str, ...]) -> str:
    """One key for several possible ones."""
    if len(set(keys)) == 1:
        return keys[0]
    kinds = sorted({kind(name) for name in keys})
    if len(kinds) != 1:
        raise TypeError("the kind of the result depends on a type that is not known")
    return f"{_NAMES[kinds[0]]}?"
