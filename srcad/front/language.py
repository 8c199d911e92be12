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
from srcad.front.desugar.names import defaults, parameters, stores
from srcad.front.source import Source

Refusal = tuple[str, str]

_LOOP = "write a for loop that fills an array made before it, or a list display"
_EXIT = "keep it outside the function that is differentiated, and pass in what it gives"
_ASYNC = "write a plain function that is given what was awaited"
_GENERATOR = "return the values in an array"
_STATE = "pass the value in as an argument and return the new one"

#: what to say of each kind of node that is never accepted: the reason, and what to write instead
REFUSED: dict[str, Refusal] = {
    "AsyncFunctionDef": ("an async function cannot be differentiated", _ASYNC),
    "AsyncFor": ("an async for loop cannot be differentiated", _ASYNC),
    "AsyncWith": ("an async with block cannot be differentiated", _ASYNC),
    "Await": ("await cannot be differentiated", _ASYNC),
    "ClassDef": ("a class defined inside a function cannot be differentiated", "define it in the module"),
    "DictComp": ("a dict comprehension is not supported", "write a dict display"),
    "GeneratorExp": ("a generator expression is not supported", _LOOP),
    "ListComp": ("a list comprehension is not supported", _LOOP),
    "SetComp": ("a set comprehension is not supported", "write its items one by one"),
    "TemplateStr": ("a template string is not supported", "write an f-string"),
    "TryStar": ("except* is not supported", "write except, or test for the failing case with if"),
    "TypeAlias": ("a type alias inside a function is not supported", "define it in the module"),
    "Yield": ("a generator cannot be differentiated", _GENERATOR),
    "YieldFrom": ("a generator cannot be differentiated", _GENERATOR),
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
    # a module may have a function of its own under the name of a builtin
    shadowed = frozenset(name for name in _INTROSPECTION if name in source.fn.__globals__)
    found = _first_refusal(node, shadowed)
    if found is not None:
        culprit, (reason, instead) = found
        raise LanguageError(reason, instead, source.place(culprit))


@lru_cache(maxsize=4096)
def _first_refusal(function: gast.AST, shadowed: frozenset[str]) -> tuple[gast.AST, Refusal] | None:
    own = shadowed.union(parameters(function), stores(_body(function)))
    for node in _walk([function] if isinstance(function, gast.AsyncFunctionDef) else _body(function)):
        refusal = REFUSED.get(type(node).__name__) or _special(node) or _introspection(node, own) or _global(node, own)
        if refusal:
            return _culprit(node), refusal
    return None


def _culprit(node: gast.AST) -> gast.AST:
    """What the caret is under: of a try, the statement that leaves its `finally`."""
    if not isinstance(node, gast.Try):
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
    return list(gast.iter_child_nodes(node))


# --- what is refused only in some forms -----------------------------------------------------------------


def _special(node: gast.AST) -> Refusal | None:
    check = _CHECKS.get(type(node))
    return check(node) if check else None


def _condition(node: gast.AST) -> Refusal | None:
    if not assigns(node.test) or not {"break", "continue"}.intersection(Flows().block(node.orelse).jumps):
        return None
    return "a jump from the else of a loop whose condition assigns is not supported", "assign before the loop"


def _finally(node: gast.AST) -> Refusal | None:
    if not Flows().block(node.finalbody).jumps:
        return None
    return "a jump out of finally is not supported", "leave the try first"


_CHECKS: dict[type, Callable[[gast.AST], Refusal | None]] = {
    gast.Try: _finally,
    gast.While: _condition,
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
