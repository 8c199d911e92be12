"""Every function that has a rule, by the file that its rule stands in."""

import builtins
import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from srcad import runtime
from srcad.rules import dicts, helpers, lists
from srcad.rules.table import MODULES
from srcad.rules.vocabulary import Zero

#: where a function is looked up, and the name under which a user knows that place
HOMES: tuple[tuple[str, Any], ...] = (
    ("np.", np),
    ("np.linalg.", np.linalg),
    ("np.ndarray.", np.ndarray),
    ("math.", math),
    ("operator.", operator),
    ("", builtins),
)


def listing() -> str:
    """All of them, as Markdown."""
    return "\n".join(_section(module) for module in MODULES if module not in (dicts, helpers, lists))


def _section(module: Any) -> str:
    title = module.__name__.rpartition(".")[2]
    rows = [row for row in module.ROWS if row.fn not in vars(runtime).values()]
    differentiated = [row.fn for row in rows if not isinstance(row, Zero)]
    constant = [row.fn for row in rows if isinstance(row, Zero)]
    lines = [f"## {title}", "", f"{_names(differentiated)}", ""]
    return "\n".join(lines + ([f"With derivative zero: {_names(constant)}", ""] if constant else []))


def _names(functions: list[Callable[..., Any]]) -> str:
    return ", ".join(f"`{name_of(fn)}`" for fn in functions)


def name_of(fn: Callable[..., Any]) -> str:
    """The name of a function as a user writes it."""
    if isinstance(owner := getattr(fn, "__self__", None), np.ufunc):
        return f"np.{owner.__name__}.{fn.__name__}"
    for prefix, home in HOMES:
        if getattr(home, fn.__name__, None) is fn:
            return f"{prefix}{fn.__name__}"
    return f"{fn.__module__}.{fn.__name__}"
