"""Shape changes, joining and splitting."""

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def transposes(X):
    return np.sum(X.T @ X) + np.sum(np.transpose(X) ** 2) + np.sum(np.swapaxes(X, 0, 1) @ X)


@program(at(signed(2, 3, 4)))
def transpose_axes(T):
    A = np.transpose(T, (2, 0, 1))
    B = np.moveaxis(T, 0, -1)
    return np.sum(A[0] * A[1]) + np.sum(B[1] ** 2) + np.sum(T.transpose(1, 0, 2)[2] ** 3)


@program(at(signed(6)))
def reshapes(x):
    X = x.reshape(2, 3)
    Y = np.reshape(x, (3, 2))
    return np.sum(X @ Y) + np.sum(X.reshape(-1) * x)


@program(over(lambda n, m: (signed(n, m),), 2, 3, least=1))
def reshape_minus_one(X):
    y = X.reshape(-1)
    Z = y.reshape(X.shape[1], -1)
    return np.sum(Z**2 * np.arange(X.shape[0])) + y[0]


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def flatten(X):
    return np.sum(X.ravel() ** 2) + np.sum(np.ravel(X.T) * X.flatten())


@program(over(lambda n: (signed(n),), 3))
def expand_and_squeeze(x):
    A = np.expand_dims(x, 0)
    B = np.expand_dims(x, axis=1)
    return np.sum(np.squeeze(A, axis=0) * x) + np.sum(A * B) + np.sum(B.squeeze(axis=1) ** 3)


@program(over(lambda n: (signed(n),), 3))
def broadcast_to(x):
    return np.sum(np.broadcast_to(x, (2, len(x))) ** 2 * np.array([[1.0], [3.0]]))


@program(over(lambda n, m: (signed(n), spread(m)), 2, 3))
def concatenate(x, y):
    z = np.concatenate([x, y, x * 2.0])
    return np.sum(z * z * z)


@program(over(lambda n, m: (signed(n, m), spread(n, 2)), 3, 2))
def concatenate_columns(X, Y):
    Z = np.concatenate((X, Y), axis=1)
    return np.sum((Z.T @ Z) ** 2)


@program(over(lambda n: (signed(n), spread(n, skip=5)), 3))
def stack(x, y):
    A = np.stack([x, y, x * y])
    B = np.stack((x, y), axis=1)
    return np.sum(A @ B)


@program(over(lambda n: (signed(n), spread(n, skip=5)), 3))
def stacks_by_name(x, y):
    return np.sum(np.vstack([x, y]) ** 2) + np.sum(np.hstack([x, y]) ** 3) + np.sum(np.column_stack([x, y])[0:1] ** 2)


@program(floats(0.7, 0.2))
def stack_of_scalars(x, y):
    v = np.stack([x, y, x * y])
    return np.sum(v * v)


@program(over(lambda n: (signed(n), 0.4), 3))
def concatenate_with_constant(x, k):
    z = np.concatenate([np.array([1.0]), x, np.array([k])])
    return np.sum(z * z)


@program(over(lambda n: (signed(n),), 4))
def flips(x):
    return np.sum(np.flip(x) * x) + np.sum(np.roll(x, 1) * x * x)


@program(over(lambda n, m: (signed(n, m),), 3, 2, least=1))
def flips_along(X):
    return np.sum(np.flip(X, axis=0) * X) + np.sum(np.roll(X, 1, axis=1) * X**2)


@program(at(signed(3)))
def tiling(x):
    return np.sum(np.tile(x, 2) ** 2 * np.arange(6)) + np.sum(np.repeat(x, 2) ** 2 * np.arange(6))


@program(over(lambda n: (signed(n),), 3))
def diagonals(x):
    D = np.diag(x)
    return np.sum(D @ D) + np.sum(np.diag(np.outer(x, x)) ** 2)


@program(at(signed(3, 3)))
def triangles(A):
    return np.sum(np.tril(A) @ np.triu(A)) + np.sum(np.tril(A, -1) ** 2) + np.sum(np.triu(A, k=1) ** 3)


@program(over(lambda n: (signed(n),), 4))
def sorted_values(x):
    return np.sum(np.sort(x) ** 2 * np.arange(len(x)))


@program(at(signed(4)))
def split(x):
    a, b = np.split(x, 2)
    return np.sum(a * b) + a[0]


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def shape_as_numbers(X):
    n, m = X.shape
    return np.sum(X) / (n + m + X.size) + np.shape(X)[0] * np.sum(X**2)


@program(over(lambda n: (signed(n),), 3))
def atleast(x):
    return np.sum(np.atleast_2d(x) @ np.atleast_1d(x))


@program(at(signed(1, 3)), at(signed(1, 1), label="1x1", main=False))
def squeeze_everything(X):
    return np.sum(np.squeeze(X) ** 2)


@program(at(signed(2, 3)))
def reshape_in_loop(X):
    s = 0.0
    for _ in range(2):
        X = X.reshape(X.shape[1], X.shape[0])
        s = s + np.sum(X[0] ** 2)
    return s


@program(over(lambda n: (signed(n),), 4))
def padded_by_hand(x):
    z = np.concatenate((np.zeros(1), x, np.zeros(1)))
    return np.sum((z[2:] - 2.0 * z[1:-1] + z[:-2]) ** 2)


@program(at(np.array(0.7), label="0-d"), at(np.float64(0.7), label="np.float64"))
def reshape_scalar(x):
    y = np.reshape(x, (1,))
    return np.sum(y * y) + np.sum(np.reshape(x, (1, 1)) ** 3)


@program(over(lambda n, m: (signed(n, m),), 3, 2, least=1))
def rows_put_one_after_the_other(X):
    y = np.concatenate(X) * np.hstack(X)
    return np.sum(y * y) + np.sum(np.vstack(X) ** 3) + np.sum(np.stack(X) ** 2)
