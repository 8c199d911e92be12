"""A derivative for one signature: is it still true, and how is it called."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from srcad.api.arguments import Signature
from srcad.api.leaf_types import leaf_type
from srcad.derived import Derived
from srcad.errors import ArgumentError
from srcad.front.lift.free import FreeName
from srcad.ir.types import Scalar, Type


@dataclass(frozen=True, slots=True, eq=False)
class Specialisation:
    """A text that is right for calls of one signature, as long as what it reads from outside keeps its types."""

    signature: Signature
    derived: Derived
    #: the keyword-only parameters that the text has and the user's function has not: a seed, or the tangents
    extras: tuple[str, ...] = field(default=())

    def live(self, names: Iterable[FreeName] | None = None) -> bool:
        """Fetch the present values of globals and captured names (of these, if said); false if the text is not right
        for them.
        """
        for free in self.derived.free if names is None else names:
            try:
                value = free.fetch()
            except (LookupError, AttributeError, ValueError):  # no longer bound, or an empty cell
                return False
            if not _as_before(free, value):
                return False
            if free.name.isidentifier():
                self.derived.namespace[free.name] = value
        return True


def specialisation(signature: Signature, derived: Derived) -> Specialisation:
    own = {param.name for param in signature.params}
    extras = tuple(name for name in inspect.signature(derived.function).parameters if name not in own)
    return Specialisation(signature, derived, extras)


def _as_before(free: FreeName, value: Any) -> bool:
    if free.by_identity:
        return value is free.same
    if free.by_value:
        return type(value) is type(free.same) and bool(value == free.same)
    if free.type is None:
        return True
    try:
        return _without_length(leaf_type(value, free.name)) == _without_length(free.type)
    except ArgumentError:
        return False


def _without_length(type_: Type | None) -> Type | None:
    """An int is of the same type whatever it is the length of."""
    return replace(type_, extent=None) if isinstance(type_, Scalar) else type_


def call_arguments(
    parameters: Sequence[inspect.Parameter], values: Mapping[str, Any]
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The values of parameters as they are passed: positional ones, and those by keyword."""
    args: list[Any] = []
    kwargs: dict[str, Any] = {}
    for param in parameters:
        match param.kind:
            case inspect.Parameter.VAR_POSITIONAL:
                args.extend(values[param.name])
            case inspect.Parameter.VAR_KEYWORD:
                kwargs.update(values[param.name])
            case inspect.Parameter.KEYWORD_ONLY:
                kwargs[param.name] = values[param.name]
            case _:
                args.append(values[param.name])
    return tuple(args), kwargs
