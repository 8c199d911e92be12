"""Arguments under the names of their parameters."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad.rules.signatures import by_name, names_of


@pytest.mark.parametrize(
    ("fn", "args", "kw", "expected"),
    [
        (np.sum, (1, 0), (), {"a": 1, "axis": 0}),
        (np.sum, (1, 0), ("axis",), {"a": 1, "axis": 0}),
        (np.where, (1, 2, 3), (), {"condition": 1, "x": 2, "y": 3}),
        (np.concatenate, (1, 0), (), {"arrays": 1, "axis": 0}),
        (np.multiply, (1, 2), (), {"x1": 1, "x2": 2}),
        (operator.matmul, (1, 2), (), {"a": 1, "b": 2}),
        (math.log, (1, 2), (), {"x": 1, "base": 2}),
        (np.ndarray.astype, (1, 2), (), {"x": 1, "dtype": 2}),
    ],
)
def test_names(fn: Callable[..., Any], args: tuple[int, ...], kw: tuple[str, ...], expected: dict[str, int]) -> None:
    assert by_name(fn, args, kw) == expected


@pytest.mark.parametrize("fn", [max, np.einsum, np.atleast_1d])
def test_any_number_of_arguments_has_no_names(fn: Callable[..., Any]) -> None:
    assert names_of(fn) is None
    assert by_name(fn, (1, 2), ()) is None


def test_too_many_arguments_have_no_names() -> None:
    assert by_name(np.dot, (1, 2, 3, 4), ()) is None
