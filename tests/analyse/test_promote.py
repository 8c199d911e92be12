"""Dtypes where a type is not known exactly, and what NumPy says where it is."""

from __future__ import annotations

import operator

import numpy as np
import pytest

from srcad.analyse.cannot import CannotType
from srcad.analyse.infer import infer
from srcad.analyse.promote import result
from srcad.ir.core import Apply, Var
from srcad.ir.types import FLOAT, INT, Array, Extent, Scalar, Type
from tests.analyse.agreement import World

N = Extent("n", 0, True)
EITHER = Scalar("f", "?")


def product(a: Type, b: Type) -> str:
    return str(infer(Apply(operator.mul), [Var("a", a), Var("b", b)], World("many").fresh))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (FLOAT, Array("float32", (N,)), "float32[n]"),
        (INT, Array("float32", (N,)), "float32[n]"),
        (Scalar("f", "float64"), Array("float32", (N,)), "float64[n]"),
        (FLOAT, Scalar("f", "float32"), "float32"),
        (FLOAT, Array("int64", (N,)), "float64[n]"),
        (FLOAT, FLOAT, "float"),
        (FLOAT, Scalar("f", "float64"), "float64"),
    ],
)
def test_python_numbers_are_weak(a: Type, b: Type, expected: str) -> None:
    assert product(a, b) == expected


@pytest.mark.parametrize(
    ("b", "expected"),
    [
        (Array("float64", (N,)), "float64[n]"),
        (Array("float32", (N,)), "float?[n]"),
        (Scalar("f", "float64"), "float64"),
        (FLOAT, "?"),
        (EITHER, "?"),
    ],
)
def test_a_number_that_may_be_of_python_or_of_numpy(b: Type, expected: str) -> None:
    assert product(EITHER, b) == expected


def test_a_kind_that_is_not_known_is_refused() -> None:
    assert result(operator.add, (("bool?", 0), ("float64", 1))) == ("float64",)
    with pytest.raises(CannotType, match="kind of the result"):
        result(operator.add, (("bool?", 0), ("bool?", 0)))


def test_what_numpy_refuses_has_no_type() -> None:
    with pytest.raises(CannotType, match="does not take these operands"):
        result(np.bitwise_and, (("float64", 1), ("float64", 1)))
