"""All rows, by function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcad.rules import construction, elementwise, helpers, linalg, mathmod, numerical, products, python, reductions, shapes
from srcad.rules.vocabulary import Row

MODULES = (python, mathmod, elementwise, reductions, shapes, products, construction, linalg, numerical, helpers)

ROWS: dict[Callable[..., Any], Row] = {row.fn: row for module in MODULES for row in module.ROWS}


def row_of(fn: Callable[..., Any]) -> Row | None:
    """How to differentiate a function, None if nobody has said."""
    return ROWS.get(fn)
