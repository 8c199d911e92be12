"""Every reason for which srcad refuses a program, as its code states them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from srcad.front.language import _INTROSPECTION, REFUSED
from tests.docs.blocks import ROOT

#: what raises or returns a refusal: the reason is the first text among its arguments
CALLS = re.compile(r"(refuse|fails|rule_error|no_rule|\w*Error|CannotType|Clash|Unbound)$")
#: which files state reasons, under which headings
GROUPS = {
    "Syntax": ("front/language.py",),
    "Source": ("front/source.py", "front/lift/function.py"),
    "Values, calls and memory inside the function": ("front/lift/*.py", "pipeline/*.py"),
    "Derivative rules": ("rules/**/*.py", "transform/**/*.py"),
    "Rules of your own": ("extend/*.py",),
    "Arguments, seeds and results": ("api/[!d]*.py", "api/derivative.py", "spec.py", "runtime/checks.py"),
}


def listing() -> str:
    """All of them, as Markdown."""
    return "\n".join(f"## {heading}\n\n{_rows(patterns)}" for heading, patterns in GROUPS.items())


def _rows(patterns: tuple[str, ...]) -> str:
    pairs = [pair for pattern in patterns for file in sorted((ROOT / "srcad").glob(pattern)) for pair in refusals(file)]
    rows = (f"- {reason}{f' — *{instead}*' if instead else ''}\n" for reason, instead in dict.fromkeys(pairs))
    return "".join(rows)


def refusals(file: Path) -> Iterator[tuple[str, str]]:
    """The reason and the way out of every refusal that a file can give; a gap stands for what is filled in."""
    if file.name == "language.py":
        yield from (*REFUSED.values(), *_INTROSPECTION.values())
    texts_of = _of_return if file.name == "language.py" else _of_call
    for node in ast.walk(ast.parse(file.read_text())):
        texts = texts_of(node)
        if texts and texts[0]:
            yield texts[0], texts[1] if len(texts) > 1 else ""


def _of_return(node: ast.AST) -> list[str]:
    """A pair of texts that is returned."""
    if not isinstance(node, ast.Return) or not isinstance(node.value, ast.Tuple):
        return []
    return [_text(item) for item in node.value.elts]


def _of_call(node: ast.AST) -> list[str]:
    """The arguments of a call that refuses, as far as they are texts."""
    if not isinstance(node, ast.Call) or not CALLS.search(getattr(node.func, "attr", getattr(node.func, "id", ""))):
        return []
    arguments = [*node.args, *(keyword.value for keyword in node.keywords)]
    return [text for argument in arguments if (text := _text(argument))]


def _text(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return re.sub("`?…`?", "…", "".join(_text(part) for part in parts))
        case ast.FormattedValue():
            return "…"
    return ""
