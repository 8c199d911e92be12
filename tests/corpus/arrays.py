"""Elementwise arithmetic with broadcasting, ufuncs, making arrays, methods and attributes."""

import numpy  # noqa: ICN001
import numpy as np
import numpy as xp  # noqa: ICN001
from numpy import exp as e_to_the
from numpy import sin

from tests.corpus.registry import at, floats, over, program, scalars, signed, spread


@program(over(lambda n: (signed(n), spread(n, skip=6)), 3))
def elementwise(x, y):
    return np.sum(x * y - x / y + y**2 - (-x))


@program(over(lambda n, m: (signed(n, m), spread(m)), 2, 3))
def row_broadcast(X, b):
    return np.sum((X + b) ** 2 * b)


@program(over(lambda n, m: (signed(n, m), spread(n, 1)), 2, 3))
def column_broadcast(X, c):
    return np.sum(np.sin(X * c) + c)


@program(over(lambda n, m: (signed(n, 1), spread(1, m)), 2, 3))
def outer_broadcast(c, r):
    z = c * r + c
    return np.sum(z * z)


@program(over(lambda n, m: (signed(n, 1), spread(m)), 2, 3))
def outer_broadcast_result(c, r):
    return c * r


@program(at(signed(3), spread(1)), at(signed(1), spread(1), label="ones"), at(signed(1), spread(3), label="other"))
def length_one(x, y):
    return np.sum(x * y)


@program(at(signed(2, 1, 3), spread(4, 1)), at(signed(1, 1, 1), spread(2, 2), label="ones", main=False))
def three_axes(a, b):
    return np.sum(a * b + a)


@program(at(signed(2, 3), 0.4), at(signed(2, 3), np.array(0.4), label="0-d", main=False), at(0.4, 0.7, label="floats"))
def scalar_broadcast(X, k):
    return np.sum(X * k + k) * np.sum(k / (2.0 + X))


@program(at(np.array(0.4), signed(3)))
def zero_d_with_vector(a, x):
    return np.sum(a * x * x + a)


@program(over(lambda n, m: (signed(n, m), spread(m)), 2, 3))
def broadcast_twice(X, b):
    Y = X * b
    Z = Y - b
    return np.sum(Z * Z / (1.0 + b * b))


@program(over(lambda n, m, k: (signed(n, m), spread(m, k), signed(k)), 4, 3, 2))
def dense_layer(X, W, b):
    h = np.tanh(X @ W + b)
    return np.sum(h * h)


@program(over(lambda n, m, k: (signed(m, k), spread(k), signed(n, m, skip=3), spread(n, k, skip=8)), 4, 3, 2))
def loss(W, b, X, T):
    h = np.tanh(X @ W + b)
    return np.sum((h - T) ** 2)


@program(
    at(spread(4, 1), spread(3), signed(5, 4), signed(5, 3, skip=3)),
    at(spread(4, 3), spread(1), signed(5, 4), signed(5, 1, skip=3), label="short target"),
    at(spread(4, 3), spread(3), signed(1, 4), signed(5, 3, skip=3), label="batch of one", main=False),
)
def loss_with_ones(W, b, X, T):
    h = np.tanh(X @ W + b)
    return np.sum((h - T) ** 2)


@program(scalars(0.6), at(spread(3, high=0.9), label="vector"))
def unary_ufuncs(x):
    y = np.sin(x) + np.cos(x) * np.tan(x) + np.exp(x) + np.log(x) + np.sqrt(x)
    y = y + np.arcsin(x) + np.arccos(x) * np.arctan(x) + np.sinh(x) - np.cosh(x) + np.tanh(x)
    return np.sum(y)


@program(scalars(0.6), at(spread(3, high=0.9), label="vector"))
def more_unary_ufuncs(x):
    y = np.log1p(x) + np.expm1(x) + np.log2(x) + np.log10(x) + np.exp2(x) + np.cbrt(x)
    y = y + np.square(x) + np.reciprocal(x) + np.arcsinh(x) + np.arctanh(x) + np.arccosh(1.5 + x)
    return np.sum(y)


