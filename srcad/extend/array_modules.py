"""Modules of functions that do what NumPy's do: wrappers of NumPy, and libraries whose arrays follow its protocols."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np

from srcad.analyse.other_arrays import MODULES, PROTOCOLS, follows_protocols
from srcad.api.derivative import forget_texts
from srcad.back.spelling import STAND_INS
from srcad.errors import RuleError
from srcad.front.lift.arrays import SYNONYMS, knows

#: parts of an array module that are modules themselves
_PARTS = ("linalg", "fft")


def array_module(xp: Any) -> None:
    """Differentiate the functions of a module by the rules of NumPy's functions of the same names.

    The module works on NumPy's arrays, or on arrays of classes of its own that follow NumPy's protocols, as those of
    `cupy` and `dask.array` do; these may then be arguments, and gradients are such arrays.  Its functions do what
    NumPy's do, or what the Array API says of their names (``xp.acos``).  A derivative of a program that uses the module
    is written with its functions, too: ``xp.cos``, where the program has ``xp.sin``.
    """
    if not isinstance(xp, ModuleType) or xp is np:
        raise RuleError(f"{xp!r} is no module that stands in for NumPy", "import my_arrays as xp; array_module(xp)")
    found = {fn: (known, name) for name, fn, known in _pairs(xp, np)}
    for part in _PARTS:
        if isinstance(getattr(xp, part, None), ModuleType):
            inside = _pairs(getattr(xp, part), getattr(np, part))
            found |= {fn: (known, f"{part}.{name}") for name, fn, known in inside}
    if not found:
        raise RuleError(f"`{xp.__name__}` has no function that is called like one of NumPy's", "a module of functions")
    MODULES.update(dict.fromkeys(_classes(xp), xp))
    SYNONYMS.update({fn: known for fn, (known, _) in found.items()})
    # of two names the one is said that NumPy says, too
    names = sorted(found.values(), key=lambda pair: pair[1].rpartition(".")[2] == pair[0].__name__)
    STAND_INS[xp] = dict(names)
    forget_texts()


def _pairs(home: Any, other: Any) -> Iterator[tuple[str, Any, Any]]:
    """The functions of a module that NumPy has under the same name, and that are not NumPy's own."""
    for name, fn in vars(home).items():
        known = getattr(other, name, None)
        if callable(fn) and fn is not known and known is not None and not isinstance(fn, type) and knows(known):
            yield name, fn, known


def _classes(xp: Any) -> list[type]:
    """The classes of arrays that a module has beside NumPy's."""
    found = [value for value in vars(xp).values() if isinstance(value, type) and follows_protocols(value)]
    zeros = getattr(xp, "zeros", None)
    made = type(zeros(1)) if callable(zeros) and not found else np.ndarray
    if not issubclass(made, np.ndarray):
        raise RuleError(
            f"the arrays of `{xp.__name__}` do not follow NumPy's protocols ({', '.join(PROTOCOLS)}), and texts are "
            "written with NumPy's operators, methods and functions",
            "a library that follows them, or convert to NumPy's arrays around the call",
        )
    return found
