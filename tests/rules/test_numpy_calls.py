"""NumPy's functions that write into an array or call a function: their derivatives agree with differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad import SrcadError, check_grads, grad

X = np.array([[0.3, -1.2, 0.7], [1.4, 0.9, -0.4]])
V = np.array([0.3, 0.6, -0.9])


def put(x, v):
    y = x * 2.0
    np.put(y, [0, 2], v)
    return np.sum(y**2)


def put_wrap(x, v):
    y = x * 2.0
    np.put(y, [0, 7, -1], v, mode="wrap")
    return np.sum(y**2)


def put_clip(x, v):
    y = x * 2.0
    np.put(y, [0, 7, -1], v, mode="clip")
    return np.sum(y**2)


def put_in_a_line(x, v):
    y = v * 2.0
    np.put(y, [0, 2], x[0])
    return np.sum(y**2)


def place(x, v):
    y = x * 2.0
    np.place(y, x > 0.0, v)
    return np.sum(y**2)


def putmask(x, v):
    y = x * 2.0
    np.putmask(y, x > 0.0, v)
    return np.sum(y**2)


def fill_diagonal(x, v):
    y = x * 2.0
    np.fill_diagonal(y, v)
    return np.sum(y**2)


def put_along_last_axis(x, v):
    y = x * 2.0
    np.put_along_axis(y, np.array([[1], [0]]), v[:2, None], axis=1)
    return np.sum(y**2)


def put_along_first_axis(x, v):
    y = x * 2.0
    np.put_along_axis(y, np.array([[1, 0, 0]]), v[None], axis=0)
    return np.sum(y**2)


def copyto_where(x, v):
    y = x * 2.0
    np.copyto(y, v, where=x > 0.0)
    return np.sum(y**2)


def ufunc_where(x, v):
    y = x * v
    np.exp(x, out=y, where=x > 0.0)
    return np.sum(y**2)


def ufunc_out_by_position(x, v):
    y = np.empty_like(x)
    np.multiply(x, v, y)
    return np.sum(y**2)


def sort_method(x, v):
    y = x * 2.0
    y.sort(axis=0)
    return np.sum(y * v)


def partition_method(x, v):
    y = v * 1.0
    y.put([0], 3.0)
    y.partition(1)
    return np.sum(y[:2] ** 2) + np.sum(x.take([0, 1])) + x.repeat(2).sum()


def choose_method(x, v):
    return np.sum(np.array([0, 1, 0]).choose([x[0], v]) ** 2)


def subtract_at(x, v):
    y = np.sum(x, axis=0) * 1.0
    np.subtract.at(y, [0, 0, 2], v)
    return np.sum(y**3)


def multiply_at(x, v):
    y = x[0] * 1.0
    np.multiply.at(y, [0, 0, 2], v)
    np.fmax.at(y, np.array([1, 1]), 0.1)
    return np.sum(y**3)


def hypot_at_rows(x, v):
    y = np.stack([v, v * 2.0, v * 3.0])
    np.hypot.at(y, [0, 0, 2], x[0])
    np.divide.at(y, 1, 3.0)
    return np.sum(y**3)


def power_at_of_itself(x, v):
    y = v**2 + 1.0
    np.power.at(y, [1, 2], y[:2])
    return np.sum(y)


def kaiser(x, v):
    return np.sum(np.kaiser(4, x[0, 2]) * np.kaiser(1, v[0]) * np.kaiser(4, 8.6))


def unstack(x, v):
    rows = np.stack([v, v**2])
    first, second = np.unstack(rows)
    columns = np.unstack(np.stack([v, x[0]], axis=1), axis=1)
    return np.sum(first * second) + np.sum(columns[1] ** 3)


def add_at_two_axes(x, v):
    y = x * 1.0
    np.add.at(y, (0, [0, 0, 2]), v)
    return np.sum(y**3)


def piecewise(x, v):
    pieces = [lambda t: t**2, lambda t: np.log(t), 0.5]
    return np.sum(np.piecewise(x, [x < 0.0, x > 0.8], pieces)) + v.sum()


def piecewise_of_one_condition(x, v):
    return np.sum(np.piecewise(v, v < 0.0, [lambda t, a: t**2 * a, lambda t, a: np.exp(t)], 2.0)) + x.sum()


def clip_by_keywords(x, v):
    return np.sum(np.clip(x, a_min=-0.5, a_max=v + 0.05)) + np.sum(x.clip(max=0.8))


def tolist(x, v):
    rows, items = x.tolist(), v.tolist()
    return rows[0][1] * items[2] + sum(items) ** 2


def matrix_transposed(x, v):
    return np.sum(x.mT @ x[:, :1] * v[:, None])


def lists_for_arrays(x, v):
    total = np.median([x[0, 0], x[0, 1], v[1]]) + np.sum(np.kron([x[0, 0], v[1]], [1.0, 2.0]))
    return total + np.sum(np.interp([0.3, 1.2], [0.0, 1.0, 2.0], v)) + np.average(a=[v[0], v[1]], weights=[1.0, 2.0])


def triangle_of_places(x, v):
    y = x * 1.0
    y[np.triu_indices(2)] = 0.0
    return np.sum(y**2) + np.sum(v)


def lists_of_axes(x, v):
    y = np.roll(x, [1, 2], axis=[0, 1]) * v
    return np.sum(y**2) + np.tensordot(x, y, axes=([0, 1], [0, 1])) + np.sum(np.tile(v, [2, 1])[0] * v)


def joined_flat(x, v):
    counts = np.unique(np.array([2, 1, 2]), return_counts=True)[1]
    return np.sum(np.concatenate([x, v], axis=None) ** 2) * counts[1] + np.sum(x[np.ix_([0, 1], [1, 2])] ** 2)


def items(x, v):
    return x.item(1, 1) * v.item(0) + x.item(5) ** 2


def several_at_least(x, v):
    a, b = np.atleast_1d(x[0, 0], v)
    return np.sum(a * b) + np.sum(np.concatenate((x, x), dtype=np.float64) ** 2)


def select(x, v):
    return np.sum(np.select([x > 1.0, x > 0.0], [x**2, v], 0.25)) + np.sum(np.select([x > 1.0], [x * v]))


def vectorize(x, v):
    g = np.vectorize(lambda a, b: a * b if a > 0.0 else b**2)
    return np.sum(g(x, v))


@np.vectorize
def cubes(a):
    return a**3 if a > 0.0 else -a


def vectorized_outside(x, v):
    return np.sum(cubes(x)) + np.sum(cubes(v))


def apply_along_first_axis(x, v):
    return np.sum(np.apply_along_axis(lambda line: line * line.sum(), 0, x) * v)


def apply_along_last_axis(x, v):
    return np.sum(np.apply_along_axis(lambda line: line.max(), 1, x) ** 2) + v[0]


def apply_over_axes(x, v):
    return np.sum(np.apply_over_axes(np.sum, x**2, [0]) * v)


def block(x, v):
    return np.sum(np.block([[x, x[:, :1]], [v, 1.0]]) ** 2)


def block_of_a_line(x, v):
    return np.sum(np.block([v, 2.0 * v]) ** 3) + x[0, 0]


def einsum_of_lists(x, v):
    return np.sum(np.einsum(x, [0, 1], v, [1], [0]) ** 2) + np.sum(np.einsum(x, [..., 1], v, [1]))


ALL: list[Callable[..., Any]] = [
    put, put_wrap, put_clip, put_in_a_line, place, putmask, fill_diagonal, put_along_last_axis, put_along_first_axis,
    copyto_where, ufunc_where, ufunc_out_by_position, sort_method, partition_method, choose_method, subtract_at, kaiser,
    multiply_at, hypot_at_rows, power_at_of_itself, *([unstack] if hasattr(np, "unstack") else []),
    add_at_two_axes, piecewise, piecewise_of_one_condition, select, clip_by_keywords,
    triangle_of_places, lists_of_axes, joined_flat, items, several_at_least,
    tolist, matrix_transposed, lists_for_arrays, vectorize,
    vectorized_outside, apply_along_first_axis,
    apply_along_last_axis, apply_over_axes, block, block_of_a_line, einsum_of_lists,
]  # fmt: skip


@pytest.mark.parametrize("f", ALL, ids=lambda f: f.__name__)
def test_derivatives(f: Callable[..., Any]) -> None:
    check_grads(f, (X, V), order=2)


def ufunc_where_without_out(x):
    return np.sum(np.log(x, where=x > 0.0))


def multiply_at_mask(x):
    y = x * 1.0
    np.multiply.at(y, [True, False, True], 2.0)
    return np.sum(y)


def unique(x):
    return np.sum(np.unique(x))


def trim_zeros(x):
    return np.sum(np.trim_zeros(x))


def nan_to_num_in_place(x):
    y = x * 1.0
    return np.sum(np.nan_to_num(y, copy=False))


def pad_with_a_ramp(x):
    return np.sum(np.pad(x, 2, mode="linear_ramp"))


def unwrap_period(x):
    return np.sum(np.unwrap(x, period=4.0))


def polyfit_full(x):
    return np.sum(np.polyfit(x, x, 1, full=True)[0])


def linspace_step(x):
    return np.sum(np.linspace(x[0], x[1], retstep=True)[0])


def nanquantile_method(x):
    return np.nanquantile(x, 0.3, method="lower")


REFUSED = {
    ufunc_where_without_out: "without `out`",
    multiply_at_mask: "np.multiply.at",
    unique: "np.unique",
    trim_zeros: "np.trim_zeros",
    nan_to_num_in_place: "copy=True",
    pad_with_a_ramp: "np.pad is known for the modes",
    unwrap_period: "`period`",
    polyfit_full: "`full`",
    linspace_step: "`retstep`",
    nanquantile_method: "method='linear'",
}


@pytest.mark.parametrize("f", REFUSED, ids=lambda f: f.__name__)
def test_refused_by_name(f: Callable[..., Any]) -> None:
    with pytest.raises(SrcadError, match=REFUSED[f]):
        grad(f)(V)


def test_what_is_written_out_keeps_the_name() -> None:
    def rough(x):
        steps = np.diff(x)
        return np.sum(steps**3)

    assert (
        grad(rough).source_for(np.ones(4))
        == """\
def rough_grad(x, *, out_bar=1.0):
    steps = x[1:] - x[:-1]
    # return np.sum(steps**3)
    steps_bar = 3.0 * out_bar * steps * steps
    x_bar = np.zeros(x.shape)
    # steps = np.diff(x)
    x_bar[:-1] = -steps_bar
    x_bar[1:] += steps_bar
    return x_bar
"""
    )


def test_rows_on_top_of_each_other() -> None:
    def f(x):
        return np.sum(np.vstack([x, x * x]))

    assert "np.vstack" in grad(f).source_for(V)
    np.testing.assert_allclose(grad(f)(V), 1.0 + 2.0 * V)
