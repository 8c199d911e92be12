"""What only values can tell, tested before a number is returned."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np

from srcad.errors import AliasError, ArgumentError


def expect_scalar(value: Any) -> Any:
    """The result of a function to be differentiated, which must be a real number."""
    if isinstance(value, float | np.floating):
        return value
    shape = getattr(value, "shape", None)
    if shape == () and value.dtype.kind == "f":
        return value
    what = f"{value!r}" if shape is None else f"an array of shape {shape}"
    raise ArgumentError(
        f"the function must return a real number to have a gradient, and returned {what}",
        instead="use jacobian or vjp, or reduce the result to one number",
    )


def disjoint(**arrays: Any) -> None:
    """Raise if two of these arguments share memory: the function writes into one of them."""
    for (name, a), (other, b) in combinations(arrays.items(), 2):
        if isinstance(a, np.ndarray) and isinstance(b, np.ndarray) and _share(a, b):
            raise AliasError(
                f"the arguments {name} and {other} share memory, and the function writes into one of them",
                instead=f"pass {other}.copy()",
            )


def _share(a: np.ndarray, b: np.ndarray) -> bool:
    return np.may_share_memory(a, b) and np.shares_memory(a, b)


def require_bound(value: Any) -> None:
    """Raise if a name was never bound: the text passes it, and Python raises by itself unless it holds None."""
    if value is None:
        raise UnboundLocalError("cannot access a local variable where it is not associated with a value")


def expect_items(items: Any) -> None:
    """Raise if a list of arrays is empty: its sum would be the number 0, which has no shape."""
    if not len(items):
        raise ValueError("the sum of no arrays is the number 0; give `sum` an array of zeros to start with")


def expect_length(items: Any, count: int) -> None:
    """Raise, as Python does, if an array does not have as many items as there are names for them."""
    if len(items) > count:
        raise ValueError(f"too many values to unpack (expected {count})")
    if len(items) < count:
        raise ValueError(f"not enough values to unpack (expected {count}, got {len(items)})")


def expect_real(value: Any) -> None:
    """A function of a matrix, which for some real matrices is complex: its derivative is known where it is real."""
    if np.iscomplexobj(value):
        raise ArgumentError(
            "a function of this matrix is complex, and its derivative is known where it is real",
            instead="use matrices without eigenvalues that are negative or zero",
        )
