"""Random programs of branches, loops, stores and lists, nested in each other, against finite differences."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad.ir.core import UNDEF
from srcad.ir.types import INT, Scalar
from tests.transform.building import Pen
from tests.transform.checking import check

NUMBER = Scalar("f", "?")
DEPTH = 3


class Writer:
    """Writes one program; what it may use at each point is passed down."""

    def __init__(self, pen: Pen, dice: random.Random) -> None:
        self.pen = pen
        self.dice = dice
        self.depth = 0

    def number(self, numbers: list[Any]) -> Any:
        a, b = self.dice.choice(numbers), self.dice.choice(numbers)
        forms = (
            lambda: a * b,
            lambda: np.sin(a),
            lambda: a * 0.7 + b,
            lambda: np.tanh(a - b * 0.3),
            lambda: np.exp(np.sin(a)) * b,
        )
        return self.dice.choice(forms)()

    def steps(
        self, numbers: list[Any], arrays: list[Any], counters: list[Any], most: int
    ) -> tuple[list[Any], list[Any]]:
        """Some statements; gives the numbers and arrays known after them."""
        numbers, arrays = list(numbers), list(arrays)
        for _ in range(self.dice.randrange(1, most)):
            kind = self.dice.randrange(10)
            if kind < 3:
                numbers.append(self.number(numbers))
            elif kind < 6:
                self.on_arrays(kind, numbers, arrays)
            elif self.depth < DEPTH:
                self.depth += 1
                (self.branch, self.loop, self.loop, self.repeat)[kind - 6](numbers, arrays, counters)
                self.depth -= 1
        return numbers, arrays

    def on_arrays(self, kind: int, numbers: list[Any], arrays: list[Any]) -> None:
        array, place = self.dice.choice(arrays), self.dice.randrange(3)
        if kind == 3:
            numbers.append(array[place] * 0.5 + np.sum(np.tanh(array * self.dice.choice(arrays))))
        elif kind == 4:
            arrays.append(array.stored(place, self.dice.choice(numbers), self.dice.choice(["set", "add"])))
        else:
            arrays.append(np.sin(array * self.dice.choice(numbers) + self.dice.choice(arrays)))

    def branch(self, numbers: list[Any], arrays: list[Any], counters: list[Any]) -> None:
        cond = self.dice.choice(counters) > 1 if counters else numbers[0] > -9.0
        undefined = self.dice.random() < 0.4

        def arm(binds: bool) -> Callable[[], Any]:
            def write() -> Any:
                inner, inner_arrays = self.steps(numbers, arrays, counters, 4)
                return inner[-1], inner_arrays[-1], inner[-1] if binds else UNDEF

            return write

        number, array, maybe = self.pen.branch(cond, arm(True), arm(not undefined))
        if undefined:
            number = self.pen.branch(cond, lambda: maybe * number, lambda: number)
        numbers.append(number)
        arrays.append(array)

    def loop(self, numbers: list[Any], arrays: list[Any], counters: list[Any]) -> None:
        by_range, ends_early, only_sums = (self.dice.random() < 0.5 for _ in range(3))
        source = self.pen.range(self.dice.randrange(4)) if by_range else self.dice.choice(arrays)
        start, array = self.dice.choice(numbers), self.dice.choice(arrays)

        def body(item: Any, s: Any, a: Any) -> Any:
            known = [*numbers, s] if by_range else [*numbers, s, item]
            inner, inner_arrays = self.steps(known, [*arrays, a], [*counters, item] if by_range else counters, 4)
            results = (s + inner[-1], a) if only_sums else (np.sin(inner[-1]), inner_arrays[-1])
            flag = (item > 1,) if by_range and ends_early else ()
            return (*flag, *results, inner[-1] * 0.5)

        number, array, rows = self.pen.walk(
            [source], [start, array], body, until=by_range and ends_early, collects=1, types=[NUMBER, array.type]
        )
        walked = self.pen.back(rows) if self.dice.random() < 0.5 else rows
        last = self.pen.walk([walked], [number], lambda v, t: np.sin(t * v) + v * 0.1, types=[NUMBER])
        numbers += [number, last]
        arrays.append(array)

    def repeat(self, numbers: list[Any], arrays: list[Any], counters: list[Any]) -> None:
        rounds = self.dice.randrange(3)

        def body(s: Any, i: Any) -> Any:
            inner, _ = self.steps([*numbers, s], arrays, [*counters, i], 3)
            return np.tanh(inner[-1]), i + 1

        start = self.dice.choice(numbers)
        numbers.append(self.pen.repeat([start, 0], lambda s, i: i < rounds, body, types=[NUMBER, INT])[0])


def random_program(seed: int) -> Callable[..., Any]:
    def f(pen: Pen, x: Any, y: Any, z: Any) -> Any:
        dice = random.Random(seed)
        numbers, arrays = Writer(pen, dice).steps([x, y], [z], [], 8)
        return np.sum(arrays[-1]) * 0.3 + numbers[-1] + dice.choice(numbers)

    return f


def arguments(seed: int) -> tuple[float, float, np.ndarray]:
    rng = np.random.default_rng(seed)
    return float(rng.normal()), float(rng.normal()), rng.normal(size=3)


@pytest.mark.parametrize("seed", range(25))
def test_first_order(seed: int) -> None:
    check(random_program(seed), *arguments(seed), order=1)


@pytest.mark.parametrize("seed", range(100, 108))
def test_second_order(seed: int) -> None:
    check(random_program(seed), *arguments(seed), order=2)
