"""What stands in a namespace: its public functions, the methods of arrays, and those of ufuncs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

UFUNC_METHODS = ("accumulate", "at", "outer", "reduce", "reduceat")


def public(namespace: str) -> dict[str, Any]:
    """The functions and classes that a user finds there, by name."""
    if namespace == "numpy.ndarray":
        return {name: getattr(np.ndarray, name) for name in dir(np.ndarray) if not name.startswith("_")}
    if namespace == "numpy.ufunc":
        return dict(_ufunc_methods())
    module = import_module(namespace)
    names = sorted({*(getattr(module, "__all__", None) or dir(module))})
    found = {name: getattr(module, name, None) for name in names if not name.startswith("_")}
    return {name: obj for name, obj in found.items() if is_function(obj)}


def is_function(obj: Any) -> bool:
    """Whether an object is called for what it gives: no module, no error, no warning."""
    return callable(obj) and not isinstance(obj, ModuleType) and not _is_exception(obj)


def _is_exception(obj: Any) -> bool:
    return isinstance(obj, type) and issubclass(obj, BaseException)


def _ufunc_methods() -> Iterator[tuple[str, Any]]:
    """Those of the ufuncs of two arguments and one result, under ``add.reduce``."""
    for name, fn in sorted(vars(np).items()):
        if isinstance(fn, np.ufunc) and fn.nin == 2 and fn.nout == 1 and fn.signature is None and fn.__name__ == name:
            yield from ((f"{name}.{method}", getattr(fn, method)) for method in UFUNC_METHODS)
