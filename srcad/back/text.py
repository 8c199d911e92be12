"""IR -> text: the passes of the back end in their order, and the one place that prints."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import astor
import gast
from astor.code_gen import SourceGenerator, set_precedence
from astor.op_util import Precedence
from astor.source_repr import split_lines

from srcad.back import tree
from srcad.back.appends import write_appends
from srcad.back.callees import with_callees
from srcad.back.distinct import told_apart
from srcad.back.exits import place_breaks
from srcad.back.expressions import Expressions
from srcad.back.known import drop_known
from srcad.back.lower import lower
from srcad.back.memory import Memory
from srcad.back.names import name_variables
from srcad.back.nest import nest
from srcad.back.own import own
from srcad.back.pops import place_pops
from srcad.back.rejoin import rejoin
from srcad.back.signature import arguments
from srcad.back.spelling import namespace, roots, shadowed
from srcad.back.statements import COMMENT, Statements
from srcad.back.tapes import merge_tapes
from srcad.back.targets import parts, unpacked
from srcad.back.tree import Node
from srcad.back.unpack import unpack_parameters
from srcad.ir.core import Free, Function, Program, Stmt
from srcad.ir.outside import live_names, mentioned

COLUMNS = 100
#: Python reads no text that is indented more often than this
LEVELS = 99


@dataclass(frozen=True, slots=True)
class Text:
    """A program as text: what it prints, and what it needs to run."""

    name: str
    source: str
    #: the statement of the user's that a line (from 1) belongs to
    lines: dict[int, Stmt]
    #: what the names of the text mean: modules under the user's names, helpers, classes
    names: dict[str, Any]
    #: names that are read live from the user's module
    free: tuple[str, ...]
    #: the functions that it defines beside the one of its name
    others: tuple[str, ...]


def write(program: Program, name: str) -> Text:
    """The text of a program whose entry function is called `name`."""
    functions = told_apart(with_callees([*program.others, replace(program.entry, name=name)]))
    taken = {function.name for function in functions}
    written = [_write(function, taken) for function in functions]
    parts, lines, at = list[str](), dict[int, Stmt](), 0
    for one in written:
        source = _printed(one.node, one.statements.comments)
        lines.update({at + line: stmt for line, stmt in _lines(source, one.node, one.statements.origin)})
        parts.append(source)
        at += source.count("\n") + 2
    names = {key: value for one in written for key, value in one.names.items()}
    free = dict.fromkeys(live for function in functions for live in live_names(function.block))
    others = tuple(function.name for function in functions[:-1])
    return Text(name, "\n\n".join(parts), lines, names, tuple(free), others)


# --- one function -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Written:
    """The tree of a function, what its statements are, and the names it needs."""

    node: Node
    statements: Statements
    names: dict[str, Any]


def _write(function: Function, taken: Iterable[str]) -> _Written:
    function, memory = prepare(function)
    entries = unpacked(function)
    nested, choices = nest(function, memory, parts(entries))
    code = lower(function, nested, choices, entries)
    renamed = shadowed(function)
    reserved = {*_reserved(function, taken), *renamed.values()}
    names = name_variables(function.block.params, code, nested, reserved)
    code = place_pops(drop_known(place_breaks(code, nested, names), nested, names), names)
    statements = Statements(function, Expressions(names, nested, function.modules, renamed))
    node = tree.function(function.name, arguments(function.params), statements.block(code))
    return _Written(node, statements, {**_defaults(function), **namespace(function, renamed)})


def prepare(function: Function) -> tuple[Function, Memory]:
    """The functional passes: containers, ownership, tapes."""
    function, memory = own(unpack_parameters(function))
    function = write_appends(merge_tapes(rejoin(function)))
    memory.learn(function.block)
    return function, memory


def _reserved(function: Function, taken: Iterable[str]) -> set[str]:
    """Names that no variable may take."""
    return {*roots(function), *mentioned(function.block), *taken, *_defaults(function)}


def _defaults(function: Function) -> dict[str, Any]:
    """What stands for default values that are objects: whoever calls the text gives them, or passes the argument."""
    frees = [param.default for param in function.params if isinstance(param.default, Free)]
    return {free.name.partition(".")[0]: function.modules.get(free.name) for free in frees}


# --- printing -----------------------------------------------------------------------------------------------


class Printer(SourceGenerator):  # type: ignore[misc]
    """Numbers that are keys of a dict need no parentheses."""

    def visit_Dict(self, node: ast.Dict) -> None:  # noqa: N802 - called by this name
        set_precedence(Precedence.Comma, *node.keys)
        super().visit_Dict(node)


def _printed(node: Node, comments: Sequence[Stmt]) -> str:
    """The source of a function, its markers replaced by comments."""
    made = gast.gast_to_ast(tree.module([node]))
    source: str = astor.to_source(made, pretty_source=_pretty, source_generator_class=Printer)
    lines = [_commented(line, comments, node.name) for line in source.strip("\n").split("\n")]
    if max(map(indent, lines)) > 4 * LEVELS:
        raise RecursionError("more levels of indentation than Python reads")
    return "\n".join(lines) + "\n"


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _pretty(source: list[str]) -> str:
    return "".join(split_lines(source, maxline=COLUMNS))


def _commented(line: str, comments: Sequence[Stmt], function: str) -> str:
    """A line, or the comment that it stands for; that of a statement of another function says of which."""
    start = line.lstrip()
    if not start.startswith(COMMENT):
        return line
    stmt = comments[int(start[len(COMMENT) + 1 : -1])]
    of = "" if function.startswith(f"{stmt.called}_") else f"{stmt.called}: "
    return f"{line[: len(line) - len(start)]}# {of if stmt.called else ''}{stmt.text.strip()}"


def _lines(source: str, node: Node, origin: Sequence[tuple[Node, Stmt]]) -> Iterator[tuple[int, Stmt]]:
    """Which statement of the user's each line belongs to."""
    stmts = {id(made): stmt for made, stmt in origin}
    made = [one for one in _statements(node) if not _is_marker(one)]
    for one, parsed in zip(made, _statements(ast.parse(source).body[0]), strict=True):
        if id(one) in stmts:
            yield parsed.lineno, stmts[id(one)]


def _statements(node: Node) -> Iterator[Node]:
    """The statements inside a statement, in order."""
    for field in ("body", "handlers", "orelse", "finalbody"):
        for inner in getattr(node, field, None) or ():
            yield inner
            yield from _statements(inner)


def _is_marker(node: Node) -> bool:
    call = getattr(node, "value", None)
    return isinstance(call, gast.Call) and getattr(call.func, "id", "") == COMMENT
