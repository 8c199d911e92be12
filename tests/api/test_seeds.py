from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from srcad.api.seeds import conform, ones_like, zeros_like
from srcad.errors import ArgumentError


@pytest.mark.parametrize(
    ("value", "like", "expected"),
    [
        (1, 2.0, 1.0),
        (np.float32(0.5), 2.0, 0.5),
        (1.5, np.float32(2), np.float32(1.5)),
        ([1, 2], np.zeros(2), np.array([1.0, 2.0])),
        (np.ones(2), np.zeros(2, np.float32), np.ones(2, np.float32)),
        ({"b": 1, "a": 2.0}, {"a": 1.0, "b": 1.0}, {"a": 2.0, "b": 1.0}),
        ((1.0, None), (2.0, 3), (1.0, None)),
        (1j, 2j, 1j),
    ],
)
def test_a_seed_gets_the_dtype_of_what_it_belongs_to(value: Any, like: Any, expected: Any) -> None:
    found = conform(value, like, "seed")
    assert type(found) is type(expected)
    np.testing.assert_equal(found, expected)
    assert getattr(found, "dtype", None) == getattr(expected, "dtype", None)


@pytest.mark.parametrize(
    ("value", "like", "what"),
    [
        (np.ones(2), 1.0, r"shape \(2,\), which must be \(\)"),
        (1.0, np.ones(2), r"shape \(\), which must be \(2,\)"),
        (np.ones((2, 1)), np.ones(2), "shape"),
        ("a", 1.0, "a number is needed"),
        (True, 1.0, "a number is needed"),
        (None, np.ones(2), "an array is needed"),
        ([[1.0], [1.0, 2.0]], np.ones(2), "an array is needed"),
        (1j, 1.0, "a number is needed"),
        ((1.0,), (1.0, 2.0), "structure"),
        ([1.0, 2.0], (1.0, 2.0), "structure"),
        ({"a": (1.0, "b")}, {"a": (1.0, 2.0)}, r"`seed\['a'\]\[1\]`"),
    ],
)
def test_a_seed_of_another_shape_is_refused(value: Any, like: Any, what: str) -> None:
    with pytest.raises(ArgumentError, match=what):
        conform(value, like, "seed")


def test_filled_trees() -> None:
    assert zeros_like((2.0, {"a": None, "n": 3})) == (0.0, {"a": None, "n": None})
    ones = ones_like([np.zeros(2, np.float32), np.float32(0)])
    assert [one.dtype for one in ones] == [np.float32, np.float32]
    np.testing.assert_equal(ones, [[1, 1], 1])
