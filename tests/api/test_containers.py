from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest

from srcad.api.containers import leaf_list, leaves, replace_leaves, take_apart


@dataclass
class Layer:
    W: Any
    b: Any


@dataclass
class Counted:
    x: float
    count: int = field(default=0, init=False)


class Unmoved:
    """Holds nothing that has a derivative."""

    def __init__(self, n: int) -> None:
        self.n = n


class Knot:
    """Holds itself."""

    def __init__(self, x: float) -> None:
        self.x = x
        self.me = self


class Slotted:
    """Has no ``__dict__``."""

    __slots__ = ("x",)

    def __init__(self, x: float) -> None:
        self.x = x


class Model:
    """Cannot be made from what it holds."""

    def __init__(self, weights: list[float]) -> None:
        self.total = sum(weights)
        self.inner = Counted(weights[0])


class Pair(NamedTuple):
    first: Any
    second: Any


NESTED = {"layers": [Layer(1.0, 2.0), Layer(3.0, (4.0, None))], "pair": Pair("tanh", 5)}


def test_leaves_stand_in_order_with_the_path_to_each() -> None:
    assert list(leaves(NESTED, "p")) == [
        ("p['layers'][0].W", 1.0),
        ("p['layers'][0].b", 2.0),
        ("p['layers'][1].W", 3.0),
        ("p['layers'][1].b[0]", 4.0),
        ("p['layers'][1].b[1]", None),
        ("p['pair'].first", "tanh"),
        ("p['pair'].second", 5),
    ]


def test_replacing_leaves_keeps_structure_and_classes() -> None:
    assert replace_leaves(NESTED, iter(leaf_list(NESTED))) == NESTED
    assert replace_leaves(Pair(1, [2]), iter("ab")) == Pair("a", ["b"])


def test_an_object_is_made_anew_without_init() -> None:
    parts = take_apart(Model([1.0, 2.0]))
    assert parts is not None
    assert parts.paths == (".total", ".inner")
    made = parts.rebuild([None, 3.0])
    assert type(made) is Model
    assert vars(made) == {"total": None, "inner": 3.0}
    assert [path for path, _ in leaves(Model([1.0, 2.0]))] == [".total", ".inner.x"]


@pytest.mark.parametrize(
    "value",
    [
        *(1.0, "text", None, {1: 2.0}, OrderedDict(a=1.0), Layer, {1.0, 2.0}, range(3)),
        *(Unmoved(1), Knot(1.0), Slotted(1.0)),
    ],
)
def test_everything_else_is_a_leaf(value: object) -> None:
    assert take_apart(value) is None
