"""Sparse matrices: a case moves arrays; programs that make matrices of them are in `test_sparse`."""

from __future__ import annotations

from srcad.rules import matrices
from tests.rules.checking import Case

CASES: list[Case] = []
ELSEWHERE = {row.fn for row in matrices.ROWS}
