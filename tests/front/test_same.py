"""Which constants and which code count as the same."""

from __future__ import annotations

from typing import Any

import pytest

from srcad.front.same import same_code, same_constant, same_positions


@pytest.mark.parametrize("value", [1, 1.0, -0.0, True, None, "a", b"a", 2j, (1, (2.0, "x")), frozenset({1, 2})])
def test_equal_constants(value: Any) -> None:
    assert same_constant(value, value)


@pytest.mark.parametrize(
    ("a", "b"),
    [(1, 1.0), (1, True), (0.0, -0.0), ("a", b"a"), ((1,), (1.0,)), ((1,), (1, 2)), (frozenset({1}), frozenset({2}))],
)
def test_different_constants(a: Any, b: Any) -> None:
    assert not same_constant(a, b)


def code(text: str) -> Any:
    return compile(text, "<code>", "eval")


def test_code_is_the_same_wherever_it_stands() -> None:
    assert same_code(code("lambda x: x + 1"), code("lambda x:  x + 1"))
    assert not same_positions(code("x + 1"), code("x  +  1"))


@pytest.mark.parametrize(
    "other", ["lambda y: y + 1", "lambda x: x - 1", "lambda x: x + z", "lambda x: x + 2", "lambda *x: x + 1"]
)
def test_code_that_differs(other: str) -> None:
    assert not same_code(code("lambda x: x + 1"), code(other))
