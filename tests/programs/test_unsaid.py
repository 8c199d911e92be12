"""Programs at the edges: unbound names, zeros, 0-d arrays, kinks, exceptions, effects, long lists."""

# ruff: noqa: F841, PT017

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad import ArgumentError, SrcadError, grad, jvp, value_and_grad, vjp
from tests import numeric
from tests.corpus.comparing import NUMERIC, assert_close
from tests.corpus.effects import asserted
from tests.programs.asking import TIGHT, assert_refused, right_or_refused

# --- types that may be unknown --------------------------------------------------------------------------------------


def test_one_derivative_for_many_types() -> None:
    """The same object, called with one type after another and back."""

    def f(y):
        z = y
        z *= 2
        return np.sum(y * 1.0)

    df = grad(f)
    vector = np.ones(2)
    for value, wanted in ((1.0, 1.0), (vector, 2 * vector), (np.float64(1.0), 1.0), (vector, 2 * vector)):
        assert_close(df(value), wanted, TIGHT)
    assert_close(df(np.array(1.0)), np.float64(2.0), TIGHT)


def test_mixed_results() -> None:
    def f(x):
        if x > 1.0:
            return x * x
        if x > 0.0:
            return None
        return 3

    right_or_refused(lambda: grad(f)(2.0), 4.0)
    with pytest.raises(SrcadError):
        grad(f)(0.5)
    right_or_refused(lambda: grad(f)(-1.0), 0.0)


@pytest.mark.parametrize(
    ("fn", "value"),
    [
        (lambda x: x > 1.0, 2.0),
        (lambda x: "text", 2.0),
        (lambda x: (x, x), 2.0),
        (lambda x: [x], 2.0),
        (lambda x: x * 1j, 2.0),
        (lambda x: None, 2.0),
        (lambda x: x * np.ones((2, 1)), 2.0),
    ],
)
def test_result_that_is_no_real_number(fn: Callable[..., Any], value: Any) -> None:
    with pytest.raises(ArgumentError):
        grad(fn)(value)


# --- kinks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fn", "x", "wanted"),
    [
        (lambda x: abs(x), 0.0, 0.0),
        (lambda x: np.abs(x), 0.0, 0.0),
        (lambda x: math.fabs(x), 0.0, 0.0),
        (lambda x: np.maximum(x, 0.0), 0.0, 0.5),
        (lambda x: np.minimum(x, 0.0), 0.0, 0.5),
        (lambda x: max(x, 0.0), 0.0, 0.5),
        (lambda x: min(x, 0.0), 0.0, 0.5),
        (lambda x: max(0.0, x), 0.0, 0.5),
        (lambda x: np.clip(x, 0.0, 1.0), 0.0, 0.5),
        (lambda x: np.clip(x, 0.0, 1.0), 1.0, 0.5),
        (lambda x: np.clip(x, 0.0, 1.0), 0.5, 1.0),
        (lambda x: np.clip(x, 0.0, 1.0), 1.5, 0.0),
        (lambda x: x**0, 0.0, 0.0),
        (lambda x: x**2, 0.0, 0.0),
        (lambda x: x**1, 0.0, 1.0),
        (lambda x: np.hypot(x, 0.0), 0.0, 0.0),
        (lambda x: np.sign(x) * 2.0, 0.0, 0.0),
        (lambda x: np.where(x > 0, x, 0.0), 0.0, 0.0),
    ],
)
def test_kink(fn: Callable[..., Any], x: float, wanted: float) -> None:
    assert_close(grad(fn)(x), wanted, TIGHT)
    assert_close(grad(fn)(np.float64(x)), wanted, TIGHT)
    assert_close(jvp(fn, (x,), (1.0,))[1], wanted, TIGHT)


