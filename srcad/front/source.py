"""Find the source of a function, and prove that it is the code that runs.

The text that a function was made from is found by file and line, and both may mislead: the file may have
changed since it was imported, and one line may hold several lambdas.  So the text found is compiled again,
and its code compared with that of the function (`front.same`); what does not match is refused.
"""

from __future__ import annotations

import linecache
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from types import CodeType, FunctionType, ModuleType
from typing import Any, TypeAlias

import gast

from srcad.errors import Place, SourceError, Span, place_in
from srcad.front.block import Lines, indent, line_of
from srcad.front.depth import not_too_deep
from srcad.front.search import search

FunctionNode: TypeAlias = gast.FunctionDef | gast.AsyncFunctionDef | gast.Lambda


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The syntax of a function, at its true lines and columns; `lines` are those of the whole file.

    The node is shared by all functions with the same code: it is never changed.
    """

    node: FunctionNode
    file: str
    lines: Lines
    fn: FunctionType

    def place(self, node: gast.AST) -> Place:
        """Where a node stands, for an error."""
        span = span_of(node)
        return place_in(line_of(self.lines, span[0]), self.file, span)

    def text(self, stmt: gast.AST) -> str:
        """A statement as the user wrote it, on one line; of a compound statement its head."""
        stmt = origin(stmt)
        line, col, end_line, end_col = _head(stmt)
        if line != end_line:
            return _rewritten(stmt)
        written = line_of(self.lines, line).encode()[col:end_col].decode()
        return f"{written}:" if isinstance(stmt, _COMPOUND) else written


def find(fn: Callable[..., Any]) -> Source:
    """The source of a Python function; `SourceError` if there is none, or if it is not what runs."""
    if not isinstance(fn, FunctionType):
        raise SourceError(
            f"{getattr(fn, '__name__', type(fn).__name__)} is not a Python function, so it has no source",
            "wrap it in a Python function",
        )
    code = fn.__code__
    # lets linecache ask the module's loader, for modules that are not plain files
    linecache.lazycache(code.co_filename, fn.__globals__)
    with not_too_deep(fn):
        node, lines = _find(code.co_filename, code, _modules(fn))
    return Source(node, code.co_filename, lines, fn)


def span_of(node: gast.AST) -> Span:
    """Where a node begins and ends in its file."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def origin(stmt: gast.AST) -> gast.AST:
    """The user's statement that a statement made by desugaring stands for."""
    return getattr(stmt, "origin", stmt)


# --- the text of one statement --------------------------------------------------------------------------

_COMPOUND = (gast.If, gast.While, gast.For, gast.FunctionDef, gast.Match)


def _head(stmt: gast.AST) -> Span:
    line, col, end_line, end_col = span_of(stmt)
    if isinstance(stmt, gast.If | gast.While):
        _, _, end_line, end_col = span_of(stmt.test)
    elif isinstance(stmt, gast.Match):
        _, _, end_line, end_col = span_of(stmt.subject)
    elif isinstance(stmt, gast.For):
        _, _, end_line, end_col = span_of(stmt.iter)
    return line, col, end_line, end_col


def _rewritten(stmt: gast.AST) -> str:
    return str(gast.unparse(stmt)).strip().splitlines()[0]


# --- finding --------------------------------------------------------------------------------------------


#: a code object has no name of its file in its equality, so the file is part of the key
@lru_cache(maxsize=4096)
def _find(file: str, code: CodeType, modules: tuple[str, ...]) -> tuple[FunctionNode, Lines]:
    lines = _lines(file)
    found = search(lines, code, modules)
    if found is None:
        # what linecache remembers may be older than a module that was loaded again
        linecache.checkcache(file)
        lines = _lines(file)
        found = search(lines, code, modules)
    if found is None:
        raise _not_found(file, lines, code)
    return gast.ast_to_gast(found), lines


def _lines(file: str) -> Lines:
    lines = linecache.getlines(file)
    return _command() if not lines and file == "<string>" else lines


def _command() -> Lines:
    """What stands behind ``python -c``: what is found there is compared with the code that runs, as always."""
    given = sys.orig_argv
    return given[given.index("-c") + 1].splitlines(keepends=True) if "-c" in given[:-1] else []


def _modules(fn: FunctionType) -> tuple[str, ...]:
    """The global names of a function that are modules: most likely those are imported."""
    return tuple(name for name in _globals(fn.__code__) if isinstance(fn.__globals__.get(name), ModuleType))


@lru_cache(maxsize=4096)
def _globals(code: CodeType) -> tuple[str, ...]:
    inner = (_globals(const) for const in code.co_consts if isinstance(const, CodeType))
    return tuple(dict.fromkeys(name for name in chain(code.co_names, *inner) if name.isidentifier()))


# --- what went wrong ------------------------------------------------------------------------------------


def _not_found(file: str, lines: Lines, code: CodeType) -> SourceError:
    name = code.co_name
    # Python 3.13 remembers what stood behind -c as a file of this name, whatever exec made of it later
    if not lines or file == "<string>":
        prompt = "; before Python 3.13 the interactive prompt keeps no text" if file == "<stdin>" else ""
        return SourceError(
            f"the source of {name} cannot be read: there is no file {file!r}{prompt}",
            "define it in a module or a notebook, not through exec",
        )
    place = _place_of_line(file, lines, code.co_firstlineno)
    if "@pytest_ar" in code.co_names:
        return SourceError(
            f"pytest has rewritten the assert statements of {name}, so its source is not the code that runs",
            "define it in a module that pytest does not collect, or put PYTEST_DONT_REWRITE in the docstring",
            place,
        )
    return SourceError(
        f"the source of {name} is not the code that runs: the file has changed since it was imported",
        "import the module again, so that the file and the function agree",
        place,
    )


def _place_of_line(file: str, lines: Lines, line: int) -> Place | None:
    text = line_of(lines, line)
    return place_in(text, file, (line, indent(text), line, len(text.encode()))) if text.strip() else None
