"""What was joined is taken apart, and what was taken apart joined."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from srcad.runtime import items_like, join_like, repeat_like, split_like

V = np.arange(3.0)
M = np.arange(6.0).reshape(2, 3) + 10.0


@pytest.mark.parametrize(
    ("join", "arrays", "axis"),
    [
        (np.concatenate, [V, V[:2], V[:0]], 0),
        (lambda a: np.concatenate(a, 1), [M, M[:, :1]], 1),
        (lambda a: np.concatenate(a, -1), [M, M], -1),
        (np.stack, [V, V + 5], 0),
        (lambda a: np.stack(a, -1), [V, V + 5], -1),
        (np.stack, [1.5, 2.5], 0),
        (np.vstack, [V, M, V], 0),
        (np.column_stack, [V, M.T, V], 1),
        (np.hstack, [1.5, V], 0),
    ],
)
def test_parts_are_what_was_joined(join: Any, arrays: Any, axis: int) -> None:
    joined = join(arrays)
    if join is np.hstack:
        arrays = [np.float64(1.5), V]
    parts = split_like(joined, arrays, axis)
    for part, array in zip(parts, arrays, strict=True):
        np.testing.assert_array_equal(part, array)
        assert np.shape(part) == np.shape(array)
        assert isinstance(part, np.ndarray) == isinstance(array, np.ndarray)
    np.testing.assert_array_equal(join_like(parts, joined, axis), joined)


def test_items_in_nested_lists() -> None:
    found = items_like(M, [[1.0, 2.0, 3.0], V])
    assert found[0] == [10.0, 11.0, 12.0]
    np.testing.assert_array_equal(found[1], M[1])
    with pytest.raises(ValueError, match="argument 2 is"):
        items_like(M, [1.0])


def test_one_item_many_times() -> None:
    assert repeat_like(1.5, ["a", "b"]) == [1.5, 1.5]
