"""Python floats: what counts is the number of bytecodes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from benchmarks.workload import Workload


def rosenbrock_2(x, y):
    return (1.0 - x) ** 2 + 100.0 * (y - x * x) ** 2


def rosenbrock_2_expert(x, y):
    a = 1.0 - x
    b = 200.0 * (y - x * x)
    return -2.0 * a - 2.0 * x * b, b


def branchy(x, y, n):
    s = 0.0
    for _ in range(n):
        if x > 0.5:
            s = s + x * y
            x = 0.5 * x
        else:
            s = s - x
            x = x + 0.3 * math.cos(y * x)
    return s


def branchy_expert(x, y, n):
    xs = []
    for _ in range(n):
        xs.append(x)
        if x > 0.5:
            x = 0.5 * x
        else:
            x = x + 0.3 * math.cos(y * x)
    x_bar = 0.0
    y_bar = 0.0
    for x in reversed(xs):
        if x > 0.5:
            x_bar = 0.5 * x_bar + y
            y_bar += x
        else:
            c = 0.3 * x_bar * math.sin(y * x)
            x_bar = x_bar - c * y - 1.0
            y_bar -= c * x
    return x_bar, y_bar


def newton(a, b):
    total = 0.0
    for k in range(20):
        x = 1.0
        for _ in range(50):
            d = (x * x * x + b * x - a - k) / (3.0 * x * x + b)
            x = x - d
            if abs(d) < 1e-10:
                break
        total = total + x * x
    return total


def newton_expert(a, b):
    a_bar = 0.0
    b_bar = 0.0
    for k in range(20):
        x = 1.0
        tape = []
        for _ in range(50):
            q = 3.0 * x * x + b
            d = (x * x * x + b * x - a - k) / q
            tape.append((x, d, q))
            x = x - d
            if abs(d) < 1e-10:
                break
        x_bar = 2.0 * x
        for x, d, q in reversed(tape):
            p_bar = -x_bar / q
            q_bar = -p_bar * d
            a_bar -= p_bar
            b_bar += p_bar * x + q_bar
            x_bar += p_bar * (3.0 * x * x + b) + 6.0 * x * q_bar
    return a_bar, b_bar


def floats(rng: np.random.Generator) -> tuple[Any, ...]:
    return tuple(rng.uniform(0.5, 1.5, 2).tolist())


WORKLOADS = (
    Workload("Rosenbrock, 2 floats", rosenbrock_2, rosenbrock_2_expert, floats, floats, (0, 1), ("autograd", "jax")),
    Workload(
        "scalar loop with a branch, 10,000 steps",
        branchy,
        branchy_expert,
        lambda rng: (*floats(rng), 10_000),
        lambda rng: (*floats(rng), 30),
        (0, 1),
        ("autograd",),
    ),
    Workload("Newton's method with break", newton, newton_expert, floats, floats, (0, 1), ("autograd",)),
)
