"""Six functions whose gradients are the standard of taste: the text is exactly what a colleague would write."""

import math
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import numpy as np
import pytest

from srcad import grad


def straight(x, y):
    z = x * y
    return np.sin(z) + x


STRAIGHT = """
    def straight_grad(x, y, *, out_bar=1.0):
        z = x * y
        # return np.sin(z) + x
        z_bar = out_bar * np.cos(z)
        # z = x * y
        x_bar = out_bar + z_bar * y
        y_bar = z_bar * x
        return x_bar, y_bar
"""


def branching(x):
    if x > 0:
        y = x * x
    else:
        y = -x
    return x * y


BRANCHING = """
    def branching_grad(x, *, out_bar=1.0):
        branch = x > 0
        if branch:
            y = x * x
        else:
            y = -x
        # return x * y
        x_bar = out_bar * y
        y_bar = out_bar * x
        if branch:
            # y = x * x
            x_bar += 2.0 * x * y_bar
        else:
            # y = -x
            x_bar -= y_bar
        return x_bar
"""


def overwriting(x, n):
    s = 0.0
    while x < n:
        x = x * x + 0.5
        s = s + math.atan(x)
    return s


OVERWRITING = """
    def overwriting_grad(x, n, *, out_bar=1.0):
        tape = []
        while x < n:
            x_0 = x
            x = x * x + 0.5
            tape.append((x_0, x))
        x_bar = 0.0
        for x_0, x in reversed(tape):
            # s = s + math.atan(x)
            x_bar += out_bar / (1.0 + x * x)
            # x = x * x + 0.5
            x_bar = 2.0 * x_0 * x_bar
        return x_bar
"""


def dot(x, y):
    s = 0.0
    for i in range(len(x)):
        s += x[i] * y[i]
    return s


DOT = """
    def dot_grad(x, y, *, out_bar=1.0):
        x_bar = np.zeros(x.shape)
        y_bar = np.zeros(y.shape)
        for i in range(len(x)):
            # s += x[i] * y[i]
            x_bar[i] = out_bar * y[i]
            y_bar[i] = out_bar * x[i]
        return x_bar, y_bar
"""


def loss(W, b, X, T):
    h = np.tanh(X @ W + b)
    return np.sum((h - T) ** 2)


LOSS = """
    def loss_grad(W, b, X, T, *, out_bar=1.0):
        h = np.tanh(X @ W + b)
        # return np.sum((h - T) ** 2)
        h_bar = 2.0 * out_bar * (h - T)
        # h = np.tanh(X @ W + b)
        a_bar = h_bar * (1.0 - h * h)
        W_bar = X.T @ a_bar
        b_bar = a_bar.sum(axis=0)
        return W_bar, b_bar
"""

VECTOR = np.array([1.0, 2.0, 3.0])
MATRICES = (np.ones((4, 3)), np.ones(3), np.ones((5, 4)), np.ones((5, 3)))

TABLE = [
    (straight, (0, 1), (1.0, 2.0), STRAIGHT),
    (branching, 0, (1.0,), BRANCHING),
    (overwriting, 0, (1.0, 9.0), OVERWRITING),
    (dot, (0, 1), (VECTOR, VECTOR), DOT),
    (loss, (0, 1), MATRICES, LOSS),
]


@pytest.mark.parametrize(("fn", "argnums", "args", "wanted"), TABLE, ids=[row[0].__name__ for row in TABLE])
def test_text(fn: Callable[..., Any], argnums: Any, args: tuple[Any, ...], wanted: str) -> None:
    assert grad(fn, argnums=argnums).source_for(*args).strip() == dedent(wanted).strip()


def test_text_of_floats_needs_no_call() -> None:
    assert grad(straight, argnums=(0, 1)).source.strip() == dedent(STRAIGHT).strip()


def test_lengths_of_one_are_summed_where_they_are_broadcast() -> None:
    text = grad(loss, argnums=(0, 1)).source_for(np.ones((4, 1)), np.ones(3), np.ones((5, 4)), np.ones((5, 3)))
    assert "sum(axis=1, keepdims=True)" in text


def double(x):
    return x * x


def calling(x):
    return double(x) * double(x + 1.0)


def test_short_callee_is_inlined() -> None:
    text = grad(calling).source_for(2.0)
    assert "double(" not in "\n".join(line for line in text.splitlines() if "#" not in line)
