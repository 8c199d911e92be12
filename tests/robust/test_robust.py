"""Whatever is passed to whatever: a derivative, or a refusal in our own words; never an exception from the insides."""

import inspect
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import pytest

from srcad import LanguageError, SrcadError, check, grad, pipeline
from srcad.api.arguments import read_signature
from srcad.checking.attempt import floats
from srcad.front.lift import context
from srcad.front.lift.calls import HANDLERS, METHODS
from srcad.front.static import NeedsValue
from srcad.rules.table import MODULES
from srcad.spec import Spec
from tests.robust import operations

KINDS = {
    "float": 1.5,
    "int": 2,
    "bool": True,
    "complex": 1j,
    "float32": np.float32(2.0),
    "vector": np.ones(3),
    "matrix": np.ones((3, 2)),
    "one": np.ones(1),
    "0-d": np.array(2.0),
    "indices": np.array([1, 2]),
    "mask": np.array([True, False, True]),
    "text": "abc",
    "none": None,
    "tuple": (1.0, 2.0),
    "list": [1.0, np.ones(2)],
    "dict": {"k": 1.0},
    "function": abs,
    "empty": np.ones(0),
    "cube": np.ones((2, 3, 4)),
    "long list": [1.0] * 40,
    "class": float,
}

OPERATIONS = [fn for _, fn in inspect.getmembers(operations, inspect.isfunction)]
FUNCTIONS = list({id(fn): fn for fn in (*HANDLERS, *(row.fn for module in MODULES for row in module.ROWS))}.values())

CALLED: Any = None


def none_given(x):
    return CALLED()


def one_given(x):
    return CALLED(x)


def two_given(x, a):
    return CALLED(x, a)


def three_given(x, a):
    return CALLED(a, x, a)


def keyword_given(x):
    return CALLED(x, axis=3)


def unknown_keyword_given(x, a):
    return CALLED(x, a, nonsense=x)


def empty_given(x):
    return CALLED([])


CALLS = (none_given, one_given, two_given, three_given, keyword_given, unknown_keyword_given, empty_given)


def derive(fn: Callable[..., Any], values: list[Any]) -> None:
    """The derivative of a function for arguments of these kinds; a refusal will do."""
    parameters = tuple(inspect.signature(fn).parameters.values())
    named = {param.name: value for param, value in zip(parameters, values, strict=False)}
    demanded: frozenset[str] = frozenset()
    while True:
        try:
            signature = read_signature(parameters, named, demanded)
            pipeline.derive(fn, Spec("vjp", floats(signature)), signature.params, signature.types)
        except NeedsValue as need:
            demanded |= {need.name}
        except SrcadError:
            return
        else:
            return


def pairs(step: int) -> Iterator[tuple[Any, Any]]:
    """Every kind with some others, those that are `step` apart."""
    values = list(KINDS.values())
    count = len(values)
    return ((values[i], values[(i + step * k) % count]) for k in range(count) for i in range(count))


@pytest.mark.parametrize("fn", OPERATIONS, ids=lambda fn: fn.__name__)
def test_operations(fn: Callable[..., Any]) -> None:
    for pair in islice(pairs(OPERATIONS.index(fn) % 19 + 1), 0, None, 10):
        derive(fn, list(pair))


@pytest.mark.parametrize("call", CALLS, ids=lambda fn: fn.__name__)
def test_calls(call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    some = list(pairs(5))
    for number, fn in enumerate(FUNCTIONS):
        monkeypatch.setattr(inspect.getmodule(call), "CALLED", fn)
        derive(call, list(some[(number * 13) % len(some)]))


def test_calls_of_calls_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert grad(operations.twice_3)(2.0, 1.0) == 36.0
    assert check(operations.twice_3) == []
    monkeypatch.setattr(context, "INLINED", 12)
    with pytest.raises(LanguageError, match="more than 12 calls"):
        grad(operations.twice_3, argnums=1)(2.0, 1.0)
    assert [finding.kind for finding in check(operations.twice_3)] == ["language"]


@pytest.mark.parametrize("name", sorted(METHODS))
def test_methods(name: str, tmp_path: Any) -> None:
    file = tmp_path / "method.py"
    file.write_text(f"def f(x, a):\n    return x.{name}(), x.{name}(a)\n")
    namespace: dict[str, Any] = {}
    exec(compile(file.read_text(), str(file), "exec"), namespace)
    for pair in islice(pairs(3), 0, None, 23):
        derive(namespace["f"], list(pair))
