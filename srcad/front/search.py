"""Search the lines of a file for the definition that compiles to a given code object."""

from __future__ import annotations

import ast
import threading
import warnings
from collections.abc import Iterable, Iterator
from types import CodeType

from srcad.front.block import Lines, trees, whole
from srcad.front.same import Definition, compiled_like, same_positions

#: the filters of warnings are shared by all threads
_WARNINGS = threading.Lock()


def search(lines: Lines, code: CodeType, modules: tuple[str, ...]) -> Definition | None:
    """The definition, if it is there; `modules` are the names that the file probably imports.

    Python compiles a call `np.sin(x)` in its own way if the module imports the name `np`; so the imports must be
    known to compare code, and where the guess fails the file is asked.
    """
    # Python has warned about this text when it was imported
    with _WARNINGS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _search(lines, code, modules) or _search(lines, code, _imported(lines))


def _search(lines: Lines, code: CodeType, imported: Iterable[str]) -> Definition | None:
    for tree in trees(lines, code.co_firstlineno):
        found = _match(tree, code, imported)
        if found is not None:
            return found
    return None


def _match(tree: ast.AST, code: CodeType, imported: Iterable[str]) -> Definition | None:
    """Code found twice means the same twice; but an error should point at the right one."""
    found = None
    for node in ast.walk(tree):
        if isinstance(node, Definition) and getattr(node, "name", "<lambda>") == code.co_name:
            own = compiled_like(node, code, imported)
            if own and same_positions(own, code):
                return node
            found = node if own and found is None else found
    return found


def _imported(lines: Lines) -> tuple[str, ...]:
    names = (alias.asname or alias.name.partition(".")[0] for tree in whole(lines) for alias in _aliases(tree))
    return tuple(dict.fromkeys(name for name in names if name != "*"))


def _aliases(node: ast.AST) -> Iterator[ast.alias]:
    """What the module itself imports, also in branches, but not in its functions and classes."""
    if isinstance(node, ast.alias):
        yield node
    elif not isinstance(node, Definition | ast.ClassDef | ast.expr):
        for child in ast.iter_child_nodes(node):
            yield from _aliases(child)
