"""Comprehensions and generator expressions as the functions that Python makes of them.

Before::                                  after::

    [f(x, y) for x in xs if x for y in x]     def part(it, items):
                                                  for x in it:
                                                      if x:
                                                          for y in x:
                                                              items.append(f(x, y))

The first iterable is evaluated outside.  A generator expression yields where a list is appended to.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import gast

from srcad.front.desugar.nodes import assign, made, named

FIRST = " it"
ITEMS = " items"
_KEY = " key"


@lru_cache(maxsize=4096)
def part_of(node: Any) -> gast.FunctionDef:
    """The function of a comprehension."""
    body = [_leaf(node)] if not isinstance(node, gast.DictComp) else _entry(node)
    for number, clause in reversed(list(enumerate(node.generators))):
        for test in reversed(clause.ifs):
            body = [made(gast.If(test, body, []), test)]
        source = named(FIRST, clause.iter) if number == 0 else clause.iter
        body = [made(gast.For(clause.target, source, body, [], None), node)]
    parameters = [FIRST] if isinstance(node, gast.GeneratorExp) else [FIRST, ITEMS]
    args = [named(name, node, gast.Param()) for name in parameters]
    spec = gast.arguments(args, [], None, [], [], None, [])
    return made(gast.FunctionDef("<part>", spec, [*_outer(node), *body], [], None, None, []), node)


def _leaf(node: Any) -> gast.AST:
    if isinstance(node, gast.GeneratorExp):
        given = gast.copy_location(gast.Yield(node.elt), node.elt)
    else:
        method = "add" if isinstance(node, gast.SetComp) else "append"
        append = gast.copy_location(gast.Attribute(named(ITEMS, node), method, gast.Load()), node)
        given = gast.copy_location(gast.Call(append, [node.elt], []), node)
    return made(gast.Expr(given), node)


def _entry(node: gast.DictComp) -> list[gast.AST]:
    """The key is evaluated before the value."""
    place = gast.copy_location(gast.Subscript(named(ITEMS, node), named(_KEY, node), gast.Store()), node)
    return [assign(_KEY, node.key, node), made(gast.Assign([place], node.value, None), node)]


def _outer(node: Any) -> list[gast.AST]:
    """What ``:=`` binds is a name of the function around."""
    found = dict.fromkeys(inner.target.id for inner in gast.walk(node) if isinstance(inner, gast.NamedExpr))
    return [made(gast.Nonlocal(list(found)), node)] if found else []
