"""Small programs in which names come to share memory through loops, branches and calls: right, or refused."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad import AliasError, SrcadError, grad, value_and_grad
from tests.programs.asking import assert_refused

X = np.array([0.31, -0.77, 0.52, 1.13])
M = np.array([[0.5, 1.1, -0.3, 0.2], [-0.8, 0.9, 1.4, 0.6], [0.1, -0.45, 0.37, -1.2], [0.66, -0.15, 0.81, -0.29]])


def row_renamed_in_a_loop(x, m):
    x = m[1]
    for _ in range(3):
        _, x = (0.5, x)
    x[x > 0.08] *= 2
    return np.sum(m.sum(axis=1))


def row_taken_in_one_arm(x, m):
    if x[2] < 0.34:
        x[2] = 0.65
    else:
        for _ in range(2):
            x = m[1]
    x[2] *= 0.5
    return np.sum(m.sum(axis=1))


def row_taken_late_in_a_round(x, m):
    y = x.copy()
    for i in range(1, 4):
        y[y > 0.32] += 0.5
        y = m[i]
    return np.sum(m)


def column_stored_into_a_row(x, m):
    m[1] = m[:, 2]
    return np.sum(m)


def view_of_a_fresh_array_each_round(x, m):
    for _ in range(3):
        x = x[[1, 2, 1, 2]]
        y = x[None][0]
    y[1] = 0.5
    return np.sum(x)


def right_side_changes_the_target(x, m):
    y = x.copy()

    def three():
        y[y > 0.61] *= 3
        return 3.0

    y[x > 0.61] += three()
    y[0] += three()
    y += three()
    return np.sum(y)


def view_changed_by_name_and_by_index(x, m):
    y = x.copy()
    v = y[:]
    for i in range(1, 4):
        v[i] = 0.5 * x[i]
        v *= 0.5
    return np.sum(y)


def adjoint_of_equal_items_through_a_branch(x, m):
    y = x.copy()
    x[1] *= 0.5
    if m[1, 2]:
        y[x > 0.67] += np.sum(x)
    return np.sum(y) + x.mean()


def argument_rebound_beside_its_alias(x, m):
    full = x
    x = full[[3, 1, 3, 3]]
    full = full * 1.0
    return np.sum(full**2) + x.mean()


def parts_of_a_split_are_views(x, m):
    a, b = np.split(x, 2)
    a *= 2
    return np.sum(x**2) + np.sum(b)


def view_made_before_a_store_in_one_statement(x, m):
    y = x.copy()
    y[3], y = 0.5, np.flip(y)
    return np.sum(y)


PROGRAMS = [
    parts_of_a_split_are_views,
    view_made_before_a_store_in_one_statement,
    row_renamed_in_a_loop,
    row_taken_in_one_arm,
    row_taken_late_in_a_round,
    column_stored_into_a_row,
    view_of_a_fresh_array_each_round,
    right_side_changes_the_target,
    view_changed_by_name_and_by_index,
    adjoint_of_equal_items_through_a_branch,
    argument_rebound_beside_its_alias,
]
RIGHT = PROGRAMS[-4:]


def found(program: Callable[..., Any]) -> Any:
    try:
        return value_and_grad(program, argnums=(0, 1))(X.copy(), M.copy())
    except SrcadError as error:
        return error


@pytest.mark.parametrize("program", PROGRAMS)
def test_right_or_refused(program: Callable[..., Any]) -> None:
    result = found(program)
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


def test_one_list_for_two_arguments_that_are_changed() -> None:
    def f(a, b):
        a[0] = b[1] * 2.0
        return a[0] * b[0]

    items = [1.0, 2.0]
    assert grad(f)(items, [1.0, 2.0]) == [0.0, 0.0]
    with pytest.raises(AliasError, match="the same list"):
        grad(f)(items, items)


def test_array_stored_into_after_it_was_put_into_a_long_list() -> None:
    def f(x, n):
        kept = []
        for k in range(n):
            if k > 0:
                kept.append(x)
        first = kept[0]
        y = x * 1.0
        kept.append(y)
        y[0] = 5.0
        return np.sum(first) + np.sum(kept[-1])

    assert_refused(lambda: grad(f)(np.ones(2), 3), f, "y[0] = 5.0")


def test_item_read_before_its_array_is_stored_into() -> None:
    def f(x, n):
        y = x * 1.0
        kept = []
        for _ in range(n):
            kept.append(y)
        item = kept[0]
        y[0] = 5.0
        return np.sum(item * x)

    assert_refused(lambda: grad(f)(np.ones(2), 3), f, "y[0] = 5.0")


def test_a_list_kept_as_the_best_changes_with_its_other_name() -> None:
    def kept(x):
        best = [x, x]
        weights = [x, x * x]
        for _ in range(5):
            weights[0] = weights[0] * 1.1
            if weights[0] > best[0] + 0.2:
                best = weights
        return best[0] * weights[1]

    def kept_or_none(x):
        best = None
        weights = [x, x * x]
        for _ in range(5):
            weights[0] = weights[0] * 1.1
            if best is None or weights[0] > best[0] + 0.2:
                best = weights
        return best[0] * weights[1]

    for f in (kept, kept_or_none):
        assert_refused(lambda f=f: grad(f)(1.3), f, "weights[0] = weights[0] * 1.1")


def test_whether_two_names_are_of_one_list_is_not_guessed() -> None:
    def kept(x, c):
        items = [x, x * x]
        best = [x, x]
        if c:
            best = items
        return x * x if best is items else x

    assert_refused(lambda: grad(kept)(1.3, True), kept, "best is items")
