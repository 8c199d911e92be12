"""Rows are found by function, each once, and those of SciPy when SciPy is there."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
from scipy import special

from srcad.analyse.result_types.table import typer_of
from srcad.errors import RuleError
from srcad.rules.table import MODULES, ROWS, row_of
from srcad.rules.vocabulary import Linear, Row, Scalar, is_literal, is_python, refuse


def test_no_function_has_two_rows() -> None:
    fns = [row.fn for module in MODULES for row in module.ROWS]
    assert sorted(fn.__name__ for fn in fns if fns.count(fn) > 1) == []


def test_scipy_is_read_when_it_is_asked_for() -> None:
    assert isinstance(row_of(special.expit), Scalar)
    assert typer_of(special.logsumexp) is not None
    assert row_of(sorted) is None


@pytest.mark.parametrize("row", [row for row in ROWS.values() if isinstance(row, Linear)], ids=lambda r: r.fn.__name__)
def test_every_transpose_takes_the_adjoint_first(row: Row) -> None:
    assert isinstance(row, Linear)
    for body in row.transposes.values():
        assert next(iter(inspect.signature(body).parameters)) == "g"


def test_partials_are_as_many_as_inputs() -> None:
    for row in ROWS.values():
        if isinstance(row, Scalar) and isinstance(row.fn, np.ufunc):
            assert len(row.partials) == row.fn.nin, row.fn


def test_static_helpers() -> None:
    assert is_literal(2)
    assert not is_literal(np.ones(2))
    assert is_python(2.0)
    assert not is_python(np.float64(2.0))
    with pytest.raises(RuleError, match="not today"):
        refuse("not today")
