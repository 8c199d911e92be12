"""Stores into arrays: entries, slices, masks, index arrays, out=, in loops, into arguments."""

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@program(floats(0.7, 0.3))
def fill_entries(x, y):
    z = np.zeros(3)
    z[0] = x
    z[1] = x * y
    z[2] = z[0] * z[1]
    return np.sum(z * z)


@program(over(lambda n: (signed(n),), 3, least=1))
def store_into_copy(x):
    y = x.copy()
    y[0] = y[0] * y[-1]
    return np.sum(y * y)


@program(over(lambda n: (signed(n),), 3, least=1))
def store_into_argument(x):
    x[0] = x[0] * x[0] * x[-1]
    return np.sum(x * x)


@program(over(lambda n: (signed(n),), 3, least=1))
def store_constant(x):
    y = x * x
    y[0] = 3.0
    return np.sum(y * x)


@program(over(lambda n: (signed(n),), 3, least=1))
def store_after_read(x):
    y = x * 2.0
    w = y * y
    y[0] = 5.0
    return np.sum(w * y)


@program(over(lambda n: (signed(n), spread(n, skip=4)), 3, least=1))
def constant_changed_after_use(x, z):
    w = z * x
    z[0] = 5.0
    return np.sum(w) + z[0] * x[0]


@program(over(lambda n: (signed(n),), 4))
def store_slice(x):
    y = np.zeros(len(x))
    y[1:] = x[:-1] * x[1:]
    return np.sum(y * x)


@program(over(lambda n: (signed(n), 0.4), 4))
def store_scalar_into_slice(x, s):
    z = x * x
    z[1:] = s
    return np.sum(z * x)


@program(over(lambda n, m: (signed(n, m), spread(m)), 3, 2))
def store_broadcast_row(X, v):
    Z = X * X
    Z[1:] = v
    return np.sum(Z * X)


@program(over(lambda n: (signed(n),), 4))
def augmented_slice(x):
    y = x * 2.0
    y[1:] += x[:-1]
    y[:-1] *= x[1:]
    return np.sum(y * y)


@program(over(lambda n: (signed(n),), 4, least=1))
def augmented_entry(x):
    y = x.copy()
    y[0] += x[-1]
    y[0] *= x[0]
    y[-1] -= 2.0
    y[0] /= 1.5
    return np.sum(y * y)


@program(over(lambda n: (signed(n),), 4))
def whole_array(x):
    y = x.copy()
    y[:] = x * x
    y[...] += x
    return np.sum(y * x)


@program(over(lambda n: (signed(n),), 4))
def augmented_array(x):
    y = x * 1.0
    y += x * x
    y *= 2.0
    y -= x
    y /= 1.0 + x * x
    y **= 2
    return np.sum(y)


@program(over(lambda n: (signed(n), spread(1, skip=4)), 4))
def augmented_broadcast(x, k):
    y = x * x
    y += k
    y *= k
    return np.sum(y * x)


@program(over(lambda n: (signed(n),), 5))
def mask_store(x):
    y = x * x
    y[x > 0] = 0.0
    return np.sum(y * x)


@program(over(lambda n: (signed(n),), 5))
def mask_store_values(x):
    y = x * x
    mask = x > 0
    y[mask] = x[mask] ** 3
    return np.sum(y * y)


@program(over(lambda n: (signed(n), 0.4), 5))
def mask_store_scalar(x, s):
    y = x * x
    y[x > 0] = s
    return np.sum(y * y)


@program(over(lambda n: (signed(n),), 5))
def mask_augmented(x):
    y = x * x
    y[y > 0.5] *= 2.0
    y[x < 0] += 1.0
    return np.sum(y * y)


@program(at(signed(4), spread(2)))
def fancy_store(x, v):
    y = x * x
    y[[0, 2]] = v
    return np.sum(y * y)


@program(at(signed(4), spread(3)))
def fancy_store_repeats(x, v):
    y = x * x
    y[[0, 0, 2]] = v
    return np.sum(y * y)


@program(at(signed(4), spread(3)))
def fancy_augmented_repeats(x, v):
    y = x * x
    y[[1, 1, 2]] += v
    return np.sum(y * y)


@program(at(signed(4), spread(3), np.array([1, 1, 2])))
def add_at(x, v, index):
    y = x * x
    np.add.at(y, index, v)
    return np.sum(y * y)


@program(at(signed(3, 3), spread(3)))
def store_row_and_column(X, v):
    Y = X * X
    Y[0] = v
    Y[:, 1] = v * v
    Y[2, 2] = v[0] * v[1]
    return np.sum(Y * X)


@program(over(lambda n: (signed(n),), 4))
def out_argument(x):
    y = np.empty_like(x)
    np.multiply(x, x, out=y)
    np.sin(y, out=y)
    return np.sum(y * x)


@program(over(lambda n: (signed(n), spread(n, skip=3)), 4))
def out_argument_result(x, z):
    w = np.add(x, z, out=z)
    return np.sum(w * z * x)


@program(over(lambda n: (signed(n),), 4))
def fill_in_loop(x):
    y = np.zeros(len(x))
    for i in range(len(x)):
        y[i] = x[i] * x[i] * i
    return np.sum(y * x)


@program(over(lambda n: (signed(n),), 4))
def update_in_loop(x):
    for i in range(len(x)):
        x[i] = x[i] ** 2 + 0.1
    return np.sum(x * x)


@program(over(lambda n: (signed(n),), 4))
def recurrence_in_array(x):
    y = x.copy()
    for i in range(1, len(y)):
        y[i] = y[i - 1] * x[i] + np.sin(y[i])
    return np.sum(y)


