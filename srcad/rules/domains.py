"""Where the arguments of a function lie: a row carries it, so that a call can be drawn and the rule tests itself.

Words only: `srcad.extend.drawn` makes numbers of them.  What is no word stands for itself (the order of a Bessel
function, a shape, the equation of an einsum), and a list or tuple of words is one of what they stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf
from typing import Any

from srcad.errors import RuleError


@dataclass(frozen=True, slots=True)
class Domain:
    """Numbers between two bounds that are not reached.

    Without a `shape` of its own an argument has that of the call; one of shape ``()`` is a number of Python's.  `form`
    says what there is beside the bounds: of a matrix what makes it regular, of a line that it rises.
    """

    low: float = -inf
    high: float = inf
    shape: tuple[int, ...] | None = None
    form: str = ""

    def shaped(self, *shape: int) -> Domain:
        return replace(self, shape=shape)


@dataclass(frozen=True, slots=True)
class Made:
    """What a function makes of what is drawn."""

    fn: Callable[..., Any]
    words: tuple[Any, ...]


def between(low: float, high: float) -> Domain:
    if not low < high:
        raise RuleError(f"there are no numbers between {low} and {high}", "the lower bound first")
    return Domain(low, high)


def above(low: float) -> Domain:
    return Domain(low=low)


def whole(low: int, high: int) -> Domain:
    """Integers, which have no derivative, the last one left out."""
    return replace(between(low, high), form="whole")


def made(fn: Callable[..., Any], *words: Any) -> Made:
    return Made(fn, words)


REAL = Domain()
POSITIVE = above(0.0)
NEGATIVE = Domain(high=0.0)
UNIT = Domain(-1.0, 1.0)
SHARE = Domain(0.0, 1.0)
ABOVE_ONE = above(1.0)
COMPLEX = Domain(form="complex")

NUMBER = REAL.shaped()
VECTOR = REAL.shaped(3)
BLOCK = REAL.shaped(2, 3, 4)
INCREASING = Domain(shape=(5,), form="increasing")
SQUARE = Domain(shape=(3, 3), form="regular")
SYMMETRIC = Domain(shape=(3, 3), form="symmetric")
SPD = Domain(shape=(3, 3), form="definite")
