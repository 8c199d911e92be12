"""The arguments of a call with respect to which it is differentiated."""

from __future__ import annotations

import inspect
from typing import Any

from srcad.errors import ArgumentError
from srcad.spec import ArgNum, Spec


def chosen(spec: Spec, bound: inspect.BoundArguments) -> tuple[Any, ...]:
    """The values that `argnums` names, in its order."""
    return tuple(_value(wanted, bound) for wanted in spec.wanted)


def _value(wanted: ArgNum, bound: inspect.BoundArguments) -> Any:
    named = {**bound.arguments, **bound.kwargs}
    positional = bound.args
    if isinstance(wanted, str) and wanted in named:
        return named[wanted]
    if isinstance(wanted, int) and -len(positional) <= wanted < len(positional):
        return positional[wanted]
    raise ArgumentError(f"there is no argument {wanted!r} in this call", "an index or a name that exists")
