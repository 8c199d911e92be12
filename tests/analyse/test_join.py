"""The type of a value that comes from two places."""

from __future__ import annotations

import pytest

from srcad.analyse.infer import join
from srcad.ir.core import UNDEF
from srcad.ir.types import (
    BOOL,
    FLOAT,
    INT,
    NONE,
    UNKNOWN,
    Array,
    Extent,
    ListOf,
    Opaque,
    RangeOf,
    Scalar,
    TupleOf,
    Type,
)
from tests.analyse.agreement import World

N, M = Extent("n", 0, True), Extent("m")
NP = Scalar("f", "float64")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (INT, FLOAT, "float"),
        (BOOL, INT, "int"),
        (FLOAT, NP, "?"),
        (INT, NP, "?"),
        (Scalar("f", "float32"), NP, "?"),
        (Scalar("i", None, N), Scalar("i", None, M), "int"),
        (Scalar("i", None, N), Scalar("i", None, N), "int[n]"),
        (Array("float64", (N,)), Array("float64", (N,)), "float64[n]"),
        (Array("float64", (N,)), Array("float64", (M,)), "float64[n1?]"),
        (Array("float64", (3,)), Array("float64", (N,)), "float64[n1]"),
        (Array("float32", (N,)), Array("float64", (N,)), "float?[n]"),
        (TupleOf((INT, FLOAT)), TupleOf((FLOAT, FLOAT)), "(float, float)"),
        (ListOf(INT), ListOf(FLOAT), "list[float]"),
        (RangeOf(N), RangeOf(M), "range"),
        (UNDEF.type, FLOAT, "float"),
        (FLOAT, UNDEF.type, "float"),
        (NONE, NONE, "None"),
        (Opaque("str"), Opaque("str"), "str"),
        (Opaque("str"), NONE, "constant"),
        (Opaque("str"), Opaque("logging.Logger"), "unknown"),
        (UNKNOWN, BOOL, "unknown"),
        (INT, Opaque("str"), "unknown"),
    ],
)
def test_join(a: Type, b: Type, expected: str) -> None:
    assert str(join(a, b, World("many").fresh)) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (FLOAT, Array("float64", ())),
        (Array("float64", (N,)), Array("float64", (N, N))),
        (FLOAT, NONE),
        (FLOAT, UNKNOWN),
        (INT, Opaque("dtype:float32")),
        (TupleOf((INT,)), TupleOf((INT, INT))),
        (TupleOf((INT,)), TupleOf((NONE,))),
        (ListOf(FLOAT), ListOf(NONE)),
        (FLOAT, ListOf(FLOAT)),
    ],
)
def test_nothing_in_common(a: Type, b: Type) -> None:
    assert join(a, b, World("many").fresh) is None


def test_a_loose_length_stays() -> None:
    own = Extent("own")
    assert join(Array("float64", (own,)), Array("float64", (M,)), World("many").fresh, ("own",)) == Array(
        "float64", (own,)
    )
