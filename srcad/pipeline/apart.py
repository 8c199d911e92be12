"""A function that changes a list, dict or object must not be given it twice: found only when it happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from srcad.errors import AliasError

#: the flag of a class that is written in Python
_HEAP = 1 << 9


def containers_apart(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, refusing arguments that hold the same list, dict or object twice."""

    @wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        found = list(containers((*args, *kwargs.values())))
        if len(set(map(id, found))) < len(found):
            raise AliasError(
                "two arguments hold the same list, dict or object, and the function changes one of them",
                "pass a copy",
            )
        return function(*args, **kwargs)

    return checked


def containers(value: Any, around: tuple[int, ...] = ()) -> Iterator[Any]:
    """The lists, dicts and objects in a value; the value itself is a tuple."""
    if id(value) in around:
        return
    if isinstance(value, tuple):
        inner: Any = value
    elif isinstance(value, list):
        yield value
        inner = value
    elif isinstance(value, dict):
        yield value
        inner = value.values()
    elif hasattr(value, "__dict__") and type(value).__flags__ & _HEAP and not isinstance(value, type):
        yield value
        inner = vars(value).values()
    else:
        return
    for item in inner:
        yield from containers(item, (*around, id(value)))
