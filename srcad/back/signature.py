"""The printed function's signature: the user's own, and a keyword for the seed."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from srcad.back import tree
from srcad.back.tree import Node
from srcad.ir.core import Free, Lit, Parameter


def arguments(params: Sequence[Parameter]) -> Node:
    positional = _of_kind(params, "POSITIONAL_ONLY")
    ordinary = _of_kind(params, "POSITIONAL_OR_KEYWORD")
    keyword = _of_kind(params, "KEYWORD_ONLY")
    defaults = [_default(param) for param in (*positional, *ordinary) if param.default is not None]
    return gast.arguments(
        [_name(param) for param in ordinary],
        [_name(param) for param in positional],
        _only(params, "VAR_POSITIONAL"),
        [_name(param) for param in keyword],
        [_default(param) for param in keyword],
        _only(params, "VAR_KEYWORD"),
        defaults,
    )


def _of_kind(params: Sequence[Parameter], kind: str) -> list[Parameter]:
    return [param for param in params if param.kind == kind]


def _only(params: Sequence[Parameter], kind: str) -> Node | None:
    found = _of_kind(params, kind)
    return _name(found[0]) if found else None


def _name(param: Parameter) -> Node:
    return gast.Name(param.name, gast.Param(), None, None)


def _default(param: Parameter) -> Node | None:
    match param.default:
        case Lit(value=value):
            return tree.constant(value)
        case Free(name=name):
            return tree.dotted(name)
        case _:
            return None
