"""Modules whose functions are NumPy's under the same names: wrappers of NumPy, or what follows the Array API for it."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np

from srcad.api.derivative import forget_texts
from srcad.back.spelling import STAND_INS
from srcad.errors import RuleError
from srcad.front.lift.arrays import SYNONYMS, knows

#: parts of an array module that are modules themselves
_PARTS = ("linalg", "fft")


def array_module(xp: Any) -> None:
    """Differentiate the functions of a module by the rules of NumPy's functions of the same names.

    The module works on NumPy's arrays, and its functions do what NumPy's do.  A derivative of a program that uses
    it is written with its functions, too: ``xp.cos``, where the program has ``xp.sin``.
    """
    if not isinstance(xp, ModuleType) or xp is np:
        raise RuleError(f"{xp!r} is no module that stands in for NumPy", "import my_arrays as xp; array_module(xp)")
    found = dict(_pairs(xp, np))
    for part in _PARTS:
        if isinstance(getattr(xp, part, None), ModuleType):
            found |= dict(_pairs(getattr(xp, part), getattr(np, part)))
    if not found:
        raise RuleError(f"`{xp.__name__}` has no function that is called like one of NumPy's", "a module of functions")
    SYNONYMS.update(found)
    if xp not in STAND_INS:
        STAND_INS.append(xp)
    forget_texts()


def _pairs(home: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    """The functions of a module that NumPy has under the same name, and that are not NumPy's own."""
    for name, fn in vars(home).items():
        known = getattr(other, name, None)
        if callable(fn) and fn is not known and known is not None and not isinstance(fn, type) and knows(known):
            yield fn, known
