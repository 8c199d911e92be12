"""For each row, calls inside its domain (away from kinks, which have tests of their own); one file per domain."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from tests.rules.checking import Case


def cases() -> Iterator[Case]:
    for module in iter_modules(__path__):
        yield from import_module(f"{__name__}.{module.name}").CASES
