"""Programs in which a selection lies far behind a function that is infinite at 0, with an infinite derivative there.

Each takes `x`, whose first item is 0, and `log`: NumPy's, or one whose argument was made harmless.  Both have the same
derivatives.
"""

from __future__ import annotations

import numpy as np

A = np.array([[2.0, 1.0], [1.0, 3.0]])


def harmless_log(v):
    return np.log(np.where(v > 0.0, v, 1.0))


# --- products -------------------------------------------------------------------------------------------------------


def matrix_product(x, log):
    y = log(x)[:, None] @ np.ones((1, 2))
    return np.sum(np.where(x[:, None] > 0.0, y * y, 0.0))


def product_from_the_left(x, log):
    y = np.ones((2, 1)) @ log(x)[None, :]
    return np.sum(np.where(x > 0.0, y, 0.0))


def matrix_times_vector(x, log):
    W = log(x)[:, None] * np.ones((3, 2))
    return np.sum(np.where(x > 0.0, W @ np.array([1.0, 2.0]), 0.0))


def both_factors(x, log):
    """The other factor is not multiplied by what is infinite, either."""
    y = log(x)[:, None] @ (x[:1] + 1.0)[None, :]
    return np.sum(np.where(x[:, None] > 0.0, y, 0.0))


def stacked_matrices(x, log):
    y = (log(x)[:, None, None] * np.ones((1, 2))) @ np.ones((3, 2, 2))
    return np.sum(np.where(x[:, None, None] > 0.0, y, 0.0))


def einstein_sum(x, log):
    y = np.einsum("i,j->ji", log(x), np.array([1.0, 2.0]))
    return np.sum(np.where(x > 0.0, y, 0.0))


def outer_product(x, log):
    y = np.outer(log(x), np.array([1.0, 2.0]))
    return np.sum(np.where(x[:, None] <= 0.0, 0.0, y))


def tensor_product(x, log):
    y = np.tensordot(log(x)[:, None] * np.ones(2), np.ones((4, 2)), (1, 1))
    return np.sum(np.where(x[:, None] > 0.0, y, 0.0))


def columns_solved_for(x, log):
    y = np.linalg.solve(A, log(x) * np.ones((2, 1)))
    return np.sum(np.where(x > 0.0, y, 0.0))


def transformed_rows(x, log):
    y = np.abs(np.fft.fft(log(x)[:, None] * np.array([1.0, 2.0]))) ** 2
    return np.sum(np.where(x[:, None] > 0.0, y, 0.0))


def convolved(x, log):
    """Nothing better is known than whether anything was selected."""
    y = np.convolve(log(x), np.array([1.0, 2.0]))
    return np.sum(np.where(x[0] > 0.0, y, 0.0)) + x[1]


# --- sums and places ------------------------------------------------------------------------------------------------


def sum_of_all(x, log):
    return np.where(x[0] > 0.0, np.sum(log(x)), 0.0) + x[1] ** 2


def sums_of_rows(x, log):
    s = np.sum(log(x)[:, None] * np.array([1.0, 2.0]), axis=1)
    return np.sum(np.where(x > 0.0, s * s, 0.0))


def means_of_rows(x, log):
    s = (log(x)[:, None] * np.array([1.0, 2.0])).mean(axis=1, keepdims=True)
    return np.sum(np.where(x[:, None] > 0.0, s, 0.0))


def largest_of_rows(x, log):
    s = np.max(log(x)[:, None] * np.array([1.0, 2.0]) + x[:, None], axis=1)
    return np.sum(np.where(x > 0.0, s, 0.0))


def running_sum(x, log):
    y = np.cumsum(log(x)[::-1])
    return np.sum(np.where(x[::-1] > 0.0, y, 0.0))


def broadcast(x, log):
    z = log(x) * np.array([[1.0], [2.0]])
    return np.sum(np.where(x > 0.0, z, 0.0))


def items(x, log):
    y = log(x)
    return np.where(x[0] > 0.0, y[0], 0.0) + y[1] * y[2]


def gathered(x, log):
    y, i = log(x), np.array([0, 1, 1, 2])
    return np.sum(np.where(x[i] > 0.0, y[i], 0.0))


def stored(x, log):
    y = np.zeros(4)
    y[1:] = log(x)
    return np.sum(np.where(y > -1.0, y, 0.0))


def stored_under_a_stretched_condition(x, log):
    """Only the run knows that the condition has one row, which stands for all."""
    y = np.zeros((len(x) - 1, len(x)))
    y[1:] = log(x)
    return np.sum(np.where(np.ones((len(x) - 2, 1)) * x > 0.0, y, 0.0))


def joined(x, log):
    y = np.concatenate([log(x), x])
    return np.sum(np.where(np.concatenate([x, x]) > 0.0, y, 0.0) ** 2)


def nested(x, log):
    y = np.array([[log(x), x], [x, x * x]])
    return np.sum(np.where(x > 0.0, y, 0.0) ** 3)


def cut_apart(x, log):
    a, b = np.split(np.concatenate([log(x), x]), 2)
    return np.sum(np.where(x > 0.0, a, 0.0)) + np.sum(b)


def tiled(x, log):
    y = np.tile(log(x), 2)
    return np.sum(np.where(np.tile(x, 2) > 0.0, y, 0.0))


def turned(x, log):
    y = (log(x)[:, None] * np.ones(2)).T
    return np.sum(np.where(x > 0.0, y, 0.0))


# --- other selections -----------------------------------------------------------------------------------------------


