"""Which lines of a file to parse to find a definition: as few as will do."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TypeAlias

Lines: TypeAlias = Sequence[str]


def line_of(lines: Lines, number: int) -> str:
    """A line by its number, which is empty after the end."""
    return lines[number - 1] if number <= len(lines) else ""


#: lines that look as if they ended the definition, but stand in a string or in brackets, are rarely more
_TRIES = 8


def trees(lines: Lines, line: int) -> Iterator[ast.AST]:
    """Syntax trees that may hold the definition at a line, the cheapest first, the whole file last."""
    for start in dict.fromkeys((line, _outer(lines, line))):
        yield from _block(lines, start)
    yield from whole(lines)


def whole(lines: Lines) -> Iterator[ast.AST]:
    """The tree of the file, if it is one."""
    return _parsed(lines, 1, len(lines))


def _outer(lines: Lines, line: int) -> int:
    """The last line, at or before this one, at which a statement of the module begins."""
    while line > 1 and (line > len(lines) or lines[line - 1][:1] in " \t\r\n#)]}"):
        line -= 1
    return line


def _block(lines: Lines, start: int) -> Iterator[ast.AST]:
    """The statement at a line, which goes on until a line is indented no further than its first."""
    for end in _ends(lines, start):
        tree = list(_parsed(lines, start, end))
        if tree:
            yield from tree
            return


def _ends(lines: Lines, start: int) -> Iterator[int]:
    if start > len(lines):
        return
    depth, tries = indent(lines[start - 1]), 0
    for number in range(start, len(lines)):
        text = lines[number].strip()
        if text and not text.startswith("#") and indent(lines[number]) <= depth:
            yield number
            tries += 1
            if tries == _TRIES:
                return
    yield len(lines)


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _parsed(lines: Lines, start: int, end: int) -> Iterator[ast.AST]:
    """The tree of lines `start` to `end`, at their true positions, if they are whole statements."""
    text = "".join(lines[start - 1 : end])
    # an indented definition is parsed as it stands, which keeps columns and strings over several lines
    above = "\n" * (start - 2) + "if 1:\n" if text[:1] in " \t" and start > 1 else "\n" * (start - 1)
    try:
        yield ast.parse(above + text)
    except SyntaxError:
        return
