"""Zeros, sums and writers whose shapes only the values tell."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcad.runtime import last_writer, unbroadcast, zeros_like

SHAPES = [(), (1,), (3,), (0,), (2, 3), (1, 3), (2, 1), (1, 1), (2, 2, 3), (2, 1, 3)]


@pytest.mark.parametrize(("shape", "wide"), list(product(SHAPES, SHAPES)), ids=str)
def test_unbroadcast_is_the_transpose_of_broadcast(shape: tuple[int, ...], wide: tuple[int, ...]) -> None:
    x = np.random.default_rng(0).standard_normal(shape)
    try:
        spread = np.broadcast_to(x, wide)
    except ValueError:
        return
    g = np.random.default_rng(1).standard_normal(wide)
    for like in (x, x.shape):
        back = unbroadcast(g, like)
        assert np.shape(back) == shape
        np.testing.assert_allclose(np.sum(back * x), np.sum(g * spread))


def test_unbroadcast_to_a_number() -> None:
    assert unbroadcast(np.ones((2, 3)), 1.5) == 6.0
    assert unbroadcast(np.float64(2.0), 1.5) == 2.0
    assert unbroadcast(2.0, 1.5) == 2.0


def test_unbroadcast_keeps_the_dtype() -> None:
    assert unbroadcast(np.ones((2, 3), np.float32), np.ones(3)).dtype == np.float32


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.5, 0.0),
        (np.float32(1.5), 0.0),
        (2, None),
        (True, None),
        ("text", None),
        (None, None),
        ([1.5, None], [0.0, 0.0]),
        ((1.5, 2), (0.0, None)),
        ((1.5, [2.5]), (0.0, [0.0])),
        ({"w": 1.5, "name": "a"}, {"w": 0.0, "name": None}),
    ],
)
def test_zeros_of_numbers_and_containers(value: Any, expected: Any) -> None:
    assert zeros_like(value) == expected


def test_zeros_of_arrays() -> None:
    assert zeros_like(np.ones((2, 3), np.float32)).dtype == np.float32
    assert zeros_like(np.ones(2, int)).dtype == np.float64
    assert zeros_like(np.ones((2, 3))).shape == (2, 3)


@given(st.lists(st.integers(-4, 3), max_size=8))
def test_the_last_writer_is_the_one_whose_value_stays(index: list[int]) -> None:
    places = np.array(index, int)
    z = np.full(4, -1)
    z[places] = np.arange(len(index))
    stayed = [z[place] == number for number, place in enumerate(index)]
    np.testing.assert_array_equal(last_writer(places, (4,)), stayed)


def test_last_writers_of_rows_and_tuples() -> None:
    rows = last_writer(np.array([0, 0, 1]), (2, 2))
    np.testing.assert_array_equal(rows, [[False, False], [True, True], [True, True]])
    pairs = last_writer((np.array([0, 0]), np.array([1, 1])), (2, 2))
    np.testing.assert_array_equal(pairs, [False, True])
    mask = last_writer(np.array([True, False, True]), (3,))
    np.testing.assert_array_equal(mask, [True, True])
