"""Programs that are nested deeper than Python can be followed into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from srcad.errors import LanguageError, place_at


@contextmanager
def not_too_deep(fn: Any) -> Iterator[None]:
    """Passes and Python's own parser call themselves for what is nested; where that comes to an end, it is said so."""
    try:
        yield
    except RecursionError:
        code = getattr(fn, "__code__", None)
        line = getattr(code, "co_firstlineno", 0)
        raise LanguageError(
            f"`{getattr(fn, '__name__', 'this')}` is nested too deeply, or its derivative would be",
            "cut long chains of operators, branches or calls into functions or loops",
            None if code is None else place_at(code.co_filename, (line, 0, line + 1, 0)),
        ) from None