@program(over(lambda n: (signed(n), 3), 5))
def stencil(u, steps):
    for _ in range(steps):
        u[1:-1] = u[1:-1] + 0.1 * (u[2:] - 2.0 * u[1:-1] + u[:-2])
    return np.sum(u * u)


@program(over(lambda n: (signed(n), 3), 4))
def gauss_seidel(u, sweeps):
    for _ in range(sweeps):
        for i in range(1, len(u) - 1):
            u[i] = 0.5 * (u[i - 1] + u[i + 1]) + 0.1 * u[i] ** 2
    return np.sum(u**2)


@program(over(lambda n: (signed(n), spread(n, skip=3), 3), 4))
def double_buffering(u, v, steps):
    for _ in range(steps):
        v[:] = np.sin(u) * 0.5 + v * u
        u, v = v, u
    return np.sum(u * v)


@program(over(lambda n: (signed(n), 0.3), 4))
def accumulate_entry(x, k):
    s = np.zeros(1)
    for v in x:
        s[0] += v * v * k
    return s[0] * s[0]


@program(over(lambda n, m: (signed(n, m),), 3, 2))
def store_in_nested_loops(X):
    Y = np.zeros((X.shape[0], X.shape[1]))
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            Y[i, j] = X[i, j] * X[i, j - 1]
    return np.sum(Y * X)


@program(over(lambda n, m, k: (signed(n, m), spread(m, k)), 2, 3, 2))
def matmul_by_loops(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            for k in range(A.shape[1]):
                C[i, j] += A[i, k] * B[k, j]
    return np.sum(C * C)


@program(at(signed(4), True), at(signed(4), False, label="off"))
def store_in_arm(x, flag):
    y = x * x
    if flag:
        y[0] = y[1] * x[2]
    else:
        y[1:3] = 0.5
    return np.sum(y * y)


@program(at(signed(4)))
def store_under_condition_in_loop(x):
    y = x.copy()
    for i in range(len(x)):
        if y[i] > 0:
            y[i] = y[i] * y[i - 1]
        else:
            y[i] += 0.5
    return np.sum(y * y)


@program(at(signed(4), 2))
def store_at_variable(x, i):
    y = x * x
    y[i] = y[i - 1] * y[i]
    y[i : i + 2] *= 3.0
    return np.sum(y * x)


@program(at(signed(3)))
def entry_overwritten(x):
    y = np.zeros(2)
    y[0] = x[0]
    y[0] = x[1] * x[1]
    y[1] = y[0]
    return y[0] * y[1] + x[2]


@program(at(signed(4)))
def swap_entries(x):
    y = x.copy()
    y[0], y[1] = y[1], y[0]
    return np.sum(y * np.array([1.0, 2.0, 3.0, 4.0]) * y)


@program(at(signed(3, 2)))
def swap_rows_that_is_not_one(A):
    A[0], A[1] = A[1], A[0]
    return np.sum(A * np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]) * A)


@program(at(signed(4), np.zeros(4)), wrt=(0,))
def inactive_buffer_argument(x, buffer):
    buffer[:] = x * x
    buffer[0] += 1.0
    return np.sum(buffer * x)


@program(at(signed(4).astype(np.float32)))
def float32_buffer(x):
    y = np.zeros(4, dtype=x.dtype)
    y[1:] = x[:-1] * 2.0
    y[0] = x[3]
    return np.sum(y * x)


@program(at(signed(4)))
def narrowing_store(x):
    y = np.ones(4)
    y[:2] = (x[:2] * x[2:]).astype(np.float64)
    return np.sum(y * y * x)


@program(at(signed(4)))
def returned_array(x):
    y = np.zeros(4)
    y[1:] = x[:-1] * x[1:]
    y[0] = x[0]
    return y


@program(at(signed(4)))
def cholesky_like(d):
    L = np.zeros((2, 2))
    L[0, 0] = np.sqrt(d[0] ** 2 + 2.0)
    L[1, 0] = d[1] / L[0, 0]
    L[1, 1] = np.sqrt(d[2] ** 2 + 2.0 - L[1, 0] ** 2)
    return L[1, 1] * L[0, 0] + d[3] * L[1, 0]


@program(at(signed(4), 5))
def ring_buffer(x, n):
    ring = np.zeros(3)
    s = 0.0
    for i in range(n):
        ring[i % 3] = x[i % 4] * (i + 1) + ring[(i + 1) % 3]
        s += np.sum(ring * ring)
    return s


@program(at(np.array(0.7), label="0-d"))
def zero_d_in_place(x):
    t = x.copy()
    s = t
    s += 1.0
    s *= x
    return t * t + s


@program(at(np.array(0.7), label="0-d"))
def zero_d_store(x):
    t = np.zeros(())
    t[...] = x * x
    t[()] += x
    return t * x


@program(at(signed(4)))
def store_then_loop_reads(x):
    y = x * x
    y[2] = x[0]
    s = 0.0
    for v in y:
        s = s * 0.5 + v * v
    return s



@program(at(spread(5)))
def prefix_sums_in_place(x):
    for i in range(1, len(x)):
        x[i] += x[i - 1]
    return np.sum(np.sin(x))


@program(at(signed(4), 0.3))
def out_with_scalar(x, k):
    y = np.ones(4)
    np.multiply(y, k, out=y)
    np.add(y, x, out=y)
    np.maximum(y, 0.2, out=y)
    return np.sum(y * y)


@program(at(signed(4)))
def store_and_break(x):
    y = np.zeros(4)
    for i in range(4):
        y[i] = x[i] * x[i]
        if y[i] > 0.6:
            y[i] = y[i] * x[0]
            break
        y[i] += x[i]
    return np.sum(y) + np.sum(y * x)
