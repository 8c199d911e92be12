"""Python functions of the standard library and of installed packages: all whose source can be found."""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import io
import pkgutil
import sys
import sysconfig
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

from srcad.checking.modules import Checked, functions

#: parts of names of modules that open windows or browsers, start processes, replace what is imported, or are tests
LEFT_OUT = frozenset(
    {
        *("antigravity", "idlelib", "this", "tkinter", "turtle", "turtledemo", "curses", "pydoc_data"),
        *("ensurepip", "lib2to3", "msilib", "venv", "_distutils_hack", "pip", "pkg_resources", "setuptools"),
        *("test", "tests", "testing", "conftest", "__main__", "_pytest", "pytest", "xdist", "execnet", "hypothesis"),
        *("_pyinstaller", "f2py", "distutils", "srcad", "benchmarks"),
    }
)


def drawn(count: int, among: Iterable[str] | None = None) -> list[Checked]:
    """`count` functions, spread evenly over all that are found in modules of these names."""
    found = [each for module in modules(names() if among is None else among) for each in functions(module)]
    if count >= len(found):
        return found
    return [found[place * len(found) // count] for place in range(count)]


def modules(among: Iterable[str]) -> Iterator[ModuleType]:
    """Every module that can be imported, in the order of its name."""
    for name in sorted(among):
        module = imported(name)
        if module is not None:
            yield module


def names() -> set[str]:
    """The names of the modules of Python and of all that is installed."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    installed = set(importlib.metadata.packages_distributions())
    tops = {top for top in (*sys.stdlib_module_names, *installed) if top not in LEFT_OUT and "/" not in top}
    folders = [str(stdlib), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return {name for name in submodules(folders, "") if name.partition(".")[0] in tops}


def submodules(folders: Sequence[str], prefix: str) -> Iterator[str]:
    """The names of modules in these folders and the packages in them; nothing is imported."""
    for found in pkgutil.iter_modules(list(folders)):
        if found.name in LEFT_OUT:
            continue
        yield prefix + found.name
        if found.ispkg and hasattr(found.module_finder, "path"):
            yield from submodules([str(Path(found.module_finder.path, found.name))], f"{prefix}{found.name}.")


def imported(name: str) -> ModuleType | None:
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return importlib.import_module(name)
    except (Exception, SystemExit):  # noqa: BLE001 - written for another system, or in want of another package
        return None
