"""Factors that are objects, and solve by a method."""

from __future__ import annotations

from typing import Any


def solved_by(factors: Any, rhs: Any, trans: str = "N") -> Any:
    """The solution by what `scipy.sparse.linalg.splu` gives; a text says ``factors.solve(rhs)``."""
    return factors.solve(rhs, trans)
