"""Tables that are read between their points, in the values, in the points and where they are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.interpolate import interp1d

import srcad
from srcad.errors import SrcadError

X = np.array([0.0, 0.7, 1.6, 2.1, 3.0, 3.3])
Y = np.array([0.1, 0.8, 0.5, 1.2, 1.5, 0.9])
INSIDE = np.array([0.3, 1.1, 2.9])
BEYOND = np.array([-0.2, 0.3, 1.1, 3.5])
MIXED = np.array([3, 0, 1, 2, 5, 4])


def by_lines(y, x, t):
    return np.sum(interp1d(x, y)(t) ** 2)


def by_lines_that_go_on(y, x, t):
    return np.sum(interp1d(x[MIXED], y[MIXED], fill_value="extrapolate")(t) ** 2)


def by_lines_between_constants(y, x, t):
    return np.sum(interp1d(x, y, bounds_error=False, fill_value=(2.0, 3.0))(t) ** 2 * (t + 1.0))


def of_rows(y, x, t):
    table = interp1d(x, np.stack([np.stack([y, y * x])] * 3, axis=2), axis=1, assume_sorted=True)
    return np.sum(table(t) ** 2 * np.arange(1.0, 4.0))


def along_the_last_axis(y, x, t):
    return np.sum(np.sin(interp1d(x, [y, y * x])(t)))


def by_steps(y, x, t):
    near = interp1d(x, y, "nearest")(t) * interp1d(x, y, "nearest-up")(t)
    return np.sum(near * interp1d(x, y, "zero")(t)) + np.sum(interp1d(np.arange(6), y, "slinear")(t) ** 2)


def by_steps_one_way(y, x, t):
    before = interp1d(x, y, "previous", fill_value="extrapolate")(t)
    return np.nansum(before**2) + np.nansum(interp1d(x, y, "next", fill_value="extrapolate")(t) ** 2)


def by_splines(y, t):
    rows = interp1d(X, [y, y * y], kind="quadratic", fill_value="extrapolate")
    return np.sum(rows(t) ** 2) + np.sum(interp1d(X[MIXED], y[MIXED], "cubic", bounds_error=False)(t[1:3]) ** 2)


def by_degree(y, t):
    return np.sum(interp1d(X, y, kind=5, bounds_error=False, fill_value=0.5)(t) ** 2)


def in_a_loop(y, x, t):
    table, total = interp1d(x, y), 0.0
    for each in t:
        if each > 0.5:
            total = total + table(each)[()] ** 2
    return total


PROGRAMS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (by_lines, (Y, X, INSIDE)),
    (by_lines, (Y, X, 0.4)),
    (by_lines_that_go_on, (Y, X, BEYOND.reshape(2, 2))),
    (by_lines_between_constants, (Y, X, BEYOND)),
    (of_rows, (Y, X, INSIDE[:, None])),
    (along_the_last_axis, (Y, X, INSIDE)),
    (by_steps, (Y, X, INSIDE)),
    (by_steps_one_way, (Y, X, BEYOND)),
    (by_splines, (Y, BEYOND)),
    (by_degree, (Y, BEYOND)),
    (in_a_loop, (Y, X, INSIDE)),
]


def test_steps_are_those_of_scipy() -> None:
    """On the points and half way between them, where a step has two sides."""
    t = np.concatenate([np.arange(6.0), np.arange(5.0) + 0.5])
    for kind in ("nearest", "nearest-up", "previous", "next", "zero"):
        slopes = srcad.jacobian(lambda y, kind=kind: interp1d(np.arange(6), y, kind)(t))(Y)
        np.testing.assert_allclose(slopes @ Y, interp1d(np.arange(6), Y, kind)(t), err_msg=kind)


def test_single_precision() -> None:
    single = [each.astype(np.float32) for each in (Y, X, INSIDE)]
    for f in (by_lines, by_steps_one_way, lambda y, x, t: np.sum(interp1d(x, y, "cubic")(t) ** 2)):
        found = srcad.value_and_grad(f)(*single)
        assert found[0].dtype == f(*single).dtype
        assert found[1].dtype == np.float32
        np.testing.assert_allclose(found[1], srcad.grad(f)(Y, X, INSIDE), rtol=1e-4, atol=1e-4)


def test_what_is_out_of_bounds_raises() -> None:
    with pytest.raises(ValueError, match="above the interpolation range"):
        srcad.grad(lambda y: interp1d(X, y)(9.0)[()])(Y)


def test_text() -> None:
    assert (
        srcad.grad(by_lines).source_for(Y, X, INSIDE)
        == """\
def by_lines_grad(y, x, t, *, out_bar=1.0):
    t_1 = interp1d(x, y)
    places = t_1.x
    i = np.clip(np.searchsorted(places, t, side='right') - 1, 0, len(places) - 2)
    t_2 = places[i]
    t_3 = i + 1
    t_2 = (t - t_2) / (places[t_3] - t_2)
    # return np.sum(interp1d(x, y)(t) ** 2)
    a_bar = 2.0 * out_bar * t_1(t)
    rows_bar = np.zeros(y.shape)
    np.add.at(rows_bar, t_3, a_bar * t_2)
    np.add.at(rows_bar, i, a_bar * (1.0 - t_2))
    y_bar = np.take(rows_bar, np.argsort(np.argsort(x, kind='mergesort')), axis=-1)
    return y_bar
"""
    )


def test_how_it_goes_on_may_be_an_argument() -> None:
    def f(y, beyond):
        return np.sum(interp1d(X, y, bounds_error=False, fill_value=beyond)(BEYOND))

    for beyond in ("extrapolate", 2):
        srcad.check_grads(f, (Y, beyond))


@pytest.mark.parametrize(
    ("f", "fragment"),
    [
        (lambda y: np.sum(interp1d(y + 2.0 * X, Y, "cubic")(INSIDE)), "in `x`"),
        (lambda y: np.sum(interp1d(X, Y, bounds_error=False, fill_value=y[0])(INSIDE)), "fill_value"),
        (lambda y: np.sum(interp1d(X, y, "cubical")(INSIDE)), "cubical"),
        (lambda y: np.sum(interp1d(X, y * 1j)(INSIDE).real), "real"),
    ],
)
def test_refused(f: Callable[..., Any], fragment: str) -> None:
    with pytest.raises(SrcadError, match=fragment):
        srcad.grad(f)(Y)
