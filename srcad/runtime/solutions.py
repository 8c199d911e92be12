"""What the results of SciPy's solvers hold, item by item."""

from __future__ import annotations

from typing import Any


class Solution:
    """An object of which some attributes are known: the result of a solver."""


def x_of(result: Any) -> Any:
    return result.x


def root_of(result: Any) -> Any:
    return result.root


def y_of(result: Any) -> Any:
    return result.y


def t_of(result: Any) -> Any:
    return result.t


def success_of(result: Any) -> Any:
    return result.success


def converged_of(result: Any) -> Any:
    return result.converged
