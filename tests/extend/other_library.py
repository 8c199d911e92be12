"""A library of arrays that follow NumPy's protocols and never become NumPy's.

Those of one class show parts of them as views, as those of `cupy` do; of the other, as copies, as `dask.array` does.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np

NAMES = ("acos", "concat", "permute_dims", "sin", "cos", "exp", "sum", "where", "zeros_like", "matmul", "outer")


class Card(np.lib.mixins.NDArrayOperatorsMixin):
    """Numbers on another machine; everything that is computed of them stays there, also a single number."""

    def __init__(self, held: Any) -> None:
        self.held = np.asarray(held)

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise TypeError("implicit conversion to a NumPy array is not allowed")

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        if method not in ("__call__", "at") or any(isinstance(each, np.ndarray) for each in inputs):
            return NotImplemented
        return self.put(getattr(ufunc, method)(*taken(inputs), **taken(kwargs)))

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if not all(issubclass(each, Card) for each in types):
            return NotImplemented
        return self.put(function(*taken(args), **taken(kwargs)))

    def __getitem__(self, key: Any) -> Any:
        return type(self)(self.held[taken(key)])

    def __setitem__(self, key: Any, value: Any) -> None:
        if isinstance(value, np.ndarray):
            raise TypeError("an array of NumPy's is stored into another")
        self.held[taken(key)] = taken(value)

    def __len__(self) -> int:
        return len(self.held)

    def __float__(self) -> float:
        return float(self.held)

    def __bool__(self) -> bool:
        return bool(self.held)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name in ("held", "tolist", "flat"):
            raise AttributeError(name)
        found = getattr(self.held, name)
        if callable(found):
            return lambda *args, **kwargs: self.put(found(*taken(args), **taken(kwargs)))
        return self.put(found)

    @classmethod
    def put(cls, value: Any) -> Any:
        """What NumPy gives, on that machine."""
        if isinstance(value, tuple | list) and not all(isinstance(each, int) for each in value):
            return type(value)(map(cls.put, value))
        return cls(value) if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufc" else value


class Copying(Card):
    """Parts of an array are other arrays."""

    def __getitem__(self, key: Any) -> Any:
        return Copying(np.array(self.held[taken(key)]))

    def __getattr__(self, name: str) -> Any:
        return Copying(self.held.T.copy()) if name == "T" else super().__getattr__(name)


def taken(value: Any) -> Any:
    """What the library holds, in containers too."""
    if isinstance(value, tuple | list):
        return type(value)(map(taken, value))
    if isinstance(value, dict):
        return {key: taken(item) for key, item in value.items()}
    return value.held if isinstance(value, Card) else value


def library() -> Any:
    made: Any = ModuleType("cards")
    made.Card, made.Copying = Card, Copying
    made.linalg = ModuleType("cards.linalg")
    for name in NAMES:
        setattr(made, name, follower(getattr(np, name), name))
    made.linalg.inv = follower(np.linalg.inv, "inv")
    for name in ("zeros", "ones", "eye", "full", "arange", "asarray", "array"):
        setattr(made, name, maker(getattr(np, name), name))
    return made


def follower(fn: Any, name: str) -> Any:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)

    wrapper.__name__ = name
    return wrapper


def maker(fn: Any, name: str) -> Any:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return Card.put(fn(*taken(args), **taken(kwargs)))

    wrapper.__name__ = name
    return wrapper
