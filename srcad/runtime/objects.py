"""Objects put together from what they hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

#: for classes that are taken apart in a way of their own, what makes an object of its parts
MAKERS: dict[type, Callable[..., Any]] = {}


def instance(cls: Any, /, **fields: Any) -> Any:
    """An object of a class that holds these attributes, made without calling `__init__`.

    Raises nothing that storing an attribute does not raise.
    """
    made = cls.__new__(cls)
    for name, value in fields.items():
        object.__setattr__(made, name, value)
    return made


def is_called(cls: Any, keys: Iterable[str]) -> bool:
    """Whether calling a class with these keywords makes an object of them and does nothing else."""
    if issubclass(cls, tuple):
        return True
    if not dataclasses.is_dataclass(cls) or hasattr(cls, "__post_init__"):
        return False
    code = getattr(cls.__init__, "__code__", None)  # type: ignore[misc]
    generated = code is not None and code.co_filename == "<string>"
    return generated and {field.name for field in dataclasses.fields(cls) if field.init} == {*keys}


def maker(cls: Any, keys: Iterable[str]) -> Callable[..., Any] | None:
    """What is called with the parts of an object to make it; None where it is made by `instance`."""
    return MAKERS.get(cls, cls if is_called(cls, keys) else None)


def rebuilt(cls: Any, fields: Mapping[str, Any]) -> Any:
    """An object of a class from all that it holds."""
    make = maker(cls, fields)
    return instance(cls, **fields) if make is None else make(**fields)
