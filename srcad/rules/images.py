"""What the rules of filters of images share: their axes, and images continued beyond their borders."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcad.rules.vocabulary import static
from srcad.runtime import continued


@static
def axes(ndim: int) -> tuple[int, ...]:
    return tuple(range(ndim))


@static
def of_axis(value: Any, axis: int) -> Any:
    """One of several values, or the one for all axes."""
    return value[axis] if isinstance(value, tuple) else value


@static
def is_zero(value: Any) -> bool:
    return isinstance(value, int | float) and value == 0


@static
def _is_constant(mode: str) -> bool:
    if mode not in ("reflect", "mirror", "nearest", "wrap", "grid-wrap", "constant", "grid-constant", "grid-mirror"):
        raise ValueError(mode)
    return mode in ("constant", "grid-constant")


@static
def _border(mode: str) -> str:
    return "reflect" if mode == "grid-mirror" else mode


@static
def _is_single(x: Any) -> bool:
    return bool(x.dtype == "float32")


def beyond(x, axis, before, after, mode, cval):
    if _is_constant(mode) and not is_zero(cval):
        return continued(x - cval, axis, before, after, "constant") + cval
    return continued(x, axis, before, after, _border(mode))


def as_before(y, x):
    """The result has the dtype of the image."""
    return y.astype(np.float32) if _is_single(x) else y