@program(scalars(0.6), at(signed(3), label="vector"))
def sign_ufuncs(x):
    return np.sum(np.abs(x) + np.absolute(x * x) + np.fabs(x) + np.negative(x) * np.positive(x) + np.sign(x) * x)


@program(scalars(0.6), at(signed(3), label="vector"))
def zero_ufuncs(x):
    return np.sum(x * np.floor(x) + np.ceil(x) + np.round(x * 10.0) + np.trunc(x) * x + np.rint(x))


@program(scalars(0.6), at(signed(3) * 50.0, label="degrees"))
def angles(x):
    return np.sum(np.sin(np.deg2rad(x)) + np.rad2deg(x) * 0.01 + np.radians(x) + np.degrees(x) * x * 0.001)


@program(scalars(0.6, 1.4), at(signed(3), spread(3, skip=5), label="vectors"), at(signed(3), 1.4, label="mixed"))
def binary_ufuncs(x, y):
    z = np.add(x, y) * np.subtract(x, y) + np.multiply(x, y) / np.divide(2.0, y) + np.true_divide(x, y)
    z = z + np.power(y, 2) + np.power(y, x) + np.hypot(x, y) + np.arctan2(x, y) + np.logaddexp(x, y)
    return np.sum(z)


@program(scalars(0.6, 1.4), at(signed(3), spread(3, skip=5), label="vectors"), at(signed(3), 1.4, label="mixed"))
def maxima(x, y):
    return np.sum(np.maximum(x, y) * x + np.minimum(x, y) ** 2 + np.fmax(x, 2.0 * y) - np.fmin(x, 0.1))


@program(scalars(5.3, 1.7), at(spread(3) * 7.0, spread(3, skip=5), label="vectors"))
def remainders(x, y):
    return np.sum(np.mod(x, y) + np.fmod(x, y) * y + np.floor_divide(x, y) * x + np.remainder(x, 2.0))


@program(over(lambda n: (signed(n),), 4))
def where_arrays(x):
    return np.sum(np.where(x > 0, x * x, np.sin(x)))


@program(over(lambda n: (signed(n), spread(1), 0.3), 4))
def where_broadcasts(x, y, k):
    return np.sum(np.where(x > 0, y, k) * x)


@program(over(lambda n: (signed(n),), 4))
def where_shields_log(x):
    return np.sum(np.where(x > 0, np.log(np.where(x > 0, x, 1.0)), 0.0))


@program(floats(0.4), at(-0.4, label="other"))
def where_scalar(x):
    return np.where(x > 0, x * x, 3.0 * x) * x


@program(over(lambda n: (signed(n),), 4), at(0.7, label="float"))
def clipped(x):
    return np.sum(np.clip(x, -0.5, 0.8) * x + np.clip(x, None, 0.3) + np.clip(x, a_min=0.1, a_max=None))


@program(over(lambda n: (signed(n), spread(n, skip=3)), 4))
def clip_with_active_bounds(x, b):
    return np.sum(np.clip(x, -b, 0.5 * b) ** 2)


@program(over(lambda n: (signed(n),), 4))
def relu(x):
    return np.sum(np.maximum(x, 0.0) ** 2 + np.maximum(0, x))


@program(over(lambda n: (signed(n),), 4))
def stable_sigmoid(x):
    z = np.exp(-np.abs(x))
    return np.sum(np.where(x >= 0, 1.0 / (1.0 + z), z / (1.0 + z)))


@program(over(lambda n: (signed(n),), 4))
def softplus(x):
    return np.sum(np.log1p(np.exp(-np.abs(x))) + np.maximum(x, 0.0))


@program(over(lambda n: (spread(n),), 3))
def constants_made(x):
    n = len(x)
    y = np.ones(n) * x + np.zeros(n) + np.full(n, 2.5) * x * x + np.arange(n)
    return np.sum(y * np.linspace(0.0, 1.0, n))


@program(over(lambda n: (spread(n),), 3))
def constants_like(x):
    return np.sum(np.ones_like(x) * x + np.zeros_like(x) + np.full_like(x, 3.0) * x**2)


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def constants_of_shape(X):
    n, m = X.shape
    return np.sum(X * np.ones((n, m)) + X**2 * np.full(X.shape, 2.0) + np.zeros(X.shape))


