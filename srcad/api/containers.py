"""What counts as a container of arguments: tuples, lists, dicts with string keys, named tuples, objects.

An object is one if all that it is lies in its attributes, and a float or an array of floats is among what it holds.
"""

from __future__ import annotations

import dataclasses
import gc
import keyword
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

import numpy as np

from srcad.analyse.other_arrays import MODULES
from srcad.api.leaf_types import leaf_type, list_type
from srcad.errors import ArgumentError
from srcad.ir.types import Array, ListOf, Scalar, Type, kind_of
from srcad.runtime.objects import rebuilt

#: the attributes by which a class is taken apart of which that was said
REGISTERED: dict[type, tuple[str, ...]] = {}
#: sequences longer than this are walked as a whole, not item by item
LONG = 32


@dataclass(frozen=True, slots=True)
class Parts:
    """A container taken apart; `paths` says how each child is reached from it (``[0]``, ``['W']``, ``.bias``)."""

    kind: str
    children: tuple[Any, ...]
    paths: tuple[str, ...]
    keys: tuple[Any, ...] = ()
    cls: Any = None

    def rebuild(self, children: Iterable[Any]) -> Any:
        """A container like this one, of other children."""
        match self.kind:
            case "tuple":
                return tuple(children)
            case "list":
                return list(children)
            case "dict":
                return dict(zip(self.keys, children, strict=True))
            case _:
                return rebuilt(self.cls, dict(zip(self.keys, children, strict=True)))


def take_apart(value: Any) -> Parts | None:
    """The parts of a container; None of anything else."""
    cls = type(value)
    if cls is tuple or cls is list:
        return Parts(cls.__name__, tuple(value), tuple(f"[{i}]" for i in range(len(value))))
    if cls is dict and all(type(key) is str for key in value):
        return Parts("dict", tuple(value.values()), tuple(f"[{key!r}]" for key in value), tuple(value))
    keys = field_names(value)
    if keys is None:
        return None
    return Parts("object", tuple(getattr(value, key) for key in keys), tuple(f".{key}" for key in keys), keys, cls)


def is_long(value: Any) -> bool:
    """Whether this is a list or tuple that is walked as a whole."""
    return type(value) in (list, tuple) and len(value) > LONG


def field_names(value: Any) -> tuple[str, ...] | None:
    """The attributes from which an object like this one can be made anew."""
    cls = type(value)
    if cls in MODULES:
        return None
    if cls in REGISTERED:
        return REGISTERED[cls]
    if issubclass(cls, tuple):
        return getattr(cls, "_fields", None)
    if dataclasses.is_dataclass(cls):
        names = tuple(field.name for field in dataclasses.fields(cls))
        held = getattr(value, "__dict__", None)
        if (held is None or held.keys() == {*names}) and all(hasattr(value, name) for name in names):
            return names
    return tuple(vars(value)) if is_state(value) else None


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf with its path, in order."""
    parts = take_apart(value)
    if parts is None:
        yield path, value
        return
    for suffix, child in zip(parts.paths, parts.children, strict=True):
        yield from leaves(child, path + suffix)


def leaf_list(value: Any) -> list[Any]:
    """Every leaf, in order."""
    return [leaf for _, leaf in leaves(value)]


def replace_leaves(value: Any, new: Iterator[Any]) -> Any:
    """The same structure with the next of `new` at each leaf."""
    parts = take_apart(value)
    return next(new) if parts is None else parts.rebuild([replace_leaves(child, new) for child in parts.children])


# --- objects of classes written in Python -----------------------------------------------------------------------


def is_state(value: Any) -> bool:
    """Whether an object is what its attributes say, holds something with a derivative, and nothing that has no type."""
    cls: Any = type(value)
    return keeps_attributes(cls) and _moves(value, ()) is True


@lru_cache(maxsize=1024)
def keeps_attributes(cls: Any) -> bool:
    """Whether objects of a class are what their ``__dict__`` holds, and can be made from it."""
    if not cls.__flags__ & _HEAP or type(cls).__call__ is not type.__call__ or cls.__new__ is not object.__new__:
        return False
    if any(vars(each).get("__slots__") for each in cls.__mro__) or not cls.__dictoffset__ or hasattr(cls, "__array__"):
        return False
    if cls.__module__.partition(".")[0] in _LIBRARIES:
        return False
    defined = {name for each in cls.__mro__[:-1] for name in vars(each)}
    own = defined.intersection(("__getattr__", "__getattribute__", "__setattr__", "__delattr__"))
    return not own or (dataclasses.is_dataclass(cls) and own <= {"__setattr__", "__delattr__"})


#: the flag of a class that is written in Python
_HEAP = 1 << 9
_LIBRARIES = frozenset((*sys.stdlib_module_names, "numpy", "scipy", "srcad")) - {"__main__"}


def _moves(value: Any, around: tuple[int, ...]) -> bool | None:
    """Whether something in a value has a derivative; None if it holds itself, or what has no type."""
    if id(value) in around:
        return None
    if is_long(value):
        return _has_derivative(lambda: list_type(value, ""))
    inner = _inner(value)
    if inner is None:
        return None if leads_to(value, around) else _has_derivative(lambda: leaf_type(value, ""))
    found = [_moves(child, (*around, id(value))) for child in inner]
    return None if None in found else any(found)


def _inner(value: Any) -> list[Any] | None:
    cls: Any = type(value)
    if cls in (tuple, list):
        return list(value)
    if cls is dict and all(type(key) is str for key in value):
        return list(value.values())
    if cls in REGISTERED:
        return [getattr(value, name) for name in REGISTERED[cls]]
    if isinstance(value, tuple) and hasattr(cls, "_fields"):
        return list(value)
    if keeps_attributes(cls):
        names = vars(value)
        named = all(name.isidentifier() and not keyword.iskeyword(name) for name in names)
        return list(names.values()) if named else None
    if dataclasses.is_dataclass(cls):
        return [getattr(value, field.name, None) for field in dataclasses.fields(cls)]
    return None


def leads_to(value: Any, around: tuple[int, ...]) -> bool:
    """Whether something kept as it is (a bound method, a closure) reaches an object that it is a part of.

    What such a function reads would be the object from outside, and not the one that is differentiated.
    """
    waiting, seen = [value], {id(value)}
    while waiting:
        for each in _reached(waiting.pop()):
            if id(each) in around or len(seen) > _FAR:
                return True
            if id(each) not in seen:
                seen.add(id(each))
                waiting.append(each)
    return False


#: how many objects are looked at behind one that is kept as it is
_FAR = 1000
#: what leads nowhere
_ENDS = (str, bytes, int, float, complex, type, ModuleType, BuiltinFunctionType, np.ndarray, np.generic, np.ufunc)


def _reached(value: Any) -> list[Any]:
    if value is None or isinstance(value, _ENDS):
        return []
    if isinstance(value, FunctionType):
        return [value.__closure__, value.__defaults__, value.__kwdefaults__]
    return gc.get_referents(value)


def _has_derivative(type_of: Any) -> bool | None:
    try:
        type_: Type | None = type_of()
    except ArgumentError:
        return None
    item = type_.item if isinstance(type_, ListOf) else type_
    return isinstance(item, Scalar | Array) and kind_of(item) in ("f", "c")
