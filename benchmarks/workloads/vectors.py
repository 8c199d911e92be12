"""One long array: Rosenbrock's function, entry by entry, and ten million inputs."""

from __future__ import annotations

import numpy as np

from benchmarks.workload import Arguments, Workload


def rosenbrock(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def rosenbrock_expert(x):
    a = x[:-1]
    d = 200.0 * (x[1:] - a * a)
    x_bar = np.zeros(x.shape)
    x_bar[:-1] = -2.0 * a * d - 2.0 * (1.0 - a)
    x_bar[1:] += d
    return x_bar


def reading(x):
    s = 0.0
    for i in range(len(x)):
        s = 0.9 * s + x[i] * x[i]
    return s


def reading_expert(x):
    x_bar = np.zeros(x.shape)
    s_bar = 1.0
    for i in reversed(range(len(x))):
        x_bar[i] = 2.0 * s_bar * x[i]
        s_bar = 0.9 * s_bar
    return x_bar


def many(x):
    return np.sum(x * np.tanh(x))


def many_expert(x):
    h = np.tanh(x)
    return h + x * (1.0 - h * h)


def vector(n: int) -> Arguments:
    return lambda rng: (rng.standard_normal(n),)


WORKLOADS = (
    Workload("Rosenbrock, 10", rosenbrock, rosenbrock_expert, vector(10), vector(10), 0, ("autograd", "jax")),
    Workload(
        "Rosenbrock, 1,000,000", rosenbrock, rosenbrock_expert, vector(10**6), vector(7), 0, ("autograd", "jax"), True
    ),
    Workload("ten million inputs", many, many_expert, vector(10**7), vector(7), 0, ("autograd", "jax"), True),
    Workload("reading x[i] in a loop, 10,000", reading, reading_expert, vector(10**4), vector(7), 0, ("autograd",)),
    Workload("reading x[i] in a loop, 1,000,000", reading, reading_expert, vector(10**6), vector(7), 0),
)
