"""Numeric derivatives to hold the written ones against: central differences, extrapolated twice.

With steps h, h/2 and h/4 the error is of order h^6, so steps may be large enough that rounding does not matter:
eleven or twelve digits on well-behaved functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from tests import trees
from tests.trees import Tree

STEP = 2e-3
MANY = 40


def extrapolate(differences: Sequence[Tree]) -> Tree:
    """Romberg's table for errors in even powers of the step, for steps halved each time."""
    rows, factor = list(differences), 4.0
    while len(rows) > 1:
        rows = [_combine(coarse, fine, factor) for coarse, fine in pairwise(rows)]
        factor *= 4.0
    return rows[0]


def _combine(coarse: Tree, fine: Tree, factor: float) -> Tree:
    return trees.map_leaves(lambda a, b: (factor * b - a) / (factor - 1.0), coarse, fine)


def moved(args: Sequence[Any], wrt: Sequence[int], direction: Sequence[Tree], step: float) -> tuple[Any, ...]:
    """The arguments moved along the direction, as fresh copies."""
    result = list(trees.copy(tuple(args)))
    for place, dot in zip(wrt, direction, strict=True):
        result[place] = trees.map_leaves(lambda a, b: _like(a, a + step * b), result[place], dot)
    return tuple(result)


def _like(leaf: Any, value: Any) -> Any:
    if isinstance(leaf, np.ndarray):
        return np.asarray(value, leaf.dtype)
    return type(leaf)(value)


def tangent(
    fn: Callable[..., Tree],
    args: Sequence[Any],
    wrt: Sequence[int],
    direction: Sequence[Tree],
    step: float = STEP,
) -> Tree:
    """How the result of `fn` changes when the arguments move along the direction."""
    wide, along = trees.widen(tuple(args)), trees.widen(tuple(direction))

    def difference(h: float) -> Tree:
        ahead, behind = (fn(*moved(wide, wrt, along, sign * h)) for sign in (1.0, -1.0))
        return trees.map_leaves(lambda a, b: (a - b) / (2.0 * h), ahead, behind)

    return extrapolate([difference(h) for h in (step, step / 2.0, step / 4.0)])


def unit_directions(targets: Sequence[Tree]) -> Iterator[tuple[Tree, ...]]:
    """One direction per real number in the targets."""
    total = trees.size(tuple(targets))
    for place in range(total):
        yield _unit(tuple(targets), place)


def _unit(targets: Tree, place: int) -> Tree:
    start = 0

    def fill(leaf: Any) -> Any:
        nonlocal start
        flat = np.zeros(trees.count(leaf))
        if start <= place < start + flat.size:
            flat[place - start] = 1.0
        start += flat.size
        return trees.filled(leaf, flat)

    return trees.map_leaves(fill, targets)


def directions(targets: Sequence[Tree]) -> list[tuple[Tree, ...]]:
    """Every entry by itself where there are few, three fixed directions where there are many."""
    if trees.size(tuple(targets)) <= MANY:
        return list(unit_directions(targets))
    return [trees.pattern(tuple(targets), salt) for salt in (1, 2, 3)]
