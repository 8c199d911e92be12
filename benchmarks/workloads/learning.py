"""Losses of small models: array expressions, broadcasts, matrix products."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.workload import Arguments, Workload


def logistic_regression(w, b, X, t):
    return np.mean(np.log(1.0 + np.exp(-t * (X @ w + b))))


def logistic_regression_expert(w, b, X, t):
    e = np.exp(-t * (X @ w + b))
    a_bar = -t * (e / (1.0 + e)) / len(t)
    return X.T @ a_bar, a_bar.sum()


def examples(n: int) -> Arguments:
    def make(rng: np.random.Generator) -> tuple[Any, ...]:
        return rng.standard_normal(5), 0.1, rng.standard_normal((n, 5)), rng.choice([-1.0, 1.0], n)

    return make


def two_layers(p, X, T):
    h = np.tanh(X @ p["W1"] + p["b1"])
    a = h @ p["W2"] + p["b2"]
    m = a.max(axis=1, keepdims=True)
    log_sum = m + np.log(np.sum(np.exp(a - m), axis=1, keepdims=True))
    return -np.sum(T * (a - log_sum)) / len(X)


def two_layers_expert(p, X, T):
    h = np.tanh(X @ p["W1"] + p["b1"])
    a = h @ p["W2"] + p["b2"]
    e = np.exp(a - a.max(axis=1, keepdims=True))
    total = T.sum(axis=1, keepdims=True)
    a_bar = (e * (total / e.sum(axis=1, keepdims=True)) - T) / len(X)
    z_bar = (a_bar @ p["W2"].T) * (1.0 - h * h)
    return {"W1": X.T @ z_bar, "b1": z_bar.sum(axis=0), "W2": h.T @ a_bar, "b2": a_bar.sum(axis=0)}


def network(n: int, inside: int, hidden: int, outside: int) -> Arguments:
    def make(rng: np.random.Generator) -> tuple[Any, ...]:
        p = {
            "W1": rng.standard_normal((inside, hidden)) / inside,
            "b1": rng.standard_normal(hidden),
            "W2": rng.standard_normal((hidden, outside)) / hidden,
            "b2": rng.standard_normal(outside),
        }
        return p, rng.standard_normal((n, inside)), np.eye(outside)[rng.integers(0, outside, n)]

    return make


def recurrent(W, U, b, X, T):
    h = np.zeros(b.shape)
    loss = 0.0
    for k in range(len(X)):
        h = np.tanh(W @ h + U @ X[k] + b)
        d = h - T[k]
        loss = loss + d @ d
    return loss


def recurrent_expert(W, U, b, X, T):
    h = np.zeros(b.shape)
    hs = [h]
    for x in X:
        h = np.tanh(W @ h + U @ x + b)
        hs.append(h)
    W_bar = np.zeros(W.shape)
    U_bar = np.zeros(U.shape)
    b_bar = np.zeros(b.shape)
    h_bar = np.zeros(b.shape)
    for k in reversed(range(len(X))):
        h = hs[k + 1]
        h_bar += 2.0 * (h - T[k])
        z_bar = h_bar * (1.0 - h * h)
        W_bar += z_bar[:, None] * hs[k]
        U_bar += z_bar[:, None] * X[k]
        b_bar += z_bar
        h_bar = W.T @ z_bar
    return W_bar, U_bar, b_bar


def sequence(length: int, hidden: int, inside: int) -> Arguments:
    def make(rng: np.random.Generator) -> tuple[Any, ...]:
        return (
            rng.standard_normal((hidden, hidden)) / hidden,
            rng.standard_normal((hidden, inside)) / inside,
            rng.standard_normal(hidden),
            rng.standard_normal((length, inside)),
            rng.standard_normal((length, hidden)),
        )

    return make


WORKLOADS = (
    Workload(
        "logistic regression, 100 x 5",
        logistic_regression,
        logistic_regression_expert,
        examples(100),
        examples(7),
        (0, 1),
        ("autograd", "jax"),
    ),
    Workload(
        "two-layer net, batch 512",
        two_layers,
        two_layers_expert,
        network(512, 20, 30, 10),
        network(6, 4, 5, 3),
        0,
        ("autograd", "jax"),
    ),
    Workload(
        "recurrent net, 50 steps",
        recurrent,
        recurrent_expert,
        sequence(50, 20, 10),
        sequence(4, 3, 2),
        (0, 1, 2),
        ("autograd",),
    ),
)
