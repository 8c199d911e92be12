"""Scratch buffers: made once, used over and over."""

import numpy as np

from tests.corpus.registry import at, over, program, signed, spread


@program(over(lambda n: (signed(n), 3), 4))
def scratch_in_loop(x, n):
    scratch = np.empty(len(x))
    s = 0.0
    for k in range(n):
        scratch[:] = x * (k + 1)
        s = s + np.sum(scratch * scratch * scratch)
    return s


@program(over(lambda n: (signed(n), 3), 4))
def scratch_with_out(x, n):
    scratch = np.empty_like(x)
    y = x
    for _ in range(n):
        np.multiply(y, x, out=scratch)
        np.sin(scratch, out=scratch)
        y = scratch + x
    return np.sum(y)


@program(at(signed(3), 3))
def scratch_column(x, n):
    temporary = np.zeros(2)
    s = x[0]
    for i in range(n):
        temporary[0] = s * x[i]
        temporary[1] = temporary[0] + s
        s = temporary[1] * 0.5 + temporary[0]
    return s


@program(at(signed(3, 2)))
def scratch_row(X):
    row = np.zeros(2)
    s = 0.0
    for i in range(3):
        row[:] = X[i]
        row[0] += row[1] * row[1]
        s += np.sum(row * row)
    return s


@program(at(signed(3), 0.2))
def state_vector(x, h):
    state = np.zeros(2)
    state[0] = x[0]
    state[1] = x[1]
    for _ in range(3):
        velocity = state[1]
        state[1] = state[1] - h * state[0] * x[2]
        state[0] = state[0] + h * velocity
    return state[0] * state[0] + state[1]


@program(at(signed(3), 0.2))
def leapfrog(q, h):
    p = np.zeros(3)
    for _ in range(3):
        p -= 0.5 * h * np.sin(q)
        q += h * p
        p -= 0.5 * h * np.sin(q)
    return np.sum(p * p) + np.sum(np.cos(q))


@program(at(signed(4), 3))
def history_rows(x, n):
    history = np.zeros((n + 1, len(x)))
    history[0] = x
    for k in range(n):
        history[k + 1] = np.sin(history[k]) * x + history[k]
    return np.sum(history * history)


@program(at(signed(4)))
def dynamic_programming(cost):
    best = np.zeros(5)
    for i in range(4):
        best[i + 1] = best[i] + cost[i]
        if i > 0:
            best[i + 1] = min(best[i + 1], best[i - 1] + 0.3 * cost[i] * cost[i])
    return best[4]


@program(at(signed(3, 3) + 4.0 * np.eye(3), spread(3)))
def gaussian_elimination(A, b):
    n = len(b)
    for k in range(n):
        for i in range(k + 1, n):
            factor = A[i, k] / A[k, k]
            A[i, k:] -= factor * A[k, k:]
            b[i] -= factor * b[k]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]
    return np.sum(x * x)


@program(at(signed(3, 2) + np.array([[2.0, 0.0], [0.0, 2.0], [0.0, 0.0]])))
def gram_schmidt(X):
    Q = np.zeros_like(X)
    for j in range(X.shape[1]):
        v = X[:, j].copy()
        for k in range(j):
            v -= (Q[:, k] @ X[:, j]) * Q[:, k]
        Q[:, j] = v / np.sqrt(v @ v)
    return np.sum(Q * X) + np.sum(Q[0] ** 3)


@program(at(signed(5), spread(3)))
def convolution(x, w):
    y = np.zeros(len(x) - len(w) + 1)
    for i in range(len(w)):
        y += w[i] * x[i : i + len(y)]
    return np.sum(y * y)


@program(at(signed(4)))
def buffer_cleared(x):
    buffer = np.zeros(4)
    s = 0.0
    for i in range(3):
        buffer[:] = 0.0
        buffer[i] = x[i] * x[i + 1]
        s += np.sum(buffer) * (i + 1)
    return s


@program(at(signed(4), spread(4)))
def momentum(w, target):
    velocity = np.zeros_like(w)
    for _ in range(3):
        gradient = 2.0 * (w - target)
        velocity *= 0.9
        velocity += 0.1 * gradient
        w = w - velocity
    return np.sum((w - target) ** 2)


@program(at(signed(3), 4))
def adam_like(w, n):
    m = np.zeros(3)
    v = np.zeros(3)
    for _ in range(n):
        g = np.cos(w)
        m = 0.9 * m + 0.1 * g
        v = 0.99 * v + 0.01 * g * g
        w = w - 0.1 * m / (np.sqrt(v) + 0.1)
    return np.sum(w * w)
