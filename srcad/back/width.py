"""About how many columns an expression takes: enough to decide when it should be split."""

from __future__ import annotations

from srcad.back.code import Nested
from srcad.ir.core import Apply, Atom, Free, If, Index, Invoke, Lit, Op

LIMIT = 88


def width(atom: Atom, nested: Nested) -> int:
    """The columns of an atom."""
    if isinstance(atom, Lit):
        return len(repr(atom.value))
    inner = nested.get(atom)
    return len(atom.name) if inner is None else inner_width(inner, nested)


def inner_width(inner: Op | If, nested: Nested) -> int:
    """The columns of what is nested."""
    if isinstance(inner, If):
        parts = (inner.cond, *inner.then.results, *inner.orelse.results)
        return sum(width(part, nested) for part in parts) + len(" if  else ")
    return _spelling(inner) + sum(width(arg, nested) + 2 for arg in inner.args)


def _spelling(op: Op) -> int:
    match op.prim:
        case Apply(name=name, fn=fn):
            return (len(name) if name else min(len(getattr(fn, "__name__", "")), 3)) + 2
        case Free(name=name) | Invoke(name=name):
            return len(name)
        case Index(path=path):
            return 2 * len(path)
        case _:
            return 2
