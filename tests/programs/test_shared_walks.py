"""Programs in which a row, an item, an operand or a result turns out to be part of another array: right, or refused."""

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad import SrcadError, value_and_grad

X = np.array([0.3, 0.5, 0.7])
M = np.array([[0.4, 1.1, -0.3], [-0.8, 0.9, 1.4], [0.1, -0.45, 0.37]])
A = np.array([1.0, 2.0, 4.0])
FIXED = np.array([1.0, 2.0, 4.0])


def halve(a):
    a *= 0.5
    return 1.0


def pick(a, b, c):
    if c > 0.2:
        return a
    return b


def last_of(a, n):
    if n <= 0:
        return a[::-1]
    return last_of(a[:], n - 1)


# --- refused, because what the store changes depends on values or on where the loop is --------------------------------


def row_kept_after_its_loop(x, m):
    for r in m:
        x = x + r
    m[-1] *= 0.5
    return np.sum(r * x)


def item_kept_after_its_loop(x, m):
    for r in (x, m[0]):
        pass
    m[0] *= 0.5
    return np.sum(r * A)


def item_changed_while_its_list_is_walked(x, m):
    s = 0.0
    for r in (x, m[0]):
        m[0] *= 0.5
        s += np.sum(r * A)
    return s


def array_changed_while_walked_under_a_new_name(x, m):
    s = 0.0
    for w in x:
        x[2] *= 0.5
        s += w
        x = x.copy()
    return s


def choice_walked(x, m):
    for w in x if m[0, 0] > 0 else m[0]:
        x[1] *= w
    return np.sum(A * x)


def entry_of_a_filled_list(x, m):
    rows = []
    for k in range(3):
        rows.append(m[k])
    r = rows[int(x[0] * 5.0)]
    m[1] *= 0.5
    return np.sum(r * A)


def view_of_a_row_that_is_walked(x, m):
    s = 0.0
    for r in m:
        r = r.ravel()
        r[0] = x[0]
        s += np.sum(r * A)
    return s + np.sum(m)


def item_by_a_number(x, m):
    r = [x, m[0]][int(m[0, 0] > 0)]
    m[0] *= 0.5
    return np.sum(A * r)


def item_by_a_number_stored_into(x, m):
    r = [x, m[0]][int(m[0, 0] > 5)]
    r[0] = 5.0 * m[1, 1]
    return np.sum(A * x)


def operand_chosen_before_a_store(x, m):
    return np.sum((x if m[0, 0] > 0 else m[0]) * halve(x))


def operand_returned_before_a_store(x, m):
    return np.sum(pick(x, m[0], m[0, 0]) * halve(x))


def operand_read_before_a_store_through_a_view(x, m):
    y = x.ravel()
    return np.sum(x * halve(y) * A)


def result_of_a_recursion(x, m):
    y = last_of(x, int(m[0, 0] * 6.0))
    x[0] = 2.0 * m[0, 1]
    return np.sum(A * y)


def transposed_by_einsum(x, m):
    y = np.einsum("ij->ji", m)
    y[0] = 2.0 * x
    return np.sum(m @ A)


def first_power(x, m):
    y = np.linalg.matrix_power(m, 1)
    y[0] = 2.0 * x
    return np.sum(m @ A)


def global_bound_in_one_arm(x, m):
    if x[0] > 0:
        q = FIXED
    q[0] = x[0]
    return np.sum(q)


def global_taken_late_in_a_round(x, m):
    q = x.copy()
    for _ in range(2):
        q[0] = 3.0 * x[1]
        q = FIXED
    return np.sum(q * A)


# --- right ------------------------------------------------------------------------------------------------------------


def store_after_a_helper_returned_its_parameter(x, m):
    y = pick(x, m[0], 0.5)
    y = y * 2.0
    x[0] = m[1, 1]
    return np.sum(y * x)


def parameters_of_a_finished_call(x, m):
    halve(x)
    y = x.reshape(-1)
    y[0] = m[0, 0]
    return np.sum(y * A)


def row_read_and_array_stored_afterwards(x, m):
    s = 0.0
    for r in m:
        s += r @ x
    m[0] = s * x
    return np.sum(m @ A)


def added_through_a_view_of_itself(x, m):
    y = x.ravel()
    y += x[::-1]
    return np.sum(y * A)


def two_names_part_in_a_loop(x, m):
    y = x
    for k in range(3):
        y, x = x, y
        x = y[::-1] * m[k]
    return np.sum(y * A) + np.sum(x)


PROGRAMS = [value for name, value in list(vars(sys.modules[__name__]).items()) if getattr(value, "__code__", None)]
PROGRAMS = [fn for fn in PROGRAMS if fn.__code__.co_varnames[:2] == ("x", "m")]
RIGHT = PROGRAMS[PROGRAMS.index(store_after_a_helper_returned_its_parameter) :]


def found(program: Callable[..., Any]) -> Any:
    try:
        return value_and_grad(program, argnums=(0, 1))(X.copy(), M.copy())
    except SrcadError as error:
        return error


@pytest.mark.parametrize("program", PROGRAMS)
def test_right_or_refused(program: Callable[..., Any]) -> None:
    result = found(program)
    assert FIXED.tolist() == [1.0, 2.0, 4.0]
    if isinstance(result, SrcadError):
        assert program not in RIGHT, result
        assert result.place is not None
        return
    value, gradients = result
    assert np.isclose(value, program(X.copy(), M.copy()))
    for place, gradient in enumerate(gradients):
        for index in np.ndindex(gradient.shape):
            ends = []
            for step in (1e-6, -1e-6):
                args = [X.copy(), M.copy()]
                args[place][index] += step
                ends.append(program(*args))
            assert np.isclose(gradient[index], (ends[0] - ends[1]) / 2e-6, atol=1e-6)
