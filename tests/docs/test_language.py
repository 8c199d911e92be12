"""The table of the language is complete, and each of its rows is true."""

import ast
import inspect
import sys
import textwrap
from pathlib import Path

import pytest

from srcad import SrcadError, check, check_grads, grad
from tests.corpus.everything import ALL
from tests.docs.language import ACCEPTED, REFUSED, ROWS, Row, function_of

#: the kinds of nodes that a function may be made of, as far as they are no mere parts of another
BASES = (ast.stmt, ast.expr, ast.pattern, ast.operator, ast.unaryop, ast.boolop, ast.cmpop)
PROGRAMS = {each.name: each.fn for each in ALL}

PRESENT = [row for row in ROWS if row.since <= sys.version_info[:2]]
TEXTS = [row for row in PRESENT if row.program not in PROGRAMS]
NAMED = [row for row in PRESENT if row.program in PROGRAMS]


def named(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[f"{row.kind} {row.shown}" for row in rows])


def test_no_kind_is_forgotten() -> None:
    assert all(row.status == ACCEPTED for row in NAMED), "the corpus is differentiated"
    kinds = {kind.__name__ for base in BASES for kind in base.__subclasses__() if kind.__module__ == "ast"}
    assert kinds - {row.kind for row in ROWS} == set()
    assert {row.kind for row in PRESENT} - kinds == set()


@named(PRESENT)
def test_the_program_is_one_of_that_kind(row: Row) -> None:
    text = inspect.getsource(PROGRAMS[row.program]) if row in NAMED else row.program
    assert any(type(node).__name__ == row.kind for node in ast.walk(ast.parse(textwrap.dedent(text))))


@named([row for row in TEXTS if row.status == ACCEPTED])
def test_accepted(row: Row, tmp_path: Path) -> None:
    f = function_of(row, tmp_path / "example.py")
    check_grads(f, (0.7,), order=2)
    assert grad(f)(0.7) != 0.0
    assert check(f) == []


@named([row for row in TEXTS if row.status == REFUSED])
def test_refused(row: Row, tmp_path: Path) -> None:
    f = function_of(row, tmp_path / "example.py")
    with pytest.raises(SrcadError) as caught:
        grad(f)(0.7)
    assert caught.value.place is not None
    assert caught.value.instead
    assert check(f) != []
