"""One set of arguments, and what is refused for it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

from srcad import pipeline
from srcad.api.arguments import Signature, read_signature
from srcad.checking.libraries import owned
from srcad.errors import Place, SrcadError
from srcad.front.depth import not_too_deep
from srcad.front.lift.function import lift
from srcad.front.lift.recover import UNKNOWN, Lost, Recovering
from srcad.front.static import NeedsValue
from srcad.ir.types import is_real
from srcad.spec import Spec


@dataclass(slots=True)
class Attempt:
    """The refusals met, each with the place that it belongs to, and how many statements were passed over."""

    values: Mapping[str, Any]
    errors: list[tuple[SrcadError, Place | None]] = field(default_factory=list)
    missed: int = 0
    #: the lines, by file, of the statements that were lifted, of a function that was not lifted to its end
    lifted: set[tuple[str, int]] = field(default_factory=set)

    def note(self, error: SrcadError, place: Place | None) -> None:
        self.errors.append((error, place))


def attempt(fn: FunctionType, parameters: Sequence[inspect.Parameter], values: Mapping[str, Any]) -> Attempt:
    """Lift `fn` for arguments of these types as far as it goes; if nothing is refused, differentiate it."""
    made = Attempt(values)
    demanded: frozenset[str] = frozenset()
    while True:
        made.errors.clear()
        try:
            signature = read_signature(parameters, values, demanded)
            with not_too_deep(fn):
                made.missed, made.lifted = lifted(fn, signature, made.note)
            if not made.missed and not any(value is UNKNOWN for value in values.values()):
                pipeline.derive(fn, Spec("vjp", floats(signature)), signature.params, signature.types)
        except NeedsValue as need:
            if need.name in demanded:
                raise
            demanded |= {need.name}
            continue
        except SrcadError as error:
            made.missed += 1
            made.lifted = set()
            made.note(error, error.place)
        return made


def lifted(
    fn: FunctionType, signature: Signature, note: Callable[[SrcadError, Place | None], None]
) -> tuple[int, set[tuple[str, int]]]:
    """Lift as far as it goes; the number of statements passed over, and the lines of the others."""
    made: list[Recovering] = []

    def make() -> Recovering:
        made.append(Recovering(note, owned(fn)))
        return made[-1]

    with suppress(Lost):
        lift(fn, signature.params, signature.types, make)
    return made[-1].missed, made[-1].lifted


def floats(signature: Signature) -> tuple[str, ...]:
    """The arguments that can carry a derivative."""
    types = iter(signature.types)
    leaves = ((param, [next(types) for _ in range(param.tree.count())]) for param in signature.params)
    return tuple(param.name for param, own in leaves if any(map(is_real, own)))
