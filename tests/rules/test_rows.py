"""Every row keeps its promise on every case."""

from __future__ import annotations

import numpy as np
import pytest

from srcad.rules.table import MODULES, row_of_call
from srcad.rules.vocabulary import Zero
from srcad.runtime import root_of, x_of, y_of
from tests.rules.cases import cases, elsewhere
from tests.rules.cases.basic import CASES as DRAWN
from tests.rules.cases.basic import ROWS, UNDRAWN
from tests.rules.checking import Case, check, leaves
from tests.rules.programs import name

CASES = list(cases())
OF_OBJECTS = (x_of, root_of, y_of)


@pytest.mark.parametrize("case", CASES, ids=map(name, CASES))
def test_row(case: Case) -> None:
    row = row_of_call(case.fn, case.named)
    assert row is not None
    check(row, case, np.random.default_rng(1))


def test_every_row_draws_a_call_or_says_why_not() -> None:
    moving = {fn for fn, row in ROWS.items() if not isinstance(row, Zero)}
    assert moving & set().union(*UNDRAWN.values()) == moving - {case.fn for case in DRAWN}
    for case in DRAWN:
        assert all(np.all(np.isfinite(leaf)) for leaf in leaves(case.out)), case.fn


def test_every_row_has_a_case() -> None:
    # what reads results of solvers and curves is tried with the functions that give them
    tested = {case.fn for case in CASES} | elsewhere() | {*OF_OBJECTS}
    rows = {row.fn: row for module in MODULES for row in module.ROWS}
    left = sorted(fn.__name__ for fn, row in rows.items() if fn not in tested and not isinstance(row, Zero))
    # one is of factors, which are tested with sparse matrices; two have by design another derivative than their own
    assert left == ["clongdouble", "complex64", "eigenvectors", "float16", "float32", "solved_by", "with_derivative_of"]