def several_conditions(x, log):
    y = log(x)[:, None] @ np.ones((1, 2))
    return np.sum(np.select([x[:, None] > 2.5, x[:, None] > 0.0], [y * y, y], 0.0))


def two_uses(x, log):
    y = log(x)
    a = y[:, None] @ np.ones((1, 2))
    return np.sum(np.where(x[:, None] > 0.0, a, 0.0)) + np.sum(np.where(x > 2.5, y, 0.0))


def read_by_a_mask(x, log):
    y, m = log(x), x > 0.0
    return np.sum(y[m] * y[m]) + y[1]


def overwritten_by_a_mask(x, log):
    y = log(x)
    y[x <= 0.0] = 1.0
    return np.sum(y * y)


def condition_of_integers(x, log):
    y = log(x)[:, None] @ np.ones((1, 2))
    return np.sum(np.where((x > 0.0).astype(int)[:, None], y, 0.0))


# --- branches -------------------------------------------------------------------------------------------------------


def made_in_an_arm(x, log):
    if x[1] > 1.0:
        y = log(x)
    else:
        y = 2.0 * x
    return np.sum(np.where(x > 0.0, y, 0.0))


def before_a_branch(x, log):
    y = log(x)
    if x[1] > 1.0:
        z = y * y
    else:
        z = 3.0 * y
    return np.sum(np.where(x > 0.0, z, 0.0))


def added_in_one_arm(x, log):
    y, z = log(x), 2.0 * x
    if x[1] > 1.0:
        z = z + y
    return np.sum(np.where(x > 0.0, z, 0.0))


def selected_in_an_arm(x, log):
    y = log(x)
    if x[1] > 1.0:
        z = np.where(x[0] > 0.0, y[0], 0.0) + y[1]
    else:
        z = np.sum(x)
    return z * np.sum(np.where(x > 2.5, y, 0.0))


def enclosed(x, log):
    with np.errstate(all="ignore"):
        y = log(x)
        z = np.sum(y[:, None] * np.ones(2), axis=1)
    return np.sum(np.where(x > 0.0, z, 0.0))


# --- loops ----------------------------------------------------------------------------------------------------------


def item_by_item(x, log):
    y = np.zeros(len(x))
    for i in range(len(x)):
        y[i] = log(x[i]) * x[i]
    return np.sum(np.where(x > 0.0, y, 0.0))


def two_loops(x, log):
    Y = np.zeros((3, 2))
    for i in range(3):
        for j in range(2):
            Y[i, j] = log(x[i]) * (j + 1)
    return np.sum(np.where(x[:, None] > 0.0, Y, 0.0))


def before_a_loop(x, log):
    y = log(x)
    for _ in range(3):
        y = 2.0 * y
    return np.sum(np.where(x > 0.0, y, 0.0))


def before_a_while(x, log):
    y, n = log(x), 0
    while n < 3:
        y = y * 1.5
        n += 1
    return np.sum(np.where(x > 0.0, y, 0.0))


def selected_in_the_rounds(x, log):
    y, s = log(x), 0.0
    for i in range(len(x)):
        if i == 1:
            s = s + y[i] * y[i]
        else:
            s = s + np.where(x[i] > 0.0, y[i], x[i])
    return s


def carried_to_earlier_rounds(x, log):
    s = x * 1.0
    for k in range(3):
        s = np.where(x > 0.0, log(s + 0.5 * k) * 0.5 + 1.0, x)
    return np.sum(s)


def overwritten_in_every_round(x, log):
    y, k = np.zeros(3), 0
    while k < 3:
        k = k + 1
        y = log(x) * k
    return np.sum(np.where(x > 0.0, y, 0.0))


def added_to_in_every_round(x, log):
    y, s = log(x), 0.0
    for _ in range(2):
        y = y * 0.5 + log(x)
        s = s + np.sum(np.where(x > 0.0, y, 0.0))
    return s


def collected(x, log):
    ys = [log(v) for v in x]
    return np.sum(np.where(x > 0.0, np.array(ys), 0.0) ** 2)


def walked(x, log):
    s = 0.0
    for i, v in enumerate([log(v) for v in x]):
        s += np.where(x[i] > 0.0, v, 0.0)
    return s


# --- calls ----------------------------------------------------------------------------------------------------------


def _spread(v, log):
    return log(v)[:, None] @ np.ones((1, 2))


def called(x, log):
    return np.sum(np.where(x[:, None] > 0.0, _spread(x, log), 0.0))


def _halves(v, n, log):
    return log(v) if n <= 0 else _halves(v * 0.5, n - 1, log) + _halves(v, n - 2, log)


def recursive(x, log):
    """A call whose result was not selected is not differentiated."""
    return np.where(x[0] > 0.0, _halves(x[0], int(x[2]), log), 0.0) + x[1]


PROGRAMS = (
    matrix_product, product_from_the_left, matrix_times_vector, both_factors, stacked_matrices, einstein_sum,
    outer_product, tensor_product, columns_solved_for, transformed_rows, convolved,
    sum_of_all, sums_of_rows, means_of_rows, largest_of_rows, running_sum, broadcast, items, gathered, stored,
    stored_under_a_stretched_condition, joined, nested, cut_apart, tiled, turned,
    several_conditions, two_uses, read_by_a_mask, overwritten_by_a_mask, condition_of_integers,
    made_in_an_arm, before_a_branch, added_in_one_arm, selected_in_an_arm, enclosed,
    item_by_item, two_loops, before_a_loop, before_a_while, selected_in_the_rounds, carried_to_earlier_rounds,
    overwritten_in_every_round, added_to_in_every_round, collected, walked,
    called, recursive,
)  # fmt: skip
