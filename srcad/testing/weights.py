"""A result of any structure made one number, so that it has a gradient: the sum of its entries, each times a weight.

Of a complex sum the real part is taken.

The functions here are differentiated themselves, so they are written in the language that srcad reads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcad.api.containers import leaf_list, take_apart
from srcad.api.seeds import is_differentiable

Weigh = Callable[[Any], Any]


def weighted(f: Callable[..., Any], weights: Any) -> Callable[..., Any]:
    """The function ``sum(weights * f(*args))``; `weights` has the structure of the result."""
    weigh = _weigh(weights)
    if any(map(np.iscomplexobj, leaf_list(weights))):
        return lambda *args: weigh(f(*args)).real
    return lambda *args: weigh(f(*args))


def _weigh(weights: Any) -> Weigh:
    parts = take_apart(weights)
    if parts is None:
        return _weigh_leaf(weights)
    total: Weigh = _nothing
    for key, child in zip(parts.keys or range(len(parts.children)), parts.children, strict=True):
        weigh = _field(key, _weigh(child)) if parts.kind == "object" else _item(key, _weigh(child))
        total = _both(total, weigh)
    return total


def _weigh_leaf(weight: Any) -> Weigh:
    if not is_differentiable(weight):
        return _nothing
    if isinstance(weight, np.ndarray):
        return lambda value: np.sum(weight * value)
    return lambda value: weight * value


def _nothing(value: Any) -> float:  # noqa: ARG001 - a part that has no derivative weighs nothing
    return 0.0


def _item(key: Any, weigh: Weigh) -> Weigh:
    return lambda value: weigh(value[key])


def _field(name: str, weigh: Weigh) -> Weigh:
    return lambda value: weigh(getattr(value, name))


def _both(first: Weigh, second: Weigh) -> Weigh:
    return lambda value: first(value) + second(value)
