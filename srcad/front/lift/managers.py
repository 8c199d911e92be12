"""Context managers made by `contextlib.contextmanager` from a generator of the user's, and by classes of the user's.

What comes before its one `yield` runs first, then the body of the `with`, then what comes after: the generator runs,
and the body is lifted in the place of the `yield`.  Where that stands in a `try` with a `finally`, so does the body.
"""

from __future__ import annotations

import contextlib
from types import FunctionType
from typing import Any

import gast

from srcad.front.desugar.flow import Flows

_MADE = contextlib.contextmanager(lambda: iter(())).__code__


def generator_of(obj: Any) -> FunctionType | None:
    """The generator that a function of managers was made from."""
    wrapped = getattr(obj, "__wrapped__", None)
    made = isinstance(obj, FunctionType) and obj.__code__ is _MADE
    return wrapped if made and isinstance(wrapped, FunctionType) else None


def yields_once(node: Any) -> bool:
    """Whether a generator surely gets to its one `yield`: a statement, or the only one in the body of a try-finally."""
    if sum(isinstance(inner, gast.Yield | gast.YieldFrom) for inner in gast.walk(node)) != 1:
        return False
    for at, stmt in enumerate(node.body):
        inner = stmt
        if isinstance(stmt, gast.Try) and len(stmt.body) == 1 and not stmt.handlers and not stmt.orelse:
            (inner,) = stmt.body
        if isinstance(inner, gast.Expr) and isinstance(inner.value, gast.Yield):
            return not Flows().block(node.body[:at]).jumps
    return False


def asks_how(node: Any) -> bool:
    """Whether an ``__exit__`` looks at the exception that it is told, or may return something true."""
    told = [*node.args.posonlyargs, *node.args.args][1:] + ([node.args.vararg] if node.args.vararg else [])
    names = {arg.id for arg in told}
    for inner in gast.walk(node):
        if isinstance(inner, gast.Name) and isinstance(inner.ctx, gast.Load) and inner.id in names:
            return True
        if isinstance(inner, gast.Return) and not (inner.value is None or _is_false(inner.value)):
            return True
    return False


def _is_false(node: Any) -> bool:
    return isinstance(node, gast.Constant) and not node.value
