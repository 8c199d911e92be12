"""What a refusal says."""

from __future__ import annotations

import linecache
import pickle

import pytest

from srcad import errors
from srcad.errors import ArgumentError, LanguageError, Place, SrcadError, place_at, place_in

KINDS = ["SourceError", "LanguageError", "RuleError", "AliasError", "ArgumentError"]


def test_a_message_has_place_line_caret_and_way_out() -> None:
    place = Place("model.py", 12, 8, 15, "    y = z.foo()  # odd\n")
    error = LanguageError("`foo` is not supported", "write `bar`", place)
    assert str(error) == (
        "model.py:12: `foo` is not supported\n    y = z.foo()  # odd\n        ^^^^^^^\n  Instead: write `bar`"
    )


def test_a_message_may_be_the_reason_alone() -> None:
    assert str(SrcadError("no")) == "no"
    assert str(SrcadError("no", "yes")) == "no\n  Instead: yes"


@pytest.mark.parametrize("kind", KINDS)
def test_every_refusal_is_caught_as_one(kind: str) -> None:
    error = getattr(errors, kind)("reason", "instead", Place("f.py", 1, 0, 1, "x"))
    assert isinstance(error, SrcadError)
    assert (error.reason, error.instead, error.place.line) == ("reason", "instead", 1)


def test_a_wrong_argument_is_a_type_error() -> None:
    assert issubclass(ArgumentError, TypeError)


def test_refusals_can_be_pickled() -> None:
    error = LanguageError("reason", "instead", Place("f.py", 1, 0, 1, "x"))
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is LanguageError
    assert str(copy) == str(error)


def test_columns_are_characters_though_ast_counts_bytes() -> None:
    text = "é = ü + y"
    place = place_in(text, "f.py", (1, len("é = ".encode()), 1, len("é = ü".encode())))
    assert text[place.col : place.end_col] == "ü"


def test_of_several_lines_the_first_is_shown() -> None:
    place = place_in("y = g(a,  ", "f.py", (3, 4, 5, 2))
    assert place.excerpt == "    y = g(a,\n        ^^^^"


def test_tabs_are_repeated_under_the_line() -> None:
    assert Place("f.py", 1, 4, 5, "\tif\tx:").excerpt == "    if\tx:\n      \t^"


def test_carets_stay_within_the_line() -> None:
    assert Place("f.py", 1, 0, 99, "    x  ").excerpt == "    x\n    ^"


def test_a_place_is_read_from_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(linecache.cache, "<here>", (2, None, ["a\n", "b = c\n"], "<here>"))
    assert place_at("<here>", (2, 4, 2, 5)) == Place("<here>", 2, 4, 5, "b = c")
