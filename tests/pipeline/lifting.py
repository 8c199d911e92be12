"""A plain function and arguments, as IR and the inputs of its leaves."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from srcad.api.arguments import read_signature
from srcad.front.lift.function import Lifted, lift
from srcad.front.static import NeedsValue
from srcad.ir.core import Tree


class Names(dict[str, Any]):
    """The names from outside that a program mentions, dotted ones too."""

    def __missing__(self, key: str) -> Any:
        return eval(key, dict(self))


def lifted(fn: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Lifted, list[Any], Names]:
    """The program of `fn` for these arguments, the inputs of its leaves, and what it reads from outside."""
    signature = inspect.signature(fn)
    bound = signature.bind(*args)
    bound.apply_defaults()
    demanded: frozenset[str] = frozenset()
    while True:
        read = read_signature(tuple(signature.parameters.values()), bound.arguments, demanded)
        try:
            made = lift(fn, read.params, read.types)
        except NeedsValue as need:
            demanded |= {need.name}
            continue
        inputs = [leaf for param in read.params for leaf in leaves_of(param.tree, bound.arguments[param.name])]
        outside: Mapping[str, Any] = {free.name: free.fetch() for free in made.free if free.name}
        return made, inputs, Names({**outside, **made.program.entry.modules})


def leaves_of(tree: Tree, value: Any) -> list[Any]:
    """The leaves of a value, as the IR counts them."""
    if tree.kind == "static":
        return []
    if tree.kind == "leaf":
        return [value]
    if tree.kind in ("tuple", "list"):
        parts = list(value)
    elif tree.kind == "dict":
        parts = [value[key] for key in tree.keys]
    else:
        parts = [getattr(value, key) for key in tree.keys]
    return [leaf for child, part in zip(tree.children, parts, strict=True) for leaf in leaves_of(child, part)]
