"""Names that a module imports: CPython compiles a call of their attributes in a way of its own.

``np.sin(x)`` is bytecode of one kind where `np` was bound by an import of the module, and of another where it was
not; so a definition compiled by itself needs the same imports around it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from functools import lru_cache


def imported(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Guesses, likeliest first, of the names a module imports: by all its imports, by unindented ones, by none."""
    text = "".join(line for line in _import_lines(lines))
    return _guesses(text)


@lru_cache(maxsize=256)
def _guesses(text: str) -> tuple[tuple[str, ...], ...]:
    found = list(_statements(text.splitlines()))
    everywhere = tuple(name for _, names in found for name in names)
    outside = tuple(name for indented, names in found if not indented for name in names)
    return tuple(dict.fromkeys((outside, everywhere, ())))


def _import_lines(lines: Sequence[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        bare = line.lstrip()
        if inside or bare.startswith(("import ", "from ")):
            yield line if line.endswith("\n") else f"{line}\n"
            inside = (inside or "(" in bare) and ")" not in bare


def _statements(lines: Sequence[str]) -> Iterator[tuple[bool, tuple[str, ...]]]:
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and not lines[end].lstrip().startswith(("import ", "from ")):
            end += 1
        names = _names("\n".join(lines[start:end]).strip())
        yield lines[start][:1].isspace(), names
        start = end


def _names(statement: str) -> tuple[str, ...]:
    try:
        (node,) = ast.parse(statement).body
    except (SyntaxError, ValueError):
        return ()
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return ()
    names = (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    return tuple(name for name in names if name.isidentifier())
