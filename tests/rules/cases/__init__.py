"""For each row, calls inside its domain (away from kinks, which have tests of their own); one file per domain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from tests.rules.checking import Case


def elsewhere() -> set[Callable[..., Any]]:
    """The functions of whose arguments none can be moved alone; the modules say where they are tested."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    return {fn for module in modules for fn in getattr(module, "ELSEWHERE", ())}


def cases() -> Iterator[Case]:
    for module in iter_modules(__path__):
        yield from import_module(f"{__name__}.{module.name}").CASES
