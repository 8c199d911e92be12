"""About how many columns an expression takes: enough to decide when it should be split."""

from __future__ import annotations

from srcad.back.code import Nested
from srcad.back.operators import BINARY, COMPARE, UNARY
from srcad.ir.callee import Callee
from srcad.ir.core import Apply, Atom, Format, Free, If, Index, Invoke, Lit, Op

LIMIT = 88


def width(atom: Atom, nested: Nested) -> int:
    """The columns of an atom."""
    if isinstance(atom, Lit):
        return len(atom.value.__name__ if isinstance(atom.value, Callee) else repr(atom.value))
    inner = nested.get(atom)
    return len(atom.name) if inner is None else inner_width(inner, nested)


def inner_width(inner: Op | If, nested: Nested) -> int:
    """The columns of an operation or a choice."""
    if isinstance(inner, If):
        parts = (inner.cond, *inner.then.results, *inner.orelse.results)
        return sum(width(part, nested) for part in parts) + len(" if  else ")
    return _signs(inner) + sum(width(arg, nested) for arg in inner.args)


def _signs(op: Op) -> int:
    """The columns of an operation without its operands."""
    commas = 2 * max(len(op.args) - 1, 0)
    match op.prim:
        case Apply(fn=fn, name="") if fn in BINARY or fn in COMPARE:
            return len(" + ")
        case Apply(fn=fn, name="") if fn in UNARY:
            return 1
        case Apply(fn=fn, name=name, kw=kw):
            name = name or f"np.{getattr(fn, '__name__', '')}"
            return len(name) + len("()") + commas + sum(len(key) + 1 for key in kw)
        case Free(name=name):
            return len(name)
        case Invoke(name=name):
            return len(name) + len("()") + commas
        case Index(path=path):
            return 2 * len(path) + max(commas - 2, 0)
        case Format(parts=parts):
            return sum(len(part or "{}") for part in parts) + len("f''")
        case _:
            return len("()") + commas
