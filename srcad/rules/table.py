"""All rows, by function."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from srcad.rules import (
    construction,
    diagonals,
    dicts,
    elementwise,
    helpers,
    joining,
    linalg,
    lists,
    mathmod,
    numerical,
    picking,
    products,
    python,
    reductions,
    shapes,
    ufunc_methods,
)
from srcad.rules.vocabulary import Row

MODULES = (
    python,
    mathmod,
    elementwise,
    reductions,
    shapes,
    joining,
    picking,
    diagonals,
    products,
    construction,
    linalg,
    numerical,
    ufunc_methods,
    helpers,
    lists,
    dicts,
)

ROWS: dict[Callable[..., Any], Row] = {row.fn: row for module in MODULES for row in module.ROWS}

#: rows of packages that only some users have: read once the user's program has imported the package
LATER = {"scipy.special": "srcad.rules.scipy_special"}
_READ: set[str] = set()


def row_of(fn: Callable[..., Any]) -> Row | None:
    """How to differentiate a function, None if nobody has said."""
    row = ROWS.get(fn)
    return row if row is not None or not _read_later() else ROWS.get(fn)


def _read_later() -> bool:
    """Read the rows of packages that were imported in the meantime; whether there were any."""
    new = [package for package in LATER if package in sys.modules and package not in _READ]
    for package in new:
        ROWS.update({row.fn: row for row in import_module(LATER[package]).ROWS})
        _READ.add(package)
    return bool(new)
