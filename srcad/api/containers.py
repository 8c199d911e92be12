"""What counts as a container of arguments: tuples, lists, dicts with string keys, dataclasses, named tuples."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

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
                return self.cls(**dict(zip(self.keys, children, strict=True)))


def take_apart(value: Any) -> Parts | None:
    """The parts of a container; None of anything else."""
    cls = type(value)
    if cls is tuple or cls is list:
        return Parts(cls.__name__, tuple(value), tuple(f"[{i}]" for i in range(len(value))))
    if cls is dict and all(type(key) is str for key in value):
        return Parts("dict", tuple(value.values()), tuple(f"[{key!r}]" for key in value), tuple(value))
    keys = field_names(cls)
    if keys is None:
        return None
    return Parts("object", tuple(getattr(value, key) for key in keys), tuple(f".{key}" for key in keys), keys, cls)


def is_long(value: Any) -> bool:
    """Whether this is a list or tuple that is walked as a whole."""
    return type(value) in (list, tuple) and len(value) > LONG


def field_names(cls: type) -> tuple[str, ...] | None:
    """The fields from which an object of this class can be made anew."""
    if issubclass(cls, tuple):
        return getattr(cls, "_fields", None)
    if not dataclasses.is_dataclass(cls) or not all(field.init for field in dataclasses.fields(cls)):
        return None
    return tuple(field.name for field in dataclasses.fields(cls))


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
