"""The part of Python that srcad reads: everything else is refused, with the place and a way out.

The insides of nested functions are not looked at here: a function is checked when it is lifted itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import gast

from srcad.errors import LanguageError
from srcad.front.desugar.conditions import assigns
from srcad.front.desugar.flow import Flows
from srcad.front.desugar.generators import hands_out, yields
from srcad.front.desugar.names import defaults, parameters, stores
from srcad.front.source import Source

Refusal = tuple[str, str]

_ASYNC = "write a plain function that is given what was awaited"
_SENT = "write yield as a statement of its own"
_STATE = "pass the value in as an argument and return the new one"

#: what to say of each kind of node that is never accepted: the reason, and what to write instead
REFUSED: dict[str, Refusal] = {
    "AsyncFunctionDef": ("an async function cannot be differentiated", _ASYNC),
    "AsyncFor": ("an async for loop cannot be differentiated", _ASYNC),
    "AsyncWith": ("an async with block cannot be differentiated", _ASYNC),
    "Await": ("await cannot be differentiated", _ASYNC),
    "ClassDef": ("a class defined inside a function cannot be differentiated", "define it in the module"),
    "TemplateStr": ("a template string is not supported", "write an f-string"),
    "TryStar": ("except* is not supported", "write except, or test for the failing case with if"),
    "TypeAlias": ("a type alias inside a function is not supported", "define it in the module"),
    "Yield": ("what a generator is sent is not supported", _SENT),
    "YieldFrom": ("what a generator returns is not supported", _SENT),
}

#: builtins that reach for names behind the text
_INTROSPECTION: dict[str, Refusal] = {
    "eval": ("eval runs code that cannot be seen", "write the expression itself"),
    "exec": ("exec runs code that cannot be seen", "write the statements themselves"),
    "globals": ("globals() reaches names that cannot be seen", "name the variable"),
    "locals": ("locals() reaches names that cannot be seen", "name the variable"),
    "vars": ("vars() reaches names that cannot be seen", "name the attribute"),
}


def refuse(node: gast.AST, source: Source) -> None:
    """Raise `LanguageError` for the first construct of a function that is not in the language."""
    for culprit, (reason, instead) in refusals(node, source):
        raise LanguageError(reason, instead, source.place(culprit))


def refusals(node: gast.AST, source: Source) -> tuple[tuple[gast.AST, Refusal], ...]:
    """Every construct of a function that is not in the language, in the order of the text."""
    # a module may have a function of its own under the name of a builtin
    return _refusals(node, frozenset(name for name in _INTROSPECTION if name in source.fn.__globals__))


@lru_cache(maxsize=4096)
def _refusals(function: gast.AST, shadowed: frozenset[str]) -> tuple[tuple[gast.AST, Refusal], ...]:
    own = shadowed.union(parameters(function), stores(_body(function)))
    nodes = _walk([function] if isinstance(function, gast.AsyncFunctionDef) else _body(function))
    found = ((node, _refusal(node, own)) for node in nodes)
    return tuple((_culprit(node), refusal) for node, refusal in found if refusal)


def _refusal(node: gast.AST, own: frozenset[str]) -> Refusal | None:
    return REFUSED.get(type(node).__name__) or _special(node) or _introspection(node, own) or _global(node, own)


def _culprit(node: gast.AST) -> gast.AST:
    """What the caret is under: of a try, the statement that leaves its `finally`."""
    if not isinstance(node, gast.Try) or yields(node):
        return node
    return next(stmt for stmt in node.finalbody if Flows().of(stmt).jumps)


def _body(function: gast.AST) -> list[gast.AST]:
    return [function.body] if isinstance(function, gast.Lambda) else list(function.body)


def _walk(nodes: list[gast.AST]) -> Iterator[gast.AST]:
    """Every node in the order of the text, without annotations and the insides of nested functions."""
    waiting = nodes[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(_parts(node))


def _parts(node: gast.AST) -> list[gast.AST]:
    if isinstance(node, gast.FunctionDef | gast.Lambda):
        return defaults(node)
    if isinstance(node, gast.AnnAssign):
        return [node.target, *([node.value] if node.value is not None else [])]
    if hands_out(node):
        return list(gast.iter_child_nodes(node.value))
    return list(gast.iter_child_nodes(node))


# --- what is refused only in some forms -----------------------------------------------------------------


def _special(node: gast.AST) -> Refusal | None:
    check = _CHECKS.get(type(node))
    return check(node) if check else None


def _condition(node: gast.AST) -> Refusal | None:
    if not assigns(node.test) or not {"break", "continue"}.intersection(Flows().block(node.orelse).jumps):
        return None
    return "a jump from the else of a loop whose condition assigns is not supported", "assign before the loop"


def _comprehension(node: gast.AST) -> Refusal | None:
    return ("an async comprehension cannot be differentiated", _ASYNC) if node.is_async else None


def _with(node: gast.AST) -> Refusal | None:
    """An exception in the loop that walks a generator does not pass through it."""
    if not yields(node):
        return None
    return "a yield inside of a try or with is not supported", "yield after it"


def _try(node: gast.AST) -> Refusal | None:
    if yields(node):
        return _with(node)
    if not Flows().block(node.finalbody).jumps:
        return None
    return "a jump out of finally is not supported", "leave the try first"


_CHECKS: dict[type, Callable[[gast.AST], Refusal | None]] = {
    gast.Try: _try,
    gast.While: _condition,
    gast.With: _with,
    gast.comprehension: _comprehension,
}


def _global(node: gast.AST, own: frozenset[str]) -> Refusal | None:
    """A declaration without an assignment only says what is so anyway."""
    if not isinstance(node, gast.Global) or own.isdisjoint(node.names):
        return None
    return "a function that assigns global names cannot be differentiated", _STATE


def _introspection(node: gast.AST, own: frozenset[str]) -> Refusal | None:
    if not isinstance(node, gast.Call) or not isinstance(node.func, gast.Name) or node.func.id in own:
        return None
    return _INTROSPECTION.get(node.func.id)
