"""The domain that a row carries: what is drawn from it, and how wrong ones are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from srcad import RuleError
from srcad.extend import (
    BLOCK,
    COMPLEX,
    INCREASING,
    NEGATIVE,
    NUMBER,
    POSITIVE,
    REAL,
    SPD,
    SQUARE,
    SYMMETRIC,
    UNIT,
    VECTOR,
    between,
    broadcast,
    check,
    like,
    made,
    rule,
    scalar,
    whole,
    written,
    zero,
)
from srcad.extend.drawn import drawn
from srcad.testing import GradientMismatch
from tests.extend.libraries import c_cos, c_sin, rounded, scaled, spread


def first(domain: Any) -> Any:
    return drawn(scalar(lambda x: x, lambda x: 1.0, domain=(domain,)))[0]


def test_numbers_lie_between_the_bounds() -> None:
    assert np.all(first(POSITIVE) > 0.0)
    assert np.all(first(NEGATIVE) < 0.0)
    assert np.all(np.abs(first(UNIT)) < 1.0)
    assert np.all((first(between(2.0, 2.5)) > 2.0) & (first(between(2.0, 2.5)) < 2.5))
    assert np.min(first(REAL)) < 0.0 < np.max(first(REAL))
    assert first(COMPLEX).dtype == complex


def test_shapes_and_forms() -> None:
    assert isinstance(first(NUMBER), float)
    assert first(REAL).shape == (2, 3)
    assert first(VECTOR).shape == (3,)
    assert first(BLOCK).shape == (2, 3, 4)
    assert first(POSITIVE.shaped(4, 1)).shape == (4, 1)
    assert np.all(np.diff(first(INCREASING)) > 0.0)
    assert np.linalg.cond(first(SQUARE)) < 10.0
    np.testing.assert_array_equal(first(SYMMETRIC), first(SYMMETRIC).T)
    assert np.all(np.linalg.eigvalsh(first(SPD)) > 0.0)


def test_what_is_no_word_stands_for_itself() -> None:
    assert first(2) == 2
    assert first("ij,j->i") == "ij,j->i"
    assert [item.shape for item in first([VECTOR, SQUARE])] == [(3,), (3, 3)]


def test_what_a_function_makes_of_others() -> None:
    assert np.all(np.diff(first(made(np.cumsum, POSITIVE))) > 0.0)
    np.testing.assert_array_equal(first(made(np.add, VECTOR, 2.0)), first(VECTOR) + 2.0)
    assert first(whole(2, 4)).dtype == int


def test_the_same_call_is_drawn_each_time_and_no_two_arguments_are_equal() -> None:
    row = scalar(np.add, lambda x, y: 1.0, lambda x, y: 1.0)
    x, y = drawn(row)
    np.testing.assert_array_equal(x, drawn(row)[0])
    assert np.min(np.abs(x - y)) > 1e-3


def test_a_rule_is_checked_without_arguments() -> None:
    rule(scalar(c_sin, lambda x: c_cos(x)), result=float)
    rule(scalar(c_cos, lambda x: -c_sin(x)), result=float)
    check(c_sin)
    rule(zero(rounded), result=like("x"))
    check(rounded)
    rule(
        scalar(scaled, lambda x, factor: factor, lambda x, factor: x, domain=(VECTOR, NUMBER)),
        result=broadcast("x", "factor"),
    )
    check(scaled)


def test_a_wrong_rule_is_found_without_arguments() -> None:
    rule(scalar(c_sin, lambda x: c_sin(x)), result=float)
    with pytest.raises(GradientMismatch, match="c_sin"):
        check(c_sin)


def test_a_domain_that_the_function_does_not_take() -> None:
    rule(scalar(c_sin, lambda x: c_cos(x), domain=(VECTOR,)), result=float)
    with pytest.raises(RuleError, match=r"`c_sin` cannot be called with what is drawn from its domain"):
        check(c_sin)


@pytest.mark.parametrize("domain", [3, float("inf"), "positive", abs, (POSITIVE, abs), [POSITIVE], ()])
def test_what_is_no_domain_is_refused(domain: Any) -> None:
    with pytest.raises(RuleError, match="is no domain of `c_sin`"):
        rule(scalar(c_sin, lambda x: c_cos(x), domain=domain), result=float)


def test_a_domain_of_too_many_arguments_or_too_few_is_refused() -> None:
    with pytest.raises(RuleError, match="the domain of `c_sin` is one of 2 arguments, and it takes 1"):
        rule(scalar(c_sin, lambda x: c_cos(x), domain=(REAL, 2)), result=float)
    with pytest.raises(RuleError, match="the domain of `spread` is one of 1 argument, and it takes 2"):
        rule(written(spread, lambda x, y: x, domain=(REAL,)), result=like("y"))


def test_bounds_in_the_wrong_order() -> None:
    with pytest.raises(RuleError, match=r"there are no numbers between 2\.0 and 1\.0"):
        between(2.0, 1.0)
