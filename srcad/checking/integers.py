"""Arguments that are to be differentiated, and are integers."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from srcad.checking.examples import resolved
from srcad.checking.finding import Finding
from srcad.front.source import Source
from srcad.spec import Spec


def integers(source: Source, parameters: Sequence[inspect.Parameter], spec: Spec) -> Iterator[Finding]:
    """Those that `spec` asks for and that an annotation or a default says to be integers."""
    scope: Mapping[str, Any] = source.fn.__globals__
    args = source.node.args
    nodes = {arg.id: arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs)}
    for param in wanted(parameters, spec):
        annotation = resolved(param.annotation, scope)
        if annotation is int or (annotation is param.empty and type(param.default) is int):
            yield Finding(
                "integer",
                f"`{param.name}` is an int, which has no derivative",
                "annotate it as a float and pass 3.0 instead of 3, or differentiate another argument with `argnums`",
                source.place(nodes[param.name]),
                source.fn.__name__,
            )


def wanted(parameters: Sequence[inspect.Parameter], spec: Spec) -> list[inspect.Parameter]:
    """The parameters that are differentiated, as far as they exist."""
    positional = [param for param in parameters if param.kind in (param.POSITIONAL_ONLY, param.POSITIONAL_OR_KEYWORD)]
    named = {param.name: param for param in parameters if param.kind is not param.VAR_POSITIONAL}
    count = len(positional)
    found = (
        named.get(num) if isinstance(num, str) else positional[num] if -count <= num < count else None
        for num in spec.wanted
    )
    return [param for param in found if param is not None]
