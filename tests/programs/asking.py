"""What a test asks of a program with a trap: the right number, or a refusal that says where and what instead."""

# ruff: noqa: PT017

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from srcad import SrcadError
from tests import trees
from tests.corpus.comparing import assert_close

TIGHT = (1e-9, 1e-9)


def assert_refused(call: Callable[[], Any], fn: Callable[..., Any], fragment: str) -> SrcadError:
    """The call is refused at the one line of `fn` that contains the fragment."""
    with pytest.raises(SrcadError) as caught:
        call()
    error = caught.value
    assert error.place is not None, f"no place: {error}"
    assert error.place.line == line_of(fn, fragment), str(error)
    assert fragment in error.place.text
    assert "^" in str(error)
    assert "Instead: " in str(error)
    return error


def line_of(fn: Callable[..., Any], fragment: str) -> int:
    """The line number, in its file, of the one line of a function that contains the fragment."""
    lines, start = inspect.getsourcelines(fn)
    found = [start + place for place, line in enumerate(lines) if fragment in line]
    assert len(found) == 1, (fragment, found)
    return found[0]


def right_or_refused(call: Callable[[], Any], wanted: Any) -> None:
    """Either answer is a right one; a wrong number, or an error that is not ours, is neither."""
    try:
        found = call()
    except SrcadError as error:
        assert error.reason
        assert error.instead or error.place is not None
    else:
        assert len(list(trees.leaves(found))) == len(list(trees.leaves(wanted)))
        assert_close(found, wanted, TIGHT)
