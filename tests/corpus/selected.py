"""Selections with something between them and what they select of: sums, products, stores, branches, loops, calls.

The conditions go with the adjoint; here they hold for some items and not for others, and nothing is infinite.
"""

import numpy as np

from tests.corpus.registry import over, program, spread


@program(over(lambda n, m: (spread(n, m), spread(m, n)), 3, 2, least=1))
def rows_of_a_product(X, W):
    y = np.log(X) @ np.sqrt(W)
    return np.sum(np.where(X[:, :1] > 0.9, y, 0.0) ** 2)


@program(over(lambda n: (spread(n),), 5))
def rows_of_an_outer_product(x):
    y = np.outer(np.log(x), 1.0 / x)
    return np.sum(np.where(x[:, None] > 0.9, y, x))


@program(over(lambda n: (spread(n),), 5, least=1))
def places_of_a_logarithm(x):
    y = np.log(x)
    z = y[::-1] * y[0]
    return np.where(x[0] > 0.5, y[-1], 0.0) * np.sum(np.where(x > 0.9, z, 0.0)) + y[0] ** 2


@program(over(lambda n: (spread(n),), 5))
def stored_item_by_item(x):
    y = np.zeros(len(x))
    for i in range(len(x)):
        y[i] = np.sqrt(x[i]) * x[i]
    return np.sum(np.where(x > 0.9, y, x))


@program(over(lambda n: (spread(n),), 5))
def read_item_by_item(x):
    y, s = np.log(x), 0.0
    for i in range(len(x)):
        if i % 2 == 0:
            s = s + y[i] ** 2
        else:
            s = s + np.where(x[i] > 0.9, y[i], x[i])
    return s


@program(over(lambda n: (spread(n),), 5))
def selected_in_every_round(x):
    s = x * 1.0
    for k in range(3):
        s = np.where(x > 0.5 + 0.3 * k, np.log(s + 1.0 + k) * x, s)
    return np.sum(s)


@program(over(lambda n: (spread(n),), 5, least=1))
def selected_after_a_branch(x):
    y = np.log(x)
    if x[0] > 0.3:
        z = y * y
    else:
        z = 3.0 * x
    s = z[:, None] * np.array([1.0, 2.0])
    return np.sum(np.where(x > 0.9, s.sum(axis=1), 0.0)) * y[0]


@program(over(lambda n: (spread(n),), 5))
def collected_and_selected(x):
    ys = []
    for v in x:
        ys.append(np.log(v) * v)
    return np.sum(np.where(x > 0.9, np.array(ys).reshape(x.shape), 0.0) ** 2)


@program(over(lambda n: (spread(n),), 5))
def overwritten_by_a_mask(x):
    y, m = np.log(x), x > 0.9
    s = np.sum(y[m] ** 2)
    y[m] = x[m]
    return np.sum(y) * s


def halves(v, n):
    return np.sqrt(v) if n <= 0 else halves(v * 0.5, n - 1) + halves(v, n - 2)


@program(over(lambda n: (spread(n), 3), 4), wrt=(0,))
def call_that_is_selected(x, n):
    return np.sum(np.where(x > 0.9, halves(x, n), x))
