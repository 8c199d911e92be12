"""Reductions with axis and keepdims."""

import numpy as np

from tests.corpus.registry import at, floats, over, program, signed, spread


@program(over(lambda n: (signed(n),), 4))
def plain_sum(x):
    return np.sum(x)


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def sum_of_squares(X):
    return np.sum(X**2) * 0.5


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def sum_axes(X):
    a = np.sum(X, axis=0)
    b = np.sum(X, axis=1)
    c = np.sum(X, axis=-1)
    return np.sum(a * a) + np.sum(b * c) + np.sum(np.sum(X, axis=(0, 1)) * X)


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def sum_keepdims(X):
    return np.sum(X / (5.0 + np.sum(X, axis=1, keepdims=True))) + np.sum(X * np.sum(X, axis=0, keepdims=True))


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def sum_result(X):
    return np.sum(X * X, axis=1)


@program(over(lambda n, m: (signed(n, m),), 2, 3, least=1))
def means(X):
    centred = X - np.mean(X, axis=0)
    return np.sum(centred**3) + np.mean(X) * np.mean(X * X) + np.sum(np.mean(X, axis=1, keepdims=True) * X)


@program(over(lambda n, m: (signed(n, m),), 3, 2, least=1))
def variances(X):
    return np.var(X) + np.sum(np.var(X, axis=0)) + np.sum(np.var(X, axis=1, keepdims=True) * X)


@program(at(signed(3, 2)), at(signed(2, 2), label="2x2", main=False))
def deviations(X):
    return np.std(X) + np.sum(np.std(X, axis=0) ** 2) + np.sum(np.std(X, axis=1, keepdims=True) * X)


@program(at(signed(4)), at(signed(2), label="two", main=False))
def unbiased(x):
    return np.var(x, ddof=1) + np.std(x, ddof=1)


@program(over(lambda n, m: (signed(n, m),), 2, 3, least=1))
def maxima(X):
    a = np.max(X)
    b = np.max(X, axis=0)
    c = np.min(X, axis=1)
    return a * a + np.sum(b * b) + np.sum(c**3)


@program(over(lambda n, m: (signed(n, m),), 2, 3, least=1))
def maxima_keepdims(X):
    return np.sum((X - np.max(X, axis=1, keepdims=True)) ** 2) + np.sum(X * np.amin(X, axis=0, keepdims=True))


@program(over(lambda n: (signed(n),), 4))
def products(x):
    return np.prod(x) + np.prod(x * 2.0) * np.sum(x)


@program(at(signed(2, 3)), at(signed(1, 3), label="1x3", main=False))
def products_along(X):
    return np.sum(np.prod(X, axis=1) ** 2) + np.sum(np.prod(X, axis=0, keepdims=True) * X)


@program(at(np.array([0.4, 0.0, 0.7])), at(np.array([0.0, 0.0, 0.7]), label="two zeros"))
def product_with_zero(x):
    return np.prod(x) + np.prod(x + 1.0)


@program(over(lambda n: (signed(n),), 4))
def running_sum(x):
    y = np.cumsum(x)
    return np.sum(y * y)


@program(over(lambda n, m: (signed(n, m),), 3, 2))
def running_sum_along(X):
    return np.sum(np.cumsum(X, axis=0) ** 2) + np.sum(np.cumsum(X, axis=1) * X)


@program(over(lambda n: (signed(n),), 4))
def running_product(x):
    return np.sum(np.cumprod(x) * np.arange(len(x)))


@program(over(lambda n: (signed(n),), 4, least=1))
def log_sum_exp(x):
    m = np.max(x)
    return m + np.log(np.sum(np.exp(x - m)))


@program(over(lambda n, m: (signed(n, m), spread(n, m, skip=8)), 2, 3, least=1))
def softmax_rows(X, T):
    Z = X - np.max(X, axis=1, keepdims=True)
    P = np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)
    return -np.sum(T * np.log(P))


@program(over(lambda n: (signed(n),), 4, least=1))
def norms(x):
    return np.linalg.norm(x) + np.sqrt(np.sum(x * x)) * np.sum(np.abs(x))


@program(over(lambda n, m: (signed(n, m),), 3, 2, least=1))
def normalised_columns(X):
    Z = (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 0.1)
    return np.sum(np.sin(Z) * X)


@program(over(lambda n: (signed(n),), 4))
def any_and_all(x):
    return np.sum(x * x) * (2.0 if np.any(x > 0) else 1.0) + (1.0 if np.all(x > 0) else np.sum(x))


@program(over(lambda n: (signed(n),), 4, least=1))
def builtin_sum_max(x):
    return sum(x) * max(x) + min(x) ** 2


@program(floats(0.4, 0.8))
def builtin_sum_of_tuple(x, y):
    return sum((x * y, x, y * y)) + sum([x, y], 1.0)


@program(over(lambda n: (signed(n),), 4))
def sum_of_scalar_multiple(x):
    s = np.sum(x)
    return np.sum(x * s) + s


@program(at(0.7, label="float"), at(np.float64(0.7), label="np.float64"), at(np.array(0.7), label="0-d"))
def reductions_of_scalars(x):
    return np.sum(x) * np.mean(x) + np.max(x) * np.prod(x)


@program(at(signed(2, 3, 2)))
def sum_over_two_of_three(T):
    a = np.sum(T, axis=(0, 2))
    b = np.mean(T, axis=(1, 2), keepdims=True)
    return np.sum(a * a) + np.sum(b * T)


@program(at(signed(2, 3)))
def sum_axis_argument(X, axis=0):
    return np.sum(X.sum(axis=axis) ** 2)


@program(over(lambda n: (signed(n),), 4))
def differences(x):
    return np.sum(np.diff(x) ** 2)


@program(over(lambda n: (spread(n), spread(n, skip=5)), 4, least=1))
def weighted_mean(x, w):
    return np.sum(w * x) / np.sum(w)


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def traces(X):
    return np.trace(X @ X.T) + np.sum(np.diag(X @ X.T) ** 2)
