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


@pytest.mark.parametrize(
    "value", [1.0, "text", None, {1: 2.0}, OrderedDict(a=1.0), Counted(1.0), Layer, {1.0, 2.0}, range(3)]
)
def test_everything_else_is_a_leaf(value: object) -> None:
    assert take_apart(value) is None
