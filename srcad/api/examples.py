"""Arguments to show a text for, before a function was ever called: floats, unless its signature says otherwise."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

from srcad.errors import ArgumentError

_BY_ANNOTATION: dict[Any, Any] = {
    inspect.Parameter.empty: 1.0,
    float: 1.0,
    "float": 1.0,
    int: 1,
    "int": 1,
    bool: True,
    "bool": True,
}


def example_values(name: str, parameters: Sequence[inspect.Parameter]) -> dict[str, Any]:
    """A value for each parameter: its default, or one of the type it is annotated with."""
    return {param.name: _example(name, param) for param in parameters}


def _example(name: str, param: inspect.Parameter) -> Any:
    if param.kind is inspect.Parameter.VAR_POSITIONAL:
        return ()
    if param.kind is inspect.Parameter.VAR_KEYWORD:
        return {}
    if param.default is not inspect.Parameter.empty:
        return param.default
    try:
        return _BY_ANNOTATION[param.annotation]
    except (KeyError, TypeError):
        raise ArgumentError(
            f"the text depends on the type of `{param.name}` (its number of axes, for an array)",
            f"`{name}.source_for(...)` with arguments",
        ) from None
