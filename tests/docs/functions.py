"""Every public function by its class: of Python and `math` those that have a rule, of NumPy and SciPy all of them."""

from __future__ import annotations

import builtins
import math
import operator
import re
import warnings
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import groupby
from typing import Any

from srcad import runtime
from srcad.catalogue.classes import Entry, counts, entries
from srcad.reasons.table import REASONS, WRITTEN_FOR
from srcad.reasons.vocabulary import KINDS
from srcad.rules import mathmod, python
from srcad.rules.vocabulary import Zero

#: where a function is looked up, and the name under which a user knows that place
HOMES: tuple[tuple[str, Any], ...] = (("math.", math), ("operator.", operator), ("", builtins))


def releases() -> dict[str, tuple[int, ...]]:
    """The first two numbers of the releases of NumPy and SciPy that are installed."""
    return {name: tuple(map(int, version(name).split(".")[:2])) for name in WRITTEN_FOR}


def is_described() -> bool:
    """Whether these are the releases whose functions the page lists."""
    return releases() == WRITTEN_FOR


def listing() -> str:
    """All of them, as Markdown."""
    with warnings.catch_warnings():
        # what a namespace lists may be about to be taken out of it
        warnings.simplefilter("ignore", DeprecationWarning)
        found = {namespace: entries(namespace) for namespace in REASONS}
    sections = [_rows("Python", python), _rows("math", mathmod), *(_section(name, found[name]) for name in found)]
    return "\n".join([_counts(found), *sections])


def listed(page: str) -> dict[str, set[str]]:
    """The names that the page has for each namespace."""
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return {section.split("\n")[0]: set(re.findall(r"`([\w.]+)`", section)) for section in sections}


def _counts(found: dict[str, list[Entry]]) -> str:
    lines = [_row(("", *KINDS)), "|---" * (len(KINDS) + 1) + "|"]
    lines += [_row((name, *counts(each).values())) for name, each in found.items()]
    everything = [entry for each in found.values() for entry in each]
    return "\n".join([*lines, _row(("together", *counts(everything).values())), ""])


def _row(cells: Sequence[Any]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _section(namespace: str, found: list[Entry]) -> str:
    order = list(KINDS)
    ordered = sorted(found, key=lambda entry: (order.index(entry.kind), entry.why, entry.name))
    lines = [f"## {namespace}", ""]
    for (kind, why), members in groupby(ordered, lambda entry: (entry.kind, entry.why)):
        lines += [f"{kind.capitalize()}{f' ({why})' if why else ''}: {_names(entry.name for entry in members)}", ""]
    return "\n".join(lines)


def _rows(title: str, module: Any) -> str:
    """Those of Python, whose other functions are no functions of numbers."""
    rows = [row for row in module.ROWS if row.fn not in vars(runtime).values()]
    rule = _names(_name_of(row.fn) for row in rows if not isinstance(row, Zero))
    zero = _names(_name_of(row.fn) for row in rows if isinstance(row, Zero))
    return f"## {title}\n\nRule: {rule}\n\nZero: {zero}\n"


def _names(names: Iterator[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _name_of(fn: Any) -> str:
    """The name of a function as a user writes it."""
    return next(f"{prefix}{fn.__name__}" for prefix, home in HOMES if getattr(home, fn.__name__, None) is fn)
