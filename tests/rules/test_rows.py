"""Every row keeps its promise on every case."""

from __future__ import annotations

import numpy as np
import pytest

from srcad.analyse.result_types.table import CALLED, FUNCTIONALS
from srcad.rules.table import ROWS, row_of
from srcad.rules.vocabulary import Zero
from srcad.runtime import breakpoints_of, coefficients_of, root_of, x_of, y_of
from tests.rules.cases import cases
from tests.rules.checking import Case, check

CASES = list(cases())
OF_SOLUTIONS = (x_of, root_of, y_of, coefficients_of, breakpoints_of)


def name(case: Case) -> str:
    kinds = (f"{a.ndim}d" if isinstance(a, np.ndarray) else type(a).__name__ for a in case.args)
    return f"{case.fn.__name__}({', '.join(kinds)}){case.kw or ''}"


@pytest.mark.parametrize("case", CASES, ids=map(name, CASES))
def test_row(case: Case) -> None:
    row = row_of(case.fn)
    assert row is not None
    check(row, case, np.random.default_rng(1))


def test_every_row_has_a_case() -> None:
    # those that are given functions, and objects that are called, have tests of their own
    tested = {case.fn for case in CASES} | {*FUNCTIONALS, *OF_SOLUTIONS, *CALLED, *CALLED.values()}
    left = sorted(fn.__name__ for fn, row in ROWS.items() if fn not in tested and not isinstance(row, Zero))
    assert left == ["float16", "float32"]