@pytest.mark.parametrize(
    ("fn", "x", "wanted"),
    [
        (lambda x: np.max(x), [1.0, 3.0, 3.0], [0.0, 0.5, 0.5]),
        (lambda x: np.min(x), [1.0, 1.0, 3.0], [0.5, 0.5, 0.0]),
        (lambda x: np.linalg.norm(x), [0.0, 0.0], [0.0, 0.0]),
        (lambda x: np.std(x), [2.0, 2.0], [0.0, 0.0]),
        (lambda x: np.prod(x), [0.0, 2.0, 3.0], [6.0, 0.0, 0.0]),
        (lambda x: np.prod(x), [0.0, 0.0, 3.0], [0.0, 0.0, 0.0]),
        (lambda x: np.sum(np.abs(x)), [0.0, -2.0], [0.0, -1.0]),
        (lambda x: np.sum(np.maximum(x, 0.0)), [0.0, 2.0, -1.0], [0.5, 1.0, 0.0]),
        (lambda x: np.sum(np.maximum(x, x)), [0.0, 2.0], [1.0, 1.0]),
        (lambda x: max(x[0], x[1]), [2.0, 2.0], [0.5, 0.5]),
        (lambda x: np.sum(x**0), [0.0, 2.0], [0.0, 0.0]),
    ],
)
def test_kink_of_arrays(fn: Callable[..., Any], x: list[float], wanted: list[float]) -> None:
    assert_close(grad(fn)(np.array(x)), np.array(wanted), TIGHT)


@pytest.mark.parametrize("fn", [lambda x, y: np.maximum(x, y), lambda x, y: max(x, y), lambda x, y: np.hypot(x, y)])
def test_kink_does_not_depend_on_argnums(fn: Callable[..., Any]) -> None:
    x = 0.0 if "hypot" in fn.__code__.co_names else 2.0
    both = grad(fn, argnums=(0, 1))(x, x)
    assert_close(both, (grad(fn)(x, x), grad(fn, argnums=1)(x, x)), TIGHT)
    assert both[0] == both[1]


def test_infinite_derivative() -> None:
    """It is inf in NumPy's arithmetic, and raises in Python's."""

    def by_math(x):
        return math.sqrt(x)

    def by_power(x):
        return x**0.5

    def by_numpy(x):
        return np.sqrt(x)

    for fn in (by_math, by_power):
        with pytest.raises(ZeroDivisionError):
            grad(fn)(0.0)
    with np.errstate(divide="ignore"):
        assert grad(by_power)(np.float64(0.0)) == np.inf
        assert grad(by_numpy)(np.float64(0.0)) == np.inf
        assert grad(lambda x: np.sum(np.sqrt(x)))(np.zeros(1))[0] == np.inf


@pytest.mark.parametrize("x", [math.nan, math.inf, -math.inf])
def test_not_finite(x: float) -> None:
    def f(x):
        return x * x + 2.0 * x

    wanted = 2.0 * x + 2.0
    assert np.array_equal(grad(f)(x), wanted, equal_nan=True)
    assert np.array_equal(grad(lambda v: np.sum(v * v + 2.0 * v))(np.array([x, 1.0])), [wanted, 4.0], equal_nan=True)


# --- tapes ------------------------------------------------------------------------------------------------------


def test_loop_text_keeps_its_tape() -> None:
    def f(x, n):
        s = 0.0
        while x < n:
            x = x * x + 0.5
            s = s + math.atan(x)
        return s

    text = grad(f).source_for(1.1, 9.0)
    assert "pop" not in text
    assert "reversed(tape)" in text
    assert "math.atan" not in "".join(line for line in text.splitlines() if "#" not in line)


def test_shape_that_changes_in_the_loop() -> None:
    """The sum is a float at first and an array after one round."""

    def f(rows):
        s = 0.0
        for r in rows:
            s = s + r
        return np.sum(s * s)

    X = np.array([[1.0, 2.0], [3.0, 4.0]])
    right_or_refused(lambda: grad(f)(X), np.tile(2.0 * X.sum(axis=0), (2, 1)))
    right_or_refused(lambda: grad(f)(np.zeros((0, 2))), np.zeros((0, 2)))
    right_or_refused(lambda: jvp(grad(f), (X,), (np.ones((2, 2)),))[1], np.full((2, 2), 4.0))


