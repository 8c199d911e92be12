"""Every row keeps its promise on every case."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import linalg
from scipy.sparse import linalg as sparse

from srcad.rules.table import ROWS, row_of_call
from srcad.rules.vocabulary import Zero
from srcad.runtime import solved_by
from tests.rules.cases import cases
from tests.rules.checking import Case, check

CASES = list(cases())
#: functions that cannot be called with just any step, or give what is no number; they have tests of their own
ELSEWHERE = {linalg.cho_factor, linalg.cho_solve_banded, linalg.lstsq, linalg.lu_factor, linalg.lu_solve}
ELSEWHERE |= {linalg.solve_continuous_are, linalg.solve_discrete_are}
ELSEWHERE |= {sparse.spsolve, sparse.spsolve_triangular, sparse.expm_multiply, solved_by}
ELSEWHERE |= {sparse.cg, sparse.cgs, sparse.bicg, sparse.bicgstab, sparse.gmres, sparse.tfqmr}


def name(case: Case) -> str:
    kinds = (f"{a.ndim}d" if isinstance(a, np.ndarray) else type(a).__name__ for a in case.args)
    return f"{case.fn.__name__}({', '.join(kinds)}){case.kw or ''}"


@pytest.mark.parametrize("case", CASES, ids=map(name, CASES))
def test_row(case: Case) -> None:
    row = row_of_call(case.fn, case.named)
    assert row is not None
    check(row, case, np.random.default_rng(1))


def test_every_row_has_a_case() -> None:
    tested = {case.fn for case in CASES}
    untested = [fn for fn, row in ROWS.items() if fn not in tested | ELSEWHERE and not isinstance(row, Zero)]
    left = sorted(fn.__name__ for fn in untested)
    # the last one has by design another derivative than its own
    assert left == ["float16", "float32", "with_derivative_of"]
