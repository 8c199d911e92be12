"""How the triangular factor of Schur's decomposition moves when its vectors turn."""

from __future__ import annotations

from typing import Any

import numpy as np


def schur_equations(t: Any) -> Any:
    """A row for each condition on ``t w - w t``, a column for each entry of a skew w below the diagonal.

    Below the diagonal, t stays zero; where a block of two stands on it, the two entries of the diagonal stay equal.
    """
    return equations_of(t)


def equations_of(t: Any) -> Any:
    i, j = np.tril_indices(len(t), -1)
    rows, columns = i[:, None], j[:, None]
    zero = _moved(t, rows, columns, i, j)
    even = _moved(t, columns, columns, i, j) - _moved(t, rows, rows, i, j)
    return np.where(t[i, j][:, None] != 0.0, even, zero)


def _moved(t: Any, i: Any, j: Any, k: Any, l: Any) -> Any:  # noqa: E741
    """How the entry (i, j) of ``t w - w t`` moves with the entry (k, l) of a skew w."""
    left = t[i, k] * (j == l) - t[i, l] * (j == k)
    return left - (i == k) * t[l, j] + (i == l) * t[k, j]