def test_zero_d_array_that_becomes_a_scalar() -> None:
    """An operator on a 0-d array gives a NumPy scalar: the loop carries one and then the other."""

    def f(x):
        y = x
        for i in range(3):
            y = y * x + i
        return y

    right_or_refused(lambda: grad(f)(np.array(0.7)), np.float64(4 * 0.7**3 + 1.0))


def test_broadcast_in_a_loop_to_second_order() -> None:
    def f(X, b):
        s = np.zeros(1)
        for row in X:
            s = np.sin(s) + row * b
        return np.sum(s)

    X, b = np.array([[0.5, 1.0], [1.5, -0.3]]), np.array([0.7])
    first = grad(f, argnums=(0, 1))
    dot = jvp(first, (X, b), (np.ones((2, 2)), np.ones(1)))[1]
    assert_close(dot, numeric.tangent(first, (X, b), (0, 1), (np.ones((2, 2)), np.ones(1))), NUMERIC)
    assert first(X, b)[1].shape == (1,)


# --- lists as arguments -------------------------------------------------------------------------------------------


def walk(values):
    s = 0.0
    for v in values:
        s = s + v * v
    return s


def test_long_list() -> None:
    values = [0.5 * k for k in range(100)]
    assert_close(grad(walk)(values), [2.0 * v for v in values], TIGHT)


@pytest.mark.parametrize("length", [3, 12, 100])
def test_list_with_an_int_among_floats(length: int) -> None:
    values: list[Any] = [0.5 + k for k in range(length)]
    values[1] = 3
    right_or_refused(lambda: grad(walk)(values), [2.0 * v if k != 1 else None for k, v in enumerate(values)])
    grad(walk)([0.5] * length)
    right_or_refused(lambda: grad(walk)(values), [2.0 * v if k != 1 else None for k, v in enumerate(values)])


def test_list_with_an_array_among_floats() -> None:
    def f(values):
        s = 0.0
        for v in values:
            s = s + np.sum(v * v)
        return s

    values = [0.5, np.array([1.0, 2.0]), 2.0]
    right_or_refused(lambda: grad(f)(values), [1.0, np.array([2.0, 4.0]), 4.0])


# --- names that are not bound ---------------------------------------------------------------------------------------


def bound_in_one_arm(x, c):
    if c:
        y = x * x
    return y if c else x


def last_item(x):
    for r in x:
        pass
    return r


def item_or_before(x):
    r = 2.0 * x[0] if len(x) else 1.0
    for r in x[1:]:
        pass
    return r * r


def index_after_empty_loop(x, n):
    i = 5
    for i in range(n):
        x = x * 1.0
    return x * i


def read_before_bound(x, c):
    if c:
        y = x
    return y * y


def test_bound_in_one_arm() -> None:
    assert grad(bound_in_one_arm)(3.0, True) == 6.0
    assert grad(bound_in_one_arm)(3.0, False) == 1.0
    assert grad(read_before_bound)(3.0, True) == 6.0
    with pytest.raises(UnboundLocalError):
        grad(read_before_bound)(3.0, False)


def test_loop_variable_after_the_loop() -> None:
    assert_close(grad(last_item)(np.array([1.0, 2.0])), np.array([0.0, 1.0]), TIGHT)
    with pytest.raises(UnboundLocalError):
        grad(last_item)(np.zeros(0))
    assert_close(grad(item_or_before)(np.array([3.0])), np.array([24.0]), TIGHT)
    assert_close(grad(item_or_before)(np.array([3.0, 4.0])), np.array([0.0, 8.0]), TIGHT)
    assert grad(index_after_empty_loop)(2.0, 0) == 5.0
    assert grad(index_after_empty_loop)(2.0, 3) == 2.0


# --- zeros --------------------------------------------------------------------------------------------------------


