"""What a derivative is where there is none: the conventions of the design, at exactly those points."""

from __future__ import annotations

import inspect
import math
import operator
from typing import Any

import numpy as np
import pytest

from srcad import grad, hessian, jvp, runtime
from srcad.rules.table import ROWS
from srcad.rules.vocabulary import Reduction, Scalar
from tests.rules.checking import Case
from tests.rules.selections import PROGRAMS, harmless_log


def partials(fn: Any, *args: Any) -> list[Any]:
    row = ROWS[fn]
    assert isinstance(row, Scalar)
    case = Case(fn, args)
    found = [partial for partial in row.partials[: len(args)] if partial is not None]
    with np.errstate(all="ignore"):
        out = case.out
        return [p(*args, **({"out": out} if "out" in inspect.signature(p).parameters else {})) for p in found]


def partial_of_reduction(fn: Any, *args: Any, **kw: Any) -> Any:
    row = ROWS[fn]
    assert isinstance(row, Reduction)
    return Case(fn, args, kw).body(row.partial)


@pytest.mark.parametrize("zero", [0.0, np.float64(0.0), np.zeros(2), 0])
@pytest.mark.parametrize("fn", [abs, operator.abs])
def test_abs_at_zero(fn: Any, zero: Any) -> None:
    assert np.all(np.asarray(partials(fn, zero)[0]) == 0)


@pytest.mark.parametrize("fn", [np.abs, np.fabs])
def test_abs_of_arrays_at_zero(fn: Any) -> None:
    assert np.all(partials(fn, np.zeros(2))[0] == 0.0)


@pytest.mark.parametrize("fn", [max, min])
@pytest.mark.parametrize("one", [1.0, np.float64(1.0)])
def test_ties_of_two_numbers(fn: Any, one: Any) -> None:
    assert partials(fn, one, 1.0) == [0.5, 0.5]


def test_ties_of_several_numbers() -> None:
    assert partials(max, 1.0, 0.5, 1.0) == [0.5, 0.0, 0.5]
    assert partials(min, 1.0, 1.0, 1.0, 2.0) == [1 / 3, 1 / 3, 1 / 3, 0.0]


@pytest.mark.parametrize("fn", [np.maximum, np.minimum, np.fmax, np.fmin])
def test_ties_of_arrays(fn: Any) -> None:
    for partial in partials(fn, np.array([1.0, 2.0]), np.array([1.0, 2.0])):
        np.testing.assert_array_equal(partial, [0.5, 0.5])


def test_fmax_passes_over_nan() -> None:
    assert [float(p) for p in partials(np.fmax, np.float64(1.0), np.float64(np.nan))] == [1.0, 0.0]


@pytest.mark.parametrize("fn", [np.max, np.min])
def test_ties_of_a_reduction(fn: Any) -> None:
    x = np.array([[1.0, 1.0, 1.0], [1.0, 0.0 if fn is np.max else 2.0, 1.0]])
    np.testing.assert_allclose(partial_of_reduction(fn, x), np.where(x == 1.0, 0.2, 0.0))
    np.testing.assert_allclose(partial_of_reduction(fn, x, 1)[0], [1 / 3] * 3)


@pytest.mark.parametrize("bounds", [(0.0, 1.0), (np.zeros(2), np.ones(2))])
def test_the_edges_of_clip(bounds: Any) -> None:
    value, low, high = partials(np.clip, np.array([0.0, 1.0]), *bounds)
    np.testing.assert_array_equal(value, [0.5, 0.5])
    np.testing.assert_array_equal(low, [0.5, 0.0])
    np.testing.assert_array_equal(high, [0.0, 0.5])


@pytest.mark.parametrize("x", [0.0, np.float64(0.0), np.zeros(2)])
@pytest.mark.parametrize("y", [0, 0.0, np.float64(0.0), np.zeros(2)])
def test_the_power_zero(x: Any, y: Any) -> None:
    assert np.all(np.asarray(partials(operator.pow, x, y)[0]) == 0.0)


@pytest.mark.parametrize("x", [0.0, 0, np.float64(0.0), np.zeros(2)])
@pytest.mark.parametrize("y", [2.0, np.float64(1.5), np.array([1.0, 2.0])])
def test_powers_of_zero(x: Any, y: Any) -> None:
    in_x, in_y = partials(operator.pow, x, y)
    assert np.all(np.asarray(in_y) == 0.0)
    assert np.all(np.asarray(in_x) == np.where(np.asarray(y) == 1.0, 1.0, 0.0))


@pytest.mark.parametrize("fn", [np.hypot, math.hypot])
def test_hypot_at_the_origin(fn: Any) -> None:
    zero = 0.0 if fn is math.hypot else np.zeros(2)
    assert all(np.all(np.asarray(p) == 0.0) for p in partials(fn, zero, zero))


@pytest.mark.parametrize(
    ("fn", "args"), [(np.linalg.norm, ()), (np.std, ()), (np.linalg.norm, (None, 1)), (np.std, (1,))]
)
def test_sizes_at_zero(fn: Any, args: Any) -> None:
    np.testing.assert_array_equal(partial_of_reduction(fn, np.zeros((2, 3)), *args), np.zeros((2, 3)))


