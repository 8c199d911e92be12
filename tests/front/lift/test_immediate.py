"""Which functions are plain enough that nothing is lifted for them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from srcad.front.lift.immediate import Immediate, immediate
from srcad.ir.core import Lit


def named(x):
    return x


@pytest.mark.parametrize(
    ("fn", "expected"),
    [
        (lambda x, y: y, Immediate(2, 1)),
        (lambda x, y: -1.0, Immediate(2, Lit(-1.0))),
        (lambda x: 1.0, Immediate(1, Lit(1.0))),
        (lambda x, y: x * y, None),
        (lambda x: math.pi, None),
        (lambda x: 1, None),
        (lambda x: None, None),
        (lambda x, y=1.0: x, None),
        (lambda x, *rest: x, None),
        (lambda x, *, y: x, None),
        (lambda x, /: x, None),
        (named, None),
        (math.sin, None),
    ],
)
def test_plain_functions(fn: Callable[..., Any], expected: Immediate | None) -> None:
    assert immediate(fn) == expected


def test_what_it_gives() -> None:
    first, second = Lit(2.0), Lit(3.0)
    assert Immediate(2, 1).of([first, second]) is second
    assert Immediate(2, Lit(-1.0)).of([first, second]) == Lit(-1.0)
