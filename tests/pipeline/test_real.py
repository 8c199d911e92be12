"""A derivative is real, or there is an error."""

import numpy as np
import pytest

from srcad import ArgumentError, grad, jvp, value_and_grad, vjp


def root(x):
    return x ** (1.0 / 3.0)


def both(x, y):
    return x**y


def test_a_complex_power_is_refused() -> None:
    for call in (
        lambda: grad(root)(-8.0),
        lambda: value_and_grad(root)(-8.0),
        lambda: jvp(root, (-8.0,), (1.0,)),
        lambda: vjp(root, -8.0)[1](1.0),
        lambda: grad(both)(-2.0, 0.5),
    ):
        with pytest.raises(ArgumentError, match="complex"):
            call()


def test_a_real_power_is_not() -> None:
    assert np.isclose(grad(root)(8.0), 1.0 / 12.0)
    assert grad(both)(-2.0, 3.0) == 12.0
