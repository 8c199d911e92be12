"""Rules that a user enters: what they do, when they hold, and how wrong ones are refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad import AliasError, RuleError, check_grads, grad, jvp, vjp
from srcad.extend import (
    VIEW,
    Pair,
    array,
    broadcast,
    check,
    joint,
    like,
    linear,
    reduction,
    refuse,
    rule,
    scalar,
    structured,
    withdraw,
    written,
    zero,
)
from srcad.testing import GradientMismatch
from tests.extend.libraries import apply, backwards, both, c_cos, c_sin, rounded, scaled, spread, total

V = np.array([0.3, -1.2, 0.7])
A = np.array([[2.0, 0.3, -0.1], [0.4, 1.7, 0.2]])


def enter_sines() -> None:
    rule(scalar(c_sin, lambda x: c_cos(x)), result=float)
    rule(scalar(c_cos, lambda x: -c_sin(x)), result=float)


def sine_squared(x):
    return c_sin(x) ** 2


def test_a_function_of_a_library() -> None:
    enter_sines()
    assert grad(sine_squared)(0.3) == pytest.approx(math.sin(0.6))
    assert "c_cos(x)" in grad(sine_squared).source
    check_grads(sine_squared, (0.3,), order=3)
    check(c_sin, 0.3, order=3)


def straight(x):
    return np.sum(rounded(x) * x)


def test_a_text_that_was_written_before_the_rule_is_not_used_again() -> None:
    df = grad(straight)
    pullback = vjp(straight, V)[1]
    np.testing.assert_array_equal(df(V), np.rint(V))
    rule(scalar(rounded, lambda x: 1.0))
    np.testing.assert_array_equal(df(V), np.rint(V) + V)
    np.testing.assert_array_equal(grad(straight)(V), np.rint(V) + V)
    np.testing.assert_array_equal(jvp(straight, (V,), (np.ones(3),))[1], np.sum(np.rint(V) + V))
    # what was begun before the rule is ended as it was begun
    np.testing.assert_array_equal(pullback(1.0)[0], np.rint(V))


def test_replace() -> None:
    rule(scalar(rounded, lambda x: 1.0))
    with pytest.raises(RuleError, match="`rounded` has a rule already"):
        rule(zero(rounded), result=like("x"))
    rule(zero(rounded), result=like("x"), replace=True)
    np.testing.assert_array_equal(grad(straight)(V), np.rint(V))
    withdraw(rounded)
    assert "np.rint(x)" in grad(straight).source_for(V)
    with pytest.raises(RuleError, match="no rule was entered for `rounded`"):
        withdraw(rounded)


def test_every_kind_of_row() -> None:
    in_matrix, in_vector = (lambda g, matrix, vector: np.outer(g, vector)), (lambda g, matrix, vector: matrix.T @ g)
    rule(linear(apply, matrix=in_matrix, vector=in_vector), result=lambda matrix, vector: array(1))
    check(apply, A, V)
    rule(joint(scaled, x=lambda g, x, factor=2.0: factor * g), result=broadcast())
    check(scaled, V, factor=3.0)
    rule(reduction(total, lambda x, axis=None, keepdims=False: np.ones_like(x), first="x"))
    check(total, A, axis=1)
    check(total, A, axis=0, keepdims=True)
    check(total, A)
    rule(written(spread, lambda x, y: np.outer(x, y)), result=array(2))
    check(spread, V, V)
    tangent, adjoint = (lambda x_dot, x: (np.cos(x) * x_dot, np.sum(x_dot))), (lambda g, x: g[0] * np.cos(x) + g[1])
    rule(structured(both, x=Pair(tangent, adjoint)), result=(like("x"), float))
    check(both, V)


def test_views() -> None:
    rule(linear(backwards, x=lambda g, x: g[::-1]), result=like("x"))
    with pytest.raises(RuleError, match="the result of `backwards` shares memory with `argument 0`"):
        check(backwards, V)
    rule(linear(backwards, VIEW, x=lambda g, x: g[::-1]), result=like("x"), replace=True)
    check(backwards, V)

    def f(x):
        y = x * 1.0
        z = backwards(y)
        y[0] = 5.0 * x[1]
        return np.sum(z * np.arange(3.0))

    with pytest.raises(AliasError, match="this store may change `z` too"):
        grad(f)(V)


def test_a_derivative_that_is_not_known() -> None:
    def no_partial(x, factor):
        refuse("the derivative in the factor is not known")

    rule(scalar(scaled, lambda x, factor: factor, no_partial))
    np.testing.assert_array_equal(grad(lambda x: np.sum(scaled(x, 3.0)))(V), [3.0, 3.0, 3.0])
    with pytest.raises(RuleError, match="in the factor is not known"):
        grad(lambda x, t: np.sum(scaled(x, t)), argnums=1)(V, 3.0)


def test_a_wrong_number_is_found() -> None:
    rule(scalar(rounded, lambda x: 1.0))
    with pytest.raises(GradientMismatch):
        check(rounded, V)


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (float, "the result is said to be float, and is an array of dtype float64 and shape"),
        (like("matrix"), "the result is said to be float64"),
        (like("vector"), "the result is said to be float64"),
        ((float, float), "the result is said to be a tuple of 2"),
        (array(1, "float32"), "the result is said to be float32"),
    ],
)
def test_a_wrong_result_is_found(result: Any, message: str) -> None:
    transposes = {"matrix": lambda g, matrix, vector: np.outer(g, vector)}
    rule(linear(apply, **transposes), result=result)
    with pytest.raises(RuleError) as caught:
        check(apply, A, V)
    assert message in caught.value.reason


Row = Callable[[], None]


class Unhashable:
    """Like the functions that `ctypes` gives."""

    __hash__ = None

    def __call__(self, x):
        return x


@pytest.mark.parametrize(
    ("enter", "message"),
    [
        (lambda: rule(scalar(3, lambda x: 1.0)), "3 is no function"),
        (lambda: rule(scalar(rounded)), "a row of `rounded`, which takes 1 argument, has 0 partials"),
        (lambda: rule(scalar(rounded, lambda x: 1.0, lambda x: 1.0)), "which takes 1 argument, has 2 partials"),
        (lambda: rule(scalar(apply, lambda x: 1.0)), "partial 0 of `apply` takes 1 arguments, and is given 2"),
        (lambda: rule(scalar(rounded, math.floor)), "partial 0 of `rounded` cannot be read"),
        (lambda: rule(linear(apply), result=float), "says nothing of any argument"),
        (lambda: rule(linear(apply, x=lambda g, x: g), result=float), "`x` is no parameter of `apply`"),
        (lambda: rule(linear(apply, vector=lambda g, vector: g), result=float), "does not take `matrix`"),
        (lambda: rule(linear(apply, vector=lambda g, matrix, y: g), result=float), "takes `y`, which is no parameter"),
        (lambda: rule(written(scaled, lambda x, times: x), result=float), "takes `times`, which is no parameter"),
        (lambda: rule(reduction(total, lambda x: x, first="a")), "`a` is no parameter of `total`"),
        (lambda: rule(zero(rounded)), "the type of the result of `rounded` is not known"),
        (lambda: rule(zero(rounded), result="x"), "'x' does not describe the result of `rounded`"),
        (lambda: rule(zero(rounded), result=like("y")), "like `y`, which is no parameter"),
        (lambda: rule(scalar(np.sin, lambda x: 1.0)), "`sin` has a rule already"),
        (lambda: rule(linear(min, a=lambda g: g), result=float, replace=True), "the parameters of `min` are not known"),
        (lambda: rule(zero(Unhashable()), result=float), "cannot be found again"),
    ],
)
def test_a_wrong_row_is_refused(enter: Row, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        enter()
    assert message in caught.value.reason


def test_nothing_is_entered_of_a_wrong_row() -> None:
    with pytest.raises(RuleError):
        rule(zero(rounded))
    with pytest.raises(RuleError, match="has no rule"):
        check(rounded, V)


def test_two_functions_of_one_name() -> None:
    """What a rule calls is not what the program calls so."""

    def another(x):
        return 2.0 * np.cos(x)

    another.__name__ = "c_cos"

    def doubled(x):
        return 2.0 * np.sin(x)

    rule(scalar(doubled, lambda x: another(x)))
    rule(scalar(another, lambda x: -doubled(x)))
    rule(scalar(c_cos, lambda x: -c_sin(x)), result=float)
    check_grads(lambda x: doubled(x) * c_cos(float(x)), (0.3,), order=1, modes=("fwd",))

    def f(x):
        return np.sum(doubled(x)) * c_cos(0.5)

    np.testing.assert_allclose(grad(f)(V), 2.0 * np.cos(V) * math.cos(0.5))


def test_a_constant_of_a_rule_is_kept_for_the_backward_half() -> None:
    rule(scalar(scaled, lambda x, factor: math.pi * factor * np.cos(x)))
    out, pullback = vjp(lambda x: scaled(x, 2.0), V)
    np.testing.assert_array_equal(out, 2.0 * V)
    np.testing.assert_allclose(pullback(np.ones(3))[0], 2.0 * math.pi * np.cos(V))


def test_an_argument_of_which_a_row_says_nothing() -> None:
    """It is no constant: the derivative in it is not known."""
    rule(linear(scaled, x=lambda g, x, factor=2.0: g * factor), result=like("x"))
    np.testing.assert_allclose(grad(lambda x: np.sum(scaled(x, 3.0)))(V), np.full(3, 3.0))
    for f in (lambda c: np.sum(scaled(V, c)), lambda c: np.sum(scaled(V * c, factor=c))):
        with pytest.raises(RuleError, match="the derivative of `scaled` in `factor` is not known"):
            grad(f)(3.0)
        with pytest.raises(RuleError, match="the derivative of `scaled` in `factor` is not known"):
            jvp(f, (3.0,), (1.0,))
    withdraw(scaled)
    rule(linear(scaled, x=lambda g, x, factor=2.0: g * factor, constant=("factor",)), result=like("x"))
    assert grad(lambda c: np.sum(scaled(V, c)))(3.0) == 0.0


def test_a_body_that_is_itself() -> None:
    rule(written(c_sin, lambda x: c_sin(x) * 1.0), result=float)
    with pytest.raises(RuleError, match="the derivative of `c_sin` in these arguments is not known"):
        grad(lambda x: c_sin(x) * x)(0.5)
