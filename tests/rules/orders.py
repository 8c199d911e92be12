"""First and second derivatives of a whole program against differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import srcad


def second_derivative_agrees(f: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """The Hessian in the first argument, against differences of the gradient."""
    first, *rest = args
    slope = srcad.grad(f)
    steps = [e.reshape(np.shape(first))[()] * 1e-4 for e in np.eye(np.size(first))]
    expected = [(slope(first + step, *rest) - slope(first - step, *rest)) / 2e-4 for step in steps]
    found = np.reshape(srcad.hessian(f)(*args), (len(steps), -1))
    np.testing.assert_allclose(found, np.reshape(expected, (len(steps), -1)), rtol=1e-4, atol=1e-6)
