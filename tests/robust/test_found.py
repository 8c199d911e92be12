"""Functions of real modules that once raised from the insides, reduced by hand: each is refused in words."""

from collections.abc import Callable
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from srcad import ArgumentError, LanguageError, RuleError, SrcadError, check, grad


class Level(IntEnum):
    LOW = 1


TABLE = {"rows": [[float(k)] for k in range(3000)]}
RING: list[Any] = []
RING.append(RING)


def enumeration(x):
    return x * Level.LOW


def table(x):
    return x * TABLE["rows"][0][0]


def ring(x):
    return x * len(RING)


def list_of_nothing_asked(x, n):
    kept = []
    for _ in range(n):
        kept.append(())
    return x if kept else x * x


def many_of_one_kind(x):
    items = [(x, [1, 2], {3: "a"})] * 100000
    return items[0][0]


def tuple_of_very_many(x):
    return ((x,) * 100000)[0]


@lru_cache
def spoken(text):
    return Path(text).open().name.upper()


def cached_that_acts(x):
    return x * len(spoken("/dev/null"))


def returns_a_class(x):
    return x, Level


def returns_a_function(x):
    return x, abs


def zip_of_unlike(x):
    s = 0.0
    for v, name in zip(x, ("a", "b", 1.0)):
        s = s + v
    return s


def counted_from_a_variable(x, n):
    for k, v in enumerate((x, "a", None), n):
        x = x * k
    return x


def half_a_slice(x):
    return x[:0.5]


def half_a_repetition(x):
    return sum([x] * 0.5)


def compared_with_none(x, n=None):
    return x if n < 3 else 2.0 * x


def contained_in_none(x, n=None):
    return x if 3 in n else 2.0 * x


def int_of_two(x):
    return x * int("7", 8)


def not_a_number(x):
    return x * float("seven")


def objects_or_numbers(x, n):
    y = np.empty(3, dtype=object)
    if n > 1:
        y = np.zeros(3)
    return x * y[0]


def dtype_of_either(x, n):
    y = np.zeros(3)
    if n > 1:
        y = np.zeros(3, dtype=np.float32)
    return np.sum(x * np.ones(3, dtype=y.dtype))


def more_axes_in_place(x):
    y = x * 1.0
    y += np.ones((2, 3))
    return np.sum(y)


def method_of_a_float(x):
    return x.reshape(1)[0]


def axis_that_is_a_float(x):
    return np.sum(x, axis=0.5)


def line_stored_by_an_array(x):
    y = x[1:]
    y[np.array([0.5])] = x[0]
    return np.sum(x)


def solves_a_vector(x):
    return np.sum(np.linalg.solve(x, x))


def product_of_too_many_axes(x):
    return np.tensordot(x, x, 2)


def sum_of_too_many_axes(x):
    return np.einsum("ij->", x)


VECTOR = np.array([1.0, 2.0, 3.0])
FOUND: dict[Callable[..., Any], tuple[Any, ...]] = {
    list_of_nothing_asked: (2.0, 3),
    tuple_of_very_many: (2.0,),
    cached_that_acts: (2.0,),
    axis_that_is_a_float: (VECTOR,),
    compared_with_none: (1.5,),
    contained_in_none: (1.5,),
    counted_from_a_variable: (1.5, 2),
    dtype_of_either: (1.5, 2),
    enumeration: (1.5,),
    half_a_repetition: (1.5,),
    half_a_slice: (VECTOR,),
    int_of_two: (1.5,),
    line_stored_by_an_array: (VECTOR,),
    method_of_a_float: (1.5,),
    more_axes_in_place: (VECTOR,),
    not_a_number: (1.5,),
    objects_or_numbers: (1.5, 2),
    product_of_too_many_axes: (VECTOR,),
    returns_a_class: (1.5,),
    returns_a_function: (1.5,),
    ring: (1.5,),
    solves_a_vector: (VECTOR,),
    sum_of_too_many_axes: (VECTOR,),
    table: (1.5,),
    zip_of_unlike: (VECTOR,),
}


@pytest.mark.parametrize("fn", FOUND, ids=lambda fn: fn.__name__)
def test_refused(fn: Callable[..., Any]) -> None:
    with pytest.raises(SrcadError) as caught:
        grad(fn).source_for(*FOUND[fn])
    error = caught.value
    assert isinstance(error, LanguageError | RuleError | ArgumentError)
    assert error.instead
    assert error.place is not None or fn in (returns_a_class, returns_a_function)


def deep(count: int, tmp_path: Any) -> list[Callable[..., Any]]:
    """Functions that are nested so deeply."""
    branches = "".join(f"    elif x < {k}.5:\n        y = x * {k}.0\n" for k in range(count))
    texts = {
        "chain": f"def chain(x):\n    return {' + '.join(['x'] * count)}\n",
        "branches": f"def branches(x):\n    if x < 0.0:\n        y = x\n{branches}    return y\n",
        "returns": "def returns(x):\n" + branches.replace("elif", "if").replace("y = ", "return ") + "    return x\n",
    }
    file = tmp_path / "deep.py"
    file.write_text("".join(texts.values()))
    namespace: dict[str, Any] = {}
    exec(compile(file.read_text(), str(file), "exec"), namespace)
    return [namespace[name] for name in texts]


def test_nested_too_deeply(tmp_path: Any) -> None:
    for fn in deep(900, tmp_path):
        with pytest.raises(LanguageError, match="nested too deeply"):
            grad(fn)(1.5)
        assert [finding.kind for finding in check(fn)] == ["language"]


def kinds_told_apart(x, y):
    if isinstance(y, (bytes, bytearray)):
        return x
    return x * float(isinstance(hex(3), (bytes, str)))


def many_zeros(x):
    items = [0.0] * 3000
    for k in range(3000):
        items[k] = x * k
    return items[2] + items[2999]


def test_what_was_refused_or_broken_is_right() -> None:
    assert grad(kinds_told_apart)(2.0, 3.0) == 1.0
    assert grad(many_zeros)(2.0) == 3001.0
    assert grad(many_of_one_kind)(2.0) == 1.0
