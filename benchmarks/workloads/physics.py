"""Loops over arrays: a differential equation, a stencil in place, bodies that attract one another."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.workload import Arguments, Workload


def slope(u, k):
    d = np.zeros(u.shape)
    d[1:-1] = k * (u[2:] - 2.0 * u[1:-1] + u[:-2]) - u[1:-1] ** 3
    return d


def runge_kutta(u, k, dt, steps):
    for _ in range(steps):
        k1 = slope(u, k)
        k2 = slope(u + 0.5 * dt * k1, k)
        k3 = slope(u + 0.5 * dt * k2, k)
        k4 = slope(u + dt * k3, k)
        u = u + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return np.sum(u * u)


def add_slope_adjoint(u, k, d_bar, u_bar):
    """Add to `u_bar` what a slope owes to `u`; the adjoint of `k` is returned."""
    inner = u[1:-1]
    g = d_bar[1:-1]
    v = k * g
    u_bar[2:] += v
    u_bar[:-2] += v
    u_bar[1:-1] -= 2.0 * v + 3.0 * g * (inner * inner)
    return g @ (u[2:] - 2.0 * inner + u[:-2])


def runge_kutta_expert(u, k, dt, steps):
    tape = []
    for _ in range(steps):
        k1 = slope(u, k)
        u2 = u + 0.5 * dt * k1
        k2 = slope(u2, k)
        u3 = u + 0.5 * dt * k2
        k3 = slope(u3, k)
        u4 = u + dt * k3
        k4 = slope(u4, k)
        tape.append((u, u2, u3, u4))
        u = u + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    u_bar = 2.0 * u
    k_bar = 0.0
    for u, u2, u3, u4 in reversed(tape):
        k1_bar = dt / 6.0 * u_bar
        k2_bar = 2.0 * k1_bar
        u4_bar = np.zeros(u.shape)
        k_bar += add_slope_adjoint(u4, k, k1_bar, u4_bar)
        u3_bar = np.zeros(u.shape)
        k_bar += add_slope_adjoint(u3, k, k2_bar + dt * u4_bar, u3_bar)
        u2_bar = np.zeros(u.shape)
        k_bar += add_slope_adjoint(u2, k, k2_bar + 0.5 * dt * u3_bar, u2_bar)
        u_bar += u4_bar
        u_bar += u3_bar
        u_bar += u2_bar
        k_bar += add_slope_adjoint(u, k, k1_bar + 0.5 * dt * u2_bar, u_bar)
    return u_bar, k_bar


def chain(n: int, steps: int) -> Arguments:
    return lambda rng: (rng.standard_normal(n), 0.7, 0.01, steps)


def heat(u0, k, target, steps):
    u = u0.copy()
    for _ in range(steps):
        u[1:-1] += k * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum((u - target) ** 2)


def heat_expert(u0, k, target, steps):
    u = u0.copy()
    tape = []
    for _ in range(steps):
        v = u[2:] - 2.0 * u[1:-1] + u[:-2]
        tape.append(v)
        u[1:-1] += k * v
    u_bar = 2.0 * (u - target)
    k_bar = 0.0
    for v in reversed(tape):
        g = u_bar[1:-1]
        k_bar += g @ v
        v_bar = k * g
        u_bar[2:] += v_bar
        u_bar[:-2] += v_bar
        u_bar[1:-1] -= 2.0 * v_bar
    return u_bar, k_bar


def rod(n: int, steps: int) -> Arguments:
    def make(rng: np.random.Generator) -> tuple[Any, ...]:
        return rng.standard_normal(n), 0.2, rng.standard_normal(n), steps

    return make


def bodies(X, m):
    d = X[:, None, :] - X[None, :, :]
    r2 = np.sum(d * d, axis=2) + 0.01
    return -0.5 * np.sum(m[:, None] * m * r2**-0.5)


def bodies_expert(X, m):
    d = X[:, None, :] - X[None, :, :]
    r2 = np.sum(d * d, axis=2) + 0.01
    mass = m[:, None] * m
    r2_bar = 0.25 * mass / (r2 * np.sqrt(r2))
    d_bar = 2.0 * r2_bar[:, :, None] * d
    return d_bar.sum(axis=1) - d_bar.sum(axis=0)


def cloud(n: int) -> Arguments:
    return lambda rng: (rng.standard_normal((n, 3)), rng.uniform(0.5, 1.5, n))


def least_squares(c, t, y):
    s = 0.0
    for i in range(len(t)):
        p = 1.0
        model = 0.0
        for j in range(len(c)):
            model = model + c[j] * p
            p = p * t[i]
        r = model - y[i]
        s = s + r * r
    return s


def least_squares_expert(c, t, y):
    c_bar = np.zeros(c.shape)
    for i in range(len(t)):
        p = 1.0
        model = 0.0
        powers = []
        for j in range(len(c)):
            powers.append(p)
            model += c[j] * p
            p = p * t[i]
        r_bar = 2.0 * (model - y[i])
        for j in range(len(c)):
            c_bar[j] += r_bar * powers[j]
    return c_bar


def points(n: int) -> Arguments:
    return lambda rng: (rng.standard_normal(6), rng.uniform(-1.0, 1.0, n), rng.standard_normal(n))


WORKLOADS = (
    Workload("Runge-Kutta, 100 steps of 50", runge_kutta, runge_kutta_expert, chain(50, 100), chain(6, 3), (0, 1)),
    Workload("heat in place, 100 steps of 200", heat, heat_expert, rod(200, 100), rod(6, 3), (0, 1)),
    Workload("bodies, 60", bodies, bodies_expert, cloud(60), cloud(4), 0, ("autograd", "jax")),
    Workload(
        "least squares by loops, 100 x 6",
        least_squares,
        least_squares_expert,
        points(100),
        points(5),
        0,
        ("autograd",),
    ),
)
