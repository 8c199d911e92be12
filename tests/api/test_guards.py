from __future__ import annotations

import inspect
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from srcad.api.arguments import read_signature
from srcad.api.guards import Guard


@dataclass
class Layer:
    W: Any
    b: Any


class Sub(np.ndarray):
    """A subclass."""


VALUES: list[Any] = [
    1.0,
    1,
    True,
    1j,
    None,
    "tanh",
    "relu",
    math,
    np.float64(1.0),
    np.float32(1.0),
    np.zeros(()),
    np.zeros(2),
    np.zeros(1),
    np.zeros(2, np.float32),
    np.arange(2),
    np.zeros((2, 2)),
    np.zeros((1, 2)),
    np.zeros((2, 1)),
    np.zeros((1, 1)),
    (1.0, 2.0),
    [1.0, 2.0],
    [1.0],
    [1.0] * 40,
    [np.float64(1.0)] * 40,
    (1.0,) * 40,
    [np.zeros(2)] * 40,
    [np.zeros(1)] * 40,
    {"W": np.zeros(2), "b": 1.0},
    {"W": np.zeros(2), "b": None},
    {"W": np.zeros(2), "c": 1.0},
    {"W": np.zeros(2)},
    {"b": [np.zeros(2), "tanh"]},
    {"b": [np.zeros(2), "relu"]},
    Layer(np.zeros(2), 1.0),
    Layer(np.zeros(1), 1.0),
    Layer(None, 1.0),
]


def guard_for(value: Any) -> Any:
    parameter = inspect.Parameter("x", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    guard = Guard("_")
    test = guard.signature(read_signature([parameter], {"x": value}, frozenset()))
    return eval(f"lambda x: {test}", guard.constants)


@pytest.mark.parametrize("place", range(len(VALUES)))
def test_a_guard_holds_for_its_own_signature_alone(place: int) -> None:
    guard = guard_for(VALUES[place])
    assert [i for i, value in enumerate(VALUES) if guard(value)] == [place]


def test_a_guard_holds_for_other_values_of_the_same_types() -> None:
    assert guard_for(1.0)(math.inf)
    assert guard_for(np.zeros(2))(np.ones(7))
    assert guard_for(np.zeros(2))(np.ones(0))
    assert guard_for({"W": np.zeros(2), "b": 1.0})({"b": 2.0, "W": np.zeros(3)})
    assert guard_for([1.0] * 40)([2.0] * 50)


def test_a_guard_knows_subclasses_and_other_shapes_in_a_list() -> None:
    assert not guard_for(np.zeros(2))(np.zeros(2).view(Sub))
    assert not guard_for([1.0] * 40)([1.0] * 39 + [1])
    assert not guard_for([np.zeros(2)] * 40)([np.zeros(2)] * 39 + [np.zeros(3)])


def test_a_demanded_integer_is_compared_by_value() -> None:
    parameter = inspect.Parameter("n", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    guard = Guard("_")
    test = guard.signature(read_signature([parameter], {"n": 3}, frozenset({"n"})))
    holds = eval(f"lambda n: {test}", guard.constants)
    assert [holds(n) for n in (3, 4, 3.0, True)] == [True, False, False, False]
