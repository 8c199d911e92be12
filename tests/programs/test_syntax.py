"""Functions, iterators, patterns and names that two paths bind differently: what of them is refused, or raises."""

import functools
import operator
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from srcad import ArgumentError, SrcadError, grad, jvp, value_and_grad
from tests.programs.asking import assert_refused

VECTOR = np.array([0.3, 0.9, 1.7])


@dataclass
class Pair:
    """Two fields."""

    left: float
    right: float


@functools.cache
def prints(x):
    print("seen")
    return x * x


@functools.cache
def fresh_array(n):
    return np.ones(n)


def counter():
    count = 0.0

    def step(x):
        nonlocal count
        count = count + x
        return count * x

    return step


STEP = counter()


def zipped_twice(x):
    pairs = zip(x, x)
    s = 0.0
    for a, b in pairs:
        s = s + a * b
    for a, _ in pairs:
        s = s + a
    return s


def counted_in_a_loop(x):
    numbered = enumerate(x)
    s = 0.0
    for _ in range(2):
        for k, v in numbered:  # the second time
            s = s + k * v
    return s


def mapped_twice(x):
    squares = map(lambda v: v * v, (x[0], x[1]))
    a, b = squares
    return a + sum(squares) + b


def counts_outside(x):
    return STEP(x[0])


def recursion_that_rebinds(x):
    total = 0.0

    def down(k):
        nonlocal total
        total = total + k * x[0]
        if k > 0:
            down(k - 1)
        return total

    return down(len(x))


def stars_of_an_array(x):
    first, *rest = x
    return first * len(rest)


def too_few_for_a_star(x):
    a, b, *c = (x[0],)
    return a + b + len(c)


def filters_by_value(x):
    return sum(filter(lambda v: v > 0.5, (x[0], x[1])))


def sorts_rows(x):
    return sorted(x[:, None])[0][0]


def sorts_arrays(x):
    return sorted([x, 2.0 * x])[0][0]


def zips_strictly(x):
    y = x[x > 0.5]
    s = 0.0
    for a, b in zip(x, y, strict=True):
        s = s + a * b
    return s


def zips_strictly_what_differs(x):
    return sum(map(lambda p: p[0] * p[1], zip((x[0], 1.0), (2.0,), strict=True)))


def caches_an_effect(x):
    return prints(x[0])


def stores_into_a_cache(x):
    kept = fresh_array(3)
    kept[0] = 2.0
    return np.sum(kept * x)


def maps_an_effect(x):
    s = 0.0
    for v in map(lambda t: print(t) or t, (x[0], 1, x)):
        s = s + np.sum(v)
    return s


def calls_a_methodcaller(x):
    return operator.methodcaller("sum")(x)


def too_many_positions(x):
    match Pair(x[0], x[1]):
        case Pair(a, b, c):
            return a * b * c
    return x[0]


def number_or_array(x):
    y = x if x[0] > 0.5 else 1.0
    return np.sum(y)


def function_as_a_number(x):
    f = np.sin if x[0] > 0.5 else np.cos
    return f * x[0]


def lists_of_two_lengths(x):
    y = (x[0], x[1]) if x[0] > 0.5 else (x[0],)
    return y[0] * len(y)


def keeps_what_changes(x):
    z = x * 1.0
    kept = None
    s = 0.0
    for _ in range(3):
        z[0] = z[0] * 2.0
        if kept is not None:
            s = s + kept[0] * x[0]
        kept = z
    return s


def keeps_the_best(x):
    best = None
    for k in range(3):
        z = x * k
        if best is None or z[0] > best[0]:
            best = z
        z[0] = 3.0
    return np.sum(best * x)


def keeps_in_a_pair(x):
    pair = None
    z = x * 1.0
    for k in range(3):
        if pair is None:
            pair = (z, k)
        z[0] = z[0] * x[1]
    return pair[0][0] * x[0]


REFUSED = [
    (keeps_what_changes, "z[0] = z[0] * 2.0"),
    (keeps_the_best, "z[0] = 3.0"),
    (keeps_in_a_pair, "z[0] = z[0] * x[1]"),
    (zipped_twice, "for a, _ in pairs"),
    (counted_in_a_loop, "# the second time"),
    (mapped_twice, "sum(squares)"),
    (recursion_that_rebinds, "return down(len(x))"),
    (stars_of_an_array, "first, *rest = x"),
    (too_few_for_a_star, "a, b, *c"),
    (filters_by_value, "filter("),
    (sorts_rows, "sorted(x["),
    (sorts_arrays, "sorted([x"),
    (zips_strictly, "strict=True"),
    (zips_strictly_what_differs, "strict=True"),
    (caches_an_effect, "prints(x[0])"),
    (stores_into_a_cache, "kept[0] = 2.0"),
    (maps_an_effect, "in map("),
    (calls_a_methodcaller, "return operator.methodcaller"),
    (too_many_positions, "case Pair"),
    (number_or_array, "y = x if"),
    (function_as_a_number, "return f * x[0]"),
    (lists_of_two_lengths, "y = (x[0], x[1]) if"),
]


@pytest.mark.parametrize(("fn", "fragment"), REFUSED, ids=[fn.__name__ for fn, _ in REFUSED])
def test_refused(fn: Callable[..., Any], fragment: str) -> None:
    assert_refused(lambda: grad(fn)(VECTOR), fn, fragment)
    assert_refused(lambda: jvp(fn, (VECTOR,), (VECTOR,)), fn, fragment)


def test_names_of_a_function_from_outside_are_not_assigned() -> None:
    with pytest.raises(SrcadError, match="`count` existed before the call"):
        grad(counts_outside)(VECTOR)


# --- None where a number is needed ----------------------------------------------------------------------------------


def used_though_none(x):
    best = None
    for v in x:
        if v > 1.0:
            best = v
    return best * best


def returned_though_none(x):
    best = None
    for v in x:
        if v > 1.0:
            best = v * v
    return best


def called_though_none(x):
    f = None
    if x[0] > 1.0:
        f = np.sin
    return f(x[0])


def picked_beyond_the_end(x):
    fns = (np.sin, np.cos)
    k = int(x[0] * 10.0)
    return fns[k](x[0])


def key_that_is_missing(x):
    fns = {1: np.sin, 2: np.cos}
    return fns[int(x[0] * 10.0)](x[0])


RAISES = [
    (used_though_none, TypeError),
    (called_though_none, TypeError),
    (picked_beyond_the_end, IndexError),
    (key_that_is_missing, KeyError),
]


@pytest.mark.parametrize(("fn", "error"), RAISES, ids=[fn.__name__ for fn, _ in RAISES])
@pytest.mark.parametrize("transform", [grad, value_and_grad], ids=["grad", "value_and_grad"])
def test_raises_as_the_function_does(fn: Callable[..., Any], error: type[Exception], transform: Any) -> None:
    high, low = np.array([1.1, 1.7]), np.array([0.5, 0.9])
    if error is TypeError:
        transform(fn)(high)
    else:
        transform(fn)(np.array([0.1, 1.7]))
    for call in (fn, transform(fn)):
        with pytest.raises(error):
            call(low)


def test_none_is_never_a_result() -> None:
    df = grad(returned_though_none)
    assert np.array_equal(df(VECTOR), [0.0, 0.0, 3.4])
    with pytest.raises(TypeError):
        df(np.array([0.5, 0.9]))


def test_none_on_a_path_of_its_own() -> None:
    def f(x):
        if x > 1.0:
            return x * x
        return None

    with pytest.raises(ArgumentError, match="None"):
        grad(f)(2.0)
