"""Piecewise polynomials, which are objects that are called."""

from __future__ import annotations

from typing import Any


def value_at(curve: Any, x: Any, nu: int = 0) -> Any:
    """The curve, or its derivative of order `nu`, at some points."""
    return curve(x, nu=nu)


def coefficients_of(curve: Any) -> Any:
    return curve.c


def breakpoints_of(curve: Any) -> Any:
    return curve.x
