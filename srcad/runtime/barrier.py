"""The end of a derivative."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")


def stop_gradient(x: Value) -> Value:
    """`x` itself, taken as a constant by every derivative.

    `x` may be anything; the same object is returned.  Raises nothing.

    >>> from srcad import grad, stop_gradient
    >>> grad(lambda x: x * stop_gradient(x))(3.0)
    3.0
    """
    return x
