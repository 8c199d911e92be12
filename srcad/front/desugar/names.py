"""Which names statements bind, and which they read, each in the order of evaluation.

A nested function binds its own name and reads what it needs from outside; its insides are its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import gast

Names: TypeAlias = tuple[str, ...]

#: names in the order in which they were found
_Found: TypeAlias = dict[str, None]

_FUNCTIONS = (gast.FunctionDef, gast.AsyncFunctionDef, gast.Lambda)
_ASSIGNMENTS = (gast.Assign, gast.AnnAssign)
_PATTERNS = (gast.MatchAs, gast.MatchStar, gast.MatchMapping)
_COMPREHENSIONS = (gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)


def stores(stmts: Sequence[gast.AST]) -> Names:
    """The names that statements bind: assignments, loop targets, imports, nested functions."""
    found: _Found = {}
    _add_stores(stmts, found)
    return tuple(found)


def loads(stmts: Sequence[gast.AST]) -> Names:
    """The names that statements read, also in the `until` of loops and inside nested functions."""
    found: _Found = {}
    _add_loads(stmts, found)
    return tuple(found)


def parameters(function: gast.AST) -> Names:
    """The names of the parameters of a function or lambda, in the order of `co_varnames`."""
    args = function.args
    last = [arg for arg in (args.vararg, args.kwarg) if arg is not None]
    return tuple(arg.id for arg in [*args.posonlyargs, *args.args, *args.kwonlyargs, *last])


def free(function: gast.AST) -> Names:
    """The names that a function or lambda finds outside itself when it is called."""
    body = _body(function)
    own = {*parameters(function), *stores(body)}.difference(elsewhere(function))
    return tuple(name for name in loads(body) if name not in own)


def elsewhere(function: gast.AST) -> dict[str, str]:
    """The names that a function declares ``nonlocal`` or ``global``, and which of the two."""
    found: dict[str, str] = {}
    waiting = _body(function)
    while waiting:
        node = waiting.pop()
        if isinstance(node, gast.Nonlocal | gast.Global):
            found.update(dict.fromkeys(node.names, type(node).__name__.lower()))
        elif not isinstance(node, _FUNCTIONS):
            waiting += gast.iter_child_nodes(node)
    return found


def defaults(function: gast.AST) -> list[gast.AST]:
    """The default values of a function or lambda, which are evaluated where it is defined."""
    return [*function.args.defaults, *(node for node in function.args.kw_defaults if node is not None)]


def _body(function: gast.AST) -> list[gast.AST]:
    return [function.body] if isinstance(function, gast.Lambda) else list(function.body)


def _outside(function: gast.AST) -> list[gast.AST]:
    return [*getattr(function, "decorator_list", []), *defaults(function)]


def _add_stores(nodes: Sequence[gast.AST], found: _Found) -> None:
    for node in nodes:
        if isinstance(node, gast.Name):
            if not isinstance(node.ctx, gast.Load):
                found[node.id] = None
        elif isinstance(node, _PATTERNS):
            name = node.rest if isinstance(node, gast.MatchMapping) else node.name
            found.update({name: None} if name is not None else {})
            _add_stores(_children(node), found)
        elif isinstance(node, gast.Import | gast.ImportFrom):
            found.update((alias.asname or alias.name.partition(".")[0], None) for alias in node.names)
        elif isinstance(node, _FUNCTIONS):
            _add_stores(_outside(node), found)
            if not isinstance(node, gast.Lambda):
                found[node.name] = None
        elif isinstance(node, _COMPREHENSIONS):
            found.update((inner.target.id, None) for inner in gast.walk(node) if isinstance(inner, gast.NamedExpr))
        else:
            _add_stores(_children(node), found)


def _add_loads(nodes: Sequence[gast.AST], found: _Found) -> None:
    for node in nodes:
        if isinstance(node, gast.Name):
            if isinstance(node.ctx, gast.Load):
                found[node.id] = None
        elif isinstance(node, gast.AugAssign):
            _add_loads([node.target, node.value], found)
            # `x += 1` reads x, though its target is marked as stored only
            if isinstance(node.target, gast.Name):
                found[node.target.id] = None
        elif isinstance(node, _FUNCTIONS):
            _add_loads(_outside(node), found)
            found.update(dict.fromkeys(free(node)))
        elif isinstance(node, _COMPREHENSIONS):
            _add_comprehension_loads(node, found)
        else:
            _add_loads(_children(node), found)


def _add_comprehension_loads(node: gast.AST, found: _Found) -> None:
    # the first iterable is evaluated outside
    _add_loads([node.generators[0].iter], found)
    own = stores([generator.target for generator in node.generators])
    found.update((name, None) for name in loads(_children(node)) if name not in own)


def _children(node: gast.AST) -> list[gast.AST]:
    """The parts of a node in the order in which they are evaluated, annotations left out."""
    if isinstance(node, _ASSIGNMENTS):
        targets = node.targets if isinstance(node, gast.Assign) else [node.target]
        return [*([node.value] if node.value is not None else []), *targets]
    if isinstance(node, gast.For):
        return [node.iter, node.target, *node.body, *node.orelse, *_until(node)]
    if isinstance(node, gast.While):
        return [node.test, *node.body, *node.orelse, *_until(node)]
    return list(gast.iter_child_nodes(node))


def _until(loop: gast.AST) -> list[gast.AST]:
    until = getattr(loop, "until", None)
    return [] if until is None else [until]