@program(floats(0.7))
def full_of_active(x):
    y = np.full(3, x)
    return np.sum(y * y * np.arange(3.0))


@program(floats(0.7, 0.2))
def array_from_scalars(x, y):
    a = np.array([x, y, x * y, 1.0])
    return np.sum(a * a)


@program(floats(0.7, 0.2))
def matrix_from_scalars(x, y):
    R = np.array([[np.cos(x), -np.sin(x)], [np.sin(x), np.cos(x)]])
    v = np.array([1.0, y])
    return np.sum((R @ v) ** 3)


@program(over(lambda n: (signed(n), 0.4), 3))
def array_from_arrays(x, k):
    A = np.array([x, x * k, k + x])
    return np.sum(A * A)


@program(over(lambda n: (signed(n),), 3))
def attributes(x):
    y = x * x.size + x.ndim
    return np.sum(y.T * y) * x.shape[0] + float(len(x))


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def methods(X):
    Y = X.copy()
    return (Y * X).sum() + X.sum(axis=0).dot(X.sum(axis=0)) + X.T.ravel().sum() + X.reshape(-1).dot(X.flatten())


@program(over(lambda n, m: (signed(n, m),), 2, 3, least=1))
def reducing_methods(X):
    return X.mean() * X.max() + X.min() * X.mean(axis=1).sum() + X.std() + X.var(axis=0).sum()


@program(over(lambda n: (signed(n),), 3))
def other_import_names(x):
    return numpy.sum(xp.exp(x) * sin(x) + e_to_the(-x * x))


@program(at(spread(3).astype(np.float32)))
def float32_stays(x):
    y = x * 2 + 0.5
    return np.sum(y * y / 3.0 - np.sin(y))


@program(at(spread(3)))
def cast_to_float32_and_back(x):
    y = np.asarray(x) * 1.0
    return np.sum(y.astype(np.float64) * x)


@program(at(spread(3).astype(np.float32)))
def cast_up(x):
    y = x.astype(np.float64)
    return np.sum(y * y)


@program(over(lambda n: (signed(n), np.arange(n)), 3))
def integer_array_argument(x, k):
    return np.sum(x * k + x**k)


@program(over(lambda n: (signed(n), np.arange(n) % 2 == 0), 3))
def boolean_array_argument(x, mask):
    return np.sum(x * mask + np.where(mask, x * x, 1.0))


@program(over(lambda n: (signed(n),), 3))
def comparisons_as_numbers(x):
    positive = x > 0
    return np.sum(x * positive) + np.sum(positive) * np.sum(x)


@program(over(lambda n: (signed(n),), 3))
def power_of_array(x):
    return np.sum(x**3 + x**2 + 2.0**x + (x * x) ** 1.5 + x**0 + (x * x) ** 0.5)


@program(over(lambda n: (signed(n),), 4))
def numeric_guards(x):
    y = np.where(np.isnan(x) | np.isinf(x), 0.0, x * x)
    if np.all(np.isfinite(y)) and not np.any(y < 0):
        return np.sum(y * x)
    return 0.0


@program(over(lambda n: (spread(n), signed(n, skip=3)), 4))
def gaussian(x, mu):
    z = (x - mu) / 0.7
    return np.sum(-0.5 * z * z - np.log(0.7) - 0.5 * np.log(2.0 * np.pi))


@program(over(lambda n: (signed(n),), 4))
def logical_functions(x):
    inside = np.logical_and(x > -1.0, np.logical_not(x > 1.0))
    return np.sum(np.where(np.logical_or(inside, x > 1.2), x * x, x))



@program(over(lambda n, m: (signed(n, m),), 2, 3))
def identity_matrices(X):
    m = X.shape[1]
    return np.sum((X @ np.eye(m)) * X) + np.sum(X @ np.identity(m))


@program(over(lambda n: (signed(n),), 4))
def meshes(x):
    grid = np.arange(0.0, 2.0, 0.5)
    return np.sum(np.sin(x[:, None] * grid))
