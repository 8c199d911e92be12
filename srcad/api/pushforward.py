"""The call of a forward-mode derivative."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from srcad.api.containers import is_long, take_apart
from srcad.api.derivative import Derivative


def push(made: Derivative, args: tuple[Any, ...], kwargs: dict[str, Any], tangents: tuple[Any, ...]) -> Any:
    """The result and its tangent, from one call of a derivative of mode ``'jvp'``.

    `tangents` are trees like the arguments; what the text takes are their leaves, one by one.
    """
    return made(*args, **kwargs, tangents=tuple(leaf for tree in tangents for leaf in _moving(tree)))


def _moving(tree: Any) -> Iterator[Any]:
    parts = None if is_long(tree) else take_apart(tree)
    if parts is not None:
        for child in parts.children:
            yield from _moving(child)
    elif tree is not None:
        yield tree
