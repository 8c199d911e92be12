"""Rules so plain that there is nothing to lift: ``lambda x, y: y`` and ``lambda x, y: -1.0``.

Most partial derivatives are of this kind, and a first call meets dozens of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import Any

import gast

from srcad.front.source import find
from srcad.ir.core import Atom, Lit


@dataclass(frozen=True, slots=True)
class Immediate:
    """What a function of `count` arguments gives: one of them, by its place, or a number."""

    count: int
    result: int | Lit

    def of(self, args: Sequence[Atom]) -> Atom:
        return args[self.result] if isinstance(self.result, int) else self.result


@lru_cache(maxsize=1024)
def immediate(fn: Callable[..., Any]) -> Immediate | None:
    """What the function gives, if that is plain to see."""
    if not isinstance(fn, FunctionType) or fn.__name__ != "<lambda>" or fn.__defaults__ or _has_stars(fn):
        return None
    node = find(fn).node
    names = [arg.id for arg in node.args.args]
    match node.body:
        case gast.Name(id=name) if name in names:
            return Immediate(len(names), names.index(name))
        case gast.Constant(value=float(number)):
            return Immediate(len(names), Lit(number))
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=float(number))):
            return Immediate(len(names), Lit(-number))
    return None


def _has_stars(fn: FunctionType) -> bool:
    """Whether there are parameters beside those that `args` names."""
    code = fn.__code__
    return len(code.co_varnames) > code.co_argcount or bool(code.co_posonlyargcount)
