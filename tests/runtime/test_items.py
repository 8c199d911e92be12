"""Items along axes."""

from __future__ import annotations

import numpy as np
import pytest

from srcad.runtime import length_along, prod_except, put_along, slide

X = np.array([[2.0, 0.0, 3.0], [0.0, 0.0, 5.0], [1.0, 2.0, 4.0]])


@pytest.mark.parametrize(("axis", "expected"), [(None, 24), (0, 2), (-1, 4), ((0, 2), 8), ((), 1)])
def test_length_along(axis: object, expected: int) -> None:
    assert length_along(np.ones((2, 3, 4)), axis) == expected


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_products_of_the_others(axis: int) -> None:
    expected = np.empty_like(X)
    for place in np.ndindex(X.shape):
        without = X.copy()
        without[place] = 1.0
        expected[place] = np.prod(without, axis=axis)[place[1 - axis % 2]]
    np.testing.assert_array_equal(prod_except(X, axis), expected)


def test_products_of_all_the_others() -> None:
    np.testing.assert_array_equal(prod_except(np.array([[2.0, 3.0], [4.0, 0.0]])), [[0.0, 0.0], [0.0, 24.0]])
    assert prod_except(np.zeros((0,))).shape == (0,)


def test_put_along_adds_what_is_read_twice() -> None:
    indices = np.array([[0, 0, 1], [2, 2, 2]])
    g = np.arange(6.0).reshape(2, 3)
    np.testing.assert_array_equal(put_along(g, indices, 1, np.ones((2, 3))), [[1.0, 2.0, 0.0], [0.0, 0.0, 12.0]])


def test_slides() -> None:
    np.testing.assert_array_equal(slide(np.arange(4.0), np.array([1.0, 10.0])), [10.0, 21.0, 32.0])
    with pytest.raises(ValueError, match="at least as long"):
        slide(np.ones(2), np.ones(3))
