"""Seeds and tangents: values given by the caller that must have the structure, shape and dtype of another value."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.analyse.other_arrays import MODULES
from srcad.analyse.plain import class_name
from srcad.api.containers import take_apart
from srcad.errors import ArgumentError


def check_several(values: Any, name: str) -> None:
    """Refuse what holds no entry per argument: an array would be taken for as many arguments as it is long."""
    if not isinstance(values, tuple | list):
        raise ArgumentError(
            f"`{name}` is a {type(values).__name__}, and must be a tuple", "one entry for each argument: (x,) for one"
        )


def conform(value: Any, like: Any, name: str) -> Any:
    """`value` with the dtype of `like`; refused unless it has its structure and shapes.

    Where `like` holds something that has no derivative, None stands for it.
    """
    parts = take_apart(like)
    if parts is None:
        return _leaf(value, like, name)
    given = take_apart(value)
    if given is None or (given.kind, {*given.paths}, given.cls) != (parts.kind, {*parts.paths}, parts.cls):
        raise ArgumentError(f"`{name}` must have the structure of {like!r}", "the same containers with the same keys")
    by_path = dict(zip(given.paths, given.children, strict=True))
    pairs = zip(parts.paths, parts.children, strict=True)
    return parts.rebuild([conform(by_path[path], child, name + path) for path, child in pairs])


def is_differentiable(leaf: Any) -> bool:
    """Whether a number or array can carry a derivative."""
    return isinstance(leaf, float | complex | np.inexact) or (is_array(leaf) and leaf.dtype.kind in "fc")


def is_array(leaf: Any) -> bool:
    """Whether a leaf is an array, of NumPy's or of another library that is known."""
    return isinstance(leaf, np.ndarray) or type(leaf) in MODULES


def _leaf(value: Any, like: Any, name: str) -> Any:
    if not is_differentiable(like):
        return None
    other = type(like) in MODULES
    if other and type(value) is not type(like):
        raise _refusal(value, like, name)
    try:
        array = value if other else np.asarray(value)
    except ValueError:
        raise _refusal(value, like, name) from None
    if array.dtype.kind not in "iufc" or (array.dtype.kind == "c" and not np.iscomplexobj(like)):
        raise _refusal(value, like, name)
    if array.shape != np.shape(like):
        raise ArgumentError(
            f"`{name}` has the shape {array.shape}, which must be {np.shape(like)}", "one number for each entry"
        )
    if is_array(like):
        return array.astype(like.dtype, copy=False)
    return type(like)(array.item()) if not isinstance(like, np.inexact) else like.dtype.type(array)


def _refusal(value: Any, like: Any, name: str) -> ArgumentError:
    kind = "an array" if isinstance(like, np.ndarray) else "a number"
    if type(like) in MODULES:
        kind = f"an array of {class_name(type(like))}"
    return ArgumentError(f"`{name}` is {value!r} where {kind} is needed", "a float or an array of floats")


def ones_like(value: Any) -> Any:
    """One in each entry of each leaf that can carry a derivative."""
    return _filled(value, 1)


def zeros_like(value: Any) -> Any:
    """Zero in each entry of each leaf that can carry a derivative."""
    return _filled(value, 0)


def _filled(value: Any, number: int) -> Any:
    parts = take_apart(value)
    if parts is not None:
        return parts.rebuild([_filled(child, number) for child in parts.children])
    if not is_differentiable(value):
        return None
    return np.full_like(value, number) if is_array(value) else type(value)(number)
