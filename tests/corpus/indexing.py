"""Reading arrays: basic, fancy with repeats, boolean."""

import numpy as np

from tests.corpus.registry import at, over, program, signed, spread

WHERE = np.array([0, 2, 2, 1])


@program(over(lambda n: (signed(n),), 4, least=1))
def first_and_last(x):
    return x[0] * x[-1] + x[0]


@program(at(signed(4), 2), at(signed(4), -1, label="negative"))
def index_argument(x, i):
    return x[i] * x[i] + x[0]


@program(over(lambda n: (signed(n),), 4))
def slices(x):
    return np.sum(x[1:] * x[:-1]) + np.sum(x[::2]) + np.sum(x[::-1] * x)


@program(at(signed(6), 1, 5, 2))
def slice_with_variables(x, a, b, step):
    return np.sum(x[a:b] ** 2) + np.sum(x[a:b:step]) * x[a]


@program(over(lambda n: (signed(n),), 5))
def overlapping_slices(x):
    a = x[1:4]
    b = x[2:]
    return np.sum(a * a) * np.sum(b) + np.sum(x)


@program(over(lambda n: (signed(n),), 5))
def negative_step(x):
    return np.sum(x[::-1] * np.arange(len(x))) + np.sum(x[3:0:-1] ** 2)


@program(over(lambda n: (signed(n),), 5))
def slice_of_slice(x):
    return np.sum(x[1:][1:] * x[2:]) + np.sum(x[1:-1][::2] ** 2)


@program(over(lambda n, m: (signed(n, m),), 3, 2, least=1))
def matrix_entries(X):
    return X[0, 0] * X[-1, -1] + X[0, -1] * X[0][-1]


@program(over(lambda n, m: (signed(n, m),), 3, 2, least=1))
def matrix_rows_and_columns(X):
    return np.sum(X[0] * X[-1]) + np.sum(X[:, 0] ** 2) + np.sum(X[1:, :] * 2.0) + np.sum(X[..., -1])


@program(over(lambda n, m: (signed(n, m),), 3, 4))
def matrix_blocks(X):
    return np.sum(X[:2, 1:] ** 2) + np.sum(X[1:, ::2]) * np.sum(X[:, :-1])


@program(over(lambda n: (signed(n),), 3))
def new_axes(x):
    D = x[:, None] - x[None, :]
    return np.sum(D * D * x[:, np.newaxis])


@program(over(lambda n, m: (signed(n, m),), 2, 3))
def ellipsis(X):
    return np.sum(X[...] * X[..., 1:2]) + np.sum(X[..., None] ** 2)


@program(at(signed(4)))
def fancy_list(x):
    y = x[[0, 2, 3]]
    return np.sum(y * y * y)


@program(at(signed(4)))
def fancy_repeats(x):
    y = x[[0, 2, 2, 2]]
    return np.sum(y * np.array([1.0, 2.0, 3.0, 4.0])) + y[1] * y[3]


@program(at(signed(3), WHERE), at(signed(3), np.zeros(0, int), label="empty", main=False))
def fancy_argument(x, index):
    return np.sum(x[index] ** 2)


@program(at(signed(3)))
def fancy_global(x):
    y = x[WHERE]
    return np.sum(np.sin(y) * y)


@program(at(signed(4, 3)))
def fancy_rows(X):
    return np.sum(X[[0, 2, 2]] ** 2) + np.sum(X[WHERE][:, 0])


@program(at(signed(4, 3)))
def fancy_pairs(X):
    return np.sum(X[[0, 2, 2], [1, 0, 0]] ** 3)


@program(at(signed(4, 3)))
def fancy_with_slice(X):
    return np.sum(X[:, [0, 2, 2]] ** 2) + np.sum(X[1:, [1, 1]])


@program(at(signed(3), np.array([[0, 1], [2, 2]])))
def fancy_matrix_of_indices(x, index):
    return np.sum(x[index] ** 2 * np.array([[1.0, 2.0], [3.0, 4.0]]))


@program(over(lambda n: (signed(n),), 5))
def mask_by_value(x):
    y = x[x > 0]
    return np.sum(y * y)


@program(over(lambda n: (signed(n), np.arange(n) % 2 == 0), 5))
def mask_argument(x, mask):
    return np.sum(x[mask] ** 3) + np.sum(x[~mask])


@program(over(lambda n, m: (signed(n, m),), 3, 2))
def mask_matrix(X):
    return np.sum(np.exp(X[X > 0.2]))


@program(at(signed(3, 2), np.array([True, False, True])))
def mask_rows(X, mask):
    return np.sum(X[mask] ** 2) + np.sum(X[mask, 0])


@program(over(lambda n: (signed(n),), 5))
def read_in_loop(x):
    s = 0.0
    for i in range(len(x)):
        s = s + x[i] * x[-1 - i]
    return s


@program(over(lambda n: (signed(n),), 5))
def slice_in_loop(x):
    s = 1.0
    for i in range(len(x)):
        s = s + np.sum(x[i:]) * s * 0.1
    return s


@program(over(lambda n, m: (signed(n, m),), 3, 2))
def rows_in_loop(X):
    s = np.zeros(X.shape[1])
    for i in range(X.shape[0]):
        s = np.sin(s) + X[i] * (i + 1)
    return np.sum(s)


@program(at(signed(5), [3, 0, 3]))
def index_from_list(x, order):
    s = 1.0
    for i in order:
        s = s * x[i] + x[i]
    return s


@program(over(lambda n: (signed(n),), 4))
def take(x):
    return np.sum(np.take(x, [0, 0]) ** 2) if len(x) else 0.0


@program(at(signed(4), np.array([1, 1, 3])))
def take_method(x, index):
    return np.sum(x.take(index) * x[index])


@program(over(lambda n: (signed(n),), 4, least=1))
def index_by_argmax(x):
    i = np.argmax(x)
    return x[i] * x[i] + x[int(np.argmin(x))]


@program(over(lambda n: (signed(n),), 4))
def sort_by_argsort(x):
    order = np.argsort(x)
    y = x[order]
    return np.sum(y * y * np.arange(len(y)))


@program(at(signed(2, 2, 3)))
def three_axes(T):
    return T[0, 1, 2] * T[-1, 0, 0] + np.sum(T[:, 0, 1:] ** 2) + np.sum(T[1] * T[0])


@program(at(signed(2, 3)))
def length_one_slice(X):
    return np.sum(X[:, 0:1] * X) + np.sum(X[0:1, :] * X)


@program(at(spread(5), signed(5, skip=3)))
def slice_broadcasts(x, y):
    return np.sum(x[:1] * y) + np.sum(x[1:] * y[:1])


@program(at(np.array(1.3)))
def zero_d_index(x):
    return x[()] * x[...] + x[()]


@program(over(lambda n: (spread(n),), 4))
def interpolation(x):
    knots = np.array([0.0, 1.0, 4.0, 9.0])
    k = np.floor(x).astype(int)
    t = x - k
    return np.sum((1.0 - t) * knots[k] + t * knots[k + 1])
