"""Which functions of the user's a function leads to, and all that is refused in their syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType
from typing import Any

import gast

from srcad.errors import LanguageError, SourceError
from srcad.front.desugar.names import parameters, stores
from srcad.front.language import refusals
from srcad.front.source import Source, find


def syntax_errors(fn: FunctionType, own: Callable[[str], bool]) -> Iterator[LanguageError]:
    """Every construct that is refused in a function, in those inside it, and in those of the user's that it calls."""
    for source in reached(fn, own):
        for node in (source.node, *nested(source.node)):
            for culprit, (reason, instead) in refusals(node, source):
                yield LanguageError(reason, instead, source.place(culprit))


def reached(fn: FunctionType, own: Callable[[str], bool]) -> Iterator[Source]:
    """The sources of a function and of those that it calls by name, each once."""
    waiting, seen = [fn], {fn.__code__}
    while waiting:
        try:
            source = find(waiting.pop())
        except SourceError:
            continue
        yield source
        for callee in callees(source):
            if callee.__code__ not in seen and own(callee.__code__.co_filename):
                seen.add(callee.__code__)
                waiting.append(callee)


def nested(node: Any) -> list[Any]:
    """The functions inside a function, at any depth."""
    inner = gast.walk(node)
    return [each for each in inner if each is not node and isinstance(each, gast.FunctionDef | gast.Lambda)]


def callees(source: Source) -> Iterator[FunctionType]:
    """The functions that are called by a name of the module, or of a module that it names."""
    local = {*parameters(source.node)}
    local.update(stores(source.node.body) if isinstance(source.node.body, list) else ())
    for node in gast.walk(source.node):
        if isinstance(node, gast.Call):
            found = _named(node.func, source.fn.__globals__, local)
            if isinstance(found, FunctionType):
                yield found


def _named(node: Any, scope: dict[str, Any], local: set[str]) -> Any:
    if isinstance(node, gast.Name) and node.id not in local:
        return scope.get(node.id)
    if isinstance(node, gast.Attribute):
        owner = _named(node.value, scope, local)
        return vars(owner).get(node.attr) if isinstance(owner, ModuleType) else None
    return None