def test_zero_of_the_right_shape() -> None:
    def f(x, flag):
        if flag:
            return np.sum(x * x)
        return 2.0

    gradient = grad(f)(np.ones((2, 3)), False)
    assert gradient.shape == (2, 3)
    assert not gradient.any()
    assert gradient.flags.writeable
    assert grad(lambda x: 2.0)(3.0) == 0.0
    assert isinstance(grad(lambda x: 2.0)(3.0), float)
    narrow = grad(f)(np.ones(2, np.float32), False)
    assert narrow.dtype == np.float32


def test_zero_trips() -> None:
    def f(x, n):
        s = 0.0
        for _ in range(n):
            s = s + x
        return np.sum(s)

    right_or_refused(lambda: grad(f)(np.ones(3), 0), np.zeros(3))
    right_or_refused(lambda: grad(f)(np.ones(3), 2), np.full(3, 2.0))


# --- 0-d arrays -----------------------------------------------------------------------------------------------------


def test_zero_d_array_is_mutable() -> None:
    def aliased(x, t):
        s = t
        s += x
        return t * t

    def fresh(x, t):
        s = t
        s = s + x
        return t * t + s

    t = np.array(2.0)
    assert_close(grad(aliased)(3.0, t), 10.0, TIGHT)
    assert_close(grad(fresh)(3.0, t), 1.0, TIGHT)
    assert t == 2.0
    assert grad(aliased)(3.0, 2.0) == 0.0
    assert_close(grad(aliased, argnums=1)(3.0, t), np.float64(10.0), TIGHT)


def test_where_makes_a_zero_d_array() -> None:
    def f(x):
        y = np.where(x > 0, x, 0.0)
        z = y
        z += x
        return y * y

    assert_close(grad(f)(3.0), 24.0, TIGHT)


# --- while with a binding condition -----------------------------------------------------------------------------------


def test_condition_that_binds() -> None:
    def g(x):
        return 0.5 * x * x

    def f(x):
        while (y := g(x)) > 0.3:
            x = x - 0.5 * y
        return x * y

    assert_close(grad(f)(1.7), numeric.tangent(f, (1.7,), (0,), (1.0,)), NUMERIC)
    assert_close(grad(f)(0.2), numeric.tangent(f, (0.2,), (0,), (1.0,)), NUMERIC)


# --- functions that write -------------------------------------------------------------------------------------------


def sort_in_place(x):
    y = x * 1.0
    y.sort()
    return np.sum(y * np.arange(len(y)))


def copied_to(x):
    y = np.zeros(3)
    np.copyto(y, x)
    return np.sum(y * y)


def put(x):
    y = x * 1.0
    np.put(y, [0], 7.0)
    return np.sum(y * y)


def filled_diagonal(x):
    y = np.outer(x, x)
    np.fill_diagonal(y, 1.0)
    return np.sum(y)


def filled(x):
    y = x * 1.0
    y.fill(3.0)
    return np.sum(y * x)


def added_where(x):
    y = x * 1.0
    np.add(y, x, out=y, where=x > 1.5)
    return np.sum(y * y)


def nan_to_num(x):
    y = x * 1.0
    np.nan_to_num(y, copy=False)
    return np.sum(y * y)


def added_at(x):
    y = x * 1.0
    np.add.at(y, [0, 0], x[1:])
    return np.sum(y * y)


@pytest.mark.parametrize(
    "fn", [sort_in_place, copied_to, put, filled_diagonal, filled, added_where, nan_to_num, added_at]
)
def test_functions_that_write(fn: Callable[..., Any]) -> None:
    x = np.array([1.0, 2.0, 3.0])
    slopes = [numeric.tangent(fn, (x,), (0,), unit) for unit in numeric.unit_directions((x,))]
    try:
        found = grad(fn)(x)
    except SrcadError as error:
        assert error.place is not None
        assert error.instead
    else:
        assert_close(found, np.array(slopes), NUMERIC)


