"""Import a file or a module to be checked, and list its functions."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import inspect
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from srcad.api.wrapped import Wrapped
from srcad.checking.finding import Finding
from srcad.errors import Place
from srcad.spec import innermost


class CannotImport(Exception):
    """A file or module that raised when it was imported; holds the finding that says so."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class NoSuchTarget(Exception):
    """What was asked for is not there."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A function of a module, under its dotted name there, and the class whose method it is."""

    name: str
    fn: FunctionType
    #: the function, or the derivative that a decorator made of it
    given: Any
    owner: type | None


def load(target: str) -> ModuleType:
    """The module that a file, or a dotted name, stands for."""
    path = Path(target)
    if path.suffix == ".py" or path.is_dir() or "/" in target:
        if not path.is_file():
            raise NoSuchTarget(f"there is no file {target}")
        return _imported(target, lambda: _from_file(path.resolve()))
    if "" not in sys.path and str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    return _imported(target, lambda: importlib.import_module(target))


def _imported(target: str, run: Any) -> ModuleType:
    try:
        # what a module prints when it is imported is not a finding
        with contextlib.redirect_stdout(sys.stderr):
            module: ModuleType = run()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's module may raise anything
        if isinstance(error, ModuleNotFoundError) and error.name == target:
            raise NoSuchTarget(f"there is no module {target}") from None
        words = " ".join(f"{type(error).__name__}: {error}".split())
        place = Place(target, 1, 0, 0, "") if target.endswith(".py") else None
        reason = f"it cannot be imported, and so not be checked ({words})"
        raise CannotImport(Finding("import", reason, "make it importable on its own", place, target)) from None
    return module


def _from_file(path: Path) -> ModuleType:
    """Import a file as the module that it is: under its dotted name if it belongs to a package."""
    root, parts = path.parent, [path.stem]
    while (root / "__init__.py").is_file():
        parts.insert(0, root.name)
        root = root.parent
    name = ".".join(parts).removesuffix(".__init__")
    known = sys.modules.get(name)
    if known is not None and _file_of(known) == path:
        return known
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    if len(parts) > 1:
        return importlib.import_module(name)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # a file that is called like a module of Python's takes the place of none
    sys.modules.setdefault(name, module)
    spec.loader.exec_module(module)
    return module


def _file_of(module: ModuleType) -> Path | None:
    file = getattr(module, "__file__", None)
    return None if file is None else Path(file).resolve()


# --- the functions of a module ----------------------------------------------------------------------------------


def functions(module: ModuleType) -> list[Checked]:
    """The functions and methods that a module defines, in the order of its text, each once."""
    file = getattr(module, "__file__", None) or ""
    found = {each.fn.__code__: each for each in reversed([*_members(vars(module), module, "", None)])}
    own = [each for each in found.values() if each.fn.__code__.co_filename == file]
    return sorted(own, key=lambda each: (each.fn.__code__.co_firstlineno, each.name))


def _members(namespace: Any, module: ModuleType, prefix: str, owner: type | None) -> Iterator[Checked]:
    for name, value in list(namespace.items()):
        for fn, given in _functions_in(value):
            yield Checked(f"{prefix}{name}", fn, given, owner)
        # a class that is reached by another name, or from another module, is listed where it is defined
        if isinstance(value, type) and (value.__module__, value.__qualname__) == (module.__name__, f"{prefix}{name}"):
            yield from _members(vars(value), module, f"{prefix}{name}.", value)


def _functions_in(value: Any) -> Iterator[tuple[FunctionType, Any]]:
    """The function under decorators that are known: those of Python's classes, transforms, and `functools.wraps`."""
    match value:
        case staticmethod() | classmethod():
            yield from _functions_in(value.__func__)
        case property():
            yield from _functions_in(value.fget)
        case FunctionType() if not hasattr(value, "__wrapped__"):
            yield value, value
        case ModuleType() | type():
            return
        case Wrapped():
            if isinstance(inner := innermost(value), FunctionType):
                yield inner, value
        case _:
            # asked for without running code of the object
            if isinstance(inner := inspect.getattr_static(value, "__wrapped__", None), FunctionType):
                yield inner, inner
