from __future__ import annotations

import linecache
import math
import traceback
from typing import Any

import pytest

from srcad import grad, vjp


def risky(x):
    y = x - 1.0
    return math.log(
        y
    )


def reciprocal(x):
    return 1.0 / (x * x) if x > 1.0 else math.sqrt(x)


def error_of(call: Any) -> BaseException:
    with pytest.raises((ArithmeticError, ValueError)) as caught:
        call()
    return caught.value


def test_an_error_shows_the_generated_line_and_names_the_users() -> None:
    df = grad(risky)
    assert df(3.0) == 0.5
    error = error_of(lambda: df(0.5))
    assert type(error) is ValueError
    line = risky.__code__.co_firstlineno + 2
    assert [note for note in error.__notes__ if f"{__file__}:{line}: return math.log(" in note] == error.__notes__
    frame = traceback.extract_tb(error.__traceback__)[-1]
    assert frame.filename.startswith("<srcad risky_grad")
    assert frame.line
    assert frame.line in df.source
    assert linecache.getline(frame.filename, frame.lineno or 0).strip() == frame.line


def test_an_error_of_the_backward_sweep_too() -> None:
    _, pullback = vjp(reciprocal, 0.0)
    error = error_of(lambda: pullback(1.0))
    assert type(error) is ZeroDivisionError
    assert "return 1.0 / (x * x)" in "".join(error.__notes__)


def test_an_error_on_the_first_call_too() -> None:
    error = error_of(lambda: grad(risky)(0.5))
    assert len(error.__notes__) == 1