def test_sort_is_fresh() -> None:
    def f(x):
        y = np.sort(x)
        y[0] = 5.0
        return np.sum(x * x) + np.sum(y)

    x = np.array([3.0, 1.0, 2.0])
    assert_close(grad(f)(x), 2 * x + np.array([1.0, 0.0, 1.0]), TIGHT)


def test_function_without_rule_and_source() -> None:
    def f(x):
        y = np.heaviside(x, 0.5)
        return np.trim_zeros(y)[0] * x[0]

    with pytest.raises(SrcadError) as caught:
        grad(f)(np.ones(3))
    assert caught.value.place is not None


def test_gamma_functions() -> None:
    """Their derivative is no function of NumPy's."""
    slope = numeric.tangent(lambda x: math.gamma(x) + math.lgamma(x), (1.6,), (0,), (1.0,))
    try:
        found = grad(lambda x: math.gamma(x) + math.lgamma(x))(1.6)
    except SrcadError as error:
        assert error.instead
    else:
        assert_close(found, slope, NUMERIC)


# --- exceptions -------------------------------------------------------------------------------------------------------


def dead_log(x):
    s = math.log(x)
    return 2.0 * x


def dead_index(x, i):
    s = x[i]
    return np.sum(x)


def raises(x):
    if x < 0:
        raise KeyError("negative")
    return x * x


def divides(x, y):
    s = 1.0 / y
    return x * x


@pytest.mark.parametrize(
    ("fn", "args", "error"),
    [
        (dead_log, (-1.0,), ValueError),
        (dead_index, (np.ones(3), 7), IndexError),
        (raises, (-1.0,), KeyError),
        (asserted, (-1.0,), AssertionError),
        (divides, (1.0, 0.0), ZeroDivisionError),
    ],
)
def test_raises_as_the_function_does(fn: Callable[..., Any], args: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        fn(*args)
    with pytest.raises(error):
        value_and_grad(fn)(*args)
    with pytest.raises(error):
        jvp(fn, args[:1] + args[1:], tuple(np.ones_like(a) if isinstance(a, np.ndarray) else _dot(a) for a in args))


def _dot(value: Any) -> Any:
    return None if isinstance(value, int) else 1.0


@pytest.mark.parametrize(
    ("fn", "args", "error"),
    [
        (dead_log, (-1.0,), ValueError),
        (dead_index, (np.ones(3), 7), IndexError),
        (raises, (-1.0,), KeyError),
        (asserted, (-1.0,), AssertionError),
    ],
)
def test_gradient_raises_too(fn: Callable[..., Any], args: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        grad(fn)(*args)
    with pytest.raises(error):
        vjp(lambda x: fn(x, *args[1:]), args[0])


# --- with -------------------------------------------------------------------------------------------------------------


def test_settings_hold_for_the_adjoint() -> None:
    def f(x):
        with np.errstate(all="ignore"):
            y = np.sum(np.sqrt(x))
        return y

    assert np.array_equal(grad(f)(np.array([0.0, 0.25])), [np.inf, 1.0])


# --- effects happen once, in order ----------------------------------------------------------------------------------


def talkative(x):
    print("start", x)
    s = 0.0
    for i in range(3):
        print(i)
        if i == 1:
            continue
        s = s + x * i
        print("sum", s)
    print(f"end {s:.2f}")
    return s * x


def test_effects_happen_once_and_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    talkative(2.0)
    wanted = capsys.readouterr().out
    for call in (
        lambda: grad(talkative)(2.0),
        lambda: value_and_grad(talkative)(2.0),
        lambda: jvp(talkative, (2.0,), (1.0,)),
        lambda: vjp(talkative, 2.0)[1](1.0),
        lambda: grad(grad(talkative))(2.0),
    ):
        call()
        assert capsys.readouterr().out == wanted


def test_a_name_deleted_on_one_path() -> None:
    def f(x, c):
        y = x * x
        if c:
            del y
        return y * 2.0

    assert_refused(lambda: grad(f)(1.0, True), f, "return y * 2.0")
