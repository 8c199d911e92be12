"""The table of kinks is true, in both modes."""

from pathlib import Path

import numpy as np
import pytest

from srcad import grad, jvp
from tests.docs.kinks import ROWS, Row, function_of

rows = pytest.mark.parametrize("row", ROWS, ids=[row.shown for row in ROWS])


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@rows
def test_reverse(row: Row, tmp_path: Path) -> None:
    f = function_of(row, tmp_path / "example.py")
    point = np.array(row.at) if isinstance(row.at, list) else row.at
    np.testing.assert_allclose(grad(f)(point), row.derivative, rtol=1e-12, atol=1e-12)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@rows
def test_forward(row: Row, tmp_path: Path) -> None:
    """Infinite derivatives are left to reverse mode: along another item they are inf times zero."""
    f = function_of(row, tmp_path / "example.py")
    if not isinstance(row.at, list):
        assert jvp(f, (row.at,), (1.0,))[1] == row.derivative
        return
    point, expected = np.array(row.at), np.array(row.derivative)
    if np.isfinite(expected).all():
        tangents = [jvp(f, (point,), (step,))[1] for step in np.eye(len(point))]
        np.testing.assert_allclose(tangents, expected, rtol=1e-12, atol=1e-12)