@pytest.mark.parametrize(
    ("x", "expected"),
    [([0.0, 2.0, 3.0], [6.0, 0.0, 0.0]), ([0.0, 0.0, 3.0], [0.0, 0.0, 0.0]), ([2.0], [1.0]), ([], [])],
)
def test_prod_with_zeros(x: list[float], expected: list[float]) -> None:
    np.testing.assert_array_equal(partial_of_reduction(np.prod, np.array(x)), expected)


def test_ties_of_the_largest_component() -> None:
    found = partial_of_reduction(np.linalg.norm, np.array([1.0, -1.0, 0.5]), np.inf)
    np.testing.assert_array_equal(found, [0.5, -0.5, 0.0])


def test_sqrt_at_zero() -> None:
    assert partials(np.sqrt, np.float64(0.0)) == [np.inf]
    with pytest.raises(ZeroDivisionError):
        partials(math.sqrt, 0.0)


@pytest.mark.parametrize("axis", [0, 1, (0, 1)])
def test_prod_with_zeros_along_axes(axis: Any) -> None:
    x = np.array([[0.0, 2.0], [3.0, 0.0]])
    expected = {0: [[3.0, 0.0], [0.0, 2.0]], 1: [[2.0, 0.0], [0.0, 3.0]], (0, 1): [[0.0, 0.0], [0.0, 0.0]]}[axis]
    np.testing.assert_array_equal(partial_of_reduction(np.prod, x, axis), expected)


@pytest.mark.parametrize("fn", [runtime.root_of_squares, runtime.python_root_of_squares])
def test_the_root_of_squares_at_zero(fn: Any) -> None:
    """Finite, so that it is zero times the derivative of what was squared."""
    assert partials(fn, 0.0) == [0.5]


def test_sinc_at_zero() -> None:
    assert [float(runtime.sinc_derivative(n, 0.0)) for n in (0, 1, 3)] == [1.0, 0.0, 0.0]
    assert float(runtime.sinc_derivative(2, 0.0)) == pytest.approx(-(np.pi**2) / 3, rel=1e-14)


def test_copysign_has_the_slope_of_abs() -> None:
    np.testing.assert_array_equal(partials(np.copysign, np.array([0.0, -2.0]), 1.0)[0], [0.0, -1.0])


# --- what is not selected does not matter ---------------------------------------------------------------------------

AT_ZERO = np.array([0.0, 2.0, 3.0])
programs = pytest.mark.parametrize("program", PROGRAMS, ids=[program.__name__ for program in PROGRAMS])


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@programs
def test_the_gradient_of_what_is_not_selected(program: Any) -> None:
    expected = grad(program)(AT_ZERO, harmless_log)
    assert np.isfinite(expected).all()
    np.testing.assert_allclose(grad(program)(AT_ZERO, np.log), expected, rtol=1e-12)
    tangents = [jvp(program, (AT_ZERO, np.log), (step, None))[1] for step in np.eye(3)]
    np.testing.assert_allclose(tangents, expected, rtol=1e-12)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@programs
def test_the_second_derivative_of_what_is_not_selected(program: Any) -> None:
    expected = hessian(program)(AT_ZERO, harmless_log)
    np.testing.assert_allclose(hessian(program)(AT_ZERO, np.log), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("zero", [np.float64(0.0), 0.0])
def test_a_number_that_is_not_selected(zero: Any) -> None:
    """An exception is none of what was not selected, either."""

    def root(x):
        y = 3.0 * math.sqrt(x)
        return np.where(x > 0.0, y, 0.0) + x

    assert grad(root)(zero) == 1.0


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_was_multiplied_by_zero_stays_visible() -> None:
    """Only a condition says that something was not selected, and never an adjoint that is zero."""

    def f(x, keep):
        y = np.sqrt(x)[:, None] @ np.zeros((1, 2))
        return np.sum(np.where(keep[:, None], y, 0.0))

    np.testing.assert_array_equal(grad(f)(np.zeros(2), np.array([True, False])), [np.nan, 0.0])


def test_no_condition_goes_along_where_nothing_is_infinite() -> None:
    def layers(x, V, W):
        h = np.tanh(x @ V) @ W
        return np.sum(np.where(h > 0.0, h, 0.0) ** 2)

    def selected_by_nothing(x):
        return np.sum((np.log(x)[:, None] @ np.ones((1, 2)))[::2])

    text = grad(layers, argnums=(1, 2)).source_for(np.ones(2), np.ones((2, 3)), np.ones((3, 2)))
    assert "V_bar = np.outer(x, W @ h_bar * (1.0 - t * t))" in text
    assert "np.where" not in grad(selected_by_nothing).source_for(np.ones(3))


def test_the_condition_of_the_caller_is_left_as_it_was() -> None:
    def f(x, m):
        y = np.log(x)
        z = y[1]
        return np.sum(np.where(m, y, 0.0)) + z

    mask = np.array([False, False, True])
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(grad(f)(np.array([0.0, 2.0, 4.0]), mask), [0.0, 0.5, 0.25])
    assert mask.tolist() == [False, False, True]
