"""Values whose derivative is not their own: there is none, or it is that of another value."""

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


def with_derivative_of(value: Value, model: object) -> Value:  # noqa: ARG001
    """`value` itself; in derivatives, what `model` is."""
    return value
