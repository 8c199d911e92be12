"""Every stage of a transform, printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from srcad.ir.core import Function, Parameter
from srcad.ir.show import show
from srcad.ir.types import Type
from srcad.pipeline.derive import derive
from srcad.spec import Spec


@dataclass(frozen=True, slots=True)
class Stage:
    """The name of a pass and the program after it."""

    name: str
    text: str


def stages(
    fn: Callable[..., Any], spec: Spec, params: tuple[Parameter, ...], types: tuple[Type, ...]
) -> list[Stage]:
    """The program after each pass, from the lifted function to the text."""
    seen: list[Stage] = []

    def watch(name: str, function: Function) -> None:
        seen.append(Stage(name, show(function)))

    derived = derive(fn, spec, params, types, watch)
    return [*seen, Stage("text", derived.source)]
