"""All that is refused in a function is found at once, at its place, and nothing that is not."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from srcad import Finding, check
from tests.checking import subject
from tests.corpus.everything import ALL

Number = float | int | np.ndarray


def found(f: Callable[..., Any]) -> list[tuple[str, str]]:
    """The kind of each finding and the text of its line."""
    return [(each.kind, each.place.text.strip() if each.place else "") for each in check(f)]


def test_everything_at_once() -> None:
    assert found(subject.many) == [
        ("language", 'a = eval("x")'),
        ("rule", "y = np.trim_zeros(x)"),
        ("language", 'for k in range(eval("n")):'),
        ("language", 'y = math.sin(exec("k"), a)'),
        ("language", 'while k < eval("n"):'),
        ("rule", "z = np.packbits(k)"),
        ("language", 'return y + z * globals()["n"]'),
    ]


def test_a_finding_says_where_why_and_what_instead() -> None:
    first = check(subject.many)[0]
    file = inspect.getsourcefile(subject.many)
    line = inspect.getsourcelines(subject.many)[1] + 1
    assert str(first).startswith(f"{file}:{line}:9: language: eval runs code that cannot be seen. Instead: ")
    assert "\n" not in str(first)
    assert first.function == "many"


@pytest.mark.parametrize("f", [subject.clean, subject.shapes, subject.annotated, subject.Point.norm])
def test_clean(f: Callable[..., Any]) -> None:
    assert check(f) == []


@pytest.mark.parametrize("f", [subject.count, subject.steps])
def test_integer(f: Callable[..., Any]) -> None:
    (finding,) = check(f)
    assert finding.kind == "integer"
    assert finding.place is not None
    assert finding.place.text[finding.place.col :].startswith("n")


def test_aliasing() -> None:
    assert found(subject.aliased) == [("alias", "z[0] = 1.0")]


def test_what_a_callee_does_is_found_where_it_does_it() -> None:
    assert found(subject.calls_helper) == [("language", "global LAST")]


def test_a_function_inside() -> None:
    assert found(subject.nested) == [("language", 'return eval("t")')]


def test_an_argument_of_which_nothing_is_known() -> None:
    assert found(subject.by_text) == [("language", 'return eval("x")')]
    assert found(subject.Model.__call__) == [("language", 'return self.scale * x if x else eval("x")')]


def test_a_method_of_a_dataclass() -> None:
    assert found(subject.Point.walk) == [("language", 'return [self.a, eval("b")]')]
    assert found(subject.Point(1.0, 2.0).walk) == found(subject.Point.walk)


def test_a_derivative_is_checked_as_its_function() -> None:
    assert found(subject.gradient) == [("language", 'return eval("x")')]


@pytest.mark.parametrize("f", [len, np.sin, int, 3])
def test_what_has_no_source(f: Any) -> None:
    (finding,) = check(f)
    assert finding.reason
    assert finding.instead


def test_nothing_is_run() -> None:
    def fails(x):
        raise AssertionError

    assert all(isinstance(each, Finding) for each in check(fails))


def test_the_corpus_is_clean() -> None:
    """Programs of numbers and arrays are differentiated for what their text suggests; a few suggest too little."""
    programs = [each for each in ALL[::3] if all(isinstance(arg, Number) for arg in each.sets[0].make())]
    refused = [each.name for each in programs if check(each.fn)]
    assert len(programs) > 100
    assert len(refused) <= len(programs) // 50, refused
