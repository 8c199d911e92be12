from __future__ import annotations

import numpy as np

from srcad.api.blocks import basis, from_columns, from_rows


def test_basis_has_one_tree_per_entry_of_each_leaf() -> None:
    found = basis({"x": np.zeros(2), "n": 3, "y": 1.0})
    np.testing.assert_equal(
        found,
        [
            [{"x": [1, 0], "n": None, "y": 0.0}, {"x": [0, 1], "n": None, "y": 0.0}],
            [],
            [{"x": [0, 0], "n": None, "y": 1.0}],
        ],
    )


def test_rows_and_columns_make_the_same_blocks() -> None:
    out, x = (np.zeros(2), 1.0), (np.zeros((1, 3)), 2.0)
    rng = np.random.default_rng(0)
    blocks = [[rng.normal(size=(2, 1, 3)), rng.normal(size=2)], [rng.normal(size=(1, 3)), 4.0]]
    rows = [[(blocks[0][0][i], blocks[0][1][i]) for i in range(2)], [(blocks[1][0], blocks[1][1])]]
    columns = [
        [(blocks[0][0][:, 0, k], blocks[1][0][0, k]) for k in range(3)],
        [(blocks[0][1], blocks[1][1])],
    ]
    expected = ((blocks[0][0], blocks[0][1]), (blocks[1][0], 4.0))
    np.testing.assert_equal(from_rows(out, x, rows), expected)
    np.testing.assert_equal(from_columns(out, x, columns), expected)


def test_blocks_of_numbers_are_numbers_and_empty_ones_are_empty() -> None:
    assert type(from_rows(1.0, 1.0, [[2.0]])) is float
    assert type(from_rows(np.float32(1), 1.0, [[np.float32(2.0)]])) is np.float32
    assert from_rows(np.zeros(0), np.zeros(3), [[]]).shape == (0, 3)
    assert from_columns(np.zeros(3), np.zeros(0), [[]]).shape == (3, 0)
    assert from_rows((1.0, "text"), {"x": 1.0, "n": 3}, [[{"x": 2.0, "n": None}], []]) == (
        {"x": 2.0, "n": None},
        {"x": None, "n": None},
    )
