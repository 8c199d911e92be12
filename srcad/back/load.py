"""Text -> function: compiled, and registered so that tracebacks and debuggers show its lines."""

from __future__ import annotations

import linecache
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any
from weakref import finalize

from srcad.back.text import Text
from srcad.ir.core import Stmt

#: per text, the user's statement that the lines from each on belong to
_ORIGINS: dict[str, dict[int, Stmt]] = {}
_NUMBERS: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))


@dataclass(frozen=True, slots=True)
class Loaded:
    """A function made from text; `namespace` holds its globals, and may be refreshed between calls."""

    function: Callable[..., Any]
    namespace: dict[str, Any]
    file: str


def load(text: Text) -> Loaded:
    file = _register(text)
    namespace: dict[str, Any] = {"__name__": "srcad.generated", **text.names}
    exec(compile(text.source, file, "exec"), namespace)
    finalize(namespace[text.name], _forget, file)
    return Loaded(namespace[text.name], namespace, file)


def _forget(file: str) -> None:
    """Nobody can run the text any more."""
    linecache.cache.pop(file, None)
    _ORIGINS.pop(file, None)


def _register(text: Text) -> str:
    """Enter the text among the files that Python can show, under a name that tells what it is."""
    file = f"<srcad {text.name} {next(_NUMBERS[text.name])}>"
    _ORIGINS[file] = text.lines
    linecache.cache[file] = (len(text.source), None, text.source.splitlines(keepends=True), file)
    return file


def origin(file: str, line: int) -> Stmt | None:
    """The user's statement behind a line of a text; None of any other file."""
    lines = _ORIGINS.get(file, {})
    return lines.get(max((start for start in lines if start <= line), default=0))
